import { existsSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import type { Clock } from '../lib/clock.ts'
import { refusalOf } from '../lib/file-refusal.ts'
import type { Logger } from '../lib/logger.ts'
import { makeFolder } from '../lib/make-folder.ts'
import { checkBeside } from './check-beside.ts'
import { damageOf, openDatabase } from './open-database.ts'
import { copiesOf, listCopies, makeCopy, unfinishedIn } from './copies.ts'
import { copiesFolder, journalFile, ordersFile, suspicionFile } from './data-files.ts'
import { DailyCopies } from './daily-copies.ts'
import { Journal } from './journal.ts'
import { generationsOf, readTail } from './journal-reading.ts'
import { migrate, schemaVersion, versionOf } from './migrations.ts'
import { progressOf, setIdentity } from './progress.ts'
import { catchUp, type Adopt, type Stopped } from './recovery.ts'
import { isHeld, replaceDatabase, setJournalAside, type Fault, type Recovery } from './restore.ts'
import { asStorageError, StorageError, meansBusy, meansDamage } from './storage-error.ts'

export interface Storage {
  database: DatabaseSync
  journal: Journal
  /** Set when orders may be missing: sending waits until the person has read it. Spanish text. */
  stopped: Stopped | null
  /**
   * Waits for the check of the database; to be awaited before anything is sent.
   * @returns whether it is sound. When it is not, the next openStorage finds out for itself and restores.
   */
  verify(): Promise<boolean>
  /** Something looked like damage while running: the next start checks everything first. */
  suspect(detail: string): void
  /** Makes the daily copy when it is due, beside the program. @throws when it cannot be written or is unsound */
  copyIfDue(): Promise<void>
  dispose(): void
}

/** A smaller database is checked at once; a larger one beside the start (`check: 'beside'`). Bytes. */
const quicklyChecked = 8 * 1024 * 1024

/**
 * Opens the orders in `folder`: checks, restores when they are damaged, gone or older than what is known of them, migrates, and
 * takes over what only the journal knows.
 * @param folder created with mode 0700 when absent
 * @param adopt takes over the lines of the journal; see Adopt
 * @param check `beside`: a large database is checked while the program starts, see Storage.verify
 * @throws StorageError when the orders cannot be opened safely; nothing is changed then
 */
export function openStorage(folder: string, clock: Clock, logger: Logger, adopt: Adopt, check: 'now' | 'beside' = 'now'): Storage {
  try {
    return open(folder, clock, logger, adopt, check)
  } catch (error) {
    throw asStorageError(error)
  }
}

function open(folder: string, clock: Clock, logger: Logger, adopt: Adopt, check: 'now' | 'beside'): Storage {
  makeOwnFolder(folder)
  const path = join(folder, ordersFile)
  const copies = join(folder, copiesFolder)
  const journalPath = join(folder, journalFile)
  const suspicion = join(folder, suspicionFile)
  checkKinds(path, journalPath, copies)
  for (const leftover of unfinishedIn(copies)) discard(leftover, logger)
  const size = sizeOf(path)
  const later = check === 'beside' && !existsSync(suspicion) && size > quicklyChecked
  const suspect = (detail: string) => {
    logger.error('orders database is damaged', { damage: detail })
    try {
      writeFileSync(suspicion, detail, { mode: 0o600 })
    } catch (error) {
      logger.error('that it is to be checked could not be noted', { error })
    }
  }
  const { database, recovery, hadWal } = openRight({ path, copies, journalPath, now: clock.now(), logger, later })
  discard(suspicion, logger)
  try {
    const generations = readable(() => generationsOf(journalPath))
    const wanted = generations.findLast(({ header }) => header !== null)?.header?.identity
    // What it holds from before lines were numbered is not in the journal.
    const least = progressOf(database) === null && versionOf(database) > 0 ? 1 : 0
    upgrade(database, copies, clock.now(), logger)
    const { identity: own = '', sequence = 0 } = progressOf(database) ?? {}
    const identity = sequence === 0 ? (wanted ?? own) : own
    if (identity !== own) setIdentity(database, identity)
    const tail = readable(() => readTail(generations, sequence, logger))
    const unfinished = recovery === null && tail.session === 'open' && size > 0 && !hadWal
    const { stopped, last } = catchUp(
      database,
      tail,
      unfinished ? { fault: 'unfinished', aside: null, copy: null } : recovery,
      least,
      clock.now(),
      logger,
      adopt,
    )
    const progress = { identity, sequence: last }
    const opened = statSync(path, { bigint: true })
    const isInPlace = () => {
      const there = statSync(path, { bigint: true, throwIfNoEntry: false })
      return there?.ino === opened.ino && there.dev === opened.dev
    }
    const journal = readable(() => new Journal(journalPath, database, progress, logger, isInPlace))
    const dailyCopies = new DailyCopies({ database, journal, identity, path, folder: copies, clock, logger })
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
      copyIfDue: () => dailyCopies.makeIfDue(),
      dispose: () => {
        dailyCopies.dispose()
        try {
          // First: an end that the database did not reach leaves its -wal, and the next start looks for that.
          journal.dispose()
        } finally {
          database.close()
        }
      },
    }
  } catch (error) {
    database.close()
    if (!later || !meansDamage(error)) throw error
    return open(folder, clock, logger, adopt, 'now')
  }
}

