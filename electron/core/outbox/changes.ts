import type { Clock } from '../clock.ts'

/** Most orders described in one go, and how often. */
const chunk = 200
const interval = 100

/**
 * Collects the ids of what changed and hands them on in small portions, so that ten thousand new orders do not freeze anybody.
 */
export class Changes {
  readonly #clock: Clock
  readonly #flush: (ids: number[]) => void
  readonly #ids = new Set<number>()
  #armed = false
  #cancel = () => {}

  /** @param flush told the ids, at most 200 at a time; none when only the status changed */
  constructor(clock: Clock, flush: (ids: number[]) => void) {
    this.#clock = clock
    this.#flush = flush
  }

  touch(id?: number): void {
    if (id !== undefined) this.#ids.add(id)
    if (this.#armed) return
    this.#armed = true
    this.#cancel = this.#clock.after(interval, () => {
      this.#armed = false
      const ids = [...this.#ids].slice(0, chunk)
      for (const taken of ids) this.#ids.delete(taken)
      this.#flush(ids)
      if (this.#ids.size > 0) this.touch()
    })
  }

  dispose(): void {
    this.#cancel()
  }
}
