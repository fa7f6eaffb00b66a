import type { Clock } from './clock.ts'

/** One timer at a time: setting it again replaces the one that was set before. */
export class Alarm {
  readonly #clock: Clock
  readonly #ring: () => void
  #cancel = () => {}

  constructor(clock: Clock, ring: () => void) {
    this.#clock = clock
    this.#ring = ring
  }

  /** @param delay milliseconds */
  set(delay: number): void {
    this.#cancel()
    this.#cancel = this.#clock.after(delay, this.#ring)
  }

  cancel(): void {
    this.#cancel()
  }
}
