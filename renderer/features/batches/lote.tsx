import { useMemo, useState, type ReactNode } from 'react'
import { groupsOf, shareOf, shares, sharesIn, type Share } from '#contract/model/batch.ts'
import { stateFacts, type Batch, type Order } from '#contract/model/order.ts'
import { lote as texts } from '#contract/texts/batch.ts'
import { costTexts } from '#contract/texts/cost.ts'
import { handOver } from '#contract/texts/hand-over.ts'
import { common } from '#contract/texts/page.ts'
import { today } from '../../store/clock.ts'
import { noFilters, useStore } from '../../store/store.ts'
import { useBatch } from '../../store/use-batch.ts'
import { Action } from '../../ui/action.tsx'
import { deferred } from '../../ui/deferred.tsx'
import { dateTime, dayOf, timeOfDay } from '../../ui/format.ts'
import { FailureMessage } from '../../ui/message.tsx'
import { CancelBatch } from './cancel-batch.tsx'
import { CopyList } from './copy-list.tsx'
import { ExportTable } from './export-table.tsx'
import { LoteTable } from './lote-table.tsx'
import { SharesBar, shareTones } from './shares-bar.tsx'

const handOverBatch = deferred(async () => (await import('../hand-over/hand-over-batch.tsx')).HandOverBatch)

interface LoteProps {
  batchId: number
  /** The heading of the screen, or one below it. */
  heading: 'h1' | 'h2'
  /** Beside the heading. */
  children?: ReactNode
}

/** What became of the references that were sent together: grouped by cause, with what can be done about each. */
export function Lote({ batchId, heading: Heading, children }: LoteProps) {
  const { batch, orders, loaded, failure, retry } = useBatch(batchId)
  return (
    <section className="lote" aria-labelledby="lote">
      <div className="lote-head">
        {children}
        <Heading id="lote" tabIndex={-1}>
          {batch ? titleOf(batch.createdAt) : texts.table}
        </Heading>
        {batch && orders.length > 0 && <Facts batch={batch} orders={orders} />}
      </div>
      <FailureMessage failure={failure} actions={<Action onPress={retry}>{common.retry}</Action>} />
      {!loaded && <p className="quiet">{texts.loading}</p>}
      {loaded && !failure && !batch && <p>{texts.gone}</p>}
      {batch && orders.length > 0 && <Filled key={batchId} batch={batch} orders={orders} />}
    </section>
  )
}

/** @param at milliseconds since the epoch @returns e.g. `Lote de las 10:41` */
export const titleOf = (at: number): string => (dayOf(at) === today() ? texts.title(timeOfDay(at)) : texts.titleOn(dateTime(at)))

function Facts({ batch, orders }: { batch: Batch; orders: Order[] }) {
  const pointOfSale = useStore(({ pointsOfSale }) => pointsOfSale.find(({ id }) => id === batch.pointOfSaleId)?.name) ?? orders[0]?.pointOfSaleName ?? ''
  return (
    <p className="quiet">
      {texts.size(orders.length)} · {pointOfSale} ·{' '}
      <span title={batch.requestsPossible > 0 ? costTexts.possible : undefined}>{texts.spent(batch.requestsUsed, batch.requestsPossible)}</span>
    </p>
  )
}

function Filled({ batch, orders }: { batch: Batch; orders: Order[] }) {
  const [wanted, setWanted] = useState<Share | null>(null)
  const sums = sharesIn(orders)
  const only = wanted !== null && (sums[wanted] ?? 0) > 0 ? wanted : null
  const groups = useMemo(() => groupsOf(only === null ? orders : orders.filter(({ state }) => shareOf[state] === only)), [orders, only])
  return (
    <>
      <SharesBar sums={sums} />
      <div className="toolbar">
        <fieldset className="chips" aria-label={texts.filter}>
          {shares
            .filter((share) => (sums[share] ?? 0) > 0)
            .map((share) => (
              <Action key={share} look="quiet" aria-pressed={share === only} onPress={() => setWanted(share === only ? null : share)}>
                <span className="badge" data-tone={shareTones[share]}>
                  {texts.chips[share]}
                </span>{' '}
                <strong>{sums[share]}</strong>
              </Action>
            ))}
        </fieldset>
        <div className="toolbar-end">
          {batch.active && <CancelBatch batch={batch} />}
          <HandOver orders={orders} />
          <CopyList groups={groups} />
          <ExportTable filters={{ ...noFilters, batchId: batch.id }} />
        </div>
      </div>
      <LoteTable groups={groups} unfolded={only !== null} />
    </>
  )
}

/** Absent where nothing of it has to be corrected. */
function HandOver({ orders }: { orders: Order[] }) {
  const [asking, setAsking] = useState(false)
  const some = orders.some(({ state }) => stateFacts[state].outcome === 'failed' || stateFacts[state].outcome === 'missing')
  if (!some && !asking) return null
  return (
    <>
      <Action icon="print" aria-label={handOver.title} onPress={() => setAsking(true)}>
        {handOver.short}
      </Action>
      {asking && <handOverBatch.Part orders={orders} onClose={() => setAsking(false)} />}
    </>
  )
}
