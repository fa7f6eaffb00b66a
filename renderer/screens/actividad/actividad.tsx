import { lote } from '#contract/texts/batch.ts'
import { actividad as texts } from '#contract/texts/actividad.ts'
import { Lote } from '../../features/batches/lote.tsx'
import { ResendBatch } from '../../features/resend/resend-batch.tsx'
import { setFilters } from '../../store/show-orders.ts'
import { getState, useStore } from '../../store/store.ts'
import { Action } from '../../ui/action.tsx'
import { ListHead, OrderList } from './order-list.tsx'

/** What happened: every order, live, or one batch of them. */
export function Actividad() {
  const batchId = useStore(({ filters }) => filters.batchId)
  if (batchId !== null)
    return (
      <section className="screen">
        <Lote batchId={batchId} heading="h1">
          <Action look="quiet" icon="previous" onPress={() => setFilters({ ...getState().filters, batchId: null })}>
            {lote.back}
          </Action>
        </Lote>
        <ResendBatch />
      </section>
    )
  return (
    <section className="screen">
      <div className="screen-head">
        <h1 tabIndex={-1}>{texts.title}</h1>
        <ListHead />
      </div>
      <OrderList />
    </section>
  )
}
