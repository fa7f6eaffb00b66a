import { stateFacts, type Order } from '#contract/model/order.ts'
import { announcements } from '#contract/texts/page.ts'

/** More results than this at once are told by the batch's report. */
const spokenAtOnce = 3

/** @returns what a screen reader should say about the orders that reached a result; empty when nothing did */
export function spokenChanges(known: Order[], changed: Order[]): string {
  const before = new Map(known.map((order) => [order.id, order.state]))
  const news = changed.filter((order) => stateFacts[order.state].told !== null && before.get(order.id) !== order.state)
  if (news.length > spokenAtOnce) return ''
  return news.map((order) => announcements.result(order.external_reference, order.stateLabel, order.explanation.title)).join(' ')
}
