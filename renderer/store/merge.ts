/** How news from the main process joins what the page already shows. */
import { sharesOf } from '#contract/model/batch.ts'
import { countIn, followedStates, type Batch, type Order } from '#contract/model/order.ts'
import { sharesText } from '#contract/texts/shares.ts'
import { announcements } from '#contract/texts/page.ts'
import { recentLimit } from './store.ts'

/**
 * Keeps the orders that something happened to most recently; of a batch that was just placed, those that leave first.
 * @returns newest batch first, and each batch in the order in which it leaves
 */
export function mergeRecent(known: Order[], changed: Order[]): Order[] {
  const byId = new Map(known.map((order) => [order.id, order]))
  for (const order of changed) {
    const before = byId.get(order.id)
    if (!before || before.updatedAt <= order.updatedAt) byId.set(order.id, order)
  }
  const latest = [...byId.values()].toSorted((a, b) => b.updatedAt - a.updatedAt || a.id - b.id).slice(0, recentLimit)
  return latest.toSorted((a, b) => b.batchId - a.batchId || a.id - b.id)
}

/**
 * Batches of one order are no batches to a person. One that ended stays until its report is put away; one that the page
 * never saw under way has no report to show.
 */
export function mergeBatches(known: Batch[], changed: Batch[]): { batches: Batch[]; spoken: string } {
  const byId = new Map(known.map((batch) => [batch.id, batch]))
  const spoken: string[] = []
  for (const batch of changed) {
    const before = byId.get(batch.id)
    if (batch.total < 2 || (!before && !batch.active)) continue
    if (before?.active && !batch.active) spoken.push(announcements.batch(countIn(batch.states, followedStates) === 0, sharesText(sharesOf(batch.states))))
    byId.set(batch.id, batch)
  }
  return { batches: [...byId.values()].toSorted((a, b) => b.id - a.id), spoken: spoken.join(' ') }
}
