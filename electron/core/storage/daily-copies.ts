import { rmSync, statfsSync, statSync } from 'node:fs'
import type { DatabaseSync } from 'node:sqlite'
import type { Clock } from '../lib/clock.ts'
import type { Logger } from '../lib/logger.ts'
import { copiesOf, countCopy, dropOld, isDue, listCopies, newCopy, type Copy } from './copies.ts'
import { copyBeside, type RunningCopy } from './copy-beside.ts'
import type { Journal } from './journal.ts'
import { transaction } from './transaction.ts'

export interface DailyCopiesOptions {
  database: DatabaseSync
  journal: Journal
  identity: string
  /** Of the database, and of the folder of its copies. */
  path: string
  folder: string
  clock: Clock
  logger: Logger
  /** Bytes free where the folder is; for tests of a full disk. */
  room?: (folder: string) => number
}

/** Left free on the disk beside a copy, as the orders go on growing. Bytes. */
const spare = 64 * 1024 * 1024

const sizeOf = (path: string): number => statSync(path, { throwIfNoEntry: false })?.size ?? 0

const roomIn = (folder: string): number => {
  const { bavail, bsize } = statfsSync(folder)
  return bavail * bsize
}

/** The daily copies of a database that is in use: made beside it, checked, and only then counted. */
export class DailyCopies {
  readonly #options: DailyCopiesOptions
  #running: RunningCopy | null = null
  #closed = false

  constructor(options: DailyCopiesOptions) {
    this.#options = options
  }

  /**
   * Makes the copy of the day when it is due. The main thread only starts and ends it.
   * @throws when it cannot be written or is unsound; the copies before it stay
   */
  async makeIfDue(): Promise<void> {
    const { folder, identity, clock, logger, path } = this.#options
    if (this.#running || this.#closed) return
    const copies = copiesOf(listCopies(folder), identity)
    if (!isDue(copies[0], clock.now())) return
    if (!this.#hasRoom(copies)) {
      logger.warn('no room on the disk for a copy of the orders', { path: folder })
      return
    }
    const { unchecked, target } = newCopy(folder, clock.now())
    this.#mark()
    this.#running = copyBeside(path, unchecked)
    const problem = await this.#running.done
    this.#running = null
    if (this.#closed || problem !== null) {
      for (const suffix of ['', '-journal']) rmSync(unchecked + suffix, { force: true })
      if (this.#closed) return
      throw new Error(problem ?? '')
    }
    countCopy(unchecked, target)
    // Only now: until a copy is known to hold them, the lines are all there is.
    this.#options.journal.turn(dropOld(folder, identity))
  }

  /** Gives up a copy that is being made; what there is of it goes with the next start. */
  dispose(): void {
    this.#closed = true
    this.#running?.stop()
  }

  /** Gives the copy a number of its own, so that the later of two copies is known. */
  #mark(): void {
    const { database, journal, clock } = this.#options
    transaction(database, () => journal.append({ at: clock.now(), copied: true }))
  }

  #hasRoom(copies: Copy[]): boolean {
    const { path, folder, room = roomIn } = this.#options
    const wanted = sizeOf(path) + sizeOf(`${path}-wal`) + spare
    return room(copies.length > 0 ? folder : path) >= wanted
  }
}
