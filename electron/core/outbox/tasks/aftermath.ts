import { followedStates } from '#contract/model/order.ts'
import type { Outcome } from '../../guidance/outcome.ts'
import type { Placing } from '../commands/placing.ts'
import { anyOf } from '../orders/store.ts'
import type { Ground } from '../ground.ts'
import type { TaskArguments, TaskRow } from './store.ts'

interface AftermathContext extends Ground {
  placing: Placing
}

/** What a task that was carried out means for the orders of its reference. */
export class Aftermath {
  readonly #context: AftermathContext

  constructor(context: AftermathContext) {
    this.#context = context
  }

  /** To be called inside the transaction that takes down what became of the task. */
  of(row: TaskRow): void {
    if (row.method === 'cambiar_fecha_encolado') this.#resend(row)
    if (row.method === 'eliminar_encolado' && row.after === '[]') this.#forget(row)
  }

  /**
   * After a change of date the comprobante may still be in error: an order looks for free, and resends it only then, no more often
   * than the person was told when they asked for the change.
   */
  #resend(row: TaskRow): void {
    const { placing, taskStore } = this.#context
    const { resend, posts = 1 } = JSON.parse(row.arguments) as TaskArguments
    if (!resend || row.follow_up !== null || row.external_reference === null) return
    const placed = placing.one(row.point_of_sale, row.external_reference, { repeats: row.order_id, posts })
    // Another one may be on its way already.
    if (placed.ok) taskStore.note(row.id, { follow_up: placed.value.id })
  }

  /** The comprobante was deleted: what follows it is at its end. */
  #forget({ point_of_sale, external_reference }: TaskRow): void {
    const { store } = this.#context
    const sql = `SELECT * FROM orders WHERE external_reference = ? AND point_of_sale = ? AND ${anyOf(followedStates)}`
    for (const row of store.rows(sql, external_reference, point_of_sale)) {
      const spent = { used: row.used, possible: row.possible }
      const outcome: Outcome = { type: 'state', state: 'cancelled', holdReason: null, note: 'deleted', spent }
      store.change(row, 'cancelled', 'deleted', 'person', { next_at: null, outcome: JSON.stringify(outcome) })
    }
  }
}
