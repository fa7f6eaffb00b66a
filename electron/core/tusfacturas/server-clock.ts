import type { Clock } from '../lib/clock.ts'
import { Signal } from '../lib/signal.ts'
import { hour, second } from '../lib/units.ts'
import { webhookSkew } from '../lib/waits.ts'
import { readHttpDate } from './http-date.ts'

/** What an answer of TusFacturasAPP says about the time. */
export interface ServedTime {
  /** The header `Date` (RFC 9110, 6.6.1): whole seconds, when the answer was made. */
  date: string
  /** The header `Age` is there: something on the way gave a stored answer. */
  stored: boolean
  /** This computer's clock at the first byte sent and at the last one read, milliseconds since the epoch. */
  began: number
  ended: number
}

/** Clocks that differ by less are taken as equal. */
const noise = 30 * second
/** An answer that took longer does not say well enough when it was made. */
const longestCall = 30 * second
/** Beyond it no certificate would be valid (they last 398 days at most), so no answer could have come. */
const mostOff = 400 * 24 * hour
/** How many answers are weighed; most of them must agree. */
const weighed = 3
/** As long as an answer is no older, no other source is listened to. */
const freshness = hour

/**
 * The time at TusFacturasAPP, as far as its answers have told it; until then this computer's. What is stored and compared with
 * their times goes by it: a wrong clock or zone of the computer moves no month, no day and no order of events.
 */
export class ServerClock implements Clock {
  readonly #base: Clock
  readonly #elapsed: () => number
  readonly #changed = new Signal<number>()
  #offset = 0
  /** The newest last. Those of before this computer's clock was set are gone. */
  #samples: number[] = []
  #origin = 0
  #heardAt = -Infinity

  /** @param elapsed milliseconds that no setting of the clock moves */
  constructor(base: Clock, elapsed: () => number = () => performance.now()) {
    this.#base = base
    this.#elapsed = elapsed
  }

  now(): number {
    return this.#base.now() + this.#offset
  }

  after(delay: number, callback: () => void): () => void {
    return this.#base.after(delay, callback)
  }

  /** Milliseconds to add to this computer's clock; negative when it is ahead. */
  get offset(): number {
    return this.#offset
  }

  /** What an earlier run knew; the first answer of this one has the last word. */
  restore(offset: number): void {
    if (Number.isFinite(offset) && Math.abs(offset) <= mostOff) this.#offset = offset
  }

  /** An answer that TusFacturasAPP itself made. */
  heard({ date, stored, began, ended }: ServedTime): void {
    const served = readHttpDate(date)
    if (stored || Number.isNaN(served) || ended < began || ended - began > longestCall) return
    const offset = served + second / 2 - (began + ended) / 2
    if (Math.abs(offset) > mostOff) return
    this.#forgetIfSet()
    this.#heardAt = this.#elapsed()
    this.#samples = [...this.#samples, offset].slice(-weighed)
    this.#adopt(agreed(this.#samples))
  }

  /**
   * A proven webhook, which may come late and never early: one from the future tells that this computer is behind, one from the past
   * tells nothing. There is no rule the other way round: a retry comes 5 minutes to 12 hours after its event as documented, one through
   * a file whenever that is read, so "late" and "our clock is ahead" look the same, and a guess would move days and the order of events.
   * That this computer is ahead the next answer tells by its header `Date`; free queries are made every few minutes.
   * @param creado milliseconds since the epoch
   */
  heardOfEvent(creado: number): void {
    if (this.#elapsed() - this.#heardAt < freshness) return
    const ahead = creado - this.now()
    if (ahead > webhookSkew && Math.abs(this.#offset + ahead) <= mostOff) this.#adopt(this.#offset + ahead)
  }

  /** @returns a function that ends it */
  onChange(listener: (offset: number) => void): () => void {
    return this.#changed.subscribe(listener)
  }

  /** The clock and the time elapsed have parted: somebody set it (or the computer slept), and what was heard before says nothing. */
  #forgetIfSet(): void {
    const origin = this.#base.now() - this.#elapsed()
    if (Math.abs(origin - this.#origin) > noise) this.#samples = []
    this.#origin = origin
  }

  #adopt(heard: number): void {
    const offset = Math.abs(heard) < noise ? 0 : Math.round(heard)
    if (offset !== 0 && Math.abs(offset - this.#offset) < noise) return
    if (offset === this.#offset) return
    this.#offset = offset
    this.#changed.emit(offset)
  }
}

/** The middle one; of two that differ, the one that was there first. */
function agreed(samples: readonly number[]): number {
  const [first = 0] = samples
  return samples.length < weighed ? first : (samples.toSorted((a, b) => a - b)[1] ?? first)
}
