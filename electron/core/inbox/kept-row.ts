import { fechaOf } from '#contract/argentina.ts'
import type { Became, InboxRow, ListedComprobante } from '#contract/model/inbox.ts'
import { pick } from '../lib/pick.ts'
import type { FoundComprobante } from '../tusfacturas/api.ts'

/** What the table calls as the API does. */
const sameNames = ['external_reference', 'tipo', 'punto_venta', 'numero', 'razon_social', 'documento_nro', 'total', 'moneda'] as const
type SameName = (typeof sameNames)[number]

/** A row of the table `inbox`; see storage/migrations.ts. */
export interface KeptRow extends Pick<ListedComprobante, SameName | 'status'> {
  id: number
  point_of_sale: string
  day: number
  status_text: string
  sharing: number
  first_seen: number
  last_seen: number
  seen: number
  note: string
  snoozed_until: number | null
  acted_at: number | null
  gone_at: number | null
  /** When it was seen to be out of error before it came back, and when back; null: it never was. */
  left_at: number | null
  back_at: number | null
  became: Became | null
}

/** What a reading says about a row that is in error. */
export type SeenColumns = Pick<KeptRow, SameName | 'status' | 'status_text' | 'sharing'>

export const seenColumns = (found: FoundComprobante, sharing: number): SeenColumns => ({
  ...pick(found, ...sameNames),
  status: found.status === 'error' ? 'error' : 'unknown',
  status_text: found.statusText,
  sharing,
})

const written = ['external_reference', 'statusText', 'tipo', 'razon_social', 'documento_nro', 'moneda'] as const

/** SQLite keeps no halves of characters: what is compared with what it kept must have none either. */
export function wellFormed(found: FoundComprobante): FoundComprobante {
  const kept = { ...found }
  for (const name of written) kept[name] = found[name].toWellFormed()
  return kept
}

/** Rows come day by day, thousands of each. */
const lastFecha = { day: 0, fecha: fechaOf(0) }
function fechaAt(day: number): string {
  if (lastFecha.day !== day) Object.assign(lastFecha, { day, fecha: fechaOf(day) })
  return lastFecha.fecha
}

/** What is shown of a row. */
export const shownColumns = [
  'id',
  'point_of_sale',
  'day',
  ...sameNames,
  'status',
  'status_text',
  'sharing',
  'seen',
  'note',
  'snoozed_until',
  'gone_at',
  'became',
] as const satisfies readonly (keyof KeptRow)[]
type ShownRow = Pick<KeptRow, (typeof shownColumns)[number]>

/**
 * @param values of `shownColumns`. As an array, since the objects that node:sqlite makes of rows are tables of their own of some 2 KB each: thirty
 * thousand of them make the memory of the process grow, and stay so
 */
export function presentValues(values: readonly unknown[]): InboxRow {
  const named = {} as Record<string, unknown>
  for (let index = 0; index < shownColumns.length; index++) named[shownColumns[index] ?? ''] = values[index]
  const row = named as unknown as ShownRow
  return {
    id: row.id,
    pointOfSaleId: row.point_of_sale,
    external_reference: row.external_reference,
    status: row.status,
    statusText: row.status_text,
    fecha: fechaAt(row.day),
    tipo: row.tipo,
    punto_venta: row.punto_venta,
    numero: row.numero,
    razon_social: row.razon_social,
    documento_nro: row.documento_nro,
    total: row.total,
    moneda: row.moneda,
    shared: row.sharing > 1,
    isNew: row.seen === 0 && row.gone_at === null,
    note: row.note,
    snoozedUntil: row.gone_at === null && row.snoozed_until !== 0 ? row.snoozed_until : null,
    goneAt: row.gone_at,
    became: row.became,
  }
}
