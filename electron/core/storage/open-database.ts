import { DatabaseSync } from 'node:sqlite'
import { busyTimeout } from '../lib/waits.ts'
import { makeOwn } from './own-file.ts'
import { StorageError } from './storage-error.ts'

/** Older ones can corrupt a WAL database (https://sqlite.org/wal.html, the WAL-reset bug, fixed in 3.51.3). */
const oldestSqlite = [3, 51, 3] as const

const required = { journal_mode: 'wal', synchronous: 2, foreign_keys: 1, busy_timeout: busyTimeout } as const

/**
 * Opens the database with the pragmas that durability rests on, and reads each one back.
 * @param path the file; created with mode 0600 when absent
 * @throws StorageError `sqlite-too-old` or `pragma`; SQLite's own errors when the file is damaged
 */
export function openDatabase(path: string): DatabaseSync {
  own(path)
  const database = new DatabaseSync(path)
  try {
    checkSqliteVersion(database)
    database.exec(`
      PRAGMA busy_timeout = ${busyTimeout};
      PRAGMA journal_mode = WAL;
      PRAGMA synchronous = FULL;
      PRAGMA foreign_keys = ON;
      PRAGMA fullfsync = ON;
      PRAGMA temp_store = MEMORY;
      -- Ten thousand orders pasted at once fit in the cache and are folded into the database seldom. Kilobytes; pages of 4 KB.
      PRAGMA cache_size = -8000;
      PRAGMA wal_autocheckpoint = 4000;
    `)
    checkPragmas(database)
    own(path)
    return database
  } catch (error) {
    database.close()
    throw error
  }
}

const own = (path: string): void => [path, `${path}-wal`, `${path}-shm`].forEach(makeOwn)

/** @throws StorageError `sqlite-too-old` */
function checkSqliteVersion(database: DatabaseSync): void {
  const version = String(database.prepare('SELECT sqlite_version() AS v').get()?.['v'])
  const parts = version.split('.').map(Number)
  for (const [index, least] of oldestSqlite.entries()) {
    const part = parts[index] ?? 0
    if (part > least) return
    if (part < least) throw new StorageError('sqlite-too-old', version)
  }
}

/**
 * Reads the pragmas back: SQLite ignores one it cannot honour without saying so.
 * @throws StorageError `pragma`
 */
export function checkPragmas(database: DatabaseSync): void {
  for (const [name, value] of Object.entries(required)) {
    const row = database.prepare(`PRAGMA ${name}`).get()
    const actual = row && Object.values(row)[0]
    if (actual !== value) throw new StorageError('pragma', `${name} = ${String(actual)}`)
  }
}

/** @returns null when SQLite finds the file sound, else its first complaint */
export function damageOf(database: DatabaseSync): string | null {
  try {
    const answer = String(Object.values(database.prepare('PRAGMA quick_check(1)').get() ?? {})[0])
    return answer === 'ok' ? null : answer
  } catch (error) {
    return (error as Error).message
  }
}
