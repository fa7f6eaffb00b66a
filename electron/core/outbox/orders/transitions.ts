import type { OrderState } from '#contract/model/order.ts'

/**
 * The whole life of an order. Every row is: from, to, causes. `null` is an order that is being placed. A change that is not in
 * this table is refused; a cause is the key of its sentence in contract/texts/story.ts.
 */
const table = [
  [null, 'queued', ['placed']],

  ['queued', 'preflight', ['query-started']],
  ['queued', 'held', ['paused', 'gate-closed', 'expired', 'postponed']],
  ['queued', 'cancelled', ['cancelled']],
  ['queued', 'unknown', ['journal']],

  ['held', 'queued', ['resumed', 'gate-opened', 'released', 'due']],
  ['held', 'held', ['gate-closed']],
  ['held', 'cancelled', ['cancelled']],
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
  ['preflight', 'cancelled', ['cancelled']],
  // Whether it is in error is not clear: nobody but the person sends it.
  ['preflight', 'needs_decision', ['not-clear', 'nothing-left']],

  ['sending', 'on_wire', ['marker']],
  ['sending', 'queued', ['no-connection', 'put-back', 'interrupted']],
  ['sending', 'held', ['gate-closed', 'crashes']],
  ['sending', 'needs_decision', ['nothing-left']],
  ['sending', 'cancelled', ['cancelled']],
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

export type Cause = (typeof table)[number][2][number]

export const transitions: readonly { from: OrderState | null; to: OrderState; causes: readonly Cause[] }[] = table.map(([from, to, causes]) => ({
  from,
  to,
  causes,
}))

const allowed = new Set(transitions.flatMap(({ from, to, causes }) => causes.map((cause) => `${from} ${to} ${cause}`)))

/** @returns whether the table has this change */
export const isAllowed = (from: OrderState | null, to: OrderState, cause: Cause): boolean => allowed.has(`${from} ${to} ${cause}`)

/** States of orders that have not left and are not being sent, as the index of what waits has them. */
export const waitingStates = ['queued', 'held', 'preflight'] as const satisfies OrderState[]

/** States in which the order still has work before it; at most one such order per point of sale and reference. */
export const liveStates = ['queued', 'held', 'preflight', 'sending', 'on_wire', 'unknown', 'needs_decision'] as const satisfies OrderState[]

/** States that can change without a person: a batch with none of these is finished. */
export const movingStates = ['queued', 'held', 'preflight', 'sending', 'on_wire', 'unknown'] as const satisfies OrderState[]

/** States before the marker: nothing can have left. */
export const cancellableStates = ['queued', 'held', 'preflight', 'sending'] as const satisfies OrderState[]

/** States with an outcome: the rest of the way, if any, is TusFacturasAPP's. storage/migrations.ts counts these by day. */
export const endedStates = ['accepted', 'issued', 'failed_again', 'superseded', 'not_found', 'rejected', 'cancelled'] as const satisfies OrderState[]
