import { HandOverDialog } from '../../features/hand-over/hand-over-dialog.tsx'
import type { ListedRow } from '../../store/inbox/listed-row.ts'
import { handOverOf } from './hand-over-of.ts'

/** What of the list is to be corrected, once it is known why each failed. */
export function HandOverRows({ rows, onClose }: { rows: readonly ListedRow[]; onClose: () => void }) {
  return <HandOverDialog read={() => handOverOf(rows)} onClose={onClose} />
}
