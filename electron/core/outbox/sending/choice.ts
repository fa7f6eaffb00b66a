import { mostInOneQuery } from '#contract/model/references.ts'
import { inDoubt } from './order-in-doubt.ts'
import { dayToRank, unplaced } from './chronology.ts'
import type { LaneContext } from './lane-context.ts'
import { oneByOne, type LaneRow } from './lane-state.ts'
import { restOf } from '../orders/budget.ts'
import type { OrderRow } from '../orders/store.ts'
import { freshness, isDue, longestQueryPause, troubleAllowed } from '../../lib/waits.ts'

/** A step that talks to the API. */
export type LaneStep = { do: 'survey'; rows: OrderRow[] } | { do: 'rank'; fecha: string } | { do: 'check'; rows: OrderRow[] } | { do: 'send'; row: OrderRow }

export type Step = { do: 'nothing' } | { do: 'wait'; for: number } | LaneStep

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
  /** A query before a POST is under way. */
  #asking = false
  /** Orders came that what is in `preflight` did not wait for: where they stand among those is learned by itself. */
  #joined = false
  /** Of orders that nobody asked about yet, those up to this one are waited for before the next POST. */
  #waitedFor = 0
  /** How often that was moved on to the newest since the last POST. */
  #rounds = 0

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
    this.#rounds = 0
  }

  began(step: LaneStep): void {
    this.#asking = step.do === 'check'
    if (this.#asking && this.rows('preflight', 1).length === 0) this.#rounds = 0
  }

  ended(): void {
    this.#asking = false
  }

  /**
   * Orders came to the lane. Whoever places one every few seconds must not have the others asked about again each time, or nothing is ever sent.
   * @returns whether what was asked about, or is being asked about, is kept; otherwise all of it is to be asked about together
   */
  join(): boolean {
    const { states, clock } = this.#context
    this.#joined ||= this.#asking || !this.#listed(states.get(this.#pointOfSale), clock.now())
    return this.#joined
  }

  /** Places that are those of whole days stay: what has joined is compared by them. */
  get keepsPlaces(): boolean {
    return this.#joined
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
    if (head) {
      const newcomers = this.#joined ? this.#newcomers(head) : null
      if (newcomers) return newcomers
      const fresh = !isDue(this.#checkedAt + freshness, clock.now(), freshness) && lane.trouble < troubleAllowed
      if (!fresh) return { do: 'check', rows: this.rows('preflight', mostInOneQuery) }
      return this.spacing > 0 ? { do: 'wait', for: this.spacing } : { do: 'send', row: head }
    }
    this.#joined = false
    const queued = this.rows('queued', mostInOneQuery + 1)
    const ordered = this.#listed(lane, clock.now())
    const learn = queued.length > (ordered ? mostInOneQuery : 1) ? this.#toLearn(queued, ordered) : null
    if (learn) return learn
    if (ordered) return { do: 'check', rows: queued.slice(0, mostInOneQuery) }
    // One by one, no more than can leave before their answers are old; those who came meanwhile have their turn.
    const placed = queued.filter(({ position }) => position !== unplaced)
    return { do: 'check', rows: (placed.length > 0 ? placed : queued).slice(0, fewAtOnce) }
  }

  /** @returns what is to be asked before the next of those that were asked about may go, because of those that came since; null: nothing */
  #newcomers(head: OrderRow): LaneStep | null {
    const queued = this.rows('queued', mostInOneQuery + 1)
    if (queued.length === 0) return null
    const all = [...this.rows('preflight', mostInOneQuery + 1), ...queued].toSorted((one, other) => (isBefore(one, other) ? -1 : 1))
    const learn = this.#toLearn(all, false)
    if (learn) return learn
    const older = queued.filter((row) => isBefore(row, head)).slice(0, mostInOneQuery)
    return older.length > 0 ? { do: 'check', rows: older } : null
  }

  /** Whether one answer tells of several orders, and which of them is older. */
  #listed(lane: LaneRow, now: number): boolean {
    return !this.#pieced && !oneByOne(lane, now)
  }

  rows(state: 'queued' | 'preflight', limit: number): OrderRow[] {
    return this.#context.store.rows(
      `SELECT * FROM orders WHERE point_of_sale = ? AND state = '${state}' ORDER BY position, id LIMIT ?`,
      this.#pointOfSale,
      limit,
    )
  }

  /** @returns the query that tells in which order so many orders go; null when their order is known well enough */
  #toLearn(queued: OrderRow[], ordered: boolean): LaneStep | null {
    const unsurveyed = this.#unsurveyed()
    if (unsurveyed.length > 0) return { do: 'survey', rows: unsurveyed }
    const fecha = dayToRank(this.#context.store, this.#pointOfSale, queued, ordered)
    return fecha === null ? null : { do: 'rank', fecha }
  }

  /** Those that keep coming are waited for twice before a POST: while they are asked about others come, and the oldest would never go. */
  #unsurveyed(): OrderRow[] {
    const { store } = this.#context
    const unasked = "FROM orders WHERE point_of_sale = ? AND state = 'queued' AND position = ?"
    const waitedFor = () => store.rows(`SELECT * ${unasked} AND id <= ? ORDER BY id LIMIT ?`, this.#pointOfSale, unplaced, this.#waitedFor, mostInOneQuery)
    const left = waitedFor()
    if (left.length > 0 || this.#rounds >= roundsAllowed) return left
    const newest = Number(store.prepare(`SELECT coalesce(max(id), 0) AS id ${unasked}`).get(this.#pointOfSale, unplaced)?.['id'])
    if (newest === 0) return []
    this.#rounds++
    this.#waitedFor = newest
    return waitedFor()
  }
}

/** How often before a POST those are waited for that nobody asked about yet. */
const roundsAllowed = 2

/** Asked about one by one before the first of them is sent. */
const fewAtOnce = 10

/** As `rows` sorts them. */
const isBefore = (one: OrderRow, other: OrderRow): boolean => (one.position === other.position ? one.id < other.id : one.position < other.position)
