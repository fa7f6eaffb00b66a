import { unsentStates } from '#contract/model/order.ts'
import type { Ground } from '../ground.ts'
import { ofRule } from '../orders/budget.ts'
import { anyOf } from '../orders/store.ts'

/**
 * Takes back what rules placed and what has not left. What a person has said of it since is hers. To be called inside a transaction.
 * @param pointOfSaleId one, or all
 * @param references only of these, or of all
 */
export function takeBack(
  { store, journal, clock }: Pick<Ground, 'store' | 'journal' | 'clock'>,
  pointOfSaleId: string | null,
  references: string[] | null,
): void {
  const rows = store.rows(
    `SELECT * FROM orders WHERE ${ofRule} AND posts = 0 AND ${anyOf(unsentStates)}${pointOfSaleId === null ? '' : ' AND point_of_sale = ?'}
       ${references === null ? '' : 'AND external_reference IN (SELECT value FROM json_each(?))'}`,
    ...(pointOfSaleId === null ? [] : [pointOfSaleId]),
    ...(references === null ? [] : [JSON.stringify(references)]),
  )
  for (const row of rows) {
    const taken = store.change(row, 'cancelled', 'taken-back', 'program', { hold_reason: null, next_at: null })
    if (taken) journal.append({ at: clock.now(), decided: 'taken-back', point_of_sale: row.point_of_sale, orders: [[row.id, row.external_reference]] })
  }
}
