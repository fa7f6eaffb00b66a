import { statSync } from 'node:fs'
import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { checkBeside } from './check-beside.ts'
import { listOwn } from './data-files.ts'
import { schemaVersion, versionOf } from './migrations.ts'

const pragmas = ['journal_mode', 'synchronous', 'foreign_keys', 'busy_timeout', 'page_size', 'page_count', 'freelist_count', 'wal_autocheckpoint'] as const

/** What stands on disk, without its content. */
export interface StorageExamination {
  sqlite: string
  user_version: number
  /** What this program writes. */
  expected_version: number
  pragmas: Record<string, unknown>
  /** `ok`, or SQLite's complaint. */
  quick_check: string
  rows: Record<string, number>
  files: { name: string; bytes: number; modified: string; mode: string }[]
}

/**
 * Looks at the orders and their folder. The check of the database runs beside, on a connection of its own.
 * @param folder the data folder
 * @param path of the database
 */
export async function examineStorage(database: DatabaseSync, folder: string, path: string): Promise<StorageExamination> {
  const one = (sql: string): unknown => Object.values(database.prepare(sql).get() ?? {})[0]
  const tables = database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name").all()
  return {
    sqlite: String(one('SELECT sqlite_version()')),
    user_version: versionOf(database),
    expected_version: schemaVersion,
    pragmas: Object.fromEntries(pragmas.map((name) => [name, one(`PRAGMA ${name}`)])),
    rows: Object.fromEntries(tables.map(({ name }) => [String(name), Number(one(`SELECT count(*) FROM "${String(name)}"`))])),
    files: listFiles(folder),
    quick_check: (await checkBeside(path)) ?? 'ok',
  }
}

/** Electron keeps its own things in the same folder; only what this program writes is told. */
const listFiles = (folder: string): StorageExamination['files'] =>
  listOwn(folder).flatMap((name) => {
    // It may be gone meanwhile.
    const stats = statSync(join(folder, name), { throwIfNoEntry: false })
    return stats && !stats.isDirectory() ? [{ name, bytes: stats.size, modified: stats.mtime.toISOString(), mode: (stats.mode & 0o777).toString(8) }] : []
  })
