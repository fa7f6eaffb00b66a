/** How far this computer's clock is off, kept so that the next start knows it before the first answer. */
import type { DatabaseSync } from 'node:sqlite'
import type { Logger } from '../lib/logger.ts'

/** A clock that finds out how far this computer's is off; milliseconds. */
interface LearningClock {
  restore(offset: number): void
  /** @returns a function that ends the subscription */
  onChange(listener: (offset: number) => void): () => void
}

/** Gives the clock what is kept. */
export function restoreClockOffset(database: DatabaseSync, clock: LearningClock): void {
  const kept = database.prepare("SELECT value FROM flag WHERE name = 'clock-offset'").get()?.['value']
  if (kept !== undefined) clock.restore(Number(kept))
}

/** Gives the clock what is kept, and keeps what it learns from now on. @returns a function that ends it */
export function keepClockOffset(database: DatabaseSync, clock: LearningClock, logger: Logger): () => void {
  restoreClockOffset(database, clock)
  return clock.onChange((offset) => {
    logger.warn('the clock of this computer differs from TusFacturasAPP’s', { milliseconds: offset })
    try {
      database.prepare("INSERT INTO flag VALUES ('clock-offset', ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value").run(String(offset))
    } catch (error) {
      // It is learned anew at the next start.
      logger.warn('the offset of the clock could not be kept', { reason: error instanceof Error ? error.message : String(error) })
    }
  })
}
