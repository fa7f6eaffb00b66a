/** A table of points of sale: which column is what, and what each row says. */
import { neededFields, pointOfSaleFields, type PointOfSaleField } from '#contract/model/points-of-sale-import.ts'
import { maxFileBytes, mostRows } from '#contract/model/table.ts'
import { cleanCell } from './arrange.ts'
import { decodeText } from './decode.ts'
import { readNumbered } from './delimited.ts'
import { kindOf, TableError } from './file-kind.ts'
import { folded } from './headings.ts'
import { readWorkbook } from './workbook.ts'

export interface PointsOfSaleTable {
  /** The name of its sheet, where there are several. */
  sheet: string | null
  hiddenRows: number
  /** None of them is here: the columns of the file could not be told apart. */
  missing: PointOfSaleField[]
  /** Columns that are there by their names; of a file without headings none. */
  headings: string[]
  /** Which of the fields have a column. */
  found: PointOfSaleField[]
  /** Each with its number in the file, from 1. */
  rows: { row: number; cells: Record<PointOfSaleField, string> }[]
}

/** Titles that may stand above the heading. */
const highestTitle = 25

/** In this order: `nombre de la empresa` is the company, and `user token` no API token. */
const names: [field: PointOfSaleField, name: RegExp][] = [
  ['usertoken', /^(?:tusfacturas )?(?:user ?token|token (?:de )?(?:l )?usuario|usuario token|token user)$/u],
  ['apitoken', /^(?:tusfacturas )?(?:api ?token|token (?:de )?(?:la )?api|token)$/u],
  ['apikey', /^(?:tusfacturas )?(?:api ?key|clave (?:de )?(?:la )?api|api clave|key|llave)$/u],
  ['cuit', /^(?:(?:nro|numero|n) (?:de )?)?(?:cuit|cuil|cuit cuil)(?: (?:de )?(?:la )?(?:empresa|emisor|cliente))?(?: (?:nro|numero))?$/u],
  ['empresa', /^(?:(?:nombre|razon social) (?:de )?(?:la |el |del )?)?(?:empresa|razon social|compania|cliente|contribuyente|company|emisor)$/u],
  [
    'nombre',
    /^(?:nombre|name|denominacion|descripcion|alias|(?:nombre )?(?:de(?:l)? )?(?:punto|pto|p) ?(?:de )?(?:venta|vta)s?|(?:nombre )?pdv|sucursal|local)$/u,
  ],
]

/** @returns what a column of that name is; null: nothing that is looked for */
export function pointOfSaleFieldOf(heading: string): PointOfSaleField | null {
  const words = folded(heading.replaceAll('_', ' '))
  return names.find(([, name]) => name.test(words))?.[0] ?? null
}

/**
 * Reads .xlsx, .xls, .ods, .csv or .txt.
 * @returns the sheet with the points of sale
 * @throws TableError
 */
export async function readPointsOfSaleTable(bytes: Uint8Array): Promise<PointsOfSaleTable> {
  if (bytes.length > maxFileBytes) throw new TableError('too-big')
  const kind = kindOf(bytes)
  if (kind === 'other') throw new TableError('not-a-table')
  if (kind === 'text') {
    const text = decodeText(bytes)
    if (text === null) throw new TableError('not-a-table')
    const { rows, numbers } = readNumbered(text)
    if (rows.length > mostRows) throw new TableError('too-many-rows')
    return bestOf([{ name: null, rows, numbers, hiddenRows: 0 }])
  }
  const { sheets } = await readWorkbook(bytes, kind)
  return bestOf(sheets.map((sheet) => ({ ...sheet, name: sheets.length > 1 ? sheet.name : null })))
}

interface Sheet {
  name: string | null
  rows: string[][]
  numbers: number[]
  hiddenRows: number
}

function bestOf(sheets: Sheet[]): PointsOfSaleTable {
  const tables = sheets.flatMap((sheet) => tableOf(sheet) ?? [])
  const [best] = tables.toSorted((a, b) => a.missing.length - b.missing.length)
  if (!best) throw new TableError('empty')
  return best
}

function tableOf({ name, rows, numbers, hiddenRows }: Sheet): PointsOfSaleTable | null {
  const grid = rows.map((row) => row.map(cleanCell))
  if (!grid.some(isFilled)) return null
  const { at, columns } = headingIn(grid)
  const found = pointOfSaleFields.filter((field) => columns.has(field))
  const missing = neededFields.filter((field) => !columns.has(field))
  const cellsOf = (row: string[]) =>
    Object.fromEntries(pointOfSaleFields.map((field) => [field, row[columns.get(field) ?? -1] ?? ''])) as Record<PointOfSaleField, string>
  const body = grid.slice(at + 1).map((row, index) => ({ row: numbers[at + index + 1] ?? 0, cells: cellsOf(row) }))
  return {
    sheet: name,
    hiddenRows,
    missing,
    headings: (grid[at] ?? grid.find(isFilled) ?? []).filter(isTellable),
    found,
    rows: body.filter(({ cells }) => Object.values(cells).some((cell) => cell !== '')),
  }
}

const isFilled = (row: string[]): boolean => row.some((cell) => cell !== '')
/** Words alone: a key has digits, and in a file without a heading its first row would give them away. */
const isTellable = (cell: string): boolean => cell !== '' && cell.length <= 40 && !/\d/u.test(cell) && !/\S{25}/u.test(cell)

/** @returns the row in which most of the fields have their names; -1 when in none is more than one */
function headingIn(grid: string[][]): { at: number; columns: Map<PointOfSaleField, number> } {
  let best = { at: -1, columns: new Map<PointOfSaleField, number>() }
  for (const [at, row] of grid.slice(0, highestTitle).entries()) {
    const columns = new Map<PointOfSaleField, number>()
    for (const [column, cell] of row.entries()) {
      const field = pointOfSaleFieldOf(cell)
      if (field && !columns.has(field)) columns.set(field, column)
    }
    if (columns.size > Math.max(1, best.columns.size)) best = { at, columns }
  }
  return best
}
