import { unsentStates } from '#contract/model/order.ts'
import { ofRule } from '../orders/budget.ts'
import { anyOf } from '../orders/store.ts'
import { takeBackOrder, type Books } from '../orders/taken-back.ts'

/**
 * Takes back what rules placed and what has not left. What a person has said of it since is theirs. To be called inside a transaction.
 * @param pointOfSaleId one, or all
 * @param references only of these, or of all
 */
export function takeBack(books: Books, pointOfSaleId: string | null, references: string[] | null): void {
  const rows = books.store.rows(
    `SELECT * FROM orders WHERE ${ofRule} AND posts = 0 AND ${anyOf(unsentStates)}${pointOfSaleId === null ? '' : ' AND point_of_sale = ?'}
       ${references === null ? '' : 'AND external_reference IN (SELECT value FROM json_each(?))'}`,
    ...(pointOfSaleId === null ? [] : [pointOfSaleId]),
    ...(references === null ? [] : [JSON.stringify(references)]),
  )
  for (const row of rows) takeBackOrder(books, row)
}
