import { EncryptedFileError, formatValue, type Cell, type CellValue, type Sheet, type Workbook } from 'hucre'
import { readOds } from 'hucre/ods'
import { readXls, readXlsx } from 'hucre/xlsx'
import { mostRows } from '#contract/model/table.ts'
import { TableError } from './file-kind.ts'
import { hidesZeros } from './lost-zeros.ts'
import { refuseBomb } from './zip-size.ts'

/** Numbers keep fifteen digits in a spreadsheet; the others are lost. */
const exactDigits = 15

export interface SheetRows {
  name: string
  rows: string[][]
  /** Of each row its number in the sheet, from 1. */
  numbers: number[]
  /** Rows that are filtered away or hidden, and not in `rows`. */
  hiddenRows: number
}

/**
 * Reads .xlsx, .ods and the .xls of Excel 97 to 2003.
 * @returns the sheets that are not hidden, each cell as the person knows it, and whether zeros in front of a number may be missing
 * @throws TableError
 */
export async function readWorkbook(bytes: Uint8Array, kind: 'zip' | 'ole'): Promise<{ sheets: SheetRows[]; hidesZeros: boolean }> {
  const workbook = await parsed(bytes, kind)
  const sheets = workbook.sheets.filter((sheet) => !sheet.hidden && !sheet.veryHidden).map((sheet) => ({ name: sheet.name, ...rowsOf(sheet) }))
  return { sheets, hidesZeros: workbook.hidesZeros }
}

async function parsed(bytes: Uint8Array, kind: 'zip' | 'ole'): Promise<Pick<Workbook, 'sheets'> & { hidesZeros: boolean }> {
  const options = { readStyles: true, maxRows: mostRows + 1 }
  try {
    if (kind === 'ole') return { ...(await readXls(bytes, options)), hidesZeros: hidesZeros(bytes, kind) }
    const names = refuseBomb(bytes)
    if (names.includes('xl/workbook.xml')) return { ...(await readXlsx(bytes, options)), hidesZeros: false }
    if (names.includes('content.xml')) return { ...(await readOds(bytes, options)), hidesZeros: hidesZeros(bytes, kind) }
  } catch (error) {
    if (error instanceof TableError) throw error
    throw new TableError(error instanceof EncryptedFileError || isEncrypted(bytes) ? 'locked' : 'damaged')
  }
  throw new TableError('not-a-table')
}

/** What Office protects has the outside of an old .xls, and this part inside ([MS-OFFCRYPTO] 2.3.4.4). */
const isEncrypted = (bytes: Uint8Array): boolean =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(Buffer.from('EncryptedPackage', 'utf16le'))

function rowsOf(sheet: Sheet): Omit<SheetRows, 'name'> {
  if (sheet.rows.length > mostRows) throw new TableError('too-many-rows')
  const isHidden = (at: number) => sheet.rowDefs?.get(at)?.hidden === true
  const shown = [...sheet.rows.keys()].filter((at) => !isHidden(at))
  const rows = shown.map((at) => Array.from(sheet.rows[at] ?? [], (value, column) => textOf(value, sheet.cells?.get(`${at},${column}`))))
  const hiddenRows = sheet.rows.filter((row, at) => isHidden(at) && row?.some((value) => value !== null && value !== '')).length
  return { rows, numbers: shown.map((at) => at + 1), hiddenRows }
}

const twoDigits = (n: number): string => String(n).padStart(2, '0')

function textOf(value: CellValue, cell: Cell | undefined): string {
  // A program wrote the formula and nobody worked it out: what it stands for is not in the file.
  if (value === null || value === undefined) return cell?.formula ? '#VALOR!' : ''
  if (typeof value === 'string') return value
  if (typeof value === 'boolean') return value ? 'VERDADERO' : 'FALSO'
  if (value instanceof Date) return `${twoDigits(value.getUTCDate())}/${twoDigits(value.getUTCMonth() + 1)}/${value.getUTCFullYear()}`
  if (typeof value === 'number') return numberText(value, cell?.style?.numFmt ?? '')
  return String(value)
}

/** Zeros in front, and dashes between digits, may exist only in how the cell is shown. @returns the number as the person knows it */
export function numberText(value: number, format: string): string {
  // What a spreadsheet does not show is none of it.
  const shown = Number(value.toPrecision(exactDigits))
  if (!Number.isInteger(shown)) return fractionText(shown)
  if (Math.abs(shown) >= 10 ** exactDigits) return scientificText(shown, exactDigits - 1)
  return fillsZeros(format) ? formatValue(shown, maskOf(format)) : String(shown)
}

/** @param format of numbers, as a spreadsheet writes it @returns whether it fills them up with zeros, and does nothing else to them */
export const fillsZeros = (format: string): boolean => /^(?:0|-|"[^";]*"|\\.)*$/u.test(maskOf(format)) && maskOf(format).includes('00')

/** Two decimals at most: what stands behind a comma must not pass for a second reference, nor for none. */
function fractionText(value: number): string {
  const text = String(value)
  if (/^-?\d+\.\d{1,2}$/u.test(text)) return text.replace('.', ',')
  const rounded = value.toFixed(2)
  return rounded.endsWith('.00') ? scientificText(value) : rounded.replace('.', ',')
}

const scientificText = (value: number, digits?: number): string => value.toExponential(digits).replace('.', ',').replace('e', 'E')

/** The part of a format that positive numbers have, without colours, conditions, gaps and fillings. */
const maskOf = (format: string): string =>
  (/^(?:"[^"]*"|\\.|[^;"\\])*/u.exec(format)?.[0] ?? '')
    .replace(/\[[^\]]*\]/gu, '')
    .replace(/[_*]./gu, '')
    .trim()
