import type { Explanation } from '#contract/model/explanation.ts'
import { fail, ok, type Failure, type Result } from '#contract/result.ts'
import type { AccountState, QueueLook, Task, TaskMethod } from '#contract/model/task.ts'
import type { Credentials } from '#contract/model/credentials.ts'
import type { Clock } from '../../lib/clock.ts'
import { ask } from '../asking/query.ts'
import { describeOutcome, type Outcome } from '../../guidance/outcome.ts'
import type { Logger } from '../../lib/logger.ts'
import type { Journal } from '../../storage/journal.ts'
import type { FoundComprobante, TusFacturasAccount } from '../../tusfacturas/api.ts'
import type { Dispatcher } from '../sending/sender.ts'
import type { GateReason } from '../sending/lane-state.ts'
import type { Guard } from '../guard.ts'
import type { Keychain } from '../keychain.ts'
import type { Persist } from '../sending/persist.ts'
import type { PointsOfSale } from '../ports.ts'
import { heedRefusals } from '../sending/same-answer.ts'
import type { LaneEffect } from '../asking/verdict.ts'
import { accountStates } from './account.ts'
import { presentTask, type TaskOutcome } from './describe.ts'
import { causeOf, judgeTask } from './judge.ts'
import { methods } from './methods.ts'
import { queueItem } from './queue-item.ts'
import { factsOf } from './evidence.ts'
import type { TaskArguments, TaskRow, TaskStore } from './store.ts'
import type { TaskCause } from './transitions.ts'
import type { Follower } from '../following/follower.ts'
import { tasksToFollow } from '../following/tasks.ts'
import { watchFrom } from '../retry-policy.ts'

export interface TasksContext {
  store: TaskStore
  dispatcher: Dispatcher
  api: TusFacturasAccount
  pointsOfSale: PointsOfSale
  journal: Journal
  keychain: Keychain
  guard: Guard
  persist: Persist
  clock: Clock
  logger: Logger
  random: () => number
  signal: AbortSignal
  /** Why nothing at all may be sent now; null when it may. */
  closed: () => Failure | null
  /** Places the resend after a change of date, to be POSTed no more often than the person was told then. @returns the order, or null when one is on its way already */
  followUp: (task: TaskRow, posts: number) => number | null
  /** Nothing of this reference is left: orders that watch it have nothing more to wait for. */
  gone: (task: TaskRow) => void
  /** The most requests that such a resend can spend. */
  resendCost: () => number
}

export interface TaskRequest {
  pointOfSaleId: string
  method: TaskMethod
  external_reference?: string | undefined
  args?: TaskArguments
  orderId?: number | undefined
}

/** A gate for want of quota is about resends: each method has its own, and asking for the quota is what a person does then. */
const closing: ReadonlySet<GateReason | null> = new Set(['credenciales', 'certificado', 'proxy', 'sin-credenciales', 'ausente', 'respuesta'])

const mostListed = 50

/** Answers came, and none that says for certain how a reference stands. */
const unclear: Outcome = { type: 'failure', failure: { code: 'answer-unexpected', httpStatus: null }, sent: true, free: true }
const withoutKeys = { none: 'credentials-undecryptable', silent: 'keychain-silent' } as const

/**
 * The paid calls that a person asks for and waits for. They keep the rules of a resend (marker before the first byte, ledger,
 * one POST at a time in a lane, never blindly twice) with one difference: what cannot go now is not kept for later.
 */
export class Tasks {
  readonly #context: TasksContext
  readonly #follower: Pick<Follower<TaskRow, object>, 'nextLook'>
  /** By task: ends its call while nothing has left. */
  readonly #cancels = new Map<number, AbortController>()

  constructor(context: TasksContext) {
    this.#context = context
    this.#follower = context.dispatcher.follow(tasksToFollow({ store: context.store, onDone: (row) => this.#settled(row) }))
  }

