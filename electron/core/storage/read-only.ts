import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { schemaVersion, versionOf } from './migrations.ts'
import { StorageError } from './storage-error.ts'
import { ordersFile } from './storage.ts'

/**
 * Opens the orders only to look at them, also while another process works on them. Nothing is checked, restored or migrated.
 * @returns null when there are none yet
 * @throws StorageError when another version of the program wrote them; SQLite's errors when they cannot be read
 */
export function openForReading(folder: string): DatabaseSync | null {
  const path = join(folder, ordersFile)
  if (!existsSync(path)) return null
  const database = new DatabaseSync(path, { readOnly: true, timeout: 2_000 })
  const version = versionOf(database)
  if (version === schemaVersion) return database
  database.close()
  throw new StorageError(version > schemaVersion ? 'newer-version' : 'migration-failed', String(version))
}
