import { fail, type FailureCode, type Result } from '#contract/result.ts'
import type { Clock } from '../lib/clock.ts'
import type { Logger } from '../lib/logger.ts'
import { meansDamage, meansDefect } from '../storage/storage-error.ts'

interface GuardOptions {
  clock: Clock
  logger: Logger
  signal: AbortSignal
  /** Runs `work` as one commit. */
  transaction: <T>(work: () => T) => T
  /** Whether one is under way already. */
  inTransaction: () => boolean
  /** The disk began to refuse, or does what it is told again. */
  onTrouble: (failing: boolean) => void
  /** SQLite finds the file damaged; only a new start can mend that. */
  onDamage: (detail: string) => void
}

/** Between two attempts of what runs by itself, milliseconds; the wait doubles. */
const firstWait = 1_000
const longestWait = 60_000

/**
 * The one way to the database for what is not written by persist(): what a person asks for is answered with a failure when the
 * disk refuses, what runs by itself is tried again later. Whatever is not SQLite's doing is a defect and goes on up.
 */
export class Guard {
  readonly #options: GuardOptions
  /** What does not work now. */
  readonly #failing = new Set<unknown>()
  readonly #again = new Map<string, { failures: number; armed: boolean; cancel: () => void }>()

  constructor(options: GuardOptions) {
    this.#options = options
  }

  /**
   * Carries out what a person asked for, in one commit. As a part of another commit that one fails with it: half of it must not be
   * kept, and whoever began it tries again.
   * @param code the failure to answer with when the disk refuses; nothing is stored then
   * @throws SQLite's error, inside a transaction
   */
  answer<T>(work: () => Result<T>, code: FailureCode = 'storage-failed'): Result<T> {
    if (this.#options.inTransaction()) return work()
    try {
      return this.#options.transaction(work)
    } catch (error) {
      this.refused(error)
      return fail(code)
    }
  }

  /** Like answer, for what is only read: nothing has to be free for that. */
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
    const before = this.#failing.size > 0
    if (failing) this.#failing.add(source)
    else this.#failing.delete(source)
    const now = this.#failing.size > 0
    if (now !== before) this.#options.onTrouble(now)
  }

  /** @throws a defect @param source kept as failing until it works; absent: somebody was told instead */
  refused(error: unknown, source?: unknown): void {
    if (meansDefect(error)) throw error
    const { logger, onDamage } = this.#options
    const { message } = error as Error
    if (source === undefined || !this.#failing.has(source)) logger.error('the orders cannot be read or written', { what: String(source), error: message })
    if (source !== undefined) this.health(source, true)
    if (meansDamage(error)) onDamage(message)
  }

  dispose(): void {
    for (const { cancel } of this.#again.values()) cancel()
    this.#again.clear()
  }

  #plan(name: string, retry: () => void): void {
    const known = this.#again.get(name)
    // Whoever asks in between does not make the wait longer.
    if (known?.armed) return
    const failures = (known?.failures ?? 0) + 1
    const entry = { failures, armed: true, cancel: () => {} }
    this.#again.set(name, entry)
    entry.cancel = this.#options.clock.after(Math.min(longestWait, firstWait * 2 ** Math.min(failures - 1, 10)), () => {
      entry.armed = false
      retry()
    })
  }
}
