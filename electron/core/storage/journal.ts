import { renameSync, rmSync } from 'node:fs'
import type { DatabaseSync } from 'node:sqlite'
import type { Logger } from '../lib/logger.ts'
import { syncDelay } from '../lib/waits.ts'
import { AppendFile } from './append-file.ts'
import { lineOf, type JournalEntry, type JournalHeader } from './journal-line.ts'
import { generationsOf } from './journal-reading.ts'
import { setSequence, type Progress } from './progress.ts'
import { RecordError } from './storage-error.ts'
import { accompany } from './transaction.ts'

export type { JournalEntry } from './journal-line.ts'

/** A file that has grown so far is turned over with the next line. Bytes. */
const largestFile = 16 * 1024 * 1024

/**
 * The second record: an append-only text file beside the database, with a line for each batch that a person placed, for what they
 * ended, and for each POST that may leave. If the database is lost or an old copy takes its place, these lines say what it
 * lacks. No secrets: references only.
 *
 * Lines are numbered, one number for each transaction, and the database keeps the number of the last one it holds. So what it
 * lacks is found by number, whatever clocks said, and an old database is known as such. The first line of a file says whose
 * journal it is.
 *
 * The order of writes is: line, commit, first byte or answer to the person. A line without its commit is taken back; when the
 * process dies between the two it stays, and the next start adopts it: a POST that did not leave is asked about for free, a
 * batch that nobody was told of waits, as its person wanted. The other way round there would be orders that only one file knows.
 *
 * What a person placed is on the disk before it is answered. A marker's line is handed to the system and gets to the disk within
 * a second: it survives the death of the process, and the database's own commit is the one that waits for the disk. A sync for
 * every line would make that commit wait twice as long (measured: 1 ms more for each POST).
 */
export class Journal {
  readonly #path: string
  readonly #database: DatabaseSync
  readonly #identity: string
  readonly #logger: Logger
  readonly #isInPlace: () => boolean
  #file: AppendFile
  #sequence: number
  #staged: JournalEntry[] = []
  /** Where the lines of the transaction under way begin. */
  #undoTo: number | null = null
  #sync: NodeJS.Timeout | null = null
  #gone = false
  /** Told when the data folder was taken away under the running program: nothing can be kept any more. */
  onGone: () => void = () => {}

  /**
   * @param progress whose journal it is, and the highest number in use
   * @param isInPlace whether the database's file is still where it was
   * @throws the file system's errors
   */
  constructor(path: string, database: DatabaseSync, { identity, sequence }: Progress, logger: Logger, isInPlace: () => boolean) {
    this.#path = path
    this.#database = database
    this.#identity = identity
    this.#sequence = sequence
    this.#logger = logger
    this.#isInPlace = isInPlace
    const current = generationsOf(path).find(({ number }) => number === null)
    this.#file = new AppendFile(path)
    if (this.#file.size === 0) this.#file.append(this.#header())
    else if (current?.header?.identity !== identity || this.#file.size > largestFile) this.#turn()
    this.#file.append(sessionLine('open'))
    this.#file.sync()
    accompany(database, { write: () => this.#write(), keep: () => this.#keep(), undo: () => this.#undo() })
  }

  /** Number of the last line. */
  get sequence(): number {
    return this.#sequence
  }

  /** To be called inside the transaction that the line belongs to: it is written with its commit, or not at all. */
  append(entry: JournalEntry): void {
    if (!this.#database.isTransaction) throw new Error('a line of the journal outside a transaction')
    this.#staged.push(entry)
  }

  /**
   * After a checked copy: a new file begins, and those go that no copy needs any more.
   * @param needed number of the last line that the oldest kept copy holds
   * @throws the file system's errors; the journal goes on as it was
   */
  turn(needed: number): void {
    this.#turn()
    const files = generationsOf(this.#path)
    const past = files.filter(({ number }, index) => number !== null && (files[index + 1]?.header?.from ?? Infinity) <= needed)
    // One stays beyond need: the oldest copy may turn out to be unsound.
    for (const { path } of past.slice(0, -1)) rmSync(path, { force: true })
  }

  dispose(): void {
    if (this.#sync) clearTimeout(this.#sync)
    this.#sync = null
    try {
      this.#file.append(sessionLine('closed'))
      this.#file.sync()
    } finally {
      this.#file.close()
    }
  }

  #write(): void {
    this.#check()
    if (this.#staged.length === 0) return
    const lines = this.#staged.map((entry) => lineOf(entry, this.#sequence + 1)).join('')
    // A number is never given twice, also when its transaction fails.
    this.#sequence++
    setSequence(this.#database, this.#sequence)
    try {
      if (this.#file.size > largestFile) this.#turnWhenLarge()
      this.#undoTo = this.#file.append(lines)
      if (this.#staged.some((entry) => 'placed' in entry)) this.#file.sync()
    } catch (error) {
      throw new RecordError((error as Error).message, error)
    }
  }

  #turnWhenLarge(): void {
    try {
      this.#turn(this.#sequence - 1)
    } catch (error) {
      this.#logger.warn('the journal has grown large and could not be turned', { error })
    }
  }

  #keep(): void {
    if (this.#staged.length > 0)
      this.#sync ??= setTimeout(() => {
        this.#sync = null
        this.#file.syncSoon()
      }, syncDelay).unref()
    this.#staged = []
    this.#undoTo = null
  }

  #undo(): void {
    this.#staged = []
    if (this.#undoTo === null) return
    try {
      this.#file.truncate(this.#undoTo)
    } catch (error) {
      this.#logger.error('a line of the journal could not be taken back', { error })
    }
    this.#undoTo = null
  }

  /** @throws RecordError when the files are no longer where they were: what is written now would be lost with the process */
  #check(): void {
    let inPlace: boolean
    try {
      inPlace = this.#file.isInPlace && this.#isInPlace()
    } catch (error) {
      throw new RecordError((error as Error).message, error)
    }
    if (inPlace) return
    // Not in the middle of a transaction.
    if (!this.#gone) queueMicrotask(() => this.onGone())
    this.#gone = true
    throw new RecordError('the files of the data folder were taken away')
  }

  get #nextPath(): string {
    return `${this.#path}.nuevo`
  }

  #header(from = this.#sequence): string {
    return `${JSON.stringify({ diario: 2, identity: this.#identity, from } satisfies JournalHeader)}\n`
  }

  /** The new file is open and in its place before the old one is closed; when that fails, the old one goes on. */
  #turn(from = this.#sequence): void {
    const number = 1 + Math.max(0, ...generationsOf(this.#path).map((file) => file.number ?? 0))
    const turned = `${this.#path}.${number}`
    rmSync(this.#nextPath, { force: true })
    const next = new AppendFile(this.#nextPath)
    try {
      next.append(this.#header(from))
      next.append(sessionLine('open'))
      renameSync(this.#path, turned)
      try {
        next.moveTo(this.#path)
      } catch (error) {
        renameSync(turned, this.#path)
        throw error
      }
    } catch (error) {
      next.close()
      rmSync(this.#nextPath, { force: true })
      throw error
    }
    this.#file.closeSoon()
    this.#file = next
    next.syncSoon()
  }
}

const sessionLine = (session: 'open' | 'closed'): string => `${JSON.stringify({ session })}\n`
