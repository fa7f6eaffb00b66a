import { sharesOf } from '#contract/model/batch.ts'
import type { Batch } from '#contract/model/order.ts'
import { sharesText } from '#contract/texts/shares.ts'
import { batches as texts } from '#contract/texts/actividad.ts'
import { showOrders } from '../../store/show-orders.ts'
import { getState, setState, useStore } from '../../store/store.ts'
import { Action } from '../../ui/action.tsx'
import { titleOf } from './lote.tsx'
import { SharesBar } from './shares-bar.tsx'

/** Those before which the others are only counted: the list below is what the screen is for. */
const shown = 1

/** Batches under way and those that ended while the page was open, a line each, which leads to its Lote. */
export function Batches() {
  const batches = useStore((state) => state.batches)
  if (batches.length === 0) return null
  return (
    <ul className="batches" aria-label={texts.region}>
      {batches.slice(0, shown).map((batch) => (
        <BatchLine key={batch.id} batch={batch} />
      ))}
      {batches.length > shown && (
        <li>
          <details className="more-batches">
            <summary>{texts.more(batches.length - shown)}</summary>
            <ul className="batches">
              {batches.slice(shown).map((batch) => (
                <BatchLine key={batch.id} batch={batch} />
              ))}
            </ul>
          </details>
        </li>
      )}
    </ul>
  )
}

function BatchLine({ batch }: { batch: Batch }) {
  const sums = sharesOf(batch.states)
  const title = titleOf(batch.createdAt)
  return (
    <li className="batch">
      <button type="button" className="link" onClick={() => showOrders({ batchId: batch.id })}>
        {title}
      </button>
      <span className="batch-sums" title={texts.line(batch.total, sharesText(sums))}>
        {texts.line(batch.total, sharesText(sums))}
      </span>
      <SharesBar sums={sums} />
      {!batch.active && (
        <Action
          look="quiet"
          icon="close"
          aria-label={texts.dismiss(title)}
          onPress={() => setState({ batches: getState().batches.filter(({ id }) => id !== batch.id) })}
        >
          {texts.hide}
        </Action>
      )}
    </li>
  )
}
