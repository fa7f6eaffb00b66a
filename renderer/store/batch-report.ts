import { orderStates, stateFacts, type Batch } from '#contract/model/order.ts'
import { batches } from '#contract/texts/page.ts'

export interface BatchReport {
  /** Orders that have an outcome, uncertain ones included. */
  done: number
  /** Orders that could still be cancelled. */
  moving: number
  text: string
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
