import type { Credentials } from '../../contract/credentials.ts'
import { ask, askDay, type QueryResult } from '../followup/query.ts'
import { standingOf } from '../followup/standing.ts'
import type { Journal } from '../storage/journal.ts'
import type { Clock } from '../clock.ts'
import type { Outcome } from '../guidance/outcome.ts'
import type { TusFacturas } from '../tusfacturas/api.ts'
import { dayToRank, positionIn, rankDay, unplaced } from './chronology.ts'
import type { Connection } from './connection.ts'
import type { LaneRow, LaneStates } from './lane-state.ts'
import type { Persist } from './persist.ts'
import type { PointsOfSale, SendingRules } from './ports.ts'
import { bulk, freshness, isDue, longestServerWait, longestWait, nextCheck, refusedQueriesAllowed, refusedQueryPause, troubleAllowed } from './retry-policy.ts'
import type { OrderRow, OrderStore, Patch } from './store.ts'
import { judgePost, type LaneEffect, type Verdict } from './verdict.ts'

/** What lanes share; the dispatcher owns it. */
export interface LaneContext {
  store: OrderStore
  states: LaneStates
  connection: Connection
  api: TusFacturas
  pointsOfSale: PointsOfSale
  rules: () => SendingRules
  journal: Journal
  persist: Persist
  clock: Clock
  signal: AbortSignal
  /** Paused, stopped or disposed: nothing starts. */
  sendingAllowed: () => boolean
  /** Applies what a reply means beyond its order: gates, waits, backoff. */
  apply: (pointOfSale: string, effect: LaneEffect, outcome: Outcome | null) => void
  /** A POST is over and written down: other lanes and the follow-up may have something to do. */
  answered: () => void
  /** More lanes have something to do than may go side by side: after each POST it is another one's turn. */
  othersWait: () => boolean
}

/** An order that may be sent now. */
interface Turn {
  row: OrderRow
  /** What the disk does not have yet: the answer before it and its own claim. Null when it has all of it. */
  owed: (() => void) | null
}

/** How long an answer may wait for the next marker's commit, milliseconds. That marker comes at once where a connection stands. */
const promptly = 5

type Step = { do: 'nothing' } | { do: 'wait'; for: number } | Action

/** A step that talks to the API. */
export type Action =
  | { do: 'survey'; rows: OrderRow[] }
  | { do: 'rank'; fecha: string }
  | { do: 'check'; rows: OrderRow[] }
  | { do: 'send'; row: OrderRow }

/**
 * The orders of one point of sale: one thing at a time, oldest first. A step is chosen from what is on disk; nothing that
 * matters is only in memory.
 */
export class Lane {
  readonly pointOfSale: string
  readonly #context: LaneContext
  #busy = false
  /** Paid calls of a person that wait for the lane or have it. */
  #guests = 0
  #freed: PromiseWithResolvers<void> | null = null
  #cancelTimer = () => {}
  /** When the rows now in `preflight` were asked about. */
  #checkedAt = -Infinity
  #lastPostAt = -Infinity
  /** After a query that the API refused. */
  #queryAgainAt = -Infinity

