import type { StatementSync } from 'node:sqlite'
import type { Became, InboxRow } from '#contract/model/inbox.ts'
import type { OrderStore } from '../outbox/orders/store.ts'
import { presentValues, shownColumns } from './kept-row.ts'

const selected = shownColumns.join(', ')

/** The tables `inbox` and `inbox_day`, for whoever has a commit under way. */
export class KeptRows {
  readonly #orders: Pick<OrderStore, 'prepare'>

  /** @param orders of the same database */
  constructor(orders: Pick<OrderStore, 'prepare'>) {
    this.#orders = orders
  }

  prepare(sql: string): StatementSync {
    return this.#orders.prepare(sql)
  }

  find(where: string, ...values: (string | number)[]): InboxRow[] {
    const statement = this.prepare(`SELECT ${selected} FROM inbox WHERE ${where}`)
    statement.setReturnArrays(true)
    return (statement.all(...values) as unknown as unknown[][]).map(presentValues)
  }

  byId(ids: readonly number[]): InboxRow[] {
    return ids.length === 0 ? [] : this.find('id IN (SELECT value FROM json_each(?))', JSON.stringify(ids))
  }

  /** @param day days since 1970-01-01 @returns milliseconds since the epoch; null: never */
  readAt(pointOfSaleId: string, day: number): number | null {
    const read = this.prepare('SELECT read_at FROM inbox_day WHERE point_of_sale = ? AND day = ?').get(pointOfSaleId, day)
    return read ? Number(read['read_at']) : null
  }

  /** Whatever was put off has come to its end with that; one that disappeared may be on another day, where it goes on. @param at when it was found to be no longer in error */
  leave(id: number, became: Became, at: number): void {
    this.prepare(
      `UPDATE inbox SET gone_at = ?1, became = ?2, snoozed_until = iif(?2 = 'disappeared', snoozed_until, NULL),
         last_seen = coalesce((SELECT read_at FROM inbox_day WHERE inbox_day.point_of_sale = inbox.point_of_sale AND inbox_day.day = inbox.day), last_seen)
       WHERE id = ?3`,
    ).run(at, became, id)
  }
}
