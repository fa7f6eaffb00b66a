import type { DatabaseSync } from 'node:sqlite'

/** What is written outside the database with each of its commits. */
export interface SecondRecord {
  /** Last thing before the commit; what it throws undoes the transaction. */
  write(): void
  /** The commit is done. */
  keep(): void
  /** The transaction did not happen, and neither did what `write` wrote. Never throws. */
  undo(): void
}

const records = new WeakMap<DatabaseSync, SecondRecord>()

/** From now on every transaction of this database is accompanied by `record`. */
export function accompany(database: DatabaseSync, record: SecondRecord): void {
  records.set(database, record)
}

/**
 * Runs `work` in one transaction: all of it is on disk when this returns, or none of it, the second record included.
 * @throws whatever `work`, the second record or the commit throws, after rolling back
 */
export function transaction<T>(database: DatabaseSync, work: () => T): T {
  const record = records.get(database)
  database.exec('BEGIN IMMEDIATE')
  try {
    const value = work()
    record?.write()
    database.exec('COMMIT')
    record?.keep()
    return value
  } catch (error) {
    record?.undo()
    // A failed COMMIT (disk full) may already have rolled back.
    if (database.isTransaction) database.exec('ROLLBACK')
    throw error
  }
}
