import type { Clock } from '../lib/clock.ts'
import { refusedFor } from '../lib/waits.ts'
import type { WatchedDay } from './plan.ts'
import { Rest } from './rest.ts'

/** What was asked in vain: it is left alone for a time, or has to stand behind what was not. In memory, as it costs little to learn anew. */
export class Vain {
  readonly #clock: Clock
  readonly #refused = new Map<string, Rest>()
  readonly #failed = new Map<string, number>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** TusFacturasAPP refuses the credentials of this point of sale. */
  refused(pointOfSaleId: string): void {
    this.#refused.set(pointOfSaleId, new Rest(this.#clock, refusedFor))
  }

  isRefused(pointOfSaleId: string): boolean {
    return (this.#refused.get(pointOfSaleId)?.left ?? 0) > 0
  }

  /** Credentials were changed. */
  forgetRefusals(): void {
    this.#refused.clear()
  }

  failed(day: WatchedDay): void {
    this.#failed.set(keyOf(day), this.#clock.now())
  }

  /** When this day was last tried in vain, milliseconds since the epoch; null: it was not. */
  failedAt(day: WatchedDay): number | null {
    return this.#failed.get(keyOf(day)) ?? null
  }
}

const keyOf = ({ pointOfSaleId, fecha }: WatchedDay): string => `${pointOfSaleId} ${fecha}`