  /**
   * Carries out one task, in its lane's turn. Settles when its answer is known, or known to be lost. When the disk refuses to
   * take it down, nothing is sent.
   */
  async ask({ pointOfSaleId, method, external_reference, args = {}, orderId }: TaskRequest): Promise<Result<Task>> {
    const { store, dispatcher, pointsOfSale, guard, resendCost } = this.#context
    const name = pointsOfSale.nameOf(pointOfSaleId)
    if (name === null) return fail('point-of-sale-missing')
    const placed = guard.answer(() => {
      const obstacle = this.#obstacle(pointOfSaleId)
      if (obstacle) return { ok: false, error: obstacle }
      const id = store.place({
        pointOfSale: pointOfSaleId,
        pointOfSaleName: name,
        method,
        external_reference: external_reference ?? null,
        args: args.resend ? { ...args, posts: resendCost() } : args,
        orderId: orderId ?? null,
      })
      return id === null ? fail('task-under-way') : ok(id)
    })
    if (!placed.ok) return placed
    const id = placed.value
    const cancel = new AbortController()
    this.#cancels.set(id, cancel)
    try {
      await dispatcher.lend(pointOfSaleId, (marked) => this.#perform(id, marked, AbortSignal.any([this.#context.signal, cancel.signal])))
    } catch (error) {
      guard.refused(error)
      // Only reading fails here, before the marker: what was to be written is tried until it is.
      void this.#context.persist(() => this.#interrupt(id)).catch(() => {})
      return fail('storage-failed')
    } finally {
      this.#cancels.delete(id)
    }
    return guard.look(() => ok(this.#present(id)), 'internal')
  }

  /** Takes a task back while nothing of it has left; does nothing otherwise. */
  cancel(pointOfSaleId: string, method: TaskMethod, external_reference: string | null): Result<null> {
    const { store, guard } = this.#context
    return guard.answer(() => {
      const row = store.live(pointOfSaleId, method, external_reference)
      if (row?.state !== 'requested') return ok(null)
      store.change(row, 'not_sent', 'cancelled', 'person', { outcome: outcomeOf({ type: 'cause', cause: 'cancelled' }) })
      this.#cancels.get(row.id)?.abort()
      return ok(null)
    })
  }

  /** The free query for one reference, for a person who is about to decide. */
  async look(pointOfSaleId: string, external_reference: string): Promise<Result<QueueLook>> {
    const facts = await this.facts(pointOfSaleId, external_reference)
    if (!facts.ok) return facts
    const { found, explanation } = facts.value
    return ok({ items: found && found.map(queueItem), explanation, resendCost: this.#context.resendCost() })
  }

  /** The free query for one reference. @returns what it shows; null with the reason when it was not answered clearly */
  async facts(pointOfSaleId: string, external_reference: string): Promise<Result<{ found: FoundComprobante[] | null; explanation: Explanation | null }>> {
    const { pointsOfSale, keychain, persist, signal } = this.#context
    if (pointsOfSale.nameOf(pointOfSaleId) === null) return fail('point-of-sale-missing')
    const keys = await keychain.read(pointOfSaleId)
    if (keys.kind !== 'open') return fail(withoutKeys[keys.kind])
    const { found, outcome, effect } = await this.#query(pointOfSaleId, keys.credentials, external_reference, signal)
    if (effect) await persist(() => this.#apply(pointOfSaleId, effect, outcome))
    return ok({ found, explanation: outcome && describeOutcome(outcome) })
  }

  list({ pointOfSaleId, external_reference }: { pointOfSaleId?: string | undefined; external_reference?: string | undefined }): Task[] {
    return this.#context.store
      .rows(
        'SELECT * FROM task WHERE (?1 IS NULL OR point_of_sale = ?1) AND (?2 IS NULL OR external_reference = ?2) ORDER BY id DESC LIMIT ?3',
        pointOfSaleId ?? null,
        external_reference ?? null,
        mostListed,
      )
      .map((row) => this.#shown(row))
  }

  /** @returns ids of the newest ones whose outcome is not known; none while they cannot be read */
  uncertain(): number[] {
    const { guard, store } = this.#context
    return guard.read(
      'tasks',
      () => store.rows("SELECT * FROM task WHERE state = 'uncertain'").map(({ id }) => id),
      () => [],
    )
  }

  get(id: number): Task | null {
    const row = this.#context.store.get(id)
    return row && this.#shown(row)
  }

  #shown(row: TaskRow): Task {
    const task = presentTask(row, (pointOfSale) => this.#context.pointsOfSale.nameOf(pointOfSale))
    return { ...task, nextAt: this.#follower.nextLook(row) }
  }

  accountStates(): AccountState[] {
    return accountStates(this.#context.store)
  }

  #present(id: number): Task {
    const task = this.get(id)
    if (!task) throw new Error(`task ${id} vanished`)
    return task
  }

  #obstacle(pointOfSale: string): Failure | null {
    const { dispatcher, closed } = this.#context
    const shut = closed()
    if (shut) return shut
    const lane = dispatcher.states.get(pointOfSale)
    if (closing.has(lane.gate)) return { code: 'lane-gated', params: { reason: String(lane.gate) } }
    const delay = dispatcher.states.delay(lane)
    return delay > 0 ? { code: 'lane-waits', params: { until: lane.wait_until ?? 0, kind: String(lane.wait_kind) } } : null
  }

  /** In its lane's turn: what stood open when it was asked for may be shut by now. */
  async #perform(id: number, marked: () => void, signal: AbortSignal): Promise<void> {
    const { store, persist, keychain } = this.#context
    const row = store.get(id)
    if (row?.state !== 'requested') return
    const obstacle = this.#obstacle(row.point_of_sale)
    const keys = obstacle ? null : await keychain.read(row.point_of_sale)
    if (keys?.kind !== 'open') {
      const failure: Failure = obstacle ?? { code: withoutKeys[keys?.kind ?? 'none'] }
      await persist(() => this.#stay(row, 'gate-closed', { type: 'obstacle', failure }))
      return
    }
    const before = await this.#lookBefore(row, keys.credentials, signal)
    if (before.goOn) await this.#send({ ...row, before: before.found && JSON.stringify(before.found) }, keys.credentials, marked, signal)
  }

  /**
   * Asks before paying: what is not there, or is issued, costs nothing to find out. What the query shows is also what an
   * uncertain outcome is measured by.
   */
  async #lookBefore(row: TaskRow, credentials: Credentials, signal: AbortSignal): Promise<{ goOn: boolean; found: FoundComprobante[] | null }> {
    const { store, persist } = this.#context
    const { queue } = methods[row.method]
    if (!queue || row.external_reference === null) return { goOn: true, found: null }
    const { found, outcome, effect } = await this.#query(row.point_of_sale, credentials, row.external_reference, signal)
    if (this.#context.signal.aborted || store.get(row.id)?.state !== 'requested') return { goOn: false, found }
    return persist(() => {
      if (effect) {
        this.#stay(row, causeOf(effect), outcome)
        this.#apply(row.point_of_sale, effect, outcome)
        return { goOn: false, found }
      }
      // What it would act on is not known; a person stands in front of it and can look.
      if (outcome === unclear) {
        this.#stay(row, 'not-clear', { type: 'cause', cause: 'not-clear' })
        return { goOn: false, found: null }
      }
      // The API refuses this query: it goes without.
      if (!found) return { goOn: true, found: null }
      const args = JSON.parse(row.arguments) as TaskArguments
      const concerned = found.filter((each) => queue.concerns(each, args))
      if (concerned.length === 0) store.change(row, 'not_found', 'query-empty', 'program')
      else if (concerned.every((each) => each.status === 'issued')) this.#stay(row, 'already-issued', { type: 'cause', cause: 'already-issued' })
      else {
        store.note(row.id, { before: JSON.stringify(found) })
        return { goOn: true, found }
      }
      return { goOn: false, found }
    })
  }

  async #send(row: TaskRow, credentials: Credentials, marked: () => void, signal: AbortSignal): Promise<void> {
    const { api, store, persist, dispatcher, clock } = this.#context
    const asked = { ...(JSON.parse(row.arguments) as TaskArguments), external_reference: row.external_reference ?? '' }
    const onMarker = () => {
      this.#mark(row)
      marked()
    }
    const reply = await methods[row.method].call(api, credentials, asked, { onMarker, signal })
    if (this.#context.signal.aborted) return
    const { to, cause, certain, effect: alone, verdict } = judgeTask(row.method, reply)
    await persist(() => {
      const now = store.get(row.id) ?? row
      // Cancelled before the marker, or settled meanwhile.
      if (now.state !== 'requested' && now.state !== 'on_wire') return
      if (certain) store.settleRequest(row.id)
      const heeded = heedRefusals(dispatcher.states, row.point_of_sale, verdict, `${row.method} ${row.external_reference ?? ''}`)
      const effect = heeded === verdict ? alone : heeded.effect
      store.change(now, to, cause, 'program', {
        outcome: outcomeOf(verdict.outcome),
        original: verdict.original || null,
        ...(reply.kind === 'done' && reply.value !== null && { result: JSON.stringify(reply.value) }),
        ...(to === 'uncertain' && watchFrom('unknown', clock.now())),
      })
      if (certain) dispatcher.connection.verified()
      if (certain && effect.type === 'none') dispatcher.states.settled(row.point_of_sale)
      this.#apply(row.point_of_sale, effect, verdict.outcome)
      if (to === 'done') this.#follow(store.get(row.id) ?? now)
    })
    if (looksAfter(row) && (to === 'done' || to === 'partial')) await this.#lookAfter(row, credentials)
  }

  /** What is left after a deletion, or whether a new date requeued it; an extra that costs nothing and may fail. */
  async #lookAfter(row: TaskRow, credentials: Credentials): Promise<void> {
    const { store, persist, signal } = this.#context
    const { found } = await this.#query(row.point_of_sale, credentials, row.external_reference ?? '', signal)
    if (!found || signal.aborted) return
    await persist(() => {
      store.note(row.id, { after: JSON.stringify(found) })
      if (found.length === 0 && row.method === 'eliminar_encolado') this.#context.gone(row)
    })
  }

  /** @throws when it was cancelled meanwhile or the disk refuses: then nothing leaves */
  #mark(row: TaskRow): void {
    const { store, journal } = this.#context
    store.transaction(() => {
      if (!store.change(row, 'on_wire', 'marker', 'program')) throw new Error('cancelled')
      const request = store.addRequest(row)
      journal.append({
        at: request.at,
        request: request.id,
        task: row.id,
        arguments: row.arguments,
        before: row.before,
        point_of_sale: row.point_of_sale,
        method: row.method,
        external_reference: row.external_reference,
      })
    })
  }

  #interrupt(id: number): void {
    const row = this.#context.store.get(id)
    if (row?.state === 'requested') this.#stay(row, 'storage', { type: 'obstacle', failure: { code: 'storage-failed' } })
  }

  #stay(row: TaskRow, cause: TaskCause, outcome: TaskOutcome | null): void {
    this.#context.store.change(row, 'not_sent', cause, 'program', { outcome: outcomeOf(outcome) })
  }

  #settled(row: TaskRow): void {
    this.#follow(row)
    if (row.method === 'eliminar_encolado' && row.after === '[]') this.#context.gone(row)
  }

  /** After a change of date the comprobante may still be in error: an order looks for free, and resends it only then. */
  #follow(row: TaskRow): void {
    const { resend, posts = 1 } = JSON.parse(row.arguments) as TaskArguments
    if (row.method !== 'cambiar_fecha_encolado' || !resend || row.follow_up !== null) return
    const order = this.#context.followUp(row, posts)
    if (order !== null) this.#context.store.note(row.id, { follow_up: order })
  }

  #apply(pointOfSale: string, effect: LaneEffect, outcome: Outcome | null): void {
    this.#context.dispatcher.apply(pointOfSale, effect, outcome)
  }

