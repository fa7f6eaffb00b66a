/** What became of the references that were placed together: how many are where, and which share a cause. */
import type { Explanation } from './explanation.ts'
import { orderStates, stateFacts, type Batch, type Order, type OrderState, type ToldKind } from './order.ts'

export interface BatchPage {
  batch: Batch
  /** As they stand now, in the order in which they were placed. */
  orders: Order[]
}

/** Where a reference of a batch can be, in the order in which they are told. Each state belongs to one of them, so that the sums agree. */
export const shares = ['issued', 'queued', 'failed', 'notFound', 'toDecide', 'held', 'doubt', 'moving', 'cancelled'] as const
export type Share = (typeof shares)[number]

const shareOfTold: Record<ToldKind, Share> = {
  issued: 'issued',
  failedAgain: 'failed',
  rejected: 'failed',
  notFound: 'notFound',
  toDecide: 'toDecide',
  inQueue: 'queued',
  noNews: 'queued',
  uncertain: 'doubt',
  held: 'held',
  waiting: 'moving',
}

export const shareOf = Object.fromEntries(
  orderStates.map((state) => {
    const { told, outcome } = stateFacts[state]
    return [state, outcome === 'cancelled' ? 'cancelled' : shareOfTold[told ?? 'waiting']]
  }),
) as Record<OrderState, Share>

export type Shares = Partial<Record<Share, number>>

/** @param states orders by state @returns how many are where; what nothing is in is absent */
export function sharesOf(states: Partial<Record<OrderState, number>>): Shares {
  const sums: Shares = {}
  for (const state of orderStates) {
    const n = states[state] ?? 0
    if (n > 0) sums[shareOf[state]] = (sums[shareOf[state]] ?? 0) + n
  }
  return sums
}

/** @returns the same, of orders one by one */
export function sharesIn(orders: readonly Order[]): Shares {
  const sums: Shares = {}
  for (const { state } of orders) sums[shareOf[state]] = (sums[shareOf[state]] ?? 0) + 1
  return sums
}

/** What a group of a batch asks of the person, the most pressing first. */
export const groupTiers = ['mend', 'decide', 'moving', 'nothing'] as const
export type GroupTier = (typeof groupTiers)[number]

/** References of a batch that share what is to be said of them and what can be done about it. */
export interface BatchGroup {
  key: string
  tier: GroupTier
  /** What is said of all of them; null of those that are under way or need nothing, whose sums say it. */
  cause: Explanation | null
  orders: Order[]
}

function tierOf({ state }: Order): GroupTier {
  const { stage, outcome } = stateFacts[state]
  if (outcome === 'failed' || outcome === 'missing') return 'mend'
  if (stage === 'decision' || stage === 'held') return 'decide'
  return stage === 'ended' ? 'nothing' : 'moving'
}

/**
 * Groups the references of a batch by what explains them: those that have to be mended first, the largest group of them first, and
 * those that need nothing last. Two orders share a group when the same title and code explain them in the same share.
 */
export function groupsOf(orders: readonly Order[]): BatchGroup[] {
  const groups = new Map<string, BatchGroup>()
  for (const order of orders) {
    const tier = tierOf(order)
    const own = tier === 'mend' || tier === 'decide'
    const { code, title } = order.explanation
    const key = own ? [tier, shareOf[order.state], code ?? '', title].join('|') : tier
    const group = groups.get(key)
    if (group) group.orders.push(order)
    else groups.set(key, { key, tier, cause: own ? order.explanation : null, orders: [order] })
  }
  const rank = ({ tier }: BatchGroup) => groupTiers.indexOf(tier)
  const share = ({ orders: [first] }: BatchGroup) => (first ? shares.indexOf(shareOf[first.state]) : 0)
  return [...groups.values()].toSorted((a, b) => rank(a) - rank(b) || share(a) - share(b) || b.orders.length - a.orders.length)
}
