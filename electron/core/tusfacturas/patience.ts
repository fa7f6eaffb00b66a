import type { Found, Reply } from './api.ts'
import type { Pace } from './pace.ts'

/** How often a query waits because the API asks to go slower, and for how long when it does not say. */
const mostPauses = 3
const defaultPause = 5_000

/** Asks in its turn, and again after a pause when the API finds it too fast. */
export async function patient(query: () => Promise<Reply<Found>>, pace: Pace, signal: AbortSignal): Promise<Reply<Found>> {
  for (let pauses = 0; ; pauses++) {
    await pace.turn(signal)
    const reply = await query()
    const tooFast = reply.kind === 'failed' && reply.failure.httpStatus === 429
    if (!tooFast || pauses === mostPauses || signal.aborted) return reply
    pace.pause(reply.failure.retryAfter ?? defaultPause)
  }
}
