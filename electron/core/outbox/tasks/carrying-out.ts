import type { Credentials } from '#contract/model/credentials.ts'
import { taskFacts } from '#contract/model/task.ts'
import type { Failure } from '#contract/result.ts'
import { watchFrom } from '../../lib/waits.ts'
import type { Outcome } from '../../guidance/outcome.ts'
import type { LaneEffect } from '../asking/verdict.ts'
import type { Effects } from '../sending/effects.ts'
import type { GateReason } from '../sending/lane-state.ts'
import type { Turn } from '../sending/lane.ts'
import { heedRefusals } from '../sending/same-answer.ts'
import type { FoundComprobante } from '../../tusfacturas/api.ts'
import { followThrough, type AftermathContext } from './aftermath.ts'
import type { TaskOutcome } from './describe.ts'
import { causeOf, judgeTask } from './judge.ts'
import { lookAt } from './looking.ts'
import { methods } from './methods.ts'
import type { TaskArguments, TaskRow } from './store.ts'
import type { TaskCause } from './transitions.ts'

export interface CarryingOutContext extends AftermathContext {
  effects: Effects
}

/** Gates that stop a task too. `cupo` is not one of them: each method has its own quota, and the person may just want to ask how much is left. */
const closing: ReadonlySet<GateReason | null> = new Set(['credenciales', 'certificado', 'proxy', 'sin-credenciales', 'ausente', 'respuesta'])

/** Why there are no credentials to ask with. */
export const withoutKeys = { none: 'credentials-undecryptable', silent: 'keychain-silent' } as const

/** One task in its lane's turn: look, marker, paid call, what became of it. */
export class CarryingOut {
  readonly #context: CarryingOutContext

  constructor(context: CarryingOutContext) {
    this.#context = context
  }

  /** @returns why a task may not be sent now; null when it may */
  obstacle(pointOfSale: string): Failure | null {
    const { halt, states } = this.#context
    if (halt.obstacle) return halt.obstacle
    const lane = states.get(pointOfSale)
    if (closing.has(lane.gate)) return { code: 'lane-gated', params: { reason: String(lane.gate) } }
    const delay = states.delay(lane)
    return delay > 0 ? { code: 'lane-waits', params: { until: lane.wait_until ?? 0, kind: String(lane.wait_kind) } } : null
  }

