/** Before anything is paid: orders about which the free query does not clearly say whether they are in error. */
import { liveStates } from '#contract/model/order.ts'
import type { Outcome } from '../../guidance/outcome.ts'
import { folded } from './spelling.ts'
import type { FoundComprobante } from '../../tusfacturas/api.ts'
import { doubtPauses } from '../../lib/waits.ts'
import { anyOf, type OrderRow, type OrderStore, type Patch } from '../orders/store.ts'

/** How much of what TusFacturasAPP says of a comprobante is told, in characters. */
const longestStatus = 120

/**
 * What the person is told when it stays unclear.
 * @param comprobante whose status is not known; null when the answers did not fit what was asked
 * @param rival another live order is for the same comprobante
 */
function reasonOf(row: OrderRow, comprobante: FoundComprobante | null, rival: boolean): Outcome {
  const spent = { used: row.used, possible: row.possible }
  const base = { type: 'state', state: 'needs_decision', holdReason: null, spent } as const
  if (rival) return { ...base, note: 'rival' }
  if (!comprobante) return { ...base, note: 'answers-unclear' }
  return { ...base, note: 'status-unknown', said: comprobante.statusText.slice(0, longestStatus) }
}

/**
 * Has an order that is not clear asked about again, or the person decide when that was done often enough. To be called inside a
 * transaction, with an order in `preflight`.
 * @returns how long its lane waits before it asks again, milliseconds
 */
export function doubt(store: OrderStore, row: OrderRow, patch: Patch, comprobante: FoundComprobante | null, rival = false): number {
  const pause = doubtPauses[row.checks]
  if (pause === undefined) {
    store.change(row, 'needs_decision', 'not-clear', 'program', { ...patch, checks: 0, outcome: JSON.stringify(reasonOf(row, comprobante, rival)) })
    return 0
  }
  const noted = { ...patch, checks: row.checks + 1 }
  if (!rival) {
    store.note(row.id, noted)
    return pause
  }
  // Another order that waits for the same comprobante goes first; what becomes of it settles this one.
  store.change(row, 'queued', 'put-back', 'program', noted)
  return row.checks === 0 ? 0 : pause
}

/** The person was told that it is not clear and wants it sent all the same: that holds for its first POST. */
export function insists(store: OrderStore, row: OrderRow): boolean {
  if (row.posts > 0) return false
  const last = store
    .prepare("SELECT cause FROM transition WHERE order_id = ? AND cause IN ('not-clear', 'decided-resend') ORDER BY id DESC LIMIT 1")
    .get(row.id)
  return last?.['cause'] === 'decided-resend'
}

/**
 * Whether other live orders of a lane are for the comprobante that an order was found as under another spelling. An API that
 * does not tell the two spellings apart would resend one comprobante for both.
 * @returns a lookup; it reads the lane's orders once, when first asked
 */
export function rivalsIn(store: OrderStore, pointOfSale: string): (row: OrderRow, comprobante: FoundComprobante) => boolean {
  let live: Map<string, number> | null = null
  return (row, comprobante) => {
    if (comprobante.external_reference === row.external_reference) return false
    live ??= countSpellings(store, pointOfSale)
    return (live.get(folded(comprobante.external_reference)) ?? 0) > 1
  }
}

function countSpellings(store: OrderStore, pointOfSale: string): Map<string, number> {
  const counts = new Map<string, number>()
  for (const row of store.prepare(`SELECT external_reference FROM orders WHERE point_of_sale = ? AND ${anyOf(liveStates)}`).iterate(pointOfSale)) {
    const spelling = folded(String(row['external_reference']))
    counts.set(spelling, (counts.get(spelling) ?? 0) + 1)
  }
  return counts
}
