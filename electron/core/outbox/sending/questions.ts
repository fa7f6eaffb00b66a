import type { Credentials } from '#contract/model/credentials.ts'
import { mostInOneQuery } from '#contract/model/references.ts'
import { askDay } from '../asking/day.ts'
import { doubt, insists, rivalsIn } from '../asking/doubt.ts'
import { ask, type QueryResult } from '../asking/query.ts'
import { statusOf, type ReferenceStatus } from '../asking/reference-status.ts'
import type { Stop } from '../asking/stopped.ts'
import { isOfRule, mayPost, refusePost } from '../orders/budget.ts'
import type { OrderRow, Patch } from '../orders/store.ts'
import { longestWait, refusedQueriesAllowed, refusedQueryPause, watchFrom } from '../../lib/waits.ts'
import type { LaneStep, Choice } from './choice.ts'
import { dayToRank, newestFirst, positionIn, rankDay } from './chronology.ts'
import type { LaneContext } from './lane-context.ts'
import { oneByOne } from './lane-state.ts'
import { inDoubt, regroup } from './order-in-doubt.ts'

/** The free queries of a lane, and what they mean for its orders: which is older, which is still in error. */
export class Questions {
  readonly #pointOfSale: string
  readonly #context: LaneContext
  readonly #choice: Choice
  /** A reply told the lane to wait, or closed it. */
  #told = false

  constructor(pointOfSale: string, context: LaneContext, choice: Choice) {
    this.#pointOfSale = pointOfSale
    this.#context = context
    this.#choice = choice
  }

  /** @returns whether a reply told the lane to wait: that is no failure to get on */
  async ask(question: Exclude<LaneStep, { do: 'send' }>, credentials: Credentials): Promise<boolean> {
    this.#told = false
    this.#choice.asking()
    switch (question.do) {
      case 'survey':
        await this.#survey(question.rows, credentials)
        break
      case 'rank':
        await this.#rank(question.fecha, credentials)
        break
      case 'check':
        await this.#check(question.rows, credentials)
    }
    return this.#told
  }

  /** More orders wait than one query holds: first learn the order in which they have to go. */
  async #survey(rows: OrderRow[], credentials: Credentials): Promise<void> {
    const { store, persist } = this.#context
    const result = await this.#ask(rows, credentials, false)
    if (endsStep(result)) return
    await persist(() => {
      for (const row of rows) store.note(row.id, { position: result.kind === 'found' ? positionIn(result, row) : '0' })
      // Any of them may be older than what had its query.
      regroup(store, this.#pointOfSale)
    })
  }

  /** More orders of one day wait than one query holds: learn their places in that day. */
  async #rank(fecha: string, credentials: Credentials): Promise<void> {
    const { store, api, persist, signal } = this.#context
    const result = await this.#heed(await askDay(api, credentials, fecha, signal))
    if (endsStep(result)) return
    await persist(() => rankDay(store, this.#pointOfSale, fecha, result.kind === 'day' ? result.comprobantes : null))
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
    this.#choice.checked()
    await persist(() => {
      if (result.kind === 'unwanted') {
        if (!this.#sendUnchecked(asked)) this.#putBack(asked)
        else
          for (const row of asked)
            if (row.posts > 0) this.#placeAgain(row, 'unclear', {})
            // Nobody is there who would have it sent unasked.
            else if (isOfRule(store, row)) refusePost(this.#context, row, {})
        return
      }
      const rivals = rivalsIn(store, this.#pointOfSale)
      const pause = Math.max(...asked.map((row) => this.#place(row, result, rivals)))
      if (pause > 0) this.#choice.doubtFor(pause)
      const left = this.#choice.rows('preflight', mostInOneQuery + 1)
      // Asked one by one, the answers do not say which is older: that is learned first.
      const unranked = !result.ordered && dayToRank(store, this.#pointOfSale, left, false) !== null
      if (unranked || inDoubt(store, this.#pointOfSale)) regroup(store, this.#pointOfSale)
    })
  }

  /** @returns how long the lane has to wait because of this order, milliseconds */
  #place(row: OrderRow, result: QueryResult & { kind: 'found' }, rivals: ReturnType<typeof rivalsIn>): number {
    const { store, clock } = this.#context
    const { status, comprobante } = statusOf(result.of(row.external_reference))
    const patch: Patch = { found: comprobante && JSON.stringify(comprobante), refused_queries: 0, outcome: null, original: null }
    if (row.posts > 0 && status !== 'error') {
      this.#placeAgain(row, status, patch)
      return 0
    }
    switch (status) {
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
    else refusePost(this.#context, row, patch)
  }

  /** An order that was POSTed before and is not seen in error: it arrived after all, or it is asked about until it is clear. */
  #placeAgain(row: OrderRow, status: ReferenceStatus, patch: Patch): void {
    const { store, clock } = this.#context
    if (status === 'queued' || status === 'issued') store.settleRequest(row.id)
    if (status === 'queued') store.change(row, 'accepted', 'seen-queued', 'program', { ...patch, ...watchFrom('accepted', clock.now()) })
    else if (status === 'issued') store.change(row, 'issued', 'seen-issued', 'program', patch)
    else store.change(row, 'unknown', 'not-in-error', 'program', { ...patch, refused_queries: 0, outcome: null, ...watchFrom('unknown', clock.now()) })
  }

  /** @returns false until the API has refused the query often enough to go without it */
  #sendUnchecked(rows: OrderRow[]): boolean {
    const refused = Math.max(...rows.map((row) => row.refused_queries)) + 1
    for (const row of rows) this.#context.store.note(row.id, { refused_queries: refused })
    return refused >= refusedQueriesAllowed
  }

  #putBack(rows: OrderRow[]): void {
    for (const row of rows) this.#context.store.change(row, 'queued', 'put-back', 'program')
    this.#choice.askAgainIn(refusedQueryPause)
  }

  /** @param confirm that one is not there ends its order */
  async #ask(rows: OrderRow[], credentials: Credentials, confirm: boolean): Promise<QueryResult> {
    const { api, states, clock, persist, signal } = this.#context
    const references = newestFirst(rows).map((row) => row.external_reference)
    const { result, listRefused } = await ask(api, credentials, references, {
      oneByOne: oneByOne(states.get(this.#pointOfSale), clock.now()),
      confirm,
      signal,
    })
    if (result.kind === 'found' && rows.length > 1) this.#choice.answered(result.ordered)
    if (listRefused) await persist(() => states.refusedList(this.#pointOfSale))
    return this.#heed(result)
  }

  /** What an answer to a free query, or its absence, means beyond what was asked. */
  async #heed<T extends Stop | { kind: 'found' | 'day' | 'incomplete' }>(result: T): Promise<T> {
    const { states, reachability, effects, persist } = this.#context
    this.#told ||= endsStep(result)
    await persist(() => {
      if (endsStep(result)) effects.apply(this.#pointOfSale, result.effect, result.outcome)
      else states.answered(this.#pointOfSale)
    })
    if (result.kind !== 'stopped') reachability.answered()
    // Once more, to see whether it says the same.
    if (result.kind === 'unwanted' && result.effect.type === 'refusal') this.#choice.doubtFor(refusedQueryPause)
    return result
  }
}

/** Nothing may rest on it, nor go without it: also a refusal that is not about the query. */
const endsStep = (result: { kind: 'found' | 'day' | 'incomplete' } | Stop): result is (Stop & { kind: 'stopped' }) | (Stop & { effect: { type: 'refusal' } }) =>
  result.kind === 'stopped' || (result.kind === 'unwanted' && result.effect.type === 'refusal')
