import { inboxView } from '../../store/inbox/inbox.ts'
import type { ListedRow } from '../../store/inbox/listed-row.ts'
import { openStory } from '../../store/open-story.ts'

/** Opens what is known of a comprobante: the story of our order about it, or the comprobante itself. */
export async function openRow({ row, target, id }: ListedRow): Promise<void> {
  const order = (await inboxView.known.learn(target))?.order
  const { pointOfSaleId, external_reference } = row
  openStory(order ? { order: order.id } : { reference: { pointOfSaleId, external_reference, row: id } })
}
