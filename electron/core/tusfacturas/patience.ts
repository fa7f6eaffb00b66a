import { tooFastAllowed } from '../lib/waits.ts'
import type { Found, Reply } from './api.ts'

/**
 * Asks again when the API finds it too fast; that the next query waits then is the matter of the pace.
 * @param allowed how often the API may say so before it is taken at its word
 */
export async function patient(query: () => Promise<Reply<Found>>, signal: AbortSignal, allowed = tooFastAllowed): Promise<Reply<Found>> {
  for (let refusals = 0; ; refusals++) {
    const reply = await query()
    const tooFast = reply.kind === 'failed' && reply.failure.httpStatus === 429
    if (!tooFast || refusals >= allowed || signal.aborted) return reply
  }
}
