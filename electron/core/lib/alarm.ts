import type { Clock } from './clock.ts'

/** A timer of which there is one at a time: setting it anew takes the place of what it was set to. */
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
