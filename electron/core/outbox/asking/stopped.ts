import type { Outcome } from '../../guidance/outcome.ts'
import { effectOf, effectOfRefusal, type LaneEffect } from './verdict.ts'
import type { CallFailure, Found, Reply } from '../../tusfacturas/api.ts'

/** Why there is no answer to a free query, or not the one asked for. */
export type Stop =
  /**
   * The API does not want this query; asking again can help, waiting cannot. `effect`: none, or a refusal that is not about the
   * query, after which nobody may go without it.
   */
  { kind: 'unwanted'; effect: LaneEffect & { type: 'none' | 'refusal' }; outcome: Outcome } | { kind: 'stopped'; effect: LaneEffect; outcome: Outcome }

/** What it means that there is no answer to a free query, or not the one asked for. */
export function stopped(reply: Exclude<Reply<Found>, { kind: 'done' }>): Stop {
  if (reply.kind === 'failed') {
    if (isUnwanted(reply.failure))
      return { kind: 'unwanted', effect: { type: 'none' }, outcome: { type: 'failure', failure: reply.failure, sent: true, free: true } }
    const outcome = { type: 'failure', failure: reply.failure, sent: reply.sent, free: true } as const
    return { kind: 'stopped', effect: effectOf(reply.failure), outcome }
  }
  const outcome = { type: 'refused', refusal: reply.refusal, texts: reply.texts, until: reply.until, free: true } as const
  const effect = effectOfRefusal(reply)
  return effect.type === 'none' || effect.type === 'refusal' ? { kind: 'unwanted', effect, outcome } : { kind: 'stopped', effect, outcome }
}

const unwantedStatuses = new Set([400, 404, 405, 410, 413, 422, 501])

/** The API was reached and answered, but does not know this query or answers it in a way of its own. */
const isUnwanted = ({ code, httpStatus }: CallFailure): boolean =>
  code === 'answer-unexpected' || (code === 'http-status' && httpStatus !== null && unwantedStatuses.has(httpStatus))
