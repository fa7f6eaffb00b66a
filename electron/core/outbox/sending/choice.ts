import { mostInOneQuery } from '#contract/model/references.ts'
import { inDoubt } from './order-in-doubt.ts'
import { dayToRank, unplaced } from './chronology.ts'
import type { LaneContext } from './lane-context.ts'
import { oneByOne } from './lane-state.ts'
import { restOf } from '../orders/budget.ts'
import type { OrderRow } from '../orders/store.ts'
import { freshness, isDue, longestQueryPause, troubleAllowed, widensFor } from '../../lib/waits.ts'

/** A step that talks to the API. */
export type LaneStep = { do: 'survey'; rows: OrderRow[] } | { do: 'rank'; fecha: string } | { do: 'check'; rows: OrderRow[] } | { do: 'send'; row: OrderRow }

export type Step = { do: 'nothing' } | { do: 'wait'; for: number } | LaneStep

/**
 * How often at least newer orders join those that had their query, between two POSTs: a new order may be the older comprobante, so the
 * next query asks about it too. Without an end to that, somebody who places one order after another would stop the lane from sending.
 */
const leastWidenings = 2

/** Chooses what a lane does next, from what is on disk and from when it last did what. */
export class Choice {
  readonly #pointOfSale: string
  readonly #context: LaneContext
  /** Paid calls of a person that wait for the lane or have it: no order goes meanwhile. */
  guests = 0
  /** When the rows now in `preflight` were asked about. */
  #checkedAt = -Infinity
  #lastPostAt = -Infinity
  /** After a query that the API refused, or that left an order unclear. */
  #queryAgainAt = -Infinity
  /** The last answer had to be put together from several: it does not say which is older. */
  #pieced = false
  /** The newest order when a question last let newer ones in: what came since was not asked about. */
  #newest = 0
  /** How many queries have let newer orders in since the last POST or the last wait, and when the first of them did. */
  #widenings = 0
  #widenedAt = -Infinity

  constructor(pointOfSale: string, context: LaneContext) {
    this.#pointOfSale = pointOfSale
    this.#context = context
  }

  /** @returns milliseconds until the pause between two POSTs is over */
  get spacing(): number {
    const { clock, rules } = this.#context
    const left = this.#lastPostAt + rules().spacing - clock.now()
    // Longer than any pause, the clock was set back.
    return left > rules().spacing ? 0 : left
  }

  /** A marker was committed: the pause between two POSTs begins. */
  marked(): void {
    this.#lastPostAt = this.#context.clock.now()
    this.#widenings = 0
  }

