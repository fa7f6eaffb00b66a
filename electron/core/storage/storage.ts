import type { DatabaseSync } from 'node:sqlite'
import type { Clock } from '../clock.ts'
import type { Logger } from '../logger.ts'

export interface Storage {
  database: DatabaseSync
  /** Set when the database was damaged and replaced: sending waits for the person. Spanish text. */
  stopped: { problem: 'restored' | 'stopped'; text: string } | null
  dispose(): void
}

/** Opens, checks, migrates and, when damaged, restores the orders database in `folder` (0700). Throws only with a Spanish `StorageError`. */
export declare function openStorage(folder: string, clock: Clock, logger: Logger): Storage
