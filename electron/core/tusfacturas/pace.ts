import { sleep, type Clock } from '../lib/clock.ts'
import { longestPacePause } from '../lib/waits.ts'

/** Keeps queries apart, and all of them waiting when the API asks for it. */
export class Pace {
  readonly #clock: Clock
  readonly #spacing: number
  #next = -Infinity

  /** @param spacing milliseconds between two starts */
  constructor(clock: Clock, spacing: number) {
    this.#clock = clock
    this.#spacing = spacing
  }

  /** Waits for the next start; at once when the signal is aborted. */
  async turn(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const now = this.#clock.now()
      // A clock that was set back must not make anybody wait for hours.
      const left = this.#next - now > longestPacePause ? 0 : this.#next - now
      if (left <= 0) {
        this.#next = now + this.#spacing
        return
      }
      await sleep(this.#clock, left, signal)
    }
  }

  /** Nobody starts for so long. */
  pause(milliseconds: number): void {
    this.#next = Math.max(this.#next, this.#clock.now() + Math.min(milliseconds, longestPacePause))
  }
}
