import type { Clock } from '../../lib/clock.ts'
import { tellPause } from '../../lib/waits.ts'

/** Most orders described in one go. */
const chunk = 200

/**
 * Collects the ids of what changed and hands them on in small portions, so that ten thousand new orders do not freeze anybody.
 */
export class Changes {
  readonly #clock: Clock
  readonly #flush: (ids: number[]) => boolean
  /** With the number of the touch that came last. */
  readonly #ids = new Map<number, number>()
  #touches = 0
  #armed = false
  #failures = 0

  /** @param flush told the ids, at most 200 at a time, none when only the status changed; false: they are to be told later */
  constructor(clock: Clock, flush: (ids: number[]) => boolean) {
    this.#clock = clock
    this.#flush = flush
  }

  touch(id?: number): void {
    this.#touches++
    if (id !== undefined) this.#ids.set(id, this.#touches)
    this.#arm()
  }

  /** @returns a function that hands on at once the first portion of what was touched since then; the rest follows as usual */
  fromHere(): () => void {
    const since = this.#touches
    return () => {
      if (this.#touches === since) return
      this.#hand([...this.#ids].flatMap(([id, at]) => (at > since ? id : [])))
    }
  }

  #arm(): void {
    if (this.#armed) return
    this.#armed = true
    this.#clock.after(tellPause(this.#failures), () => {
      this.#armed = false
      this.#hand([...this.#ids.keys()])
    })
  }

  #hand(wanted: number[]): void {
    const ids = wanted.slice(0, chunk)
    const before = ids.map((id) => [id, this.#ids.get(id) ?? 0] as const)
    for (const id of ids) this.#ids.delete(id)
    const told = this.#flush(ids)
    this.#failures = told ? 0 : this.#failures + 1
    if (!told) for (const [id, at] of before) this.#ids.set(id, at)
    if (!told || this.#ids.size > 0) this.#arm()
  }
}
