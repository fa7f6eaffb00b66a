import { copyFileSync, existsSync, mkdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { storageTexts } from '../../contract/texts/storage.ts'
import type { Clock } from '../clock.ts'
import type { Logger } from '../logger.ts'
import { checkBeside } from './check-beside.ts'
import { damageOf, openConnection } from './connection.ts'
import { checkFile, listCopies, makeCopy } from './copies.ts'
import { Journal, readJournal, type JournalEntry } from './journal.ts'
import { migrate, schemaVersion, versionOf } from './migrations.ts'
import { adoptJournal } from './reconcile.ts'
import { StorageError, meansBusy, meansDamage } from './storage-error.ts'

export interface Storage {
  database: DatabaseSync
  journal: Journal
  /** Set when orders may be missing: sending waits until the person has read it. Spanish text. */
  stopped: { problem: 'restored'; text: string } | null
  /**
   * Waits for the check of the database; to be awaited before anything is sent.
   * @returns whether it is sound. When it is not, the next openStorage finds out for itself and restores.
   */
  verify(): Promise<boolean>
  /** Something looked like damage while running: the next start checks everything first. */
  suspect(detail: string): void
  /** Makes the daily copy when the newest is older than a day. @throws when it cannot be written or is unsound */
  copyIfDue(): void
  dispose(): void
}

const day = 24 * 60 * 60 * 1000
export const ordersFile = 'ordenes.db'

/** Its presence asks the next start for a full check before anything else. */
const suspicionFile = 'revisar'

/** A smaller database is checked at once; a larger one beside the start (`check: 'beside'`). Bytes. */
const quicklyChecked = 8 * 1024 * 1024

/**
 * Opens the orders in `folder`: checks, restores when damaged, migrates, and compares with the journal.
 * @param folder created with mode 0700 when absent
 * @param check `beside`: a large database is checked while the program starts, see Storage.verify
 * @throws StorageError when the orders cannot be opened safely; nothing is changed then
 */
export function openStorage(folder: string, clock: Clock, logger: Logger, check: 'now' | 'beside' = 'now'): Storage {
  makeFolder(folder)
  const path = join(folder, ordersFile)
  const copies = join(folder, 'copias')
  const journalPath = join(folder, 'diario.jsonl')
  const suspicion = join(folder, suspicionFile)
  const known = existsSync(path)
  const later = check === 'beside' && known && !existsSync(suspicion) && statSync(path).size > quicklyChecked
  const entries = readJournal(journalPath)

  const suspect = (detail: string) => {
    logger.error('orders database is damaged', { damage: detail })
    writeFileSync(suspicion, detail, { mode: 0o600 })
  }
  let database = openSound(path, logger, later)
  let restoredFrom: number | null | undefined
  if (!database) {
    restoredFrom = replaceDamaged(folder, path, copies, clock.now(), logger)
    database = openSound(path, logger, false)
    if (!database) throw new StorageError('unwritable', 'the restored copy does not open')
  }
  rmSync(suspicion, { force: true })
  try {
    upgrade(database, copies, clock.now(), logger)
    const missing = adoptJournal(database, entries, clock.now())
    const stopped = explainLoss(known, restoredFrom, missing)
    if (stopped) logger.warn('orders may be missing', { restoredFrom: restoredFrom ?? null, adopted: missing.length })
    const journal = new Journal(journalPath)
    return {
      database,
      journal,
      stopped,
      verify: async () => {
        const damage = later ? await checkBeside(path) : null
        if (damage === null) return true
        suspect(damage)
        return false
      },
      suspect,
      copyIfDue: () => {
        const newest = listCopies(copies)[0]
        // A clock set back must not postpone the next copy for ever.
        if (newest && Math.abs(clock.now() - newest.at) < day) return
        makeCopy(database, copies, clock.now())
        journal.rotate()
      },
      dispose: () => {
        journal.dispose()
        database.close()
      },
    }
  } catch (error) {
    database.close()
    if (!later || !meansDamage(error)) throw error
    return openStorage(folder, clock, logger, 'now')
  }
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
  } catch (error) {
    throw new StorageError('unwritable', (error as Error).message)
  }
}

/** @returns null when the file is damaged */
function openSound(path: string, logger: Logger, unchecked: boolean): DatabaseSync | null {
  try {
    const database = openConnection(path)
    const damage = unchecked ? null : damageOf(database)
    if (!damage) return database
    logger.error('orders database is damaged', { damage })
    database.close()
    return null
  } catch (error) {
    if (error instanceof StorageError) throw error
    if (meansDamage(error)) {
      logger.error('orders database is damaged', { damage: (error as Error).message })
      return null
    }
    throw new StorageError(meansBusy(error) ? 'in-use' : 'unwritable', (error as Error).message)
  }
}

/**
 * Sets the damaged files aside together and puts the newest sound copy in their place.
 * @returns when that copy was made; null when there was none and a new database begins
 */
function replaceDamaged(folder: string, path: string, copies: string, now: number, logger: Logger): number | null {
  const aside = join(folder, `danado-${now}`)
  mkdirSync(aside, { recursive: true, mode: 0o700 })
  for (const suffix of ['', '-wal', '-shm'])
    if (existsSync(path + suffix)) renameSync(path + suffix, join(aside, ordersFile + suffix))
  const copy = listCopies(copies).find((candidate) => checkFile(candidate.path) === null)
  logger.warn('damaged database set aside', { aside, restoredFrom: copy?.path ?? null })
  if (!copy) return null
  copyFileSync(copy.path, path)
  return copy.at
}

function upgrade(database: DatabaseSync, copies: string, now: number, logger: Logger): void {
  const version = versionOf(database)
  if (version > schemaVersion) throw new StorageError('newer-version', String(version))
  if (version === schemaVersion) return
  try {
    if (version > 0) makeCopy(database, copies, now)
    migrate(database)
    logger.info('orders database migrated', { from: version, to: schemaVersion })
  } catch (error) {
    throw new StorageError('migration-failed', (error as Error).message)
  }
}

function explainLoss(known: boolean, restoredFrom: number | null | undefined, missing: JournalEntry[]): Storage['stopped'] {
  if (typeof restoredFrom === 'number') return { problem: 'restored', text: storageTexts.restored(restoredFrom, missing) }
  if (restoredFrom === null) return { problem: 'restored', text: storageTexts.lost(missing) }
  if (missing.length > 0) return { problem: 'restored', text: known ? storageTexts.older(missing) : storageTexts.lost(missing) }
  return null
}