  constructor(pointOfSale: string, context: LaneContext) {
    this.pointOfSale = pointOfSale
    this.#context = context
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

  /** Takes one step: one query, or POSTs as long as one may follow the other at once. Never rejects for anything that the outside can do. */
  async take(step: Action): Promise<void> {
    this.#busy = true
    this.#context.connection.take(this.pointOfSale)
    try {
      const credentials = await this.#context.pointsOfSale.credentialsOf(this.pointOfSale)
      if (!credentials) this.#context.apply(this.pointOfSale, { type: 'gate', reason: 'credenciales' }, null)
      else if (!this.#context.sendingAllowed()) return
      else if (step.do === 'send') await this.#send(step.row, credentials)
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
      return await work(() => {
        this.#lastPostAt = clock.now()
      })
    } finally {
      this.#guests--
      this.#free()
    }
  }

  dispose(): void {
    this.#cancelTimer()
  }

  #free(): void {
    this.#busy = false
    this.#freed?.resolve()
    this.#freed = null
  }

  #choose(): Step {
    const { store, states, connection, clock, rules } = this.#context
    if (this.#guests > 0 || !this.#context.sendingAllowed()) return { do: 'nothing' }
    const lane = states.get(this.pointOfSale)
    if (lane.gate) return { do: 'nothing' }
    const head = this.#rows('preflight', 1)[0]
    if (!head && this.#rows('queued', 1).length === 0) return { do: 'nothing' }
    const reachable = connection.delayFor(this.pointOfSale)
    if (reachable === null) return { do: 'nothing' }
    const again = this.#queryAgainAt - clock.now()
    const delay = Math.max(reachable, states.delay(lane), again <= refusedQueryPause ? again : 0)
    if (delay > 0) return { do: 'wait', for: delay }
    if (head) {
      const now = clock.now()
      const fresh = !isDue(this.#checkedAt + freshness, now, freshness) && lane.trouble < troubleAllowed
      if (!fresh) return { do: 'check', rows: this.#rows('preflight', bulk) }
      const spacing = this.#lastPostAt + rules().spacing - now
      return spacing > 0 && spacing <= rules().spacing ? { do: 'wait', for: spacing } : { do: 'send', row: head }
    }
    const queued = this.#rows('queued', bulk + 1)
    const ordered = !oneByOne(lane, clock.now())
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
    const result = await this.#ask(rows, credentials)
    if (result.kind === 'stopped') return
    await persist(() => {
      for (const row of rows) store.note(row.id, { position: result.kind === 'found' ? positionIn(result, row) : '0' })
    })
  }

  /** More orders of one day wait than one query holds: learn their places in that day. */
  async #rank(fecha: string, credentials: Credentials): Promise<void> {
    const { store, api, persist, signal } = this.#context
    const result = await this.#heed(await askDay(api, credentials, fecha, signal))
    if (result.kind === 'stopped') return
    await persist(() => rankDay(store, this.pointOfSale, fecha, result.kind === 'found' ? result : null))
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
    const result = await this.#ask(asked, credentials)
    if (result.kind === 'stopped') return
    this.#checkedAt = clock.now()
    await persist(() => {
      if (result.kind === 'unwanted') {
        if (!this.#sendUnchecked(asked)) this.#putBack(asked)
        return
      }
      for (const row of asked) this.#place(row, result)
      const left = this.#rows('preflight', bulk + 1)
      // Asked one by one, the answers do not say which is older: that is learned first.
      if (!result.ordered && dayToRank(store, this.pointOfSale, left, false) !== null)
        for (const row of left) store.change(row, 'queued', 'put-back', 'program')
    })
  }

  #place(row: OrderRow, result: QueryResult & { kind: 'found' }): void {
    const { store, clock } = this.#context
    const found = result.of(row.external_reference)
    const { standing, comprobante } = standingOf(found.map((one) => one.comprobante))
    const patch: Patch = { found: comprobante && JSON.stringify(comprobante), refused_queries: 0, outcome: null, original: null }
    switch (standing) {
      case 'absent':
        store.change(row, 'not_found', 'query-empty', 'program', patch)
        return
      case 'queued':
        store.change(row, 'superseded', 'already-queued', 'program', { ...patch, ...watchFrom('superseded', clock.now()) })
        return
      case 'issued':
        store.change(row, 'issued', 'already-issued', 'program', patch)
        return
      case 'error':
      case 'unclear':
        store.note(row.id, { ...patch, position: positionIn(result, row) })
    }
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

  async #ask(rows: OrderRow[], credentials: Credentials): Promise<QueryResult> {
    const { api, states, clock, persist, signal } = this.#context
    const references = rows.map((row) => row.external_reference)
    const { result, listRefused } = await ask(api, credentials, references, oneByOne(states.get(this.pointOfSale), clock.now()), signal)
    if (listRefused) await persist(() => states.refusedList(this.pointOfSale))
    return this.#heed(result)
  }

  /** What an answer to a free query, or its absence, means beyond what was asked. */
  async #heed<T extends QueryResult>(result: T): Promise<T> {
    const { states, connection, apply, persist } = this.#context
    await persist(() => {
      if (result.kind === 'stopped') apply(this.pointOfSale, result.effect, result.outcome)
      else states.answered(this.pointOfSale)
    })
    if (result.kind !== 'stopped') connection.answered()
    return result
  }

  /** POSTs one order after the other, as long as one may follow at once. */
  async #send(first: OrderRow, credentials: Credentials): Promise<void> {
    let turn: Turn | null = (await this.#context.persist(() => this.#claim(first))) ? { row: first, owed: null } : null
    while (turn) turn = await this.#post(turn, credentials)
  }

  /**
   * The POST that costs. The marker is committed inside the call, after connecting and before the first byte. What is owed is
   * written in the same commit, one wait for the disk instead of two; by itself when the marker does not come promptly. A
   * process that dies in between leaves the order before it `on_wire`, as if its answer had not come.
   * @returns what may follow at once
   */
  async #post({ row, owed }: Turn, credentials: Credentials): Promise<Turn | null> {
    const { store, api, clock, persist, signal, answered, othersWait } = this.#context
    let settled = owed === null
    const settle = () => {
      if (!settled) owed?.()
    }
    const settleAlone = () =>
      void persist(settle).then(
        () => {
          settled = true
          answered()
        },
        () => {},
      )
    const cancelTimer = owed ? clock.after(promptly, settleAlone) : () => {}
    const onMarker = () => {
      const marked = store.transaction(() => {
        settle()
        return this.#mark(row)
      })
      settled = true
      if (!marked) throw new Error('cancelled')
      this.#note(row, marked)
    }
    const reply = await api.resend(credentials, row.external_reference, { onMarker, signal })
    cancelTimer()
    if (signal.aborted) return null
    const verdict = judgePost(reply)
    if (settled && this.#concernsOnlyItsOrder(verdict) && !othersWait()) {
      const next = this.#choose()
      if (next.do === 'send')
        return {
          row: next.row,
          owed: () => {
            this.#conclude(row, verdict)
            this.#claim(next.row)
          },
        }
    }
    const next = await persist(() => {
      settle()
      this.#conclude(row, verdict)
      const step = othersWait() ? null : this.#choose()
      return step?.do === 'send' && this.#claim(step.row) ? { row: step.row, owed: null } : null
    })
    settled = true
    answered()
    return next
  }

  /** Nothing of the lane hangs on such an answer, so the next order can be chosen before it is written. */
  #concernsOnlyItsOrder({ certain, effect }: Verdict): boolean {
    return certain && effect.type === 'none' && !this.#context.connection.probing
  }

