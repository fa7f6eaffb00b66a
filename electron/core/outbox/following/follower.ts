import type { Credentials } from '#contract/model/credentials.ts'
import { mostInOneQuery } from '#contract/model/references.ts'
import type { Clock } from '../../lib/clock.ts'
import type { Logger } from '../../lib/logger.ts'
import type { TusFacturas } from '../../tusfacturas/api.ts'
import { ask, type QueryResult, type Seen } from '../asking/query.ts'
import type { Guard } from '../base/guard.ts'
import type { Keychain } from '../base/keychain.ts'
import type { OrderStore } from '../orders/store.ts'
import type { PointsOfSale } from '../base/ports.ts'
import { backoff, longestBackoff, longestCheckGap, nextCheck, soonestLook, watchFrom } from '../../lib/waits.ts'
import type { Bells } from '../sending/bells.ts'
import type { Effects } from '../sending/effects.ts'
import { oneByOne, type LaneStates } from '../sending/lane-state.ts'
import type { Persist } from '../sending/persist.ts'
import type { Reachability } from '../sending/reachability.ts'
import type { AskAgain, Followed, Kind } from './kind.ts'
import type { Pauses } from '../asking/pauses.ts'

interface FollowerContext {
  store: OrderStore
  states: LaneStates
  reachability: Reachability
  api: TusFacturas
  pointsOfSale: PointsOfSale
  keychain: Keychain
  guard: Guard
  persist: Persist
  clock: Clock
  logger: Logger
  random: () => number
  signal: AbortSignal
  effects: Effects
  bells: Bells
}

/**
 * Asks the free query what became of what is uncertain or still to come, orders or tasks. What is due at a point of sale is asked
 * for together. Never sends anything that costs.
 */
export class Follower<Row extends Followed, Shown extends object> {
  readonly #kind: Kind<Row, Shown>
  readonly #context: FollowerContext
  readonly #busy = new Set<string>()
  readonly #pauses: Pauses
  #cancelTimer = () => {}

  constructor(kind: Kind<Row, Shown>, pauses: Pauses, context: FollowerContext) {
    this.#kind = kind
    this.#pauses = pauses
    this.#context = context
  }

  /** Starts every query that is due and arms a timer for the next one. */
  pump(): void {
    this.#context.guard.run(this.#kind.name, () => this.#pump())
  }

  #pump(): void {
    const { clock } = this.#context
    this.#cancelTimer()
    let next = Infinity
    for (const { pointOfSale, at } of this.#nextByPointOfSale()) {
      if (this.#busy.has(pointOfSale)) continue
      const now = clock.now()
      const due = this.#pauses.after(pointOfSale, at)
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
    const { table, uncertain, pointsOfSale } = this.#kind
    const now = this.#context.clock.now()
    const next = this.#context.store.prepare(
      `SELECT (SELECT min(next_at) FROM ${table} WHERE point_of_sale = ?1 AND next_at IS NOT NULL) AS first,
              (SELECT max(next_at) FROM ${table} WHERE point_of_sale = ?1 AND next_at IS NOT NULL) AS last,
              (SELECT max(watch_since) FROM ${table} WHERE +point_of_sale = ?1 AND ${uncertain}) AS doubt`,
    )
    return pointsOfSale().flatMap((pointOfSale) => {
      const { first, last, doubt } = next.get(pointOfSale) ?? {}
      if (first == null) return []
      const setBack = Number(last) > now + longestCheckGap || Number(doubt ?? 0) > now
      return [{ pointOfSale, at: setBack ? now : Number(first) }]
    })
  }

