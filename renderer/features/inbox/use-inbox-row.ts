import { useEffect, useState } from 'react'
import type { InboxRow } from '#contract/model/inbox.ts'
import { call, on } from '../../api.ts'

/** @returns what is kept of a comprobante that is in error, kept up to date; null: it is not, as far as is known */
export function useInboxRow(pointOfSaleId: string, external_reference: string): InboxRow | null {
  const [row, setRow] = useState<InboxRow | null>(null)
  useEffect(() => {
    let gone = false
    const read = async () => {
      const rows = await call('inboxRows', { targets: [{ pointOfSaleId, external_reference }] })
      if (!gone && rows.ok) setRow(rows.value.find(({ goneAt }) => goneAt === null) ?? null)
    }
    void read()
    const isMeant = (changed: InboxRow) => changed.external_reference === external_reference && changed.pointOfSaleId === pointOfSaleId
    const stop = on('inboxChanged', (change) => {
      if (change.rows.some(isMeant) || change.gone.some(isMeant)) void read()
    })
    return () => {
      gone = true
      stop()
    }
  }, [pointOfSaleId, external_reference])
  return row
}
