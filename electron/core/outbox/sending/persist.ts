import { sleep, type Clock } from '../../lib/clock.ts'
import { meansDefect } from '../../storage/storage-error.ts'
import type { Guard } from '../base/guard.ts'
import type { OrderStore } from '../orders/store.ts'
import { answerPause } from '../../lib/waits.ts'

/** Commits `work`, trying again while the disk refuses. Rejects only for a defect or when the program is closing. */
export type Persist = <T>(work: () => T) => Promise<T>

/**
 * What an answer says must not be lost because the disk is full or another program holds the file: it is written as soon as
 * that is over. Should the program die first, the order is found `on_wire` and asked about.
 * @param guard told while writing fails and when it works again, and when SQLite finds the file damaged
 */
export function createPersist(store: Pick<OrderStore, 'transaction'>, clock: Clock, signal: AbortSignal, guard: Guard): Persist {
  return async (work) => {
    for (let failures = 0; ; failures++) {
      try {
        const value = store.transaction(work)
        guard.health(work, false)
        return value
      } catch (error) {
        if (signal.aborted || meansDefect(error)) {
          guard.health(work, false)
          throw error
        }
        guard.refused(error, work)
        await sleep(clock, answerPause(failures), signal)
        if (signal.aborted) throw error
      }
    }
  }
}