  /** @returns false when the order is no longer there to be sent */
  #claim(row: OrderRow): boolean {
    const unchecked = row.refused_queries >= refusedQueriesAllowed
    return this.#context.store.change({ id: row.id, state: 'preflight' }, 'sending', unchecked ? 'claimed-unchecked' : 'claimed', 'program')
  }

  /** The marker, inside its transaction. @returns the request; null when the order was cancelled meanwhile: then nothing leaves */
  #mark(row: OrderRow): { id: number; at: number } | null {
    const { store } = this.#context
    const marked = store.change({ id: row.id, state: 'sending' }, 'on_wire', 'marker', 'program', { posts: row.posts + 1, crashes: 0 })
    return marked ? store.addRequest(row, 'reenviar_encolado') : null
  }

  #note(row: OrderRow, request: { id: number; at: number }): void {
    const { journal, clock } = this.#context
    this.#lastPostAt = clock.now()
    journal.append({
      at: request.at,
      request: request.id,
      order: row.id,
      point_of_sale: row.point_of_sale,
      method: 'reenviar_encolado',
      external_reference: row.external_reference,
    })
  }

  #conclude(row: OrderRow, verdict: Verdict): void {
    const { store, states, connection, apply } = this.#context
    // A webhook may have settled the order before the answer came.
    const now = store.get(row.id) ?? row
    const patch: Patch = { outcome: verdict.outcome && JSON.stringify(verdict.outcome), original: verdict.original || null }
    if (verdict.certain) store.settleRequest(row.id)
    if (now.state === 'sending') store.change(now, 'queued', verdict.effect.type === 'no-connection' ? 'no-connection' : 'put-back', 'program', { ...patch, crashes: 0 })
    else if (now.state === 'on_wire') this.#land(now, verdict.to ?? 'unknown', patch, verdict)
    if (verdict.certain) connection.verified()
    if (verdict.certain && verdict.effect.type !== 'wait') states.settled(this.pointOfSale)
    // Cancelled before the marker: that it was refused is what the person wanted, and no fault of the disk.
    const refused = now.state === 'cancelled' && verdict.effect.type === 'storage'
    if (!refused) apply(this.pointOfSale, verdict.effect, verdict.outcome)
  }

  #land(row: OrderRow, to: NonNullable<Verdict['to']>, patch: Patch, verdict: Verdict): void {
    const { store, clock } = this.#context
    switch (to) {
      case 'accepted':
        store.change(row, 'accepted', 'answer-accepted', 'program', { ...patch, ...watchFrom('accepted', clock.now()) })
        return
      case 'unknown':
        store.change(row, 'unknown', 'no-answer', 'program', { ...patch, ...watchFrom('unknown', clock.now()) })
        return
      case 'rejected':
        store.change(row, 'rejected', 'answer-rejected', 'program', patch)
        return
      case 'not_found':
        store.change(row, 'not_found', 'answer-not-found', 'program', patch)
        return
      case 'queued':
        store.change(row, 'queued', 'not-processed', 'program', patch)
        return
      case 'held':
        store.change(row, 'held', 'gate-closed', 'program', {
          ...patch,
          hold_reason: verdict.effect.type === 'gate' ? verdict.effect.reason : 'credenciales',
        })
    }
  }
}

/** Columns that start the follow-up of an order. */
export const watchFrom = (state: 'unknown' | 'accepted' | 'superseded', now: number): Patch => ({
  watch_since: now,
  checks: 0,
  next_at: now + (nextCheck(state, 0) ?? 0),
})

/** A day after the API refused the list it is tried again. */
export const oneByOne = (lane: LaneRow, now: number): boolean =>
  lane.list_refused_at !== null && !isDue(lane.list_refused_at + longestServerWait, now, longestServerWait)
