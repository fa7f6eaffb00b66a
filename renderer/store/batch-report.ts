import { countIn, followedStates, orderStates, stateFacts, type Batch } from '#contract/model/order.ts'
import { batches } from '#contract/texts/page.ts'

export interface BatchReport {
  /** Orders that have an outcome, uncertain ones included. */
  done: number
  /** Orders that could still be cancelled. */
  moving: number
  text: string
}

/** @returns what a batch is called as it stands. What went back into the queue of TusFacturasAPP is handed over, and not at its end. */
export function titleOf({ active, states, total }: Batch): string {
  if (active) return batches.title(total)
  return countIn(states, followedStates) > 0 ? batches.handedOver : batches.finished
}

export function reportOf(batch: Batch): BatchReport {
  const sums = { sent: 0, 'not-sent': 0, uncertain: 0, moving: 0 }
  for (const state of orderStates) sums[stateFacts[state].report] += batch.states[state] ?? 0
  return {
    done: batch.total - sums.moving,
    moving: sums.moving,
    text: batches.report(sums.sent, sums['not-sent'], sums.uncertain),
  }
}
