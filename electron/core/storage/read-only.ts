import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { readerTimeout } from '../lib/waits.ts'
import { schemaVersion, versionOf } from './migrations.ts'
import { meansDamage, StorageError } from './storage-error.ts'
import { journalFile, ordersFile } from './data-files.ts'

/**
 * Opens the orders only to look at them, also while another process works on them. Nothing is checked, restored or migrated.
 * @returns null when there are none yet
 * @throws StorageError when another version of the program wrote them; SQLite's errors when they cannot be read
 */
export function openForReading(folder: string): DatabaseSync | null {
  const path = join(folder, ordersFile)
  const stats = statSync(path, { throwIfNoEntry: false })
  if (stats?.isDirectory()) throw new StorageError('orders-folder', path)
  if (!stats || stats.size === 0) {
    // The journal is written with the first opening: where it stands, there were orders or there were to be some.
    if (existsSync(join(folder, journalFile))) throw new StorageError('not-recovered', 'the orders are gone')
    return null
  }
  const database = new DatabaseSync(path, { readOnly: true, timeout: readerTimeout })
  try {
    const version = versionOf(database)
    if (version === schemaVersion) return database
    throw new StorageError(version > schemaVersion ? 'newer-version' : version === 0 ? 'not-recovered' : 'older-version', String(version))
  } catch (error) {
    database.close()
    throw meansDamage(error) ? new StorageError('not-recovered', (error as Error).message) : error
  }
}
