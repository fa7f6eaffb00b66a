import type { Clock } from '../../lib/clock.ts'
import type { Signal } from '../../lib/signal.ts'
import { brakePause, longestBackoff } from '../../lib/waits.ts'
import type { LaneStep } from './choice.ts'

/** A step that only asks. */
type Question = Exclude<LaneStep, { do: 'send' }>

/** Makes a lane wait after a step that failed. The wait doubles with each failure; a good step ends it. */
export class Brakes {
  readonly #clock: Clock
  readonly #ready: Signal<void>
  readonly #held = new Map<string, { failures: number; until: number; cancel: () => void }>()
  /** Steps taken by each lane since it last sent something. */
  readonly #taken = new Map<string, Set<string>>()

  /** @param ready told when a lane may go on */
  constructor(clock: Clock, ready: Signal<void>) {
    this.#clock = clock
    this.#ready = ready
  }

  holds(lane: string): boolean {
    const until = this.#held.get(lane)?.until ?? 0
    const now = this.#clock.now()
    // A wait that ends later than any wait can means that the clock was set back.
    return until > now && until <= now + longestBackoff
  }

  /** @returns how long the lane waits now, milliseconds */
  failed(lane: string): number {
    const failures = (this.#held.get(lane)?.failures ?? 0) + 1
    const wait = brakePause(failures - 1)
    this.#held.get(lane)?.cancel()
    this.#held.set(lane, { failures, until: this.#clock.now() + wait, cancel: this.#clock.after(wait, () => this.#ready.emit()) })
    return wait
  }

  good(lane: string): void {
    this.#held.get(lane)?.cancel()
    this.#held.delete(lane)
  }

  /** A POST was tried. From now on the lane may repeat its questions, and a POST that failed brings a wait of its own. */
  sent(lane: string): void {
    this.#taken.delete(lane)
    this.good(lane)
  }

  /**
   * Whether a query that was just answered brought the lane further. It did not when the lane had already asked the same about the
   * same orders in the same places, and has sent nothing since.
   */
  leadsOn(lane: string, question: Question): boolean {
    const taken = this.#taken.get(lane) ?? new Set()
    const step = fingerprint(question)
    const known = taken.has(step)
    // What was learned of other orders may be a reason to look at a day again.
    if (!known && question.do !== 'rank') for (const other of taken) if (other.startsWith('rank')) taken.delete(other)
    if (taken.size >= mostRemembered) taken.clear()
    this.#taken.set(lane, taken.add(step))
    return !known
  }
}

/** A hundred thousand orders of one lane are surveyed in a thousand steps. */
const mostRemembered = 2_000

const fingerprint = (question: Question): string =>
  question.do === 'rank'
    ? `rank ${question.fecha}`
    : `${question.do} ${question.rows.map(({ id, position, refused_queries, posts }) => `${id} ${position} ${refused_queries} ${posts}`).join()}`
