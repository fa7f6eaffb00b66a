import type { Clock } from '../../lib/clock.ts'
import { isDue, longestBackoff } from '../../lib/waits.ts'

/** Of both followers: a query about tasks may fail where one about orders does not. */
export type FollowerPauses = Readonly<Record<'orders' | 'tasks', Pauses>>

/** Until when a point of sale is left alone after a failed query, and how many queries failed in a row. */
export class Pauses {
  readonly #clock: Clock
  readonly #pauses = new Map<string, { until: number; failures: number }>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  failures(pointOfSale: string): number {
    return this.#pauses.get(pointOfSale)?.failures ?? 0
  }

  /** @param length milliseconds */
  begin(pointOfSale: string, failures: number, length: number): void {
    this.#pauses.set(pointOfSale, { until: this.#clock.now() + length, failures })
  }

  end(pointOfSale: string): void {
    this.#pauses.delete(pointOfSale)
  }

  clear(): void {
    this.#pauses.clear()
  }

  /** @param at when a query is planned @returns when it is asked: when the pause is over, unless the clock was set back since */
  after(pointOfSale: string, at: number): number {
    const until = this.#pauses.get(pointOfSale)?.until ?? 0
    return isDue(until, this.#clock.now(), longestBackoff) ? at : Math.max(at, until)
  }

  /** When one that is asked about is asked about next, milliseconds since the epoch. */
  nextLook({ point_of_sale, next_at }: { point_of_sale: string; next_at: number | null }): number | null {
    return next_at === null ? null : this.after(point_of_sale, next_at)
  }
}
