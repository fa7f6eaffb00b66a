import { badStates, type OrderState } from '#contract/model/order.ts'
import type { OrderStore } from '../orders/store.ts'

/** Orders that ended badly, or wait for the person, and that they have not had in front of them: kept by trigger, see storage/migrations.ts. */
export function countUnseen(store: OrderStore): Partial<Record<OrderState, number>> {
  const rows = store.prepare('SELECT state, count(*) AS total FROM unseen GROUP BY state').all()
  return Object.fromEntries(rows.map((row) => [String(row['state']), Number(row['total'])]))
}

/**
 * The person has them in front of them.
 * @param orders null: all of them
 * @returns whether any of them was unseen
 */
export function see(store: OrderStore, orders: readonly { id: number; state: OrderState }[] | null): boolean {
  if (orders === null) return store.run('DELETE FROM unseen') > 0
  const bad = orders.filter(({ state }) => badStates.includes(state))
  if (bad.length === 0) return false
  return store.run('DELETE FROM unseen WHERE order_id IN (SELECT value FROM json_each(?))', JSON.stringify(bad.map(({ id }) => id))) > 0
}
