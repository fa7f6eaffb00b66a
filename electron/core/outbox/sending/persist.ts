import type { Clock } from '../../lib/clock.ts'
import { meansDefect } from '../../storage/storage-error.ts'
import type { Guard } from '../guard.ts'

/** Commits `work`, trying again while the disk refuses. Rejects only for a defect or when the program is closing. */
export type Persist = <T>(work: () => T) => Promise<T>

/** Between two attempts, milliseconds; the wait doubles, as each of them may hold the window up. */
const firstPause = 1_000
const longestPause = 8_000

/**
 * What an answer says must not be lost because the disk is full or another program holds the file: it is written as soon as
 * that is over. Should the program die first, the order is found `on_wire` and asked about.
 * @param transaction runs `work` as one commit
 * @param guard told while writing fails and when it works again, and when SQLite finds the file damaged
 */
export function createPersist(transaction: <T>(work: () => T) => T, clock: Clock, signal: AbortSignal, guard: Guard): Persist {
  return async (work) => {
    for (let pause = firstPause; ; pause = Math.min(longestPause, pause * 2)) {
      try {
        const value = transaction(work)
        guard.health(work, false)
        return value
      } catch (error) {
        if (signal.aborted || meansDefect(error)) {
          guard.health(work, false)
          throw error
        }
        guard.refused(error, work)
        await waitFor(clock, pause, signal)
        if (signal.aborted) throw error
      }
    }
  }
}

/** Less when the program closes. */
function waitFor(clock: Clock, pause: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      cancel()
      signal.removeEventListener('abort', end)
      resolve()
    }
    const cancel = clock.after(pause, end)
    signal.addEventListener('abort', end)
  })
}
