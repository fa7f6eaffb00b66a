import type { ListedComprobante } from '#contract/model/inbox.ts'
import type { Explanation } from '#contract/model/explanation.ts'
import { listarTexts as texts } from '#contract/texts/inbox.ts'
import { vigilarTexts } from '#contract/texts/watch.ts'
import { jsonLine, printable } from './printable.ts'

/** A comprobante with what is known of it here. */
export interface Listed {
  row: ListedComprobante
  pointOfSale: string
  /** Name of the company that it belongs to; null where nobody said. */
  company: string | null
  /** Several comprobantes share the reference. */
  repeated: boolean
  reason: Explanation | null
  /** Its date has not come: it waits in the queue until then. */
  future: boolean
  /** This computer did not know that it is in error; `vigilar` alone says it. */
  isNew?: boolean
}

/** One line of JSON; names and their order are promised in the README. */
export const comprobanteAsJson = ({ row, pointOfSale, repeated, reason }: Listed): string =>
  jsonLine({
    referencia: row.external_reference,
    pdv: pointOfSale,
    fecha: row.fecha,
    tipo: row.tipo,
    cliente: row.razon_social,
    total: row.total,
    moneda: row.moneda,
    estado: row.statusText,
    repetida: repeated,
    ...(reason && { motivo: reason.title, convieneReenviar: reason.resendHelps }),
  })

/** One line of JSON of `vigilar`; names and their order are promised in the README. */
export const comprobanteOnWatch = ({ row, pointOfSale, company, isNew = false, reason }: Listed): string =>
  jsonLine({
    referencia: row.external_reference,
    pdv: pointOfSale,
    ...(company !== null && { empresa: company }),
    fecha: row.fecha,
    tipo: row.tipo,
    cliente: row.razon_social,
    total: row.total,
    estado: row.statusText,
    nuevo: isNew,
    ...(reason && { motivo: reason.title, convieneReenviar: reason.resendHelps }),
  })

const money = new Intl.NumberFormat('es-AR', { minimumFractionDigits: 2, maximumFractionDigits: 2 })

const columns: { name: keyof typeof texts.columns; of: (listed: Listed) => string }[] = [
  { name: 'fecha', of: ({ row, future }) => (future ? `${row.fecha} ${texts.future}` : row.fecha) },
  { name: 'tipo', of: ({ row }) => row.tipo },
  { name: 'referencia', of: ({ row }) => row.external_reference },
  { name: 'cliente', of: ({ row }) => row.razon_social },
  { name: 'total', of: ({ row }) => (row.total === null ? '' : money.format(row.total)) },
  { name: 'pdv', of: ({ pointOfSale }) => pointOfSale },
  {
    name: 'estado',
    of: ({ row, repeated, reason, isNew }) =>
      [reason?.title ?? row.statusText, ...(repeated ? [texts.repeated] : []), ...(isNew ? [vigilarTexts.isNew] : [])].join(' '),
  },
]

/** A table in columns as wide as what they hold. */
export function comprobantesAsText(listed: Listed[]): string {
  const lines = [columns.map(({ name }) => texts.columns[name]), ...listed.map((one) => columns.map(({ of }) => printable(of(one))))]
  const widths = columns.map((_, index) => Math.max(...lines.map((cells) => cells[index]?.length ?? 0)))
  return lines
    .map((cells) =>
      cells
        .map((cell, index) => cell.padEnd(widths[index] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}
