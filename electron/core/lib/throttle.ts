import type { Clock } from './clock.ts'

/** Hands values on at most once an interval: the first at once, then only the newest of those that came meanwhile. */
export class Throttle<T> {
  readonly #interval: number
  readonly #clock: Clock
  readonly #use: (value: T) => void
  #waiting: { value: T } | null = null
  #cancel: (() => void) | null = null

  /** @param interval in milliseconds */
  constructor(interval: number, clock: Clock, use: (value: T) => void) {
    this.#interval = interval
    this.#clock = clock
    this.#use = use
  }

  push(value: T): void {
    if (this.#cancel) this.#waiting = { value }
    else this.#pass(value)
  }

  dispose(): void {
    this.#cancel?.()
    this.#waiting = null
  }

  #pass(value: T): void {
    this.#cancel = this.#clock.after(this.#interval, () => {
      this.#cancel = null
      const waiting = this.#waiting
      this.#waiting = null
      if (waiting) this.#pass(waiting.value)
    })
    this.#use(value)
  }
}
