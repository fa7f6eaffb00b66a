import type { Clock } from '../lib/clock.ts'

/** Most orders described in one go, and how often. */
const chunk = 200
const interval = 100
/** What could not be described is tried again after a wait that doubles. */
const longestInterval = 60_000

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
  #disposed = false
  #failures = 0
  #cancel = () => {}

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

  /** @returns a function that hands on at once what was touched since: one portion of it, and the rest as ever */
  fromHere(): () => void {
    const since = this.#touches
    return () => {
      if (this.#disposed || this.#touches === since) return
      this.#hand([...this.#ids].flatMap(([id, at]) => (at > since ? id : [])))
    }
  }

  dispose(): void {
    this.#disposed = true
    this.#cancel()
  }

  #arm(): void {
    if (this.#armed) return
    this.#armed = true
    this.#cancel = this.#clock.after(Math.min(longestInterval, interval * 2 ** Math.min(this.#failures, 10)), () => {
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
