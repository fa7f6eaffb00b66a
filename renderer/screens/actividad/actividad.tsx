import { summaryTexts } from '#contract/texts/history.ts'
import { actividad as texts } from '#contract/texts/page.ts'
import { hashOf, partId, useHash } from '../../store/route.ts'
import { OrderList } from './order-list.tsx'
import { Resumen } from './resumen/resumen.tsx'

const summaryId = partId('actividad', 'resumen')

/** What happened: every order, live, or all of them summed up. */
export function Actividad() {
  const summed = useHash() === `#${summaryId}`
  return (
    <section className="screen">
      <div className="screen-head">
        <h1 tabIndex={-1}>{texts.title}</h1>
        <nav className="views" aria-label={summaryTexts.views}>
          <a href={hashOf('actividad')} aria-current={summed ? undefined : 'page'}>
            {summaryTexts.list}
          </a>
          <a href={`#${summaryId}`} aria-current={summed ? 'page' : undefined}>
            {summaryTexts.summary}
          </a>
        </nav>
      </div>
      {summed ? <Resumen id={summaryId} /> : <OrderList />}
    </section>
  )
}
