import type { OrderState } from '#contract/model/order.ts'
import type { Rule } from '#contract/model/rules.ts'
import { stateTable } from '../base/state-table.ts'

/**
 * The whole life of an order. Every row is: from, to, causes. From `null` an order begins. A change that is not in
 * this table is refused; a cause is the key of its sentence in contract/texts/story.ts.
 */
const table = [
  [null, 'queued', ['placed', 'rule-transitory', 'rule-unknown-once']],
  // After a loss of the database, of which the journal knows only that it may have left.
  [null, 'unknown', ['journal']],

  ['queued', 'preflight', ['query-started']],
  ['queued', 'held', ['paused', 'gate-closed', 'expired', 'postponed']],
  ['queued', 'cancelled', ['cancelled', 'taken-back']],
  ['queued', 'unknown', ['journal']],

  ['held', 'queued', ['resumed', 'gate-opened', 'released', 'due']],
  ['held', 'held', ['gate-closed']],
  ['held', 'cancelled', ['cancelled', 'taken-back']],
  ['held', 'unknown', ['journal']],

  ['preflight', 'sending', ['claimed', 'claimed-unchecked']],
  ['preflight', 'superseded', ['already-queued']],
  ['preflight', 'not_found', ['query-empty']],
  // After a POST that the server said it had not processed. Only "in error", in words that we know, lets it go again.
  ['preflight', 'accepted', ['seen-queued']],
  ['preflight', 'issued', ['already-issued', 'seen-issued']],
  ['preflight', 'unknown', ['not-in-error', 'journal']],
  ['preflight', 'queued', ['no-connection', 'put-back', 'interrupted']],
  ['preflight', 'held', ['paused', 'gate-closed', 'expired']],
  ['preflight', 'cancelled', ['cancelled', 'taken-back']],
  // Whether it is in error is not clear: nobody but the person sends it.
  ['preflight', 'needs_decision', ['not-clear', 'nothing-left']],

  ['sending', 'on_wire', ['marker']],
  ['sending', 'queued', ['no-connection', 'put-back', 'interrupted']],
  ['sending', 'held', ['gate-closed', 'crashes']],
  ['sending', 'needs_decision', ['nothing-left']],
  ['sending', 'cancelled', ['cancelled', 'taken-back']],
  ['sending', 'unknown', ['journal']],

  ['on_wire', 'accepted', ['answer-accepted', 'webhook-queued']],
  ['on_wire', 'rejected', ['answer-rejected']],
  ['on_wire', 'not_found', ['answer-not-found']],
  ['on_wire', 'held', ['gate-closed']],
  // The server said that it did not process it (429, maintenance): the order waits its turn and is asked about again first.
  ['on_wire', 'queued', ['not-processed']],
  // The same, or a closed gate, when the person confirmed no more POSTs than have left.
  ['on_wire', 'needs_decision', ['nothing-left']],
  ['on_wire', 'unknown', ['no-answer', 'interrupted']],
  ['on_wire', 'issued', ['webhook-issued']],

  ['unknown', 'accepted', ['seen-queued', 'webhook-queued']],
  ['unknown', 'issued', ['seen-issued', 'webhook-issued']],
  // Only once the free query shows it in error too: the same event is sent for a request that was refused at entry.
  ['unknown', 'failed_again', ['webhook-error']],
  ['unknown', 'queued', ['still-in-error']],
  ['unknown', 'needs_decision', ['still-in-error-ask', 'not-clear', 'orphaned']],

  ['accepted', 'issued', ['seen-issued', 'webhook-issued']],
  ['accepted', 'failed_again', ['seen-error']],
  // The person deleted it from the queue, and the free query shows nothing any more.
  ['accepted', 'cancelled', ['deleted']],
  ['superseded', 'cancelled', ['deleted']],
  ['superseded', 'issued', ['seen-issued', 'webhook-issued']],
  ['superseded', 'failed_again', ['seen-error']],

  // A proven event says so, and the free query confirms it.
  ['failed_again', 'issued', ['issued-after-all']],

  ['needs_decision', 'unknown', ['point-of-sale-back']],
  ['needs_decision', 'queued', ['decided-resend']],
  ['needs_decision', 'accepted', ['decided-sent', 'webhook-queued', 'seen-queued']],
  ['needs_decision', 'cancelled', ['decided-discard']],
  ['needs_decision', 'issued', ['webhook-issued', 'seen-issued']],
  ['needs_decision', 'failed_again', ['webhook-error']],
  // A second POST of it, of which only the journal knows.
  ['needs_decision', 'unknown', ['journal']],
] as const satisfies readonly (readonly [OrderState | null, OrderState, readonly string[]])[]

/** How the story of an order begins that no person placed. */
export const causeOfRule = { transitory: 'rule-transitory', 'unknown-once': 'rule-unknown-once' } as const satisfies Record<Rule, Cause>

export type Cause = (typeof table)[number][2][number]

export const { transitions, isAllowed } = stateTable(table)
