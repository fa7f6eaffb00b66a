import { inboxView } from '../../store/inbox/inbox.ts'
import type { ListedRow } from '../../store/inbox/rows.ts'
import { setState } from '../../store/store.ts'

/** Opens what is known of a comprobante: the story of our order about it, or the comprobante itself. */
export async function openRow({ row, target, id }: ListedRow): Promise<void> {
  const order = (await inboxView.learn(target))?.order
  const { pointOfSaleId, external_reference } = row
  setState(order ? { openOrder: order.id, openReference: null } : { openOrder: null, openReference: { pointOfSaleId, external_reference, row: id } })
}
