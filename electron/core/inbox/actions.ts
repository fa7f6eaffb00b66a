import { readFecha } from '#contract/argentina.ts'
import type { Became } from '#contract/model/inbox.ts'
import type { OutboxChange } from '../outbox/base/ports.ts'
import type { KeptRow } from './kept-row.ts'
import type { KeptRows } from './kept-rows.ts'

/** What an order or a task of ours did to a comprobante that may be kept as in error. */
export type InboxAction = { pointOfSaleId: string; external_reference: string; /** When that was known. */ at: number } & (
  | { type: 'leaves'; became: Became; /** dd/mm/aaaa; null: not known. */ fecha: string | null; /** All that share the reference, or the one. */ all: boolean }
  | { type: 'comes-back' }
  | { type: 'redated'; fecha: string }
)

/** The part of a change of the outbox that concerns comprobantes in error. An order that is only on its way changes nothing. */
export function actionsOf(change: OutboxChange): InboxAction[] {
  if (change.type === 'orders')
    return change.orders.flatMap(({ pointOfSaleId, external_reference, state, comprobante, updatedAt: at }): InboxAction[] => {
      const about = { pointOfSaleId, external_reference, at }
      if (state === 'issued') return [{ ...about, type: 'leaves', became: 'issued', fecha: comprobante?.fecha ?? null, all: false }]
      if (state === 'not_found') return [{ ...about, type: 'leaves', became: 'not-found', fecha: null, all: true }]
      return state === 'failed_again' ? [{ ...about, type: 'comes-back' }] : []
    })
  if (change.type === 'tasks')
    return change.tasks.flatMap(({ pointOfSaleId, external_reference, state, method, fecha, updatedAt: at }): InboxAction[] => {
      if (state !== 'done' || external_reference === null || fecha === null) return []
      const about = { pointOfSaleId, external_reference, at }
      if (method === 'eliminar_encolado') return [{ ...about, type: 'leaves', became: 'deleted', fecha, all: true }]
      return method === 'cambiar_fecha_encolado' ? [{ ...about, type: 'redated', fecha }] : []
    })
  return []
}

/** To be called inside a commit. @returns the ids of the rows that changed */
export function applyActions(kept: KeptRows, actions: readonly InboxAction[], now: number): number[] {
  const rowsOf = kept.prepare(
    `SELECT inbox.*, read_at FROM inbox LEFT JOIN inbox_day USING (point_of_sale, day)
     WHERE external_reference = ? AND inbox.point_of_sale = ? ORDER BY gone_at DESC, inbox.id`,
  )
  const acted = kept.prepare('UPDATE inbox SET acted_at = ? WHERE id = ?')
  const back = kept.prepare('UPDATE inbox SET gone_at = NULL, became = NULL, seen = 1, snoozed_until = NULL WHERE id = ?')
  const redate = kept.prepare('UPDATE inbox SET day = ? WHERE id = ?')
  return actions.flatMap((action) => {
    const rows = rowsOf.all(action.external_reference, action.pointOfSaleId) as unknown as Row[]
    const changed = concerned(action, rows)
    for (const { id } of changed) {
      acted.run(now, id)
      if (action.type === 'leaves') kept.leave(id, action.became, now)
      else if (action.type === 'comes-back') back.run(id)
      else redate.run(readFecha(action.fecha), id)
    }
    return changed.map(({ id }) => id)
  })
}

type Row = KeptRow & { read_at: number | null }

/** What is told may be old: rows that were seen in error since then are not meant. Where it is not clear which row is meant, none is: the next reading tells. */
function concerned(action: InboxAction, rows: Row[]): Row[] {
  const inError = rows.filter(({ gone_at }) => gone_at === null)
  const older = inError.filter((row) => action.at >= (row.read_at ?? row.last_seen))
  const day = 'fecha' in action && action.fecha !== null ? readFecha(action.fecha) : null
  switch (action.type) {
    case 'comes-back':
      return inError.length > 0 ? [] : rows.slice(0, 1).filter(({ gone_at }) => action.at >= (gone_at ?? 0))
    case 'redated':
      return day !== null && inError.length === 1 ? older.filter((row) => row.day !== day) : []
    case 'leaves': {
      const meant = day === null ? inError : inError.filter((row) => row.day === day)
      return action.all || meant.length === 1 ? older.filter((row) => meant.includes(row)) : []
    }
  }
}
