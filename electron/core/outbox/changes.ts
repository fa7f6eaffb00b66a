import type { Clock } from '../lib/clock.ts'
import { tellPause } from '../lib/waits.ts'

/** Most orders described in one go. */
const chunk = 200

/**
 * Collects the ids of what changed and hands them on in small portions, so that ten thousand new orders do not freeze anybody.
 */
export class Changes {
  readonly #clock: Clock
  readonly #flush: (ids: number[]) => boolean
  readonly #ids = new Set<number>()
  #armed = false
  #failures = 0

  /** @param flush told the ids, at most 200 at a time, none when only the status changed; false: they are to be told later */
  constructor(clock: Clock, flush: (ids: number[]) => boolean) {
    this.#clock = clock
    this.#flush = flush
  }

  touch(id?: number): void {
    if (id !== undefined) this.#ids.add(id)
    if (this.#armed) return
    this.#armed = true
    this.#clock.after(tellPause(this.#failures), () => {
      this.#armed = false
      const ids = [...this.#ids].slice(0, chunk)
      for (const taken of ids) this.#ids.delete(taken)
      const told = this.#flush(ids)
      this.#failures = told ? 0 : this.#failures + 1
      if (!told) for (const taken of ids) this.#ids.add(taken)
      if (!told || this.#ids.size > 0) this.touch()
    })
  }
}
