/** One comprobante of the list: what it is found and sorted by, said once when it comes. */
import { readFecha } from '#contract/argentina.ts'
import type { InboxRow, TriageCause } from '#contract/model/inbox.ts'
import { fold } from '#contract/words.ts'
import type { SortColumn } from './filters.ts'

/** A row as the page keeps it. */
export interface ListedRow {
  row: InboxRow
  /** What an order would be placed for; the same for rows that share a reference; null when it cannot be sent. */
  target: number | null
  /** Under which it is kept. */
  id: number
  /** Days since 1970-01-01. */
  day: number
  /** Without case and accents. */
  client: string
  kind: string
  text: string
}

/** What is known of why a comprobante failed, and whether resending helps. */
export type Judged = Pick<TriageCause, 'group' | 'reason'>

/** @param target null when it cannot be sent */
export function listedRow(row: InboxRow, target: number | null): ListedRow {
  const client = fold(row.razon_social)
  const kind = `${fold(row.tipo)} ${String(row.punto_venta).padStart(5, '0')}-${String(row.numero).padStart(8, '0')}`
  return {
    row,
    id: row.id,
    target,
    day: readFecha(row.fecha) ?? 0,
    client,
    kind,
    text: `${row.external_reference.toLowerCase()} ${client} ${row.documento_nro} ${kind} ${row.fecha} ${row.total ?? ''} ${fold(row.statusText)} ${fold(row.note)}`,
  }
}

export type Key = (listed: ListedRow) => string | number
export const keys: Record<Exclude<SortColumn, 'reason'>, Key> = {
  fecha: ({ day }) => day,
  tipo: ({ kind }) => kind,
  cliente: ({ client }) => client,
  total: ({ row }) => row.total ?? -Infinity,
  reference: ({ row }) => row.external_reference,
}

/** Two sorted lists as one; a portion joins thirty thousand rows without sorting them all again. */
export function merge(a: ListedRow[], b: ListedRow[], compare: (a: ListedRow, b: ListedRow) => number): ListedRow[] {
  const merged: ListedRow[] = []
  let [i, j] = [0, 0]
  while (i < a.length || j < b.length) {
    const [left, right] = [a[i], b[j]]
    if (left && (!right || compare(left, right) <= 0)) {
      merged.push(left)
      i++
    } else if (right) {
      merged.push(right)
      j++
    }
  }
  return merged
}
