/** One reader of tables for field, clipboard, drop and command line. */
import { createHash } from 'node:crypto'
import { folded } from './headings.ts'
import { looksLikeTable } from './table-look.ts'
import { maxFileBytes, mostRows, type Table } from '#contract/model/table.ts'
import { arrange } from './arrange.ts'
import { decodeText } from './decode.ts'
import { readDelimited } from './delimited.ts'
import { kindOf, TableError } from './file-kind.ts'
import { htmlRows, isHtml } from './html.ts'
import { isSpreadsheetXml, readSpreadsheetXml } from './spreadsheet-xml.ts'
import { readWorkbook, type SheetRows } from './workbook.ts'

/**
 * Reads a file: .xlsx, .xls, .ods, .csv, .txt, or a page that was named .xls. Its name is not asked, names lie.
 * @throws TableError
 */
export async function readTableFile(bytes: Uint8Array): Promise<Table> {
  if (bytes.length > maxFileBytes) throw new TableError('too-big')
  const kind = kindOf(bytes)
  if (kind === 'other') throw new TableError('not-a-table')
  if (kind === 'text') {
    const text = decodeText(bytes)
    if (text === null || isJson(text) || isDocument(text)) throw new TableError('not-a-table')
    return isSpreadsheetXml(text) ? tableOf(readSpreadsheetXml(text)) : readTableText(text)
  }
  return tableOf(await readWorkbook(bytes, kind))
}

function tableOf({ sheets, hidesZeros }: { sheets: Omit<SheetRows, 'numbers'>[]; hidesZeros: boolean }): Table {
  const tables = sheets.flatMap(({ name, rows, hiddenRows }) => {
    const table = arrange(rows, name)
    return table ? [{ ...table, ...(hiddenRows > 0 && { hiddenRows }) }] : []
  })
  // The sheet with the references, wherever it is among the others.
  const table = tables.find(({ clear, headed }) => headed && clear !== null) ?? tables[0]
  if (!table) throw new TableError('empty')
  return { ...table, ...(tables.length === 1 && { sheet: null }), ...(hidesZeros && { hidesZeros: true as const }) }
}

/**
 * Reads what was pasted, or a text file.
 * @throws TableError
 */
export function readTableText(text: string): Table {
  const html = isHtml(text)
  const list = !html && !looksLikeTable(text)
  const rows = html ? htmlRows(text) : list || isOneRowOfNumbers(text) ? listRows(text) : readDelimited(text)
  if (rows.length > mostRows) throw new TableError('too-many-rows')
  const table = arrange(rows, null)
  if (!table) throw new TableError('empty')
  return { ...table, list }
}

/** An answer or an export of a program: its braces are no cells. */
function isJson(text: string): boolean {
  if (!/^[\s\uFEFF]*[[{]/u.test(text)) return false
  const [first = ''] = text.trim().split(/[\r\n]/u, 1)
  return isParsed(text) || (first.startsWith('{') && isParsed(first))
}

function isParsed(json: string): boolean {
  try {
    JSON.parse(json.replace(/^\uFEFF/u, ''))
    return true
  } catch {
    return false
  }
}

/** A mail, a page saved with its pictures, XML of a program: its lines are no rows. */
const isDocument = (text: string): boolean =>
  /^[\s\uFEFF]*(?:MIME-Version:|Content-Type: |Received: |Return-Path: )/iu.test(text) ||
  (/^[\s\uFEFF]*<\?xml/iu.test(text) && !isHtml(text) && !isSpreadsheetXml(text))

/** 12345,00;12346,00: no columns, but a row of cells that a spreadsheet has written with decimals. */
const isOneRowOfNumbers = (text: string): boolean => /^\d+,0+(?:[\s;,]+\d+,0+)*$/u.test(text.trim())

/** What is no table is one column, however it was cut. */
const listRows = (text: string): string[][] => text.split(/[\r\n\t;\u2028\u2029]/u).map((line) => [line])

/** @returns the same for every table with the same columns: sixteen hexadecimal digits */
export const keyOf = ({ columns, headed }: Pick<Table, 'columns' | 'headed'>): string =>
  createHash('sha256')
    .update(JSON.stringify([headed, columns.map(({ name }) => folded(name))]))
    .digest('hex')
    .slice(0, 16)