  #due(pointOfSale: string, now: number): Row[] {
    const { table, uncertain } = this.#kind
    return this.#context.store
      .prepare(
        `SELECT * FROM ${table} WHERE point_of_sale = ?1 AND next_at IS NOT NULL AND (next_at <= ?2 OR next_at > ?3 OR (${uncertain} AND watch_since > ?2))
         ORDER BY next_at LIMIT ?4`,
      )
      .all(pointOfSale, now, now + longestCheckGap, mostInOneQuery) as unknown as Row[]
  }

  #get(id: number): Row | undefined {
    return this.#context.store.prepare(`SELECT * FROM ${this.#kind.table} WHERE id = ?`).get(id) as unknown as Row | undefined
  }

  async #look(pointOfSale: string): Promise<void> {
    const { clock, keychain, logger, signal } = this.#context
    this.#busy.add(pointOfSale)
    let rows: Row[] = []
    try {
      rows = this.#due(pointOfSale, clock.now())
      const keys = await keychain.read(pointOfSale)
      if (keys.kind === 'open') await this.#ask(pointOfSale, rows, keys.credentials)
      else await this.#withoutKeys(pointOfSale, rows)
    } catch (error) {
      if (signal.aborted) return
      // Whatever it is, asking again at once would ask for ever.
      logger.error(`a ${this.#kind.name} failed`, { error: (error as Error).stack ?? String(error) })
      this.#pause(pointOfSale, rows)
    } finally {
      this.#busy.delete(pointOfSale)
      this.pump()
    }
  }

  async #ask(pointOfSale: string, rows: Row[], credentials: Credentials): Promise<void> {
    const { careful, sorted } = this.#kind
    const { states, reachability, api, persist, clock, signal, effects, bells } = this.#context
    const references = [...new Set(sorted(rows).map(referenceOf))]
    const singly = careful || oneByOne(states.get(pointOfSale), clock.now())
    const { result, listRefused } = await ask(api, credentials, references, { oneByOne: singly, confirm: careful, signal })
    if (signal.aborted) return
    await persist(() => {
      if (listRefused) states.refusedList(pointOfSale)
      if (result.kind !== 'found') effects.apply(pointOfSale, result.effect, result.outcome)
      if (result.kind === 'found' || (result.kind === 'unwanted' && result.effect.type === 'none')) states.answered(pointOfSale)
      // A query the API does not want counts as answered: after the last one the person decides.
      if (result.kind !== 'stopped') for (const row of rows) this.#settle(row, result)
    })
    if (result.kind !== 'stopped') reachability.answered()
    if (result.kind === 'stopped' || this.#isStuck(pointOfSale, rows)) this.#pause(pointOfSale, rows)
    else this.#pauses.end(pointOfSale)
    bells.ready.emit()
  }

  /** Nothing can be asked without them. */
  async #withoutKeys(pointOfSale: string, rows: Row[]): Promise<void> {
    const { persist, pointsOfSale } = this.#context
    this.#pauseFor(pointOfSale, rows, 0, longestBackoff)
    if (pointsOfSale.nameOf(pointOfSale) !== null) return
    await persist(() => {
      for (const { id } of rows) {
        const row = this.#get(id)
        if (row) this.#kind.orphan(row)
      }
    })
  }

  /** An answered query that leaves everything due as it was would be asked again at once, for ever. */
  #isStuck(pointOfSale: string, asked: Row[]): boolean {
    const { clock, logger } = this.#context
    const now = clock.now()
    const stuck = asked.find((row) => row.next_at !== null && row.next_at <= now && this.#get(row.id)?.next_at === row.next_at)
    if (stuck) logger.warn(`a ${this.#kind.name} does not get on`, { pointOfSale, id: stuck.id, state: stuck.state })
    return stuck !== undefined
  }

  /** @param rows that were to be asked about */
  #pause(pointOfSale: string, rows: Row[]): void {
    const failures = this.#pauses.failures(pointOfSale) + 1
    this.#pauseFor(pointOfSale, rows, failures, backoff(failures, this.#context.random()))
  }

  #pauseFor(pointOfSale: string, rows: Row[], failures: number, length: number): void {
    this.#pauses.begin(pointOfSale, failures, length)
    for (const row of rows) this.#kind.onPaused(row)
  }

  #settle(asked: Row, result: QueryResult & { kind: 'found' | 'unwanted' }): void {
    const row = this.#get(asked.id)
    // A webhook or a person may have settled it while the query was under way.
    if (!row || row.state !== asked.state || row.watch_since !== asked.watch_since) return
    const seen = result.kind === 'found' ? result.of(referenceOf(row)) : refused
    const again = this.#kind.settle(row, seen, this.#context.clock.now() - (row.watch_since ?? 0))
    if (again) this.#again(row, again, result.kind === 'unwanted')
  }

  #again(row: Row, { plan, shown }: AskAgain<Shown>, unwanted: boolean): void {
    const { note, giveUp } = this.#kind
    const now = this.#context.clock.now()
    const since = row.watch_since ?? 0
    const planned = nextCheck(plan, row.checks)
    const plannedAt = planned === null ? 0 : since + planned
    // The clock was set back: how long it has been is not known, so the watch and its patience begin again.
    if (since > now || plannedAt > now + longestCheckGap) note(row.id, { ...shown, ...watchFrom(plan, now) })
    // An event had it asked before its time: that does not use up a planned look.
    else if (plannedAt > now) note(row.id, { ...shown, next_at: plannedAt })
    else {
      const checks = row.checks + 1
      const next = nextCheck(plan, checks)
      if (next === null) giveUp(row, { ...shown, checks, next_at: null }, unwanted)
      else note(row.id, { ...shown, checks, next_at: Math.max(since + next, now + soonestLook) })
    }
  }
}

/** Refused is not absent. */
const refused: Seen = { clear: false, found: [] }

const referenceOf = ({ external_reference }: Followed): string => external_reference ?? ''
