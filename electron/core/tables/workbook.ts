import { EncryptedFileError, formatValue, type Cell, type CellValue, type Sheet, type Workbook } from 'hucre'
import { readOds } from 'hucre/ods'
import { readXls, readXlsx } from 'hucre/xlsx'
import { mostRows } from '#contract/model/table.ts'
import { TableError } from './file-kind.ts'
import { refuseBomb } from './zip-size.ts'

/** Numbers keep fifteen digits in a spreadsheet; the others are lost. */
const exactDigits = 15

export interface SheetRows {
  name: string
  rows: string[][]
}

/**
 * Reads .xlsx, .ods and the .xls of Excel 97 to 2003.
 * @returns the sheets that are not hidden, each cell as the person knows it
 * @throws TableError
 */
export async function readWorkbook(bytes: Uint8Array, kind: 'zip' | 'ole'): Promise<SheetRows[]> {
  const workbook = await parsed(bytes, kind)
  return workbook.sheets.filter((sheet) => !sheet.hidden && !sheet.veryHidden).map((sheet) => ({ name: sheet.name, rows: rowsOf(sheet) }))
}

async function parsed(bytes: Uint8Array, kind: 'zip' | 'ole'): Promise<Workbook> {
  const options = { readStyles: true, maxRows: mostRows + 1 }
  try {
    if (kind === 'ole') return await readXls(bytes, options)
    const names = refuseBomb(bytes)
    if (names.includes('xl/workbook.xml')) return await readXlsx(bytes, options)
    if (names.includes('content.xml')) return await readOds(bytes, options)
  } catch (error) {
    if (error instanceof TableError) throw error
    throw new TableError(error instanceof EncryptedFileError || isEncrypted(bytes) ? 'locked' : 'damaged')
  }
  throw new TableError('not-a-table')
}

/** What Office protects has the outside of an old .xls, and this part inside ([MS-OFFCRYPTO] 2.3.4.4). */
const isEncrypted = (bytes: Uint8Array): boolean =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(Buffer.from('EncryptedPackage', 'utf16le'))

function rowsOf(sheet: Sheet): string[][] {
  if (sheet.rows.length > mostRows) throw new TableError('too-many-rows')
  return sheet.rows.map((row, at) => (row ?? []).map((value, column) => textOf(value, sheet.cells?.get(`${at},${column}`))))
}

const twoDigits = (n: number): string => String(n).padStart(2, '0')

function textOf(value: CellValue, cell: Cell | undefined): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'string') return value
  if (typeof value === 'boolean') return value ? 'VERDADERO' : 'FALSO'
  if (value instanceof Date) return `${twoDigits(value.getUTCDate())}/${twoDigits(value.getUTCMonth() + 1)}/${value.getUTCFullYear()}`
  if (typeof value === 'number') return numberText(value, cell?.style?.numFmt ?? '')
  return String(value)
}

/** Zeros in front, and dashes between digits, may exist only in how the cell is shown. */
function numberText(value: number, format: string): string {
  if (!Number.isInteger(value)) return String(value).replace('.', ',')
  if (Math.abs(value) >= 10 ** exactDigits)
    return value
      .toExponential(exactDigits - 1)
      .replace('.', ',')
      .replace('e', 'E')
  return /^(?:0|-|_|"[^";]*"|\\.)*$/u.test(format) && format.includes('00') ? formatValue(value, format) : String(value)
}
