import { followedStates, soughtStates, type FollowedState, type WatchedState } from '#contract/model/order.ts'
import type { Clock } from '../../lib/clock.ts'
import type { Logger } from '../../lib/logger.ts'
import type { Bells } from '../sending/bells.ts'
import type { Effects } from '../sending/effects.ts'
import type { Connection } from '../sending/reachability.ts'
import { mayPost } from '../orders/budget.ts'
import { newestFirst } from '../sending/chronology.ts'
import { regroup } from '../sending/order-in-doubt.ts'
import { oneByOne, type LaneStates } from '../sending/lane-state.ts'
import type { Guard } from '../guard.ts'
import type { Keychain } from '../keychain.ts'
import type { Persist } from '../sending/persist.ts'
import type { PointsOfSale, SendingRules } from '../ports.ts'
import { anyOf, type OrderRow, type OrderStore, type Patch } from '../orders/store.ts'
import { backoff, bulk, isDue, longestBackoff, longestCheckGap, nextCheck, soonestLook, unknownPatience, watchFrom } from '../../lib/waits.ts'
import type { Line } from '../orders/line.ts'
import type { Outcome } from '../../guidance/outcome.ts'
import type { TusFacturas } from '../../tusfacturas/api.ts'
import { ask, type QueryResult } from '../asking/query.ts'
import { failAsTold, lookAtFailed, lookAtUndecided } from './second-look.ts'
import { standingOf, type Standing } from '../asking/standing.ts'
import { toldOfError } from '../events/take.ts'
import { reasonFromEvents } from '../events/store.ts'

interface WatcherContext {
  store: OrderStore
  states: LaneStates
  connection: Connection
  api: TusFacturas
  pointsOfSale: PointsOfSale
  rules: () => SendingRules
  keychain: Keychain
  guard: Guard
  persist: Persist
  clock: Clock
  logger: Logger
  random: () => number
  signal: AbortSignal
  effects: Effects
  line: Line
  bells: Bells
}

/** For an order that no query makes clear. */
const notClear = JSON.stringify({ type: 'state', state: 'needs_decision', holdReason: null, note: 'not-clear' } satisfies Outcome)

const isAccepted = (row: OrderRow): row is OrderRow & { state: FollowedState } => followedStates.includes(row.state)

/** Asks the free query what became of orders whose outcome is uncertain or still to come. Never sends anything. */
export class Watcher {
  readonly #context: WatcherContext
  readonly #busy = new Set<string>()
  /** Until when a point of sale is left alone after a failed query, and how many failed in a row. */
  readonly #pauses = new Map<string, { until: number; failures: number }>()
  #cancelTimer = () => {}

  constructor(context: WatcherContext) {
    this.#context = context
  }

  /** Starts every query that is due and arms a timer for the next one. */
  pump(): void {
    this.#context.guard.run('follow-up', () => this.#pump())
  }

  #pump(): void {
    const { clock } = this.#context
    this.#cancelTimer()
    let next = Infinity
    for (const { pointOfSale, at } of this.#nextByPointOfSale()) {
      if (this.#busy.has(pointOfSale)) continue
      const now = clock.now()
      const pause = this.#pauses.get(pointOfSale)
      const paused = pause && pause.until > now && pause.until <= now + longestBackoff ? pause.until : 0
      const due = Math.max(at, paused)
      if (due <= now) void this.#look(pointOfSale)
      else next = Math.min(next, due - now)
    }
    if (next < Infinity) this.#cancelTimer = clock.after(next, () => this.pump())
  }

  /** The connection or the credentials are back: ask again at once. */
  hint(): void {
    this.#pauses.clear()
    this.pump()
  }

