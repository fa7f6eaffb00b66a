import { useEffect, useState } from 'react'
import type { InboxRow } from '#contract/model/inbox.ts'
import type { Order } from '#contract/model/order.ts'
import type { Failure } from '#contract/result.ts'
import { call } from '../../api.ts'
import { HandOverDialog } from './hand-over-dialog.tsx'
import { lineOfOrder, targetOf, type Listed } from './lines.ts'

/** What of a batch is to be corrected, with what is kept of each as a comprobante in error. */
export function HandOverBatch({ orders, onClose }: { orders: readonly Order[]; onClose: () => void }) {
  const [listed, setListed] = useState<Listed[] | null>(null)
  const [refused, setRefused] = useState<Failure | null>(null)
  useEffect(() => {
    let gone = false
    const read = async () => {
      const failed = orders.filter((order) => lineOfOrder(order, undefined) !== null)
      const rows = failed.length === 0 ? null : await call('inboxRows', { targets: failed.map(targetOf) })
      if (gone) return
      if (rows && !rows.ok) return setRefused(rows.error)
      const known = new Map<string, InboxRow>((rows?.value ?? []).map((row) => [keyOf(row), row]))
      setListed(failed.flatMap((order) => lineOfOrder(order, known.get(keyOf(order))) ?? []))
    }
    void read()
    return () => {
      gone = true
    }
    // oxlint-disable-next-line react/exhaustive-deps -- as they stood when it was asked for
  }, [])
  return <HandOverDialog listed={listed} refused={refused} onClose={onClose} />
}

const keyOf = ({ pointOfSaleId, external_reference }: Pick<Order, 'pointOfSaleId' | 'external_reference'>): string => `${pointOfSaleId}\n${external_reference}`
