import type { Credentials } from '#contract/model/credentials.ts'
import { Pace } from '../../tusfacturas/pace.ts'
import { ask, type QueryResult } from '../asking/query.ts'
import { standingOf, type Standing } from '../asking/standing.ts'
import { askDay } from '../asking/day.ts'
import type { Stop } from '../asking/stopped.ts'
import { mayPost, nothingLeft, restOf } from '../orders/budget.ts'
import { dayToRank, newestFirst, positionIn, rankDay, unplaced } from './chronology.ts'
import { doubt, insists, rivalsIn } from '../asking/doubt.ts'
import type { LaneContext } from './lane-context.ts'
import { inDoubt, regroup } from './order-in-doubt.ts'
import { oneByOne } from './lane-state.ts'
import { Posting } from './posting.ts'
import { bulk, freshness, isDue, longestQueryPause, longestWait, refusedQueriesAllowed, refusedQueryPause, troubleAllowed, watchFrom } from '../retry-policy.ts'
import type { OrderRow, Patch } from '../orders/store.ts'

type Step = { do: 'nothing' } | { do: 'wait'; for: number } | Action

/** A step that talks to the API. */
export type Action = { do: 'survey'; rows: OrderRow[] } | { do: 'rank'; fecha: string } | { do: 'check'; rows: OrderRow[] } | { do: 'send'; row: OrderRow }

/**
 * The orders of one point of sale: one thing at a time, oldest first. A step is chosen from what is on disk; nothing that
 * matters is only in memory.
 */
export class Lane {
  readonly pointOfSale: string
  readonly #context: LaneContext
  readonly #posting: Posting
  #busy = false
  /** Paid calls of a person that wait for the lane or have it. */
  #guests = 0
  #freed: PromiseWithResolvers<void> | null = null
  #cancelTimer = () => {}
  /** When the rows now in `preflight` were asked about. */
  #checkedAt = -Infinity
  #lastPostAt = -Infinity
  /** After a query that the API refused, or that left an order unclear. */
  #queryAgainAt = -Infinity
  /** The last answer had to be put together from several: it does not say which is older. */
  #pieced = false

  constructor(pointOfSale: string, context: LaneContext) {
    this.pointOfSale = pointOfSale
    this.#context = context
    const next = (answered: number | null) => {
      const step = this.#choose(answered)
      return step.do === 'send' ? step.row : null
    }
    this.#posting = new Posting(pointOfSale, context, next, () => this.#marked())
  }

  get busy(): boolean {
    return this.#busy
  }

