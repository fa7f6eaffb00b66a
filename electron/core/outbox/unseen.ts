import { badStates, type OrderState } from '#contract/model/order.ts'
import type { OrderStore } from './orders/store.ts'

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
  if (orders === null) return Number(store.prepare('DELETE FROM unseen').run().changes) > 0
  const bad = orders.filter(({ state }) => badStates.includes(state))
  if (bad.length === 0) return false
  const { changes } = store.prepare('DELETE FROM unseen WHERE order_id IN (SELECT value FROM json_each(?))').run(JSON.stringify(bad.map(({ id }) => id)))
  return Number(changes) > 0
}
