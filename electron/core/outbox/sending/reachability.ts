import type { Clock } from '../../lib/clock.ts'
import { backoff, isDue, longestBackoff } from '../../lib/waits.ts'

/**
 * What is known about the way to TusFacturasAPP, shared by all lanes, as they all go to the same host. After a cut one lane
 * sends one order, and only when that is answered do the others follow.
 */
export class Reachability {
  readonly #clock: Clock
  readonly #random: () => number
  #failures = 0
  #retryAt: number | null = null
  /** Lane that goes first after a cut; `null` while nobody has come forward. */
  #prober: string | null = null
  #probing = false

  constructor(clock: Clock, random: () => number) {
    this.#clock = clock
    this.#random = random
  }

  /** Nothing gets through; queued orders wait. */
  get down(): boolean {
    return this.#retryAt !== null
  }

  /** When the next attempt is due, milliseconds since the epoch; null while the connection is not known to be down. */
  get retryAt(): number | null {
    return this.#retryAt
  }

  /** After a cut, until the first order is through. */
  get probing(): boolean {
    return this.#probing
  }

  failed(): void {
    this.#failures++
    this.#probing = true
    this.#prober = null
    this.#retryAt = this.#clock.now() + backoff(this.#failures, this.#random())
  }

  /** A free query was answered: the way is open, but the first order still goes alone. */
  answered(): void {
    this.#failures = 0
    this.#retryAt = null
  }

  /** An order was answered, or the lane that went first has nothing more to send. */
  verified(): void {
    this.answered()
    this.#probing = false
    this.#prober = null
  }

  /** Something says that the network is back: try at once, from the shortest wait. */
  hint(): void {
    this.#failures = 0
    if (this.#retryAt !== null) this.#retryAt = this.#clock.now()
  }

  /** @returns milliseconds until `lane` may try; 0 now; null when another lane goes first */
  delayFor(lane: string): number | null {
    if (this.#probing && this.#prober !== null && this.#prober !== lane) return null
    if (this.#retryAt === null) return 0
    const now = this.#clock.now()
    return isDue(this.#retryAt, now, longestBackoff) ? 0 : this.#retryAt - now
  }

  /** Called when a lane starts a step. */
  take(lane: string): void {
    if (this.#probing) this.#prober ??= lane
  }

  /** The lane that goes first stops for reasons of its own (gate, nothing left): another may. */
  release(lane: string): void {
    if (this.#prober === lane) this.#prober = null
  }
}
