import { actividad as texts } from '#contract/texts/page.ts'
import { OrderList } from './order-list.tsx'

/** What happened: every order, live. */
export function Actividad() {
  return (
    <section className="screen">
      <h1 tabIndex={-1}>{texts.title}</h1>
      <OrderList />
    </section>
  )
}