  /** Whether orders stand in line that came too late for the last question, and that the next one lets in. */
  get widens(): boolean {
    if (!this.#mayWiden) return false
    // Read from the newest: few are newer than a question, while a point of sale may have a hundred thousand.
    const newer = "SELECT 1 FROM orders WHERE id > ? AND +point_of_sale = ? AND +state = 'queued' ORDER BY id DESC LIMIT 1"
    return this.#context.store.has(newer, this.#newest, this.#pointOfSale)
  }

  /** A question begins, and whoever may take part does. */
  asking(): void {
    if (!this.widens) return
    if (this.#widenings++ === 0) this.#widenedAt = this.#context.clock.now()
    this.#newest = this.#context.store.number('SELECT max(id) AS id FROM orders') ?? 0
  }

  /** Whether an older one stands in line, or one that was not asked about yet and so may be older. */
  overtakes({ position }: OrderRow): boolean {
    const older = "SELECT 1 FROM orders WHERE point_of_sale = ? AND state = 'queued' AND (position = ? OR position < ?) AND id <= ? LIMIT 1"
    return this.#context.store.has(older, this.#pointOfSale, unplaced, position, this.#last)
  }

  /** What is in `preflight` was asked about. */
  checked(): void {
    this.#checkedAt = this.#context.clock.now()
  }

  /** @param ordered whether an answer about several orders says which is older */
  answered(ordered: boolean): void {
    this.#pieced = !ordered
  }

  /** The next query waits for so many milliseconds. */
  askAgainIn(pause: number): void {
    this.#queryAgainAt = this.#context.clock.now() + pause
  }

  /** The lane sends nothing for so many milliseconds, because the unclear order may be its oldest. After a cut another lane may go first. */
  doubtFor(pause: number): void {
    this.#checkedAt = -Infinity
    this.askAgainIn(pause)
    this.#context.reachability.release(this.#pointOfSale)
  }

  /** @param answered an order whose answer is there and not yet written @returns the order that may be sent at once */
  toSend(answered: number | null): OrderRow | null {
    const step = this.next(answered)
    return step.do === 'send' ? step.row : null
  }

  /** @param answered an order whose answer is there and not yet written */
  next(answered: number | null = null): Step {
    const step = this.#choose(answered)
    if (this.#widenings === 0 || (step.do !== 'wait' && step.do !== 'nothing')) return step
    // Nothing goes now, so nobody is put off by those that came late.
    this.#widenings = 0
    return this.#choose(answered)
  }

  #choose(answered: number | null): Step {
    const { store, states, reachability, clock, halt, signal } = this.#context
    if (this.guests > 0 || !halt.open || signal.aborted) return { do: 'nothing' }
    const lane = states.get(this.#pointOfSale)
    if (lane.gate) return { do: 'nothing' }
    const head = this.rows('preflight', 1)[0]
    const first = head ?? this.rows('queued', 1)[0]
    // The lane looks again when that order is settled: it hears the bell `settled`.
    if (!first || inDoubt(store, this.#pointOfSale, answered)) return { do: 'nothing' }
    const reachable = reachability.delayFor(this.#pointOfSale)
    if (reachable === null) return { do: 'nothing' }
    const again = this.#queryAgainAt - clock.now()
    const rest = restOf(store, first, clock.now())
    const delay = Math.max(reachable, states.delay(lane), again <= longestQueryPause ? again : 0, rest)
    if (delay > 0) return { do: 'wait', for: delay }
    if (head && !this.widens) {
      const fresh = !isDue(this.#checkedAt + freshness, clock.now(), freshness) && lane.trouble < troubleAllowed
      if (!fresh) return { do: 'check', rows: this.rows('preflight', mostInOneQuery) }
      return this.spacing > 0 ? { do: 'wait', for: this.spacing } : { do: 'send', row: head }
    }
    const waiting = this.#waiting(mostInOneQuery + 1)
    const ordered = !this.#pieced && !oneByOne(lane, clock.now())
    return (waiting.length > (ordered ? mostInOneQuery : 1) ? this.#toLearn(waiting, ordered) : null) ?? { do: 'check', rows: waiting.slice(0, mostInOneQuery) }
  }

  get #mayWiden(): boolean {
    return this.#widenings < leastWidenings || !isDue(this.#widenedAt + widensFor, this.#context.clock.now(), widensFor)
  }

  /** Up to this one orders take part. */
  get #last(): number {
    return this.#mayWiden ? Number.MAX_SAFE_INTEGER : this.#newest
  }

  /** Those that had their query, and those that had not: together they are asked about. */
  #waiting(limit: number): OrderRow[] {
    const rows = [...this.rows('preflight', limit), ...this.rows('queued', limit)]
    return rows.toSorted((a, b) => (a.position === b.position ? a.id - b.id : a.position < b.position ? -1 : 1)).slice(0, limit)
  }

  rows(state: 'queued' | 'preflight', limit: number): OrderRow[] {
    return this.#context.store.rows(
      `SELECT * FROM orders WHERE point_of_sale = ? AND state = '${state}' AND id <= ? ORDER BY position, id LIMIT ?`,
      this.#pointOfSale,
      this.#last,
      limit,
    )
  }

  /** @returns the query that tells in which order so many orders go; null when their order is known well enough */
  #toLearn(waiting: OrderRow[], ordered: boolean): LaneStep | null {
    const { store } = this.#context
    const unsurveyed = store.rows(
      "SELECT * FROM orders WHERE point_of_sale = ? AND state = 'queued' AND position = ? AND id <= ? ORDER BY id LIMIT ?",
      this.#pointOfSale,
      unplaced,
      this.#last,
      mostInOneQuery,
    )
    if (unsurveyed.length > 0) return { do: 'survey', rows: unsurveyed }
    const fecha = dayToRank(store, this.#pointOfSale, waiting, ordered)
    return fecha === null ? null : { do: 'rank', fecha }
  }
}
