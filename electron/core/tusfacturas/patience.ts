import { tooFastAllowed, tooFastPause } from '../lib/waits.ts'
import type { Found, Reply } from './api.ts'
import type { Pace } from './pace.ts'

/** Asks in its turn, and again after a pause when the API finds it too fast. */
export async function patient(query: () => Promise<Reply<Found>>, pace: Pace, signal: AbortSignal): Promise<Reply<Found>> {
  for (let pauses = 0; ; pauses++) {
    await pace.turn(signal)
    const reply = await query()
    const tooFast = reply.kind === 'failed' && reply.failure.httpStatus === 429
    if (!tooFast || pauses === tooFastAllowed || signal.aborted) return reply
    pace.pause(reply.failure.retryAfter ?? tooFastPause)
  }
}
