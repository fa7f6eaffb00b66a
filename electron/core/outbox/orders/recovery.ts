import { halfWayStates, type HalfWayState } from '#contract/model/order.ts'
import { anyOf, type OrderRow, type OrderStore } from './store.ts'
import { crashesAllowed, watchFrom } from '../../lib/waits.ts'
import type { Clock } from '../../lib/clock.ts'

const putRight: Record<HalfWayState, (store: OrderStore, row: OrderRow, now: number) => void> = {
  preflight: (store, row) => store.change(row, 'queued', 'interrupted', 'program'),
  sending: (store, row) => {
    const crashes = row.crashes + 1
    if (crashes >= crashesAllowed) store.change(row, 'held', 'crashes', 'program', { crashes, hold_reason: 'danado' })
    else store.change(row, 'queued', 'interrupted', 'program', { crashes })
  },
  on_wire: (store, row, now) => store.change(row, 'unknown', 'interrupted', 'program', watchFrom('unknown', now)),
}

/**
 * Puts right what an interruption left half-way: what cannot have left waits again, what may have left is asked about.
 * To be called inside a transaction, before anything is sent.
 * @param pointOfSale one lane, or all of them
 * @returns how many orders were found half-way
 */
export function recover(store: OrderStore, clock: Clock, pointOfSale?: string): number {
  const lane = pointOfSale === undefined ? '' : ' AND point_of_sale = ?'
  // Orders that can still change are never archived; saying so lets the index answer, and a start does not read all orders.
  const rows = store.rows(
    `SELECT * FROM orders WHERE ${anyOf(halfWayStates)} AND archived_at IS NULL${lane}`,
    ...(pointOfSale === undefined ? [] : [pointOfSale]),
  )
  for (const row of rows) putRight[row.state as HalfWayState](store, row, clock.now())
  return rows.length
}
