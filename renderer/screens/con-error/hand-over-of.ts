import { lineOfRow, type Listed } from '../../features/hand-over/lines.ts'
import { inboxView } from '../../store/inbox/inbox.ts'
import type { ListedRow } from '../../store/inbox/rows.ts'
import { getState } from '../../store/store.ts'

/** @returns rows as they are handed over to whoever corrects them */
export function handOverOf(rows: readonly ListedRow[]): Listed[] {
  const names = new Map(getState().pointsOfSale.map(({ id, name }) => [id, name]))
  return rows.flatMap(({ row, target }) => lineOfRow(row, inboxView.rows.judged(target), (id) => names.get(id) ?? '') ?? [])
}
