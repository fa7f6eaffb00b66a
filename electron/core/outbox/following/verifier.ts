import type { Clock } from '../../lib/clock.ts'
import { ask } from '../asking/query.ts'
import type { Logger } from '../../lib/logger.ts'
import type { FoundComprobante, TusFacturasAccount } from '../../tusfacturas/api.ts'
import type { Effects } from '../sending/effects.ts'
import type { LaneStates } from '../sending/lane-state.ts'
import type { Connection } from '../sending/reachability.ts'
import type { Guard } from '../guard.ts'
import type { Keychain } from '../keychain.ts'
import type { Persist } from '../sending/persist.ts'
import type { PointsOfSale } from '../ports.ts'
import { backoff, isDue, longestBackoff, nextCheck, soonestLook, unknownPatience } from '../../lib/waits.ts'
import type { Aftermath } from '../tasks/aftermath.ts'
import { methods } from '../tasks/methods.ts'
import { factsOf } from '../tasks/standing.ts'
import type { TaskArguments, TaskPatch, TaskRow, TaskStore } from '../tasks/store.ts'

interface VerifierContext {
  store: TaskStore
  states: LaneStates
  connection: Connection
  effects: Effects
  aftermath: Aftermath
  api: TusFacturasAccount
  pointsOfSale: PointsOfSale
  keychain: Keychain
  guard: Guard
  persist: Persist
  clock: Clock
  logger: Logger
  random: () => number
  signal: AbortSignal
}

/** Columns that start the verification of a task. */
export const verificationFrom = (now: number): TaskPatch => ({ watch_since: now, checks: 0, next_at: now + (nextCheck('unknown', 0) ?? 0) })

/** Asks the free query what became of tasks whose answer was lost. Never sends anything that costs. */
export class Verifier {
  readonly #context: VerifierContext
  readonly #busy = new Set<number>()
  #failures = 0
  #cancelTimer = () => {}

  constructor(context: VerifierContext) {
    this.#context = context
  }

  /** Starts every query that is due and arms a timer for the next one. */
  pump(): void {
    this.#context.guard.run('verification', () => this.#pump())
  }

  #pump(): void {
    const { store, clock } = this.#context
    this.#cancelTimer()
    const now = clock.now()
    let next = Infinity
    for (const row of store.rows('SELECT * FROM task WHERE next_at IS NOT NULL ORDER BY next_at')) {
      if (this.#busy.has(row.id)) continue
      // Since before the clock was set back: its plan begins again with this look.
      const setBack = (row.watch_since ?? 0) > now
      if (setBack || isDue(row.next_at ?? 0, now, longestBackoff)) void this.#look(row)
      else next = Math.min(next, (row.next_at ?? 0) - now)
    }
    if (next < Infinity) this.#cancelTimer = clock.after(next, () => this.pump())
  }

  /** The connection or the credentials are back: ask again at once. */
  hint(): void {
    const { store, clock, persist } = this.#context
    if (this.#failures === 0) return
    this.#failures = 0
    void persist(() => {
      for (const row of store.rows('SELECT * FROM task WHERE next_at IS NOT NULL')) store.note(row.id, { next_at: clock.now() })
    }).then(
      () => this.pump(),
      () => {},
    )
  }

  /** An event says that something happened to a reference: the query is asked at once, proven or not. */
  recheck(references: ReadonlySet<string>): void {
    const { store, guard } = this.#context
    guard.run('verification at once', () => {
      const uncertain = store.rows("SELECT * FROM task WHERE next_at IS NOT NULL AND state = 'uncertain'")
      for (const row of uncertain) if (references.has(row.external_reference ?? '') && !this.#busy.has(row.id)) void this.#look(row)
    })
  }

  async #look(row: TaskRow): Promise<void> {
    const { store, api, pointsOfSale, keychain, persist, clock, signal, logger, states, connection, effects } = this.#context
    this.#busy.add(row.id)
    try {
      const reference = row.external_reference ?? ''
      const keys = await keychain.read(row.point_of_sale)
      const result = keys.kind === 'open' ? (await ask(api, keys.credentials, [reference], { oneByOne: true, confirm: true, clock, signal })).result : null
      if (signal.aborted) return
      await persist(() => {
        if (!result && pointsOfSale.nameOf(row.point_of_sale) === null) {
          // Nobody is left to ask with; it would be tried for ever.
          if (!store.change({ id: row.id, state: 'uncertain' }, 'unclear', 'orphaned', 'program', { next_at: null })) store.note(row.id, { next_at: null })
          return
        }
        if (!result || result.kind === 'stopped') {
          if (result) effects.apply(row.point_of_sale, result.effect, result.outcome)
          store.note(row.id, this.#later(row))
          return
        }
        this.#failures = 0
        connection.answered()
        if (result.kind === 'unwanted' && result.effect.type === 'refusal') effects.apply(row.point_of_sale, result.effect, result.outcome)
        else states.answered(row.point_of_sale)
        const now = store.get(row.id)
        if (now?.state !== 'uncertain') store.note(row.id, { next_at: null })
        else this.#settle(now, result.kind === 'found' ? factsOf(result.of(reference)) : null)
      })
    } catch (error) {
      if (signal.aborted) return
      // Whatever it is, asking again at once would ask for ever.
      logger.error('a verification failed', { error: (error as Error).stack ?? String(error) })
      await persist(() => store.note(row.id, this.#later(row))).catch(() => {})
    } finally {
      this.#busy.delete(row.id)
      this.pump()
    }
  }

  /** Nothing was learned: it is asked again after a pause. A beginning that lies ahead, as the clock was set back, is now. */
  #later({ watch_since }: TaskRow): TaskPatch {
    const { clock, random } = this.#context
    const now = clock.now()
    return { next_at: now + backoff(++this.#failures, random()), watch_since: Math.min(watch_since ?? now, now) }
  }

  /** @param found null when the API does not want the query, or its answers say nothing for certain */
  #settle(row: TaskRow, found: FoundComprobante[] | null): void {
    const { store, clock, aftermath } = this.#context
    const before = row.before === null ? null : (JSON.parse(row.before) as FoundComprobante[])
    const standing = (found && methods[row.method].queue?.standing(before, found, JSON.parse(row.arguments) as TaskArguments)) ?? 'unclear'
    const patch: TaskPatch = { ...(found && { after: JSON.stringify(found) }), next_at: null }
    const waited = clock.now() - (row.watch_since ?? 0)
    if (standing === 'done' || standing === 'partial') {
      store.settleRequest(row.id)
      if (standing === 'done') store.change(row, 'done', 'seen-done', 'program', patch)
      else store.change(row, 'partial', 'seen-partial', 'program', patch)
      aftermath.of(store.get(row.id) ?? row)
    } else if (waited < 0) {
      // The clock was set back: how long it has been is not known, so the patience begins again.
      store.note(row.id, verificationFrom(clock.now()))
    } else if (standing === 'unchanged' && waited >= unknownPatience) store.change(row, 'not_done', 'seen-unchanged', 'program', patch)
    else this.#again(row, patch)
  }

  #again(row: TaskRow, patch: TaskPatch): void {
    const { store, clock } = this.#context
    const checks = row.checks + 1
    const next = nextCheck('unknown', checks)
    if (next === null) store.change(row, 'unclear', 'not-clear', 'program', { ...patch, checks })
    else store.note(row.id, { ...patch, checks, next_at: Math.max((row.watch_since ?? 0) + next, clock.now() + soonestLook) })
  }
}
