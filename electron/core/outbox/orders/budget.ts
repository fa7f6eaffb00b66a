/** How often an order may be POSTed: what the person confirmed, whatever the server answers. */
import { mostRequests } from '#contract/model/budget.ts'
import type { SendingRules } from '../base/ports.ts'
import type { Outcome } from '../../guidance/outcome.ts'
import { isDue, restAfterAnswer, ruleHolds } from '../../lib/waits.ts'
import type { OrderRow, OrderStore, Patch } from './store.ts'
import { takeBackOrder, type Books } from './taken-back.ts'
import { causeOfRule } from './transitions.ts'

/** POSTs that an order is given when it is placed; the number that its confirmation shows. */
export const postsPerOrder = ({ automaticResends }: SendingRules): number => mostRequests(automaticResends)

/** Changes of state that give an order POSTs, or take one. `journal`: a POST that an older copy of the file did not know. */
const wishesAndPosts = "('placed', 'rule-transitory', 'rule-unknown-once', 'decided-resend', 'marker', 'journal')"
const wishes: readonly unknown[] = ['placed', ...Object.values(causeOfRule), 'decided-resend']

/**
 * @returns whether the order may be POSTed now: something of what the person confirmed is left, and if nobody asked for this
 * POST in particular, the settings allow one by itself, as they are now
 */
export function mayPost(store: OrderStore, { id }: Pick<OrderRow, 'id'>, { automaticResends, automatic = null }: SendingRules): boolean {
  const row = store.get(id)
  if (!row || row.posts_left <= 0) return false
  if (isOfRule(store, row)) {
    if (automatic === null || requestsOfRules(store, row.point_of_sale) >= automatic.perDay) return false
    if (row.posts === 0 && Math.abs(store.now() - row.created_at) > ruleHolds) return false
    if (isPutOff(store, row)) return false
  }
  if (row.posts === 0 || automaticResends > 0) return true
  const last = store.prepare(`SELECT cause FROM transition WHERE order_id = ? AND cause IN ${wishesAndPosts} ORDER BY id DESC LIMIT 1`).get(id)
  return wishes.includes(last?.['cause'])
}

/** The person put its comprobante off since: no rule pays for it meanwhile. */
function isPutOff(store: OrderStore, { external_reference, point_of_sale }: OrderRow): boolean {
  const putOff = 'SELECT 1 FROM inbox WHERE external_reference = ? AND point_of_sale = ? AND gone_at IS NULL AND snoozed_until > ?'
  return store.has(putOff, external_reference, point_of_sale, store.now())
}

/** What is kept of an order that may not be POSTed again. @param answer to its last POST, where that is known */
export const nothingLeft = (answer: Outcome | null): string =>
  JSON.stringify({
    type: 'state',
    state: 'needs_decision',
    holdReason: null,
    note: 'nothing-left',
    ...(answer && answer.type !== 'state' && { answer }),
  } satisfies Outcome)

/** That order must not be POSTed: what a rule placed goes as it came, and about the rest its person decides. To be called inside a transaction. */
export function refusePost(books: Books, row: OrderRow, patch: Patch): void {
  const { store } = books
  if (isOfRule(store, row)) takeBackOrder(books, row, patch)
  else store.change(row, 'needs_decision', 'nothing-left', 'program', { ...patch, outcome: nothingLeft(null) })
}

/** A rule placed it, and no person has said since that it is to go: of the table `orders`. The trigger that counts what rules spend says the same. */
export const ofRule = "rule IS NOT NULL AND NOT EXISTS (SELECT 1 FROM transition WHERE order_id = orders.id AND cause IN ('decided-resend', 'released'))"

export const isOfRule = (store: OrderStore, { id }: Pick<OrderRow, 'id'>): boolean => store.has(`SELECT 1 FROM orders WHERE id = ? AND ${ofRule}`, id)

/** Requests that rules have spent today, possible ones included; after the clock was set back, also those of the days to come. */
export const requestsOfRules = (store: OrderStore, pointOfSale: string): number =>
  store.number('SELECT sum(total) AS n FROM automatic_count WHERE point_of_sale = ? AND day >= ?', pointOfSale, store.today()) ?? 0

/** @returns milliseconds that an order still rests after the answer to its last POST; 0 when it may go */
export function restOf(store: OrderStore, { id, posts }: Pick<OrderRow, 'id' | 'posts'>, now: number): number {
  if (posts === 0) return 0
  const answered = store.number("SELECT max(at) AS at FROM transition WHERE order_id = ? AND from_state = 'on_wire'", id) ?? 0
  const until = answered + restAfterAnswer
  return isDue(until, now, restAfterAnswer) ? 0 : until - now
}
