import type { OrderStore } from './store.ts'

/** So many of the newest are remembered; a delivery is asked about for a minute, or at the next start. */
const remembered = 10_000

/**
 * Notes that the orders of a delivery are placed, in the transaction that places them.
 * @param id see shell/deliveries/files.ts
 * @returns false when they have been placed already
 */
export function noteDelivery(store: OrderStore, id: string): boolean {
  const { changes, lastInsertRowid } = store.prepare('INSERT INTO delivery (id) VALUES (?) ON CONFLICT (id) DO NOTHING').run(id)
  if (changes === 0) return false
  store.prepare('DELETE FROM delivery WHERE number <= ?').run(Number(lastInsertRowid) - remembered)
  return true
}

/** @returns whether the orders of a delivery are placed */
export const knowsDelivery = (store: Pick<OrderStore, 'prepare'>, id: string): boolean =>
  store.prepare('SELECT 1 FROM delivery WHERE id = ?').get(id) !== undefined

/**
 * @param references of one point of sale
 * @returns the id of the newest order of each reference that has one, in the order given
 */
export function newestOrders(store: OrderStore, pointOfSale: string, references: string[]): number[] {
  return store
    .prepare(`SELECT (SELECT max(id) FROM orders WHERE external_reference = wanted.value AND point_of_sale = ?) AS id FROM json_each(?) AS wanted`)
    .all(pointOfSale, JSON.stringify(references.map((reference) => reference.toWellFormed())))
    .flatMap(({ id }) => (id === null ? [] : Number(id)))
}
