/** Orders whose point of sale is gone from the vault, deleted by a person or not loaded: nobody can be asked about them. */
import { followedStates, inDoubtStates, movingStates, soughtStates, unsentStates } from '#contract/model/order.ts'
import type { Clock } from '../../lib/clock.ts'
import { anyOf, type OrderStore } from './store.ts'
import { watchFrom } from '../../lib/waits.ts'

/**
 * What is uncertain and cannot be asked about is the person's to decide; if the point of sale comes back before they have, it
 * is asked about after all. To be called inside a transaction.
 * @param isKnown whether there is such a point of sale
 */
export function settleOrphans(store: OrderStore, clock: Clock, isKnown: (pointOfSale: string) => boolean): void {
  for (const row of store.rows(`SELECT * FROM orders WHERE ${anyOf(soughtStates)} AND archived_at IS NULL`))
    if (!isKnown(row.point_of_sale)) store.change(row, 'needs_decision', 'orphaned', 'program', { next_at: null })
  for (const row of store.rows(decisionsOfOrphans))
    if (isKnown(row.point_of_sale)) store.change(row, 'unknown', 'point-of-sale-back', 'program', watchFrom('unknown', clock.now()))
}

const decisionsOfOrphans = `
  SELECT * FROM orders AS o WHERE state = 'needs_decision' AND archived_at IS NULL
    AND (SELECT cause FROM transition WHERE order_id = o.id ORDER BY id DESC LIMIT 1) = 'orphaned'`

/** What a deletion of a point of sale would leave behind. */
export function weighDeletion(store: OrderStore, pointOfSale: string): { waiting: number; uncertain: number; followed: number } {
  const row = store
    .prepare(
      `SELECT count(*) FILTER (WHERE ${anyOf(unsentStates)}) AS waiting,
              count(*) FILTER (WHERE ${anyOf(inDoubtStates)}) AS uncertain,
              count(*) FILTER (WHERE ${anyOf(followedStates)}) AS followed
       FROM orders WHERE point_of_sale = ? AND archived_at IS NULL
         AND (${anyOf(movingStates)} OR (${anyOf(followedStates)} AND next_at IS NOT NULL))`,
    )
    .get(pointOfSale)
  return { waiting: Number(row?.['waiting']), uncertain: Number(row?.['uncertain']), followed: Number(row?.['followed']) }
}
