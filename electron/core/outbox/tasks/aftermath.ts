import { followedStates } from '#contract/model/order.ts'
import type { Outcome } from '../../guidance/outcome.ts'
import type { Placing } from '../commands/placing.ts'
import { anyOf } from '../orders/store.ts'
import type { Ground } from '../ground.ts'
import type { TaskArguments, TaskRow } from './store.ts'

export interface AftermathContext extends Ground {
  placing: Placing
}

/** What a task that was carried out means for the orders of its reference. To be called inside the transaction that takes down what became of it. */
export function followThrough(context: AftermathContext, row: TaskRow): void {
  if (row.method === 'cambiar_fecha_encolado') resend(context, row)
  if (row.method === 'eliminar_encolado' && row.after === '[]') forget(context, row)
}

/**
 * After a change of date the comprobante may still be in error: an order looks for free, and resends it only then, no more often
 * than the person was told when they asked for the change.
 */
function resend({ placing, taskStore }: AftermathContext, row: TaskRow): void {
  const { resend: wanted, posts = 1 } = JSON.parse(row.arguments) as TaskArguments
  if (!wanted || row.follow_up !== null || row.external_reference === null) return
  const placed = placing.one(row.point_of_sale, row.external_reference, { repeats: row.order_id, posts })
  // Another one may be on its way already.
  if (placed.ok) taskStore.note(row.id, { follow_up: placed.value.id })
}

/** The comprobante was deleted: what follows it is at its end. */
function forget({ store }: AftermathContext, { point_of_sale, external_reference }: TaskRow): void {
  const sql = `SELECT * FROM orders WHERE external_reference = ? AND point_of_sale = ? AND ${anyOf(followedStates)}`
  for (const row of store.rows(sql, external_reference, point_of_sale)) {
    const spent = { used: row.used, possible: row.possible }
    const outcome: Outcome = { type: 'state', state: 'cancelled', holdReason: null, note: 'deleted', spent }
    store.change(row, 'cancelled', 'deleted', 'person', { next_at: null, outcome: JSON.stringify(outcome) })
  }
}
