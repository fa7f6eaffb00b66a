import type { InboxRow } from '#contract/model/inbox.ts'
import { call, on } from '../../api.ts'
import { useLive } from '../../store/use-live.ts'

/** @returns what is kept of a comprobante that is in error, kept up to date; null: it is not, as far as is known */
export function useInboxRow(pointOfSaleId: string, external_reference: string): InboxRow | null {
  const isMeant = (row: InboxRow) => row.external_reference === external_reference && row.pointOfSaleId === pointOfSaleId
  const { value: rows } = useLive(
    `${pointOfSaleId} ${external_reference}`,
    () => call('inboxRows', { targets: [{ pointOfSaleId, external_reference }] }),
    (again) => on('inboxChanged', (change) => change.rows.concat(change.gone).some(isMeant) && again()),
  )
  return rows?.find(({ goneAt }) => goneAt === null) ?? null
}