  /** @returns the step that could start now, to be given to take() at once; null and a timer when one is due later */
  next(): Action | null {
    if (this.#busy) return null
    this.#cancelTimer()
    const step = this.#choose()
    if (step.do === 'wait') this.#cancelTimer = this.#context.clock.after(step.for, () => this.onDue())
    if (step.do === 'nothing') this.#context.connection.release(this.pointOfSale)
    return step.do === 'wait' || step.do === 'nothing' ? null : step
  }

  /** Set by the dispatcher: the lane's timer came due. */
  onDue: () => void = () => {}

  /**
   * Takes one step: one query, or POSTs as long as one may follow the other at once. Never rejects for anything that the outside
   * can do.
   * @param credentials read for this step
   */
  async take(step: Action, credentials: Credentials): Promise<void> {
    this.#busy = true
    this.#context.connection.take(this.pointOfSale)
    try {
      if (step.do === 'send') await this.#posting.send(step.row, credentials)
      else if (step.do === 'survey') await this.#survey(step.rows, credentials)
      else if (step.do === 'rank') await this.#rank(step.fecha, credentials)
      else await this.#check(step.rows, credentials)
    } finally {
      this.#free()
    }
  }

  /**
   * Lets a paid call that a person asked for have the lane: it goes before the orders that wait, none of them is sent
   * meanwhile, and the pause between two POSTs holds.
   * @param work is given what it has to call at its marker
   */
  async lend<T>(work: (marked: () => void) => Promise<T>): Promise<T> {
    const { clock, rules } = this.#context
    this.#guests++
    try {
      while (this.#busy) await (this.#freed ??= Promise.withResolvers<void>()).promise
      this.#busy = true
      const { spacing } = rules()
      const left = this.#lastPostAt + spacing - clock.now()
      if (left > 0 && left <= spacing) await new Promise<void>((resolve) => clock.after(left, resolve))
      return await work(() => this.#marked())
    } finally {
      this.#guests--
      this.#free()
    }
  }

  dispose(): void {
    this.#cancelTimer()
  }

  #marked(): void {
    this.#lastPostAt = this.#context.clock.now()
  }

  #free(): void {
    this.#busy = false
    this.#freed?.resolve()
    this.#freed = null
  }

  /** @param answered an order whose answer is there and not yet written */
  #choose(answered: number | null = null): Step {
    const { store, states, connection, clock, rules } = this.#context
    if (this.#guests > 0 || !this.#context.sendingAllowed()) return { do: 'nothing' }
    const lane = states.get(this.pointOfSale)
    if (lane.gate) return { do: 'nothing' }
    const head = this.#rows('preflight', 1)[0]
    const first = head ?? this.#rows('queued', 1)[0]
    // Whoever settles that one has the lane look again.
    if (!first || inDoubt(store, this.pointOfSale, answered)) return { do: 'nothing' }
    const reachable = connection.delayFor(this.pointOfSale)
    if (reachable === null) return { do: 'nothing' }
    const again = this.#queryAgainAt - clock.now()
    const rest = restOf(store, first, clock.now())
    const delay = Math.max(reachable, states.delay(lane), again <= longestQueryPause ? again : 0, rest)
    if (delay > 0) return { do: 'wait', for: delay }
    if (head) {
      const now = clock.now()
      const fresh = !isDue(this.#checkedAt + freshness, now, freshness) && lane.trouble < troubleAllowed
      if (!fresh) return { do: 'check', rows: this.#rows('preflight', bulk) }
      const spacing = this.#lastPostAt + rules().spacing - now
      return spacing > 0 && spacing <= rules().spacing ? { do: 'wait', for: spacing } : { do: 'send', row: head }
    }
    const queued = this.#rows('queued', bulk + 1)
    const ordered = !this.#pieced && !oneByOne(lane, clock.now())
    if (queued.length > (ordered ? bulk : 1)) {
      const unsurveyed = store.rows(
        "SELECT * FROM orders WHERE point_of_sale = ? AND state = 'queued' AND position = ? ORDER BY id LIMIT ?",
        this.pointOfSale,
        unplaced,
        bulk,
      )
      if (unsurveyed.length > 0) return { do: 'survey', rows: unsurveyed }
      const fecha = dayToRank(store, this.pointOfSale, queued, ordered)
      if (fecha !== null) return { do: 'rank', fecha }
    }
    return { do: 'check', rows: queued.slice(0, bulk) }
  }

  #rows(state: 'queued' | 'preflight', limit: number): OrderRow[] {
    return this.#context.store.rows(
      `SELECT * FROM orders WHERE point_of_sale = ? AND state = '${state}' ORDER BY position, id LIMIT ?`,
      this.pointOfSale,
      limit,
    )
  }

  /** More orders wait than one query holds: first learn the order in which they have to go. */
  async #survey(rows: OrderRow[], credentials: Credentials): Promise<void> {
    const { store, persist } = this.#context
    const result = await this.#ask(rows, credentials, false)
    if (endsStep(result)) return
    await persist(() => {
      for (const row of rows) store.note(row.id, { position: result.kind === 'found' ? positionIn(result, row) : '0' })
    })
  }

