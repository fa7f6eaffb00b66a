import type { DatabaseSync } from 'node:sqlite'

/**
 * Runs `work` in one transaction: all of it is on disk when this returns, or none of it.
 * @throws whatever `work` or the commit throws, after rolling back
 */
export function transaction<T>(database: DatabaseSync, work: () => T): T {
  database.exec('BEGIN IMMEDIATE')
  try {
    const value = work()
    database.exec('COMMIT')
    return value
  } catch (error) {
    // A failed COMMIT (disk full) may already have rolled back.
    if (database.isTransaction) database.exec('ROLLBACK')
    throw error
  }
}
