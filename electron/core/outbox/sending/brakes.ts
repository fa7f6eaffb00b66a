import type { Clock } from '../../lib/clock.ts'
import type { Signal } from '../../lib/signal.ts'
import { brakePause, longestBackoff } from '../../lib/waits.ts'
import type { Action } from './choice.ts'

/** A step that only asks. */
type Question = Exclude<Action, { do: 'send' }>

/** Keeps what goes wrong from being tried at once again: per lane a wait that doubles, until a step is good. */
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
    // Further ahead than any wait, the clock was set back.
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

  /** A POST was tried: whatever was asked before may be asked again, and what it met has a wait of its own. */
  sent(lane: string): void {
    this.#taken.delete(lane)
    this.good(lane)
  }

  /**
   * Whether a query that was just answered can have led on: not, when the same was asked about the same orders in the same places
   * before and nothing has been sent since.
   */
  leadsOn(lane: string, action: Question): boolean {
    const taken = this.#taken.get(lane) ?? new Set()
    const step = fingerprint(action)
    const known = taken.has(step)
    // What was learned of other orders may be a reason to look at a day again.
    if (!known && action.do !== 'rank') for (const other of taken) if (other.startsWith('rank')) taken.delete(other)
    if (taken.size >= mostRemembered) taken.clear()
    this.#taken.set(lane, taken.add(step))
    return !known
  }
}

/** A hundred thousand orders of one lane are surveyed in a thousand steps. */
const mostRemembered = 2_000

const fingerprint = (action: Question): string =>
  action.do === 'rank'
    ? `rank ${action.fecha}`
    : `${action.do} ${action.rows.map(({ id, position, refused_queries, posts }) => `${id} ${position} ${refused_queries} ${posts}`).join()}`
