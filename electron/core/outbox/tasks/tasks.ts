import type { Explanation } from '#contract/model/explanation.ts'
import type { AccountState, QueueLook, Task, TaskMethod } from '#contract/model/task.ts'
import { fail, ok, type Result } from '#contract/result.ts'
import { describeOutcome } from '../../guidance/outcome.ts'
import { postsPerOrder } from '../orders/budget.ts'
import type { Sender } from '../sending/sender.ts'
import type { FoundComprobante } from '../../tusfacturas/api.ts'
import { accountStates } from './account.ts'
import { withoutKeys, type CarryingOut, type CarryingOutContext } from './carrying-out.ts'
import { takeBack } from '../commands/take-back.ts'
import { presentTask } from './describe.ts'
import { lookAt } from './looking.ts'
import { queueItem } from './queue-item.ts'
import type { TaskArguments, TaskRow } from './store.ts'

interface TasksContext extends CarryingOutContext {
  carryingOut: CarryingOut
  sender: Sender
}

export interface TaskRequest {
  pointOfSaleId: string
  method: TaskMethod
  external_reference?: string | undefined
  args?: TaskArguments
  orderId?: number | undefined
}

const mostListed = 50

/**
 * The paid calls that a person asks for and waits for. They keep the rules of a resend (marker before the first byte, ledger,
 * one POST at a time in a lane, never blindly twice) with one difference: what cannot go now is not kept for later.
 */
export class Tasks {
  readonly #context: TasksContext
  /** By task: ends its call while nothing has left. */
  readonly #cancels = new Map<number, AbortController>()

  constructor(context: TasksContext) {
    this.#context = context
  }

  /**
   * Carries out one task, in its lane's turn. Settles when its answer is known, or known to be lost. When the disk refuses to
   * take it down, nothing is sent.
   */
  async ask(request: TaskRequest): Promise<Result<Task>> {
    const { sender, bells, carryingOut, guard, persist, signal } = this.#context
    const placed = this.#place(request)
    if (!placed.ok) return placed
    const id = placed.value
    const cancel = new AbortController()
    this.#cancels.set(id, cancel)
    const turn = await sender.lane(request.pointOfSaleId).turn()
    try {
      await carryingOut.run(id, turn, AbortSignal.any([signal, cancel.signal]))
    } catch (error) {
      guard.refused(error)
      // Only reading fails here, before the marker: what was to be written is tried until it is.
      void persist(() => carryingOut.interrupt(id)).catch(() => {})
      return fail('storage-failed')
    } finally {
      turn.end()
      this.#cancels.delete(id)
      bells.settled.emit()
    }
    return guard.look(() => ok(this.#present(id)), 'internal')
  }

  /** Takes a task back while nothing of it has left; does nothing otherwise. */
  cancel(pointOfSaleId: string, method: TaskMethod, external_reference: string | null): Result<null> {
    const { taskStore, carryingOut, guard } = this.#context
    return guard.answer(() => {
      const row = taskStore.live(pointOfSaleId, method, external_reference)
      if (row && carryingOut.cancel(row)) this.#cancels.get(row.id)?.abort()
      return ok(null)
    })
  }

  /** The free query for one reference, for a person who is about to decide. */
  async look(pointOfSaleId: string, external_reference: string): Promise<Result<QueueLook>> {
    const facts = await this.facts(pointOfSaleId, external_reference)
    if (!facts.ok) return facts
    const { found, explanation } = facts.value
    return ok({ items: found && found.map(queueItem), explanation, resendCost: postsPerOrder(this.#context.rules()) })
  }

  /** The free query for one reference. @returns what it shows; null with the reason when it was not answered clearly */
  async facts(pointOfSaleId: string, external_reference: string): Promise<Result<{ found: FoundComprobante[] | null; explanation: Explanation | null }>> {
    const { pointsOfSale, effects, keychain, persist, signal } = this.#context
    if (pointsOfSale.nameOf(pointOfSaleId) === null) return fail('point-of-sale-missing')
    const keys = await keychain.read(pointOfSaleId)
    if (keys.kind !== 'open') return fail(withoutKeys[keys.kind])
    const { found, outcome, effect } = await lookAt(this.#context, pointOfSaleId, keys.credentials, external_reference, signal)
    if (effect) await persist(() => effects.apply(pointOfSaleId, effect, outcome))
    return ok({ found, explanation: outcome && describeOutcome(outcome) })
  }

  list({ pointOfSaleId, external_reference }: { pointOfSaleId?: string | undefined; external_reference?: string | undefined }): Task[] {
    return this.#context.taskStore
      .rows(
        'SELECT * FROM task WHERE (?1 IS NULL OR point_of_sale = ?1) AND (?2 IS NULL OR external_reference = ?2) ORDER BY id DESC LIMIT ?3',
        pointOfSaleId ?? null,
        external_reference ?? null,
        mostListed,
      )
      .map((row) => this.#describe(row))
  }

  /** @returns ids of the newest ones whose outcome is not known; none while they cannot be read */
  uncertain(): number[] {
    const { guard, taskStore } = this.#context
    return guard.read(
      'tasks',
      () => taskStore.rows("SELECT * FROM task WHERE state = 'uncertain'").map(({ id }) => id),
      () => [],
    )
  }

  accountStates(): AccountState[] {
    return accountStates(this.#context.taskStore)
  }

  /** @returns its id, once it is taken down */
  #place({ pointOfSaleId, method, external_reference, args = {}, orderId }: TaskRequest): Result<number> {
    const { store, taskStore, carryingOut, pointsOfSale, guard, rules } = this.#context
    const name = pointsOfSale.nameOf(pointOfSaleId)
    if (name === null) return fail('point-of-sale-missing')
    return guard.answer(() => {
      const obstacle = carryingOut.obstacle(pointOfSaleId)
      if (obstacle) return { ok: false, error: obstacle }
      // What a person has done to it goes before what a rule would pay for.
      if (external_reference !== undefined) store.transaction(() => takeBack(this.#context, pointOfSaleId, [external_reference]))
      const id = taskStore.place({
        pointOfSale: pointOfSaleId,
        pointOfSaleName: name,
        method,
        external_reference: external_reference ?? null,
        args: args.resend ? { ...args, posts: postsPerOrder(rules()) } : args,
        orderId: orderId ?? null,
      })
      return id === null ? fail('task-under-way') : ok(id)
    })
  }

  #present(id: number): Task {
    const row = this.#context.taskStore.get(id)
    if (!row) throw new Error(`task ${id} vanished`)
    return this.#describe(row)
  }

  #describe(row: TaskRow): Task {
    return presentTask(row, this.#context)
  }
}
