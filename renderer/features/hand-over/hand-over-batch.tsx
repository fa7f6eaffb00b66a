import { targetKey, type InboxRow } from '#contract/model/inbox.ts'
import type { Order } from '#contract/model/order.ts'
import { ok, type Result } from '#contract/result.ts'
import { call } from '../../api.ts'
import { HandOverDialog } from './hand-over-dialog.tsx'
import { lineOfOrder, targetOf, type Listed } from './lines.ts'

/** What of a batch is to be corrected, with what is kept of each as a comprobante in error. */
export function HandOverBatch({ orders, onClose }: { orders: readonly Order[]; onClose: () => void }) {
  return <HandOverDialog read={() => listedOf(orders)} onClose={onClose} />
}

async function listedOf(orders: readonly Order[]): Promise<Result<Listed[]>> {
  const failed = orders.filter((order) => lineOfOrder(order, undefined) !== null)
  const rows = failed.length === 0 ? ok([]) : await call('inboxRows', { targets: failed.map(targetOf) })
  if (!rows.ok) return rows
  const known = new Map<string, InboxRow>(rows.value.map((row) => [targetKey(row), row]))
  return ok(failed.flatMap((order) => lineOfOrder(order, known.get(targetKey(order))) ?? []))
}
