import type { Clock } from '../../../../../electron/core/lib/clock.ts'

/** A clock that moves only when told to; timers fire in order. */
export class VirtualClock implements Clock {
  #now = Date.UTC(2026, 10, 23, 15)
  #timers: { at: number; callback: () => void }[] = []
  /** Added to `now` without moving the timers: the system's clock was changed. */
  skew = 0
  /** How what a timer started is waited for; a world with real sockets needs more than one turn. */
  settle: () => Promise<void> = settle

  now(): number {
    return this.#now + this.skew
  }

  after(delay: number, callback: () => void): () => void {
    const timer = { at: this.#now + Math.max(delay, 0), callback }
    this.#timers.push(timer)
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer)
    }
  }

  /** What a killed process leaves behind: no timer fires any more. */
  forgetTimers(): void {
    this.#timers = []
  }

  /** Lets `duration` milliseconds pass, firing what comes due and letting everything it starts settle. */
  async advance(duration: number): Promise<void> {
    const end = this.#now + duration
    await this.settle()
    for (;;) {
      const next = this.#timers.toSorted((a, b) => a.at - b.at)[0]
      if (!next || next.at > end) break
      this.#timers = this.#timers.filter((timer) => timer !== next)
      this.#now = Math.max(this.#now, next.at)
      next.callback()
      await this.settle()
    }
    this.#now = end
  }
}

/** Promise chains of a step end within one turn of the event loop, as nothing virtual waits for the outside. */
export const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
