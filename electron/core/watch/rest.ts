import type { Clock } from '../lib/clock.ts'

/** A time in which nothing is asked. It ends in time also when the clock is set back meanwhile. */
export class Rest {
  readonly #clock: Clock
  #until = -Infinity
  #length = 0

  /** @param length milliseconds from now; none by default */
  constructor(clock: Clock, length = 0) {
    this.#clock = clock
    this.take(length)
  }

  /** @param length milliseconds from now; takes the place of what was said before */
  take(length: number): void {
    // Whole milliseconds, as clocks count them: a part of one would never be over.
    this.#length = Math.ceil(length)
    this.#until = this.#clock.now() + this.#length
  }

  /** Milliseconds until it is over; 0 when it is. */
  get left(): number {
    const left = this.#until - this.#clock.now()
    return left > this.#length ? 0 : Math.max(left, 0)
  }
}