  /**
   * @returns what was found; null with an effect when nothing could be asked, and without one when the API does not want the query or
   * it stays unclear
   */
  async #query(
    pointOfSale: string,
    credentials: Credentials,
    external_reference: string,
    signal: AbortSignal,
  ): Promise<{ found: FoundComprobante[] | null; outcome: Outcome | null; effect: LaneEffect | null }> {
    const { api, dispatcher, persist, clock } = this.#context
    const { result } = await ask(api, credentials, [external_reference], { oneByOne: true, confirm: true, clock, signal })
    if (result.kind === 'stopped' || (result.kind === 'unwanted' && result.effect.type === 'refusal'))
      return { found: null, outcome: result.outcome, effect: result.effect }
    dispatcher.connection.answered()
    await persist(() => dispatcher.states.answered(pointOfSale))
    if (result.kind === 'unwanted') return { found: null, outcome: result.outcome, effect: null }
    const found = factsOf(result.of(external_reference))
    return { found, outcome: found ? null : unclear, effect: null }
  }
}

/** After a change of date with a resend the order's own query looks. */
const looksAfter = ({ method, arguments: args }: TaskRow): boolean =>
  method === 'eliminar_encolado' || (method === 'cambiar_fecha_encolado' && !(JSON.parse(args) as TaskArguments).resend)

const outcomeOf = (outcome: TaskOutcome | null): string | null => outcome && JSON.stringify(outcome)
