import { lote } from '#contract/texts/batch.ts'
import { summaryTexts } from '#contract/texts/history.ts'
import { actividad as texts } from '#contract/texts/page.ts'
import { Lote } from '../../features/batches/lote.tsx'
import { hashOf, partId, useHash } from '../../store/route.ts'
import { getState, setState, useStore } from '../../store/store.ts'
import { Action } from '../../ui/action.tsx'
import { ListHead, OrderList } from './order-list.tsx'
import { Resumen } from './resumen/resumen.tsx'

const summaryId = partId('actividad', 'resumen')

/** What happened: every order, live; one batch of them; or all of them summed up. */
export function Actividad() {
  const summed = useHash() === `#${summaryId}`
  const batchId = useStore(({ filters }) => filters.batchId)
  if (!summed && batchId !== null)
    return (
      <section className="screen">
        <Lote batchId={batchId} heading="h1">
          <Action look="quiet" icon="previous" onPress={() => setState({ filters: { ...getState().filters, batchId: null } })}>
            {lote.back}
          </Action>
        </Lote>
      </section>
    )
  return (
    <section className="screen">
      <div className="screen-head">
        <h1 tabIndex={-1}>{texts.title}</h1>
        {!summed && <ListHead />}
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
