import { fail, ok, type Result } from '#contract/result.ts'
import { refusalOf } from '../../core/lib/file-refusal.ts'
import type { Logger } from '../../core/lib/logger.ts'
import type { DataFile } from './data-file.ts'
import { NewerFileError } from './file-format.ts'

/** A small file, and what it said when it was read or written last. */
export class KeptFile<T extends object> {
  readonly #file: DataFile<T>
  readonly #what: string
  readonly #logger: Logger
  #stored: T
  #writing: Promise<unknown> = Promise.resolve()

  /** @param what is kept in it, for the log */
  constructor(file: DataFile<T>, what: string, logger: Logger) {
    this.#file = file
    this.#what = what
    this.#logger = logger
    this.#stored = file.read()
  }

  get stored(): T {
    return this.#stored
  }

  /** Another start of the program may have written the file: a change begins from what is on disk. */
  refresh(): Result<T> {
    return this.#tried('read', () => this.#file.read(this.#stored))
  }

  /** @returns why what is on disk stays as it was, if it does */
  write(change: Partial<T>): Result<T> {
    const next = { ...this.#stored, ...change }
    return this.#tried('written', () => (this.#file.write(next), next))
  }

  /** One writer at a time: checks and writes of two commands never interleave. */
  inTurn<R>(work: () => Promise<R>): Promise<R> {
    const turn = this.#writing.then(work)
    this.#writing = turn.catch(() => {})
    return turn
  }

  #tried(how: 'read' | 'written', work: () => T): Result<T> {
    try {
      this.#stored = work()
      return ok(this.#stored)
    } catch (error) {
      this.#logger.error(`${this.#what} could not be ${how}`, { reason: (error as Error).message })
      return error instanceof NewerFileError ? fail('newer-version') : notSaved(error)
    }
  }
}

/** With its reason where a person can do something about it. */
function notSaved(error: unknown): Result<never> {
  const reason = refusalOf(error)
  return reason === null ? fail('settings-not-saved') : fail('settings-not-saved', { reason })
}
