import { targetKey } from '#contract/model/inbox.ts'
import { ok, type Result } from '#contract/result.ts'
import { call } from '../../api.ts'
import { HandOverDialog } from '../../features/hand-over/hand-over-dialog.tsx'
import { lineOfRow, targetOf, type Listed } from '../../features/hand-over/lines.ts'
import type { Judged, ListedRow } from '../../store/inbox/listed-row.ts'
import { getState } from '../../store/store.ts'

/** What of the list is to be corrected, once it is known why each failed. */
export function HandOverRows({ rows, onClose }: { rows: readonly ListedRow[]; onClose: () => void }) {
  return <HandOverDialog read={() => handOverOf(rows)} onClose={onClose} />
}

/** @returns rows as they are handed over to whoever corrects them, judged as before paying: what the list shows of it may be old, or not there yet */
async function handOverOf(rows: readonly ListedRow[]): Promise<Result<Listed[]>> {
  const targets = [...new Map(rows.flatMap(({ row, target }) => (target === null ? [] : [[target, targetOf(row)]]))).values()]
  const judged = new Map<string, Judged>()
  if (targets.length > 0) {
    const weighed = await call('triageInbox', { targets })
    if (!weighed.ok) return weighed
    for (const { targets: of, ...cause } of weighed.value.causes) for (const target of of) judged.set(targetKey(target), cause)
  }
  const names = new Map(getState().pointsOfSale.map(({ id, name }) => [id, name]))
  return ok(rows.flatMap(({ row }) => lineOfRow(row, judged.get(targetKey(row)) ?? null, (id) => names.get(id) ?? '') ?? []))
}
