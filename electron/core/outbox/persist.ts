import type { Clock } from '../clock.ts'
import type { Logger } from '../logger.ts'
import { meansDamage, meansDefect } from '../storage/storage-error.ts'
import { transaction } from '../storage/transaction.ts'
import type { DatabaseSync } from 'node:sqlite'

/** Commits `work`, trying again while the disk refuses. Rejects only when the program is closing. */
export type Persist = <T>(work: () => T) => Promise<T>

const pause = 1_000

/**
 * What an answer says must not be lost because the disk is full or another program holds the file: it is written as soon as
 * that is over. Should the program die first, the order is found `on_wire` and asked about.
 * @param onTrouble told true while writing fails and false when it works again
 * @param onDamage told when SQLite finds the file damaged; only a new start can mend that
 */
export function createPersist(
  database: DatabaseSync,
  clock: Clock,
  logger: Logger,
  signal: AbortSignal,
  onTrouble: (failing: boolean) => void,
  onDamage: (detail: string) => void,
): Persist {
  return async (work) => {
    for (let attempt = 0; ; attempt++) {
      try {
        const value = transaction(database, work)
        if (attempt > 0) onTrouble(false)
        return value
      } catch (error) {
        if (signal.aborted || meansDefect(error)) throw error
        if (attempt === 0) logger.error('cannot write the orders', { error: (error as Error).message })
        onTrouble(true)
        if (attempt === 0 && meansDamage(error)) onDamage((error as Error).message)
        await new Promise<void>((resolve) => {
          const cancel = clock.after(pause, resolve)
          signal.addEventListener('abort', () => (cancel(), resolve()), { once: true })
        })
        if (signal.aborted) throw error
      }
    }
  }
}
