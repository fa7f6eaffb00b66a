import type { Credentials } from '#contract/model/credentials.ts'
import type { Clock } from '../../lib/clock.ts'
import { Signal } from '../../lib/signal.ts'
import type { PointsOfSale } from './ports.ts'
import { keychainDeadline, keychainPause } from '../../lib/waits.ts'

export type Keys =
  | { kind: 'open'; credentials: Credentials }
  /** They are not there, or do not open. */
  | { kind: 'none' }
  /** The system has not answered and is still asked, or it is locked. */
  | { kind: 'silent' }

interface Reading {
  answer: Promise<Credentials | null>
  /** Not answered in time. */
  late: boolean
}

/** Reads credentials with a deadline: a keychain that never answers must not hold what it is asked for. */
export class Keychain {
  readonly #pointsOfSale: Pick<PointsOfSale, 'credentialsOf' | 'locked'>
  readonly #clock: Clock
  readonly #reading = new Map<string, Reading>()
  readonly #silent = new Map<string, { failures: number; cancel: () => void }>()
  /** A point of sale is silent, is to be asked anew, or has been answered for after all. */
  readonly changed = new Signal<string>()

  constructor(pointsOfSale: Pick<PointsOfSale, 'credentialsOf' | 'locked'>, clock: Clock) {
    this.#pointsOfSale = pointsOfSale
    this.#clock = clock
  }

  /** Asked for longer than the deadline, and no answer yet. */
  isSilent(pointOfSale: string): boolean {
    return this.#reading.get(pointOfSale)?.late === true
  }

  /** Points of sale for which the last reading was not answered in time. */
  get silent(): ReadonlySet<string> {
    return new Set(this.#silent.keys())
  }

  /** Decrypted for one call. Settles within the deadline; at once for one that is silent. Rejects only for a defect. */
  async read(pointOfSale: string): Promise<Keys> {
    if (this.isSilent(pointOfSale)) return { kind: 'silent' }
    const reading = this.#reading.get(pointOfSale) ?? this.#begin(pointOfSale)
    const late = Promise.withResolvers<'late'>()
    const cancel = this.#clock.after(keychainDeadline, () => late.resolve('late'))
    const credentials = await Promise.race([reading.answer, late.promise]).finally(cancel)
    if (credentials === 'late' || (credentials === null && this.#isLocked)) {
      // The first of those that wait for it says so.
      const first = !reading.late
      reading.late = true
      if (first && this.#reading.get(pointOfSale) === reading) this.#fallSilent(pointOfSale)
      return { kind: 'silent' }
    }
    return credentials ? { kind: 'open', credentials } : { kind: 'none' }
  }

  /** Something says that it may answer now: the next reading asks anew. */
  hint(): void {
    for (const [pointOfSale, { cancel }] of this.#silent) {
      cancel()
      this.#silent.set(pointOfSale, { failures: 0, cancel: () => {} })
      this.#reading.delete(pointOfSale)
    }
  }

  dispose(): void {
    for (const { cancel } of this.#silent.values()) cancel()
  }

  get #isLocked(): boolean {
    return this.#pointsOfSale.locked?.() ?? false
  }

  #begin(pointOfSale: string): Reading {
    const reading = { answer: this.#pointsOfSale.credentialsOf(pointOfSale), late: false }
    this.#reading.set(pointOfSale, reading)
    const ended = () => {
      // Asked as seldom as one that does not answer.
      if (this.#isLocked) return
      if (this.#reading.get(pointOfSale) === reading) this.#reading.delete(pointOfSale)
      const silent = this.#silent.get(pointOfSale)
      if (!silent) return
      silent.cancel()
      this.#silent.delete(pointOfSale)
      this.changed.emit(pointOfSale)
    }
    reading.answer.then(ended, ended)
    return reading
  }

  #fallSilent(pointOfSale: string): void {
    const failures = (this.#silent.get(pointOfSale)?.failures ?? 0) + 1
    const cancel = this.#clock.after(keychainPause(failures - 1), () => {
      this.#reading.delete(pointOfSale)
      this.changed.emit(pointOfSale)
    })
    this.#silent.set(pointOfSale, { failures, cancel })
    this.changed.emit(pointOfSale)
  }
}
