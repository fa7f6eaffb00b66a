import type { HoldReason, OrderState } from '#contract/model/order.ts'
import { queryRefusal, refusesQueryItself } from '../../guidance/same-words.ts'
import type { Outcome } from '../../guidance/outcome.ts'
import type { CallFailure, CallFailureCode, Reply } from '../../tusfacturas/api.ts'

/** What a reply means for the lane it came through. */
export type LaneEffect =
  | { type: 'none' }
  /** A person must act first. `paid`: so said the answer to a paid call. */
  | {
      type: 'gate'
      reason: Extract<HoldReason, 'credenciales' | 'cupo' | 'certificado' | 'proxy' | 'sin-credenciales' | 'ausente' | 'respuesta'>
      paid: boolean
    }
  /** The free query was refused in words that no rule knows and that are not about the query. `words`: by which two are the same. */
  | { type: 'refusal'; words: string }
  /** The API asked to wait. `until` null: it did not say until when. */
  | { type: 'wait'; kind: 'slow-down' | 'maintenance'; until: number | null; retryAfter: number | null; paid: boolean }
  /** Nothing can be reached: back off. */
  | { type: 'no-connection' }
  /** Something answered, but not as it should. */
  | { type: 'trouble' }
  /** Our own disk refused the marker. */
  | { type: 'storage' }

export interface Verdict {
  /** Where the order goes from `on_wire`; null when nothing was sent. */
  to: Extract<OrderState, 'accepted' | 'rejected' | 'not_found' | 'held' | 'queued' | 'unknown'> | null
  /** The request was certainly counted. */
  certain: boolean
  effect: LaneEffect
  outcome: Outcome | null
  original: string
}

const certificates = new Set<CallFailureCode>(['tls-untrusted', 'tls-expired', 'tls-not-yet-valid', 'tls-wrong-host'])
const rejections = new Set([400, 404, 405, 413, 422])
const none = { type: 'none' } as const

const gate = (reason: (LaneEffect & { type: 'gate' })['reason'], paid = false): LaneEffect => ({ type: 'gate', reason, paid })
const maintenance = (until: number | null, paid: boolean): LaneEffect => ({ type: 'wait', kind: 'maintenance', until, retryAfter: null, paid })
const slowDown = ({ retryAfter }: CallFailure, paid: boolean): LaneEffect => ({ type: 'wait', kind: 'slow-down', until: null, retryAfter, paid })

/**
 * Reads the reply to a POST that costs a request: where its order goes, whether the request was counted, and what follows for its lane.
 * @param reply the client's reply; `sent` is the marker
 */
export function judgePost(reply: Reply<unknown>): Verdict {
  switch (reply.kind) {
    case 'done':
      return { to: 'accepted', certain: true, effect: none, outcome: null, original: '' }
    case 'refused':
      return judgeRefusal(reply)
    case 'failed':
      return judgeFailure(reply.failure, reply.sent)
  }
}

function judgeRefusal(reply: Reply<unknown> & { kind: 'refused' }): Verdict {
  const { refusal, texts, until, original } = reply
  const base = { certain: true, outcome: { type: 'refused', refusal, texts, until } as const, original }
  switch (refusal) {
    case 'not-found':
      return { ...base, to: 'not_found', effect: none }
    case 'quota':
      return { ...base, to: 'held', effect: gate('cupo', true) }
    case 'credentials':
      return { ...base, to: 'held', effect: gate('credenciales', true) }
    case 'maintenance':
      return { ...base, to: 'queued', effect: maintenance(until, true) }
    case 'other':
      return { ...base, to: 'rejected', effect: none }
  }
}

function judgeFailure(failure: CallFailure, sent: boolean): Verdict {
  const base = { certain: false, outcome: { type: 'failure', failure, sent } as const, original: failure.original }
  if (!sent) return { ...base, to: null, effect: effectOf(failure) }
  const status = failure.code === 'http-status' ? failure.httpStatus : null
  if (status !== null && rejections.has(status)) return { ...base, to: 'rejected', certain: true, effect: none }
  if (status === 401 || status === 403) return { ...base, to: 'held', certain: true, effect: gate('credenciales', true) }
  if (status === 407) return { ...base, to: 'held', effect: gate('proxy', true) }
  if (status === 429) return { ...base, to: 'queued', effect: slowDown(failure, true) }
  return { ...base, to: 'unknown', effect: { type: 'trouble' } }
}

/** What a failed call without the marker, or a failed free query, means for the lane. */
export function effectOf(failure: CallFailure): LaneEffect {
  if (failure.code === 'marker-failed') return { type: 'storage' }
  if (failure.code === 'aborted') return none
  if (certificates.has(failure.code)) return gate('certificado')
  if (failure.code === 'proxy-credentials') return gate('proxy')
  if (failure.code !== 'http-status') return { type: 'no-connection' }
  if (failure.httpStatus === 401 || failure.httpStatus === 403) return gate('credenciales')
  if (failure.httpStatus === 407) return gate('proxy')
  if (failure.httpStatus === 429) return slowDown(failure, false)
  return { type: 'no-connection' }
}

/** What a refused free query means for the lane; `none` when it is this query that the API does not want. */
export function effectOfRefusal(reply: Reply<unknown> & { kind: 'refused' }): LaneEffect {
  if (reply.refusal === 'credentials') return gate('credenciales')
  if (reply.refusal === 'maintenance') return maintenance(reply.until, false)
  return refusesQueryItself(reply.texts) ? none : { type: 'refusal', words: queryRefusal(reply.texts) }
}