  /** More orders of one day wait than one query holds: learn their places in that day. */
  async #rank(fecha: string, credentials: Credentials): Promise<void> {
    const { store, api, persist, clock, rules, signal } = this.#context
    const result = await this.#heed(await askDay(api, credentials, fecha, new Pace(clock, rules().spacing), signal))
    if (endsStep(result)) return
    await persist(() => rankDay(store, this.pointOfSale, fecha, result.kind === 'day' ? result.comprobantes : null))
  }

  /** Asks before paying. What is still in error stays in `preflight` and goes in its turn; the rest is settled at no cost. */
  async #check(rows: OrderRow[], credentials: Credentials): Promise<void> {
    const { store, persist, clock } = this.#context
    await persist(() => {
      // The hourly look for these comes too late when the lid is opened after days and the connection is there at once.
      const oldest = clock.now() - longestWait
      for (const row of rows)
        if (row.waiting_since < oldest) {
          if (store.change(row, 'held', 'expired', 'program', { hold_reason: 'vencido' })) row.state = 'held'
        } else if (row.state === 'queued' && store.change(row, 'preflight', 'query-started', 'program')) row.state = 'preflight'
    })
    const asked = rows.filter((row) => row.state === 'preflight')
    if (asked.length === 0) return
    const result = await this.#ask(asked, credentials, true)
    if (endsStep(result)) return
    this.#checkedAt = clock.now()
    await persist(() => {
      if (result.kind === 'unwanted') {
        if (!this.#sendUnchecked(asked)) this.#putBack(asked)
        else for (const row of asked) if (row.posts > 0) this.#placeAgain(row, 'unclear', {})
        return
      }
      const rivals = rivalsIn(store, this.pointOfSale)
      const pause = Math.max(...asked.map((row) => this.#place(row, result, rivals)))
      if (pause > 0) this.#askAgainAfter(pause)
      const left = this.#rows('preflight', bulk + 1)
      // Asked one by one, the answers do not say which is older: that is learned first.
      const unranked = !result.ordered && dayToRank(store, this.pointOfSale, left, false) !== null
      if (unranked || inDoubt(store, this.pointOfSale)) regroup(store, this.pointOfSale)
    })
  }

  /** @returns how long the lane has to wait because of this order, milliseconds */
  #place(row: OrderRow, result: QueryResult & { kind: 'found' }, rivals: ReturnType<typeof rivalsIn>): number {
    const { store, clock } = this.#context
    const { standing, comprobante } = standingOf(result.of(row.external_reference))
    const patch: Patch = { found: comprobante && JSON.stringify(comprobante), refused_queries: 0, outcome: null, original: null }
    if (row.posts > 0 && standing !== 'error') {
      this.#placeAgain(row, standing, patch)
      return 0
    }
    switch (standing) {
      case 'absent':
        store.change(row, 'not_found', 'query-empty', 'program', patch)
        return 0
      case 'queued':
        store.change(row, 'superseded', 'already-queued', 'program', { ...patch, ...watchFrom('superseded', clock.now()) })
        return 0
      case 'issued':
        store.change(row, 'issued', 'already-issued', 'program', patch)
        return 0
      case 'error':
        if (comprobante && rivals(row, comprobante) && !insists(store, row)) return doubt(store, row, patch, comprobante, true)
        this.#goes(row, patch, result)
        return 0
      case 'unclear':
        if (!insists(store, row)) return doubt(store, row, { ...patch, position: positionIn(result, row) }, comprobante)
        this.#goes(row, patch, result)
        return 0
    }
  }

  /** Its turn comes, if something of what the person confirmed is left. */
  #goes(row: OrderRow, patch: Patch, result: QueryResult & { kind: 'found' }): void {
    const { store, rules } = this.#context
    if (mayPost(store, row, rules())) store.note(row.id, { ...patch, checks: 0, position: positionIn(result, row) })
    else store.change(row, 'needs_decision', 'nothing-left', 'program', { ...patch, outcome: nothingLeft(null) })
  }

  /** An order that was POSTed before and is not seen in error: it arrived after all, or the watcher asks until it is clear. */
  #placeAgain(row: OrderRow, standing: Standing, patch: Patch): void {
    const { store, clock } = this.#context
    if (standing === 'queued' || standing === 'issued') store.settleRequest(row.id)
    if (standing === 'queued') store.change(row, 'accepted', 'seen-queued', 'program', { ...patch, ...watchFrom('accepted', clock.now()) })
    else if (standing === 'issued') store.change(row, 'issued', 'seen-issued', 'program', patch)
    else store.change(row, 'unknown', 'not-in-error', 'program', { ...patch, refused_queries: 0, outcome: null, ...watchFrom('unknown', clock.now()) })
  }

  /** Nothing of the lane goes meanwhile: what is unclear may be the oldest. Another lane may go first after a cut. */
  #askAgainAfter(pause: number): void {
    this.#checkedAt = -Infinity
    this.#queryAgainAt = this.#context.clock.now() + pause
    this.#context.connection.release(this.pointOfSale)
  }

  /** @returns false until the API has refused the query often enough to go without it */
  #sendUnchecked(rows: OrderRow[]): boolean {
    const refused = Math.max(...rows.map((row) => row.refused_queries)) + 1
    for (const row of rows) this.#context.store.note(row.id, { refused_queries: refused })
    return refused >= refusedQueriesAllowed
  }

  #putBack(rows: OrderRow[]): void {
    for (const row of rows) this.#context.store.change(row, 'queued', 'put-back', 'program')
    this.#queryAgainAt = this.#context.clock.now() + refusedQueryPause
  }

  /** @param confirm that one is not there ends its order */
  async #ask(rows: OrderRow[], credentials: Credentials, confirm: boolean): Promise<QueryResult> {
    const { api, states, clock, persist, signal } = this.#context
    const references = newestFirst(rows).map((row) => row.external_reference)
    const { result, listRefused } = await ask(api, credentials, references, {
      oneByOne: oneByOne(states.get(this.pointOfSale), clock.now()),
      confirm,
      clock,
      signal,
    })
    if (result.kind === 'found' && rows.length > 1) this.#pieced = !result.ordered
    if (listRefused) await persist(() => states.refusedList(this.pointOfSale))
    return this.#heed(result)
  }

  /** What an answer to a free query, or its absence, means beyond what was asked. */
  async #heed<T extends Stop | { kind: 'found' | 'day' | 'incomplete' }>(result: T): Promise<T> {
    const { states, connection, apply, persist } = this.#context
    await persist(() => {
      if (endsStep(result)) apply(this.pointOfSale, result.effect, result.outcome)
      else states.answered(this.pointOfSale)
    })
    if (result.kind !== 'stopped') connection.answered()
    // Once more, to see whether it says the same.
    if (result.kind === 'unwanted' && result.effect.type === 'refusal') this.#askAgainAfter(refusedQueryPause)
    return result
  }
}

/** Nothing may rest on it, nor go without it: also a refusal that is not about the query. */
const endsStep = (result: { kind: 'found' | 'day' | 'incomplete' } | Stop): result is (Stop & { kind: 'stopped' }) | (Stop & { effect: { type: 'refusal' } }) =>
  result.kind === 'stopped' || (result.kind === 'unwanted' && result.effect.type === 'refusal')
