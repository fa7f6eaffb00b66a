import type { Credentials } from '../../contract/credentials.ts'
import type { Explanation } from '../../contract/model.ts'
import { noCredentials, restlessDay } from '../../contract/texts/backlog.ts'
import { stopped } from '../followup/query.ts'
import { describeOutcome } from '../guidance/outcome.ts'
import type { Found, FoundComprobante, Reply, TusFacturas } from '../tusfacturas/api.ts'
import type { Pace } from './pace.ts'

export interface DayFailure {
  explanation: Explanation
  /** What else would fail alike: nothing, the other days of this point of sale, or everything. */
  reach: 'day' | 'point-of-sale' | 'all'
}

const restless: Explanation = { code: null, kind: 'transitorio', resendHelps: 'no-se-sabe', ...restlessDay, texts: [] }
const withoutCredentials: Explanation = { code: null, kind: 'credenciales', resendHelps: 'no-se-sabe', ...noCredentials, texts: [] }

export type DayResult = { comprobantes: FoundComprobante[] } | { failure: DayFailure }

/** The most comprobantes that one answer may hold, and the most answers that a day may take. */
const pageSize = 1_000
const mostPages = 200
/** How often a day is begun again because comprobantes came or went between two pages. */
const mostRestarts = 2
/** How often a query waits because the API asks to go slower, and for how long when it does not say. */
const mostPauses = 3
const defaultPause = 5_000

/**
 * Reads all comprobantes of one emission date, newest first.
 * @param credentials null when they are missing or no longer decrypt
 * @param fecha dd/mm/aaaa
 */
export async function readDay(
  api: Pick<TusFacturas, 'findByDate'>,
  credentials: Credentials | null,
  fecha: string,
  pace: Pace,
  signal: AbortSignal,
): Promise<DayResult> {
  if (!credentials) return { failure: { explanation: withoutCredentials, reach: 'point-of-sale' } }
  for (let restarts = 0; restarts <= mostRestarts; restarts++) {
    const day: FoundComprobante[] = []
    let total: number | null = null
    for (let page = 0; page < mostPages; page++) {
      const reply = await ask(() => api.findByDate(credentials, fecha, page, pageSize, signal), pace, signal)
      if (reply.kind !== 'done') return { failure: failureOf(reply) }
      const moved = total !== null && reply.value.total !== total
      if (moved) break
      total = reply.value.total
      day.push(...reply.value.comprobantes)
      if (reply.value.comprobantes.length === 0 || day.length >= total) return { comprobantes: day }
      if (page === mostPages - 1) return { comprobantes: day }
    }
  }
  return { failure: { explanation: restless, reach: 'day' } }
}

async function ask(query: () => Promise<Reply<Found>>, pace: Pace, signal: AbortSignal): Promise<Reply<Found>> {
  for (let pauses = 0; ; pauses++) {
    await pace.turn(signal)
    const reply = await query()
    const tooFast = reply.kind === 'failed' && reply.failure.httpStatus === 429
    if (!tooFast || pauses === mostPauses || signal.aborted) return reply
    pace.pause(reply.failure.retryAfter ?? defaultPause)
  }
}

function failureOf(reply: Exclude<Reply<Found>, { kind: 'done' }>): DayFailure {
  const result = stopped(reply)
  const explanation = describeOutcome(result.outcome)
  if (result.kind === 'unwanted') return { explanation, reach: 'point-of-sale' }
  const { effect } = result
  if (effect.type === 'gate') return { explanation, reach: effect.reason === 'credenciales' ? 'point-of-sale' : 'all' }
  return { explanation, reach: effect.type === 'wait' ? 'all' : 'day' }
}
