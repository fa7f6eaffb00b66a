import { useEffect, useState } from 'react'
import type { Failure } from '#contract/result.ts'
import { HandOverDialog } from '../../features/hand-over/hand-over-dialog.tsx'
import type { Listed } from '../../features/hand-over/lines.ts'
import type { ListedRow } from '../../store/inbox/rows.ts'
import { handOverOf } from './hand-over-of.ts'

/** What of the list is to be corrected, once it is known why each failed. */
export function HandOverRows({ rows, onClose }: { rows: readonly ListedRow[]; onClose: () => void }) {
  const [listed, setListed] = useState<Listed[] | null>(null)
  const [refused, setRefused] = useState<Failure | null>(null)
  useEffect(() => {
    let gone = false
    void handOverOf(rows).then((found) => {
      if (gone) return
      if (found.ok) setListed(found.value)
      else setRefused(found.error)
    })
    return () => {
      gone = true
    }
    // oxlint-disable-next-line react/exhaustive-deps -- as they stood when it was asked for
  }, [])
  return <HandOverDialog listed={listed} refused={refused} onClose={onClose} />
}