  /** When the next query of each point of sale is due; now, when the clock was set back since one was planned. */
  #nextByPointOfSale(): { pointOfSale: string; at: number }[] {
    const now = this.#context.clock.now()
    const next = this.#context.store.prepare(
      `SELECT (SELECT min(next_at) FROM orders WHERE point_of_sale = ?1 AND next_at IS NOT NULL) AS first,
              (SELECT max(next_at) FROM orders WHERE point_of_sale = ?1 AND next_at IS NOT NULL) AS last,
              (SELECT max(watch_since) FROM orders WHERE +point_of_sale = ?1 AND ${anyOf(soughtStates)} AND archived_at IS NULL) AS doubt`,
    )
    return this.#context.pointsOfSale.ids().flatMap((pointOfSale) => {
      const { first, last, doubt } = next.get(pointOfSale) ?? {}
      if (first == null) return []
      const setBack = Number(last) > now + longestCheckGap || Number(doubt ?? 0) > now
      return [{ pointOfSale, at: setBack ? now : Number(first) }]
    })
  }

  async #look(pointOfSale: string): Promise<void> {
    const { store, states, connection, api, keychain, persist, clock, logger, signal, effects, bells } = this.#context
    this.#busy.add(pointOfSale)
    try {
      const now = clock.now()
      const rows = store.rows(
        `SELECT * FROM orders WHERE point_of_sale = ? AND next_at IS NOT NULL AND (next_at <= ? OR next_at > ? OR (${anyOf(soughtStates)} AND watch_since > ?))
         ORDER BY next_at LIMIT ?`,
        pointOfSale,
        now,
        now + longestCheckGap,
        now,
        bulk,
      )
      const keys = await keychain.read(pointOfSale)
      if (keys.kind !== 'open') {
        this.#pauses.set(pointOfSale, { until: now + longestBackoff, failures: 0 })
        return
      }
      const references = [...new Set(newestFirst(rows).map((row) => row.external_reference))]
      const { result, listRefused } = await ask(api, keys.credentials, references, {
        oneByOne: oneByOne(states.get(pointOfSale), now),
        confirm: false,
        clock,
        signal,
      })
      if (signal.aborted) return
      await persist(() => {
        if (listRefused) states.refusedList(pointOfSale)
        if (result.kind !== 'found') effects.apply(pointOfSale, result.effect, result.outcome)
        if (result.kind === 'found' || (result.kind === 'unwanted' && result.effect.type === 'none')) states.answered(pointOfSale)
        // A query the API does not want counts as answered: after the last one the person decides.
        if (result.kind !== 'stopped') for (const row of rows) this.#settle(row, result)
      })
      if (result.kind === 'stopped') this.#pause(pointOfSale)
      else {
        connection.answered()
        if (this.#isStuck(pointOfSale, rows)) this.#pause(pointOfSale)
        else this.#pauses.delete(pointOfSale)
      }
      bells.ready.emit()
    } catch (error) {
      if (signal.aborted) return
      // Whatever it is, asking again at once would ask for ever.
      logger.error('a follow-up failed', { error: (error as Error).stack ?? String(error) })
      this.#pause(pointOfSale)
    } finally {
      this.#busy.delete(pointOfSale)
      this.pump()
    }
  }

  /** An answered query that leaves everything due as it was would be asked again at once, for ever. */
  #isStuck(pointOfSale: string, asked: OrderRow[]): boolean {
    const now = this.#context.clock.now()
    const stuck = asked.find((row) => row.next_at !== null && row.next_at <= now && this.#context.store.get(row.id)?.next_at === row.next_at)
    if (stuck) this.#context.logger.warn('a follow-up does not get on', { pointOfSale, order: stuck.id, state: stuck.state })
    return stuck !== undefined
  }

  #pause(pointOfSale: string): void {
    const failures = (this.#pauses.get(pointOfSale)?.failures ?? 0) + 1
    this.#pauses.set(pointOfSale, { until: this.#context.clock.now() + backoff(failures, this.#context.random()), failures })
  }

  #settle(asked: OrderRow, result: QueryResult & { kind: 'found' | 'unwanted' }): void {
    const row = this.#context.store.get(asked.id)
    // A webhook or a person may have settled it while the query was under way.
    if (!row || row.state !== asked.state || row.watch_since !== asked.watch_since) return
    // Refused is not absent.
    const { standing, comprobante } = standingOf(result.kind === 'found' ? result.of(row.external_reference) : { clear: false, found: [] })
    const patch: Patch = comprobante ? { found: JSON.stringify(comprobante) } : {}
    if (soughtStates.includes(row.state)) this.#settleUnknown(row, standing, patch)
    // A webhook said so first; the number and the CAE come from here.
    else if (row.state === 'issued') this.#detail(row, standing, patch)
    else if (row.state === 'failed_again') lookAtFailed(this.#context.store, row, standing, patch)
    else if (row.state === 'needs_decision') lookAtUndecided(this.#context.store, this.#context.clock, row, standing, patch)
    else if (isAccepted(row)) this.#settleAccepted(row, standing, patch)
    // Whatever put it there, nothing is to be learned of it.
    else this.#context.store.note(row.id, { next_at: null })
  }

  #settleUnknown(row: OrderRow, standing: Standing, patch: Patch): void {
    const { store, line, clock, rules } = this.#context
    const waited = clock.now() - (row.watch_since ?? 0)
    if (standing === 'queued' || standing === 'issued') {
      store.settleRequest(row.id)
      if (standing === 'issued') store.change(row, 'issued', 'seen-issued', 'program', { ...patch, next_at: null })
      else store.change(row, 'accepted', 'seen-queued', 'program', { ...patch, ...watchFrom('accepted', clock.now()) })
    } else if (waited < 0) {
      // The clock was set back: how long it has been is not known, so the patience begins again.
      store.note(row.id, { ...patch, ...watchFrom('unknown', clock.now()) })
    } else if (standing === 'error' && toldOfError(store, row)) failAsTold(store, row, patch)
    else if (standing === 'error' && waited >= unknownPatience) {
      if (mayPost(store, row, rules())) {
        line.enter(row, 'still-in-error', 'program', { ...patch, next_at: null })
        regroup(store, row.point_of_sale)
      } else store.change(row, 'needs_decision', 'still-in-error-ask', 'program', { ...patch, next_at: null })
    } else this.#again(row, 'unknown', patch)
  }

  #settleAccepted(row: OrderRow & { state: FollowedState }, standing: Standing, patch: Patch): void {
    const { store } = this.#context
    if (standing === 'issued') store.change(row, 'issued', 'seen-issued', 'program', { ...patch, next_at: null })
    else if (standing === 'error')
      store.change(row, 'failed_again', 'seen-error', 'program', { ...patch, next_at: null, reasons: row.reasons ?? reasonFromEvents(store, row) })
    else this.#again(row, row.state, patch)
  }

  #detail(row: OrderRow, standing: Standing, patch: Patch): void {
    if (standing === 'issued') this.#context.store.note(row.id, { ...patch, next_at: null })
    else this.#again(row, 'accepted', {})
  }

  #again(row: OrderRow, state: WatchedState, patch: Patch): void {
    const { store, clock } = this.#context
    const planned = nextCheck(state, row.checks)
    const plannedAt = planned === null ? 0 : (row.watch_since ?? 0) + planned
    // An event had it asked before its time: that uses up none of the looks that are planned. Further ahead than any is planned,
    // the clock was set back, and the watch begins again.
    if (!isDue(plannedAt, clock.now(), longestCheckGap)) {
      store.note(row.id, { ...patch, next_at: plannedAt })
      return
    }
    if (plannedAt > clock.now()) {
      store.note(row.id, { ...patch, ...watchFrom(state, clock.now()) })
      return
    }
    const checks = row.checks + 1
    const next = nextCheck(state, checks)
    const at = next === null ? null : Math.max((row.watch_since ?? 0) + next, clock.now() + soonestLook)
    if (at === null && state === 'unknown') store.change(row, 'needs_decision', 'not-clear', 'program', { ...patch, checks, next_at: null, outcome: notClear })
    else store.note(row.id, { ...patch, checks, next_at: at })
  }
}