  /**
   * A gate that was open when the person asked for the task may be closed by now, so it is looked at again.
   * @param signal ends it while nothing has left
   */
  async run(id: number, turn: Turn, signal: AbortSignal): Promise<void> {
    const { taskStore, persist, keychain } = this.#context
    const row = taskStore.get(id)
    if (row?.state !== 'requested') return
    const obstacle = this.obstacle(row.point_of_sale)
    const keys = obstacle ? null : await keychain.read(row.point_of_sale)
    if (keys?.kind !== 'open') {
      const failure: Failure = obstacle ?? { code: withoutKeys[keys?.kind ?? 'none'] }
      await persist(() => this.#stay(row, 'gate-closed', { type: 'obstacle', failure }))
      return
    }
    const before = await this.#lookBefore(row, keys.credentials, signal)
    if (before.goOn) await this.#send({ ...row, before: before.found && JSON.stringify(before.found) }, keys.credentials, turn, signal)
  }

  /** The disk failed before the marker: nothing left. Inside a transaction. */
  interrupt(id: number): void {
    const row = this.#context.taskStore.get(id)
    if (row?.state === 'requested') this.#stay(row, 'storage', { type: 'obstacle', failure: { code: 'storage-failed' } })
  }

  /** A person takes it back. @returns whether nothing of it had left */
  cancel(row: TaskRow): boolean {
    const outcome = outcomeOf({ type: 'cause', cause: 'cancelled' })
    return row.state === 'requested' && this.#context.taskStore.change(row, 'not_sent', 'cancelled', 'person', { outcome })
  }

  /**
   * Asks before paying: what is not there, or is issued, costs nothing to find out. What the query shows is also what an
   * uncertain outcome is measured by.
   */
  async #lookBefore(row: TaskRow, credentials: Credentials, signal: AbortSignal): Promise<{ goOn: boolean; found: FoundComprobante[] | null }> {
    const { taskStore, persist } = this.#context
    const { queue } = methods[row.method]
    if (!queue || row.external_reference === null) return { goOn: true, found: null }
    const look = await lookAt(this.#context, row.point_of_sale, credentials, row.external_reference, signal)
    const { found } = look
    if (this.#context.signal.aborted || taskStore.get(row.id)?.state !== 'requested') return { goOn: false, found }
    return persist(() => {
      if (look.effect) {
        this.#stay(row, causeOf(look.effect), look.outcome)
        this.#apply(row, look.effect, look.outcome)
        return { goOn: false, found }
      }
      // What it would act on is not known; a person stands in front of it and can look.
      if (!look.clear) {
        this.#stay(row, 'not-clear', { type: 'cause', cause: 'not-clear' })
        return { goOn: false, found }
      }
      // The API refuses this query, so the task goes without an answer to it.
      if (!found) return { goOn: true, found }
      const args = JSON.parse(row.arguments) as TaskArguments
      const concerned = found.filter((each) => queue.concerns(each, args))
      if (concerned.length === 0) taskStore.change(row, 'not_found', 'query-empty', 'program')
      else if (concerned.every((each) => each.status === 'issued')) this.#stay(row, 'already-issued', { type: 'cause', cause: 'already-issued' })
      else {
        taskStore.note(row.id, { before: JSON.stringify(found) })
        return { goOn: true, found }
      }
      return { goOn: false, found }
    })
  }

  async #send(row: TaskRow, credentials: Credentials, turn: Turn, signal: AbortSignal): Promise<void> {
    const { api, taskStore, states, reachability, persist, clock } = this.#context
    const asked = { ...(JSON.parse(row.arguments) as TaskArguments), external_reference: row.external_reference ?? '' }
    const onMarker = () => {
      this.#mark(row)
      turn.marked()
    }
    const reply = await methods[row.method].call(api, credentials, asked, { onMarker, signal })
    if (this.#context.signal.aborted) return
    const { to, cause, certain, effect: alone, verdict } = judgeTask(row.method, reply)
    await persist(() => {
      const now = taskStore.get(row.id) ?? row
      // Cancelled before the marker, or settled meanwhile.
      if (taskFacts[now.state].stage !== 'half-way') return
      if (certain) taskStore.settleRequest(row.id)
      const heeded = heedRefusals(states, row.point_of_sale, verdict, `${row.method} ${row.external_reference ?? ''}`)
      const effect = heeded === verdict ? alone : heeded.effect
      taskStore.change(now, to, cause, 'program', {
        outcome: outcomeOf(verdict.outcome),
        original: verdict.original || null,
        ...(reply.kind === 'done' && reply.value !== null && { result: JSON.stringify(reply.value) }),
        ...(to === 'uncertain' && watchFrom('unknown', clock.now())),
      })
      if (certain) reachability.verified()
      if (certain && effect.type === 'none') states.settled(row.point_of_sale)
      this.#apply(row, effect, verdict.outcome)
      if (to === 'done') followThrough(this.#context, taskStore.get(row.id) ?? now)
    })
    if (looksAfter(row) && taskFacts[to].achieved) await this.#lookAfter(row, credentials)
  }

  /** What is left after a deletion, or whether a new date requeued it; an extra that costs nothing and may fail. */
  async #lookAfter(row: TaskRow, credentials: Credentials): Promise<void> {
    const { taskStore, persist, signal } = this.#context
    const { found } = await lookAt(this.#context, row.point_of_sale, credentials, row.external_reference ?? '', signal)
    if (!found || signal.aborted) return
    await persist(() => {
      const after = JSON.stringify(found)
      taskStore.note(row.id, { after })
      followThrough(this.#context, { ...row, after })
    })
  }

  /** @throws when it was cancelled meanwhile or the disk refuses: then nothing leaves */
  #mark(row: TaskRow): void {
    const { taskStore, journal } = this.#context
    taskStore.transaction(() => {
      if (!taskStore.change(row, 'on_wire', 'marker', 'program')) throw new Error('cancelled')
      const request = taskStore.addRequest(row)
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

  #stay(row: TaskRow, cause: TaskCause, outcome: TaskOutcome | null): void {
    this.#context.taskStore.change(row, 'not_sent', cause, 'program', { outcome: outcomeOf(outcome) })
  }

  #apply(row: TaskRow, effect: LaneEffect, outcome: Outcome | null): void {
    this.#context.effects.apply(row.point_of_sale, effect, outcome)
  }
}

/** After a change of date with a resend the order's own query looks. */
const looksAfter = ({ method, arguments: args }: TaskRow): boolean =>
  method === 'eliminar_encolado' || (method === 'cambiar_fecha_encolado' && !(JSON.parse(args) as TaskArguments).resend)

const outcomeOf = (outcome: TaskOutcome | null): string | null => outcome && JSON.stringify(outcome)
