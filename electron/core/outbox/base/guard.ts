import { fail, type FailureCode, type Result } from '#contract/result.ts'
import type { Clock } from '../../lib/clock.ts'
import type { Logger } from '../../lib/logger.ts'
import { Signal } from '../../lib/signal.ts'
import { meansDamage, meansDefect } from '../../storage/storage-error.ts'
import { diskPause } from '../../lib/waits.ts'
import type { Database } from './state-store.ts'

interface GuardOptions {
  clock: Clock
  logger: Logger
  signal: AbortSignal
  store: Pick<Database, 'transaction' | 'inTransaction'>
}

/**
 * The one way to the database for what is not written by persist(): what a person asks for is answered with a failure when the
 * disk refuses, what runs by itself is tried again later. Whatever is not SQLite's doing is a defect and goes on up.
 */
export class Guard {
  /** The disk began to refuse, or does what it is told again. */
  readonly turned = new Signal<void>()
  /** SQLite finds the file damaged; only a new start can mend that. */
  readonly damaged = new Signal<string>()
  readonly #options: GuardOptions
  /** What does not work now. */
  readonly #failing = new Set<unknown>()
  readonly #again = new Map<string, { failures: number; armed: boolean; cancel: () => void }>()

  constructor(options: GuardOptions) {
    this.#options = options
  }

  /** Something cannot be read or written now. */
  get failing(): boolean {
    return this.#failing.size > 0
  }

  /**
   * Carries out what a person asked for, in one commit. Inside a transaction that is already open a failure is thrown, so that all of
   * that transaction is undone and its owner tries again.
   * @param code the failure to answer with when the disk refuses; nothing is stored then
   * @throws SQLite's error, inside a transaction
   */
  answer<T>(work: () => Result<T>, code: FailureCode = 'storage-failed'): Result<T> {
    const { store } = this.#options
    if (store.inTransaction) return work()
    try {
      return store.transaction(work)
    } catch (error) {
      this.refused(error)
      return fail(code)
    }
  }

  /** Like answer, without a commit of its own: for work that only reads, and so need not wait for the database to be free, or that commits by itself. */
  look<T>(work: () => Result<T>, code: FailureCode = 'storage-failed'): Result<T> {
    try {
      return work()
    } catch (error) {
      this.refused(error)
      return fail(code)
    }
  }

  /** Runs what looks at the whole by itself, and again later as long as the disk refuses. @returns whether it worked */
  run(name: string, work: () => void): boolean {
    const { signal } = this.#options
    if (signal.aborted) return false
    try {
      work()
    } catch (error) {
      if (signal.aborted) return false
      this.refused(error, name)
      this.#plan(name, () => this.run(name, work))
      return false
    }
    this.#again.get(name)?.cancel()
    this.#again.delete(name)
    this.health(name, false)
    return true
  }

  /** Reads what is shown. @param otherwise what is shown when the disk refuses; told by the banner */
  read<T>(name: string, work: () => T, otherwise: () => T): T {
    try {
      const value = work()
      this.health(name, false)
      return value
    } catch (error) {
      this.refused(error, name)
      return otherwise()
    }
  }

  /** @param source what fails or works: the disk is told to be well when nothing fails any more */
  health(source: unknown, failing: boolean): void {
    const before = this.failing
    if (failing) this.#failing.add(source)
    else this.#failing.delete(source)
    if (this.failing !== before) this.turned.emit()
  }

  /** @throws a defect @param source kept as failing until it works; absent: somebody was told instead */
  refused(error: unknown, source?: unknown): void {
    if (meansDefect(error)) throw error
    const { logger } = this.#options
    const { message } = error as Error
    if (source === undefined || !this.#failing.has(source)) logger.error('the orders cannot be read or written', { what: String(source), error: message })
    if (source !== undefined) this.health(source, true)
    if (meansDamage(error)) this.damaged.emit(message)
  }

  #plan(name: string, retry: () => void): void {
    const known = this.#again.get(name)
    // A call while the timer runs does not make the wait longer.
    if (known?.armed) return
    const failures = (known?.failures ?? 0) + 1
    const entry = { failures, armed: true, cancel: () => {} }
    this.#again.set(name, entry)
    entry.cancel = this.#options.clock.after(diskPause(failures - 1), () => {
      entry.armed = false
      retry()
    })
  }
}
