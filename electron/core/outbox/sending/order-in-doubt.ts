/** While nobody knows what became of an order that left, the younger ones of its lane wait. */
import { inDoubtStates } from '#contract/model/order.ts'
import { anyOf, type OrderRow, type OrderStore } from '../orders/store.ts'
import { looksWithinPatience } from '../../lib/waits.ts'
import { youngerThan } from './chronology.ts'

/**
 * Looks for an order of a lane that is on the wire, or whose outcome is uncertain and still within its patience. Which of two
 * orders was first sent is not always known, so whatever of the lane is in doubt counts as the older one.
 * @param answered an order whose answer is there and not yet written
 * @returns the order that the others wait for; null when the lane may send
 */
export function inDoubt(store: OrderStore, pointOfSale: string, answered: number | null = null): Pick<OrderRow, 'id' | 'external_reference'> | null {
  // Read by the index over states: few orders are in these, while a point of sale may have a hundred thousand.
  const row = store
    .prepare(
      `SELECT id, external_reference FROM orders
       WHERE +point_of_sale = ?1 AND ${anyOf(inDoubtStates)} AND archived_at IS NULL AND (state = 'on_wire' OR checks < ?2) AND id IS NOT ?3
       ORDER BY position, id LIMIT 1`,
    )
    .get(pointOfSale, looksWithinPatience, answered)
  return row ? { id: Number(row['id']), external_reference: String(row['external_reference']) } : null
}

/**
 * Orders of a lane that had their query stand in line again, so that one that came back takes its place before them. To be
 * called inside a transaction.
 */
export function regroup(store: OrderStore, pointOfSale: string): void {
  for (const row of store.rows("SELECT * FROM orders WHERE point_of_sale = ? AND state = 'preflight'", pointOfSale))
    store.change(row, 'queued', 'put-back', 'program')
}

/** Whether orders that are younger, as far as anybody knows, have left since this one did, or since it waits for a person. */
export function overtaken(store: OrderStore, { id, point_of_sale, posts, updated_at }: OrderRow): boolean {
  const since = posts === 0 ? 'request.at >= ?3' : 'request.id > coalesce((SELECT max(id) FROM request WHERE order_id = ?2), ?3)'
  const younger = `SELECT 1 FROM request JOIN orders AS other ON other.id = order_id JOIN orders AS own ON own.id = ?2
    WHERE request.point_of_sale = ?1 AND order_id <> ?2 AND ${since} AND ${youngerThan('other', 'own')} LIMIT 1`
  return store.has(younger, point_of_sale, id, posts === 0 ? updated_at : 0)
}