interface OpeningOptions {
  path: string
  copies: string
  journalPath: string
  now: number
  logger: Logger
  later: boolean
}

/** Opens what stands there, or what takes its place when that is not the database that the journal and the copies know. */
function openRight({ path, copies, journalPath, now, logger, later }: OpeningOptions): { database: DatabaseSync; recovery: Recovery | null; hadWal: boolean } {
  const header = readable(() => generationsOf(journalPath)).findLast((file) => file.header !== null)?.header ?? null
  const identity = header?.identity ?? null
  const hadWal = sizeOf(`${path}-wal`) > 0
  const replace = (fault: Fault) => {
    const recovery = replaceDatabase(fault, path, copies, identity, now, logger)
    const database = openSound(path, logger, false)
    if (!database) throw new StorageError('unwritable', 'what takes the place of the orders does not open')
    return { database, recovery, hadWal }
  }
  const wasThere = header !== null || sizeOf(journalPath) > 0 || hadWal || listCopies(copies).length > 0
  if (sizeOf(path) === 0) {
    if (wasThere) return replace(existsSync(path) ? 'empty' : 'missing')
    const database = openSound(path, logger, false)
    if (!database) throw new StorageError('unwritable', 'a new database does not open')
    return { database, recovery: null, hadWal }
  }
  const database = openSound(path, logger, later)
  if (!database) return replace('damaged')
  try {
    const version = versionOf(database)
    if (version > schemaVersion) throw new StorageError('newer-version', String(version))
    const progress = progressOf(database)
    // Everything was in the -wal, and that is gone.
    const hollow = version === 0 && wasThere
    // One that holds no numbered line yet may be a new one that was to take the place of what is gone.
    if (progress && progress.sequence > 0 && identity !== null && progress.identity !== identity)
      return { database, recovery: setJournalAside(path, journalPath, now, logger), hadWal }
    const newest = copiesOf(listCopies(copies), progress?.identity ?? identity)[0]
    if (!hollow && (newest?.sequence ?? 0) <= (progress?.sequence ?? 0)) return { database, recovery: null, hadWal }
    database.close()
    return replace(hollow ? 'empty' : 'older')
  } catch (error) {
    if (database.isOpen) database.close()
    if (meansDamage(error)) return replace('damaged')
    throw error
  }
}

const isFolder = (path: string) => statSync(path, { throwIfNoEntry: false })?.isDirectory()
const sizeOf = (path: string): number => statSync(path, { throwIfNoEntry: false })?.size ?? 0

function makeOwnFolder(folder: string): void {
  try {
    makeFolder(folder)
  } catch (error) {
    throw new StorageError('unwritable', (error as Error).message)
  }
}

/** @throws StorageError when something else stands where a file or folder of ours belongs */
function checkKinds(path: string, journalPath: string, copies: string): void {
  if (isFolder(path)) throw new StorageError('orders-folder', path)
  if (readable(() => isFolder(journalPath))) throw new StorageError('journal-folder', journalPath)
  if (isFolder(copies) === false) throw new StorageError('copies-file', copies)
}

/** @throws StorageError when the journal cannot be read or written: without it nothing may be accepted or sent */
function readable<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (error instanceof StorageError) throw error
    throw new StorageError(refusalOf(error) === 'in-use' ? 'in-use' : 'journal-unreadable', (error as Error).message)
  }
}

/** What is only left over may stay for another time: another program may hold it. */
function discard(path: string, logger: Logger): void {
  try {
    rmSync(path, { force: true })
  } catch (error) {
    logger.warn('what is left over could not be removed', { path, reason: (error as Error).message })
  }
}

/** @returns null when the file is damaged */
function openSound(path: string, logger: Logger, unchecked: boolean): DatabaseSync | null {
  try {
    const database = openDatabase(path)
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
    throw new StorageError(meansBusy(error) || isHeld(path) ? 'in-use' : 'unwritable', (error as Error).message)
  }
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
