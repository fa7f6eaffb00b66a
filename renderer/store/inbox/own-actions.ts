import { taskFacts, type Task } from '#contract/model/task.ts'
import type { InboxRows } from './rows.ts'

/**
 * What the person had done to a comprobante shows in its row at once, without another reading.
 * @returns whether a row changed
 */
export function showTask(rows: InboxRows, { pointOfSaleId, external_reference, method, state, fecha, deletion }: Task): boolean {
  if (external_reference === null || fecha === null || !taskFacts[state].achieved) return false
  const target = { pointOfSaleId, external_reference }
  if (rows.idOf(target) === null) return false
  if (method === 'cambiar_fecha_encolado') rows.replace(target, (row) => (row.fecha === fecha ? row : { ...row, fecha }))
  if (method === 'eliminar_encolado') {
    // Of several with one reference and date some may have stayed; what the free query showed afterwards says which.
    const left = state === 'done' ? [] : [...(deletion?.remaining ?? rows.of(target).map(({ row }) => row))]
    rows.replace(target, (row) => {
      if (row.fecha !== fecha) return row
      const at = left.findIndex((item) => item.tipo === row.tipo && item.total === row.total)
      if (at === -1) return null
      left.splice(at, 1)
      return row
    })
  }
  return true
}
