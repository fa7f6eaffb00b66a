import { orderStates, type Batch, type OrderState } from '#contract/model/order.ts'
import { batches } from '#contract/texts/page.ts'

/** What each state means for the report of a batch; what is still moving belongs to none until it ends. */
const outcome: Record<OrderState, 'sent' | 'not-sent' | 'uncertain' | 'moving'> = {
  queued: 'moving',
  held: 'moving',
  preflight: 'moving',
  sending: 'moving',
  on_wire: 'moving',
  unknown: 'uncertain',
  accepted: 'sent',
  issued: 'sent',
  failed_again: 'sent',
  superseded: 'not-sent',
  not_found: 'not-sent',
  rejected: 'not-sent',
  needs_decision: 'uncertain',
  cancelled: 'not-sent',
}

export interface BatchReport {
  /** Orders that have an outcome, uncertain ones included. */
  done: number
  /** Orders that could still be cancelled. */
  moving: number
  text: string
}

export function reportOf(batch: Batch): BatchReport {
  const sums = { sent: 0, 'not-sent': 0, uncertain: 0, moving: 0 }
  for (const state of orderStates) sums[outcome[state]] += batch.states[state] ?? 0
  return {
    done: batch.total - sums.moving,
    moving: sums.moving,
    text: batches.report(sums.sent, sums['not-sent'], sums.uncertain),
  }
}
