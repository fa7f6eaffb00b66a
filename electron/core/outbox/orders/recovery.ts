import { crashesAllowed, watchFrom } from '../../lib/waits.ts'
import type { OrderStore } from './store.ts'
import type { Clock } from '../../lib/clock.ts'

/**
 * Puts right what an interruption left half-way: what cannot have left waits again, what may have left is asked about.
 * To be called inside a transaction, before anything is sent.
 * @param pointOfSale one lane, or all of them
 * @returns how many orders were found half-way
 */
export function recover(store: OrderStore, clock: Clock, pointOfSale?: string): number {
  const lane = pointOfSale === undefined ? '' : ' AND point_of_sale = ?'
  // What moves is never archived; saying so lets the index answer, and a start does not read all orders.
  const rows = store.rows(
    `SELECT * FROM orders WHERE state IN ('preflight', 'sending', 'on_wire') AND archived_at IS NULL${lane}`,
    ...(pointOfSale === undefined ? [] : [pointOfSale]),
  )
  for (const row of rows) {
    if (row.state === 'on_wire') store.change(row, 'unknown', 'interrupted', 'program', watchFrom('unknown', clock.now()))
    else if (row.state === 'preflight') store.change(row, 'queued', 'interrupted', 'program')
    else if (row.crashes + 1 >= crashesAllowed) store.change(row, 'held', 'crashes', 'program', { crashes: row.crashes + 1, hold_reason: 'danado' })
    else store.change(row, 'queued', 'interrupted', 'program', { crashes: row.crashes + 1 })
  }
  return rows.length
}
