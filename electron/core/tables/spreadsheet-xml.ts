/** Excel's XML of 2003, which programs write and call .xls. Format: XML Spreadsheet Reference (Office XP). */
import { mostColumns, mostRows } from '#contract/model/table.ts'
import { TableError } from './file-kind.ts'
import { fillsZeros, numberText, type SheetRows } from './workbook.ts'
import { attributesOf, decoded, partsOf, withoutMarks, withoutPart, type Part } from './xml-parts.ts'

const namespace = 'urn:schemas-microsoft-com:office:spreadsheet'

export const isSpreadsheetXml = (text: string): boolean => /^[\s\uFEFF]*<(?:\?xml|(?:\w+:)?workbook)\b/iu.test(text) && text.slice(0, 2_000).includes(namespace)

/**
 * @returns the rows of the sheets that are not hidden, without those that are, and whether zeros in front of a number may be missing
 * @throws TableError when it breaks off or has too many rows
 */
export function readSpreadsheetXml(text: string): { sheets: Omit<SheetRows, 'numbers'>[]; hidesZeros: boolean } {
  const xml = withoutMarks(text)
  // A row that is missing would be missed by nobody.
  if (!/<\/(?:\w+:)?Workbook>$/u.test(xml.trimEnd())) throw new TableError('damaged')
  const sheets = partsOf(xml, 'Worksheet').filter(({ body }) => !hiddenSheet.test(body))
  return { sheets: sheets.map(sheetOf), hidesZeros: partsOf(xml, 'NumberFormat').some(({ head }) => fillsZeros(attributesOf(head).get('Format') ?? '')) }
}

const hiddenSheet = /<(?:\w+:)?Visible>\s*Sheet(?:Very)?Hidden\s*</u

function sheetOf({ head, body }: Part): Omit<SheetRows, 'numbers'> {
  const all = partsOf(body, 'Row')
  if (all.length > mostRows) throw new TableError('too-many-rows')
  const covered: Covered = new Map()
  let number = 0
  const rows = all.map((row) => {
    const attributes = attributesOf(row.head)
    number = Math.max(number + 1, countIn(attributes, 'Index'))
    const cells = cellsOf(row.body, number, covered)
    number += countIn(attributes, 'Span')
    return { cells, isHidden: attributes.get('Hidden') === '1' }
  })
  const shown = rows.filter(({ isHidden }) => !isHidden).map(({ cells }) => cells)
  return { name: attributesOf(head).get('Name') ?? '', rows: shown, hiddenRows: rows.length - shown.length }
}

/** Of each column the last row into which a cell above it reaches. */
type Covered = Map<number, number>

/** Cells may be left out: the next one then says where it stands. What a merged cell covers is left out and nobody says so. */
function cellsOf(row: string, number: number, covered: Covered): string[] {
  const cells: string[] = []
  for (const { head, body } of partsOf(row, 'Cell')) {
    const attributes = attributesOf(head)
    const index = Math.min(countIn(attributes, 'Index') - 1, mostColumns)
    while (cells.length < index) cells.push('')
    if (index < 0) while ((covered.get(cells.length) ?? 0) >= number) cells.push('')
    if (cells.length >= mostColumns) break
    const from = cells.length
    cells.push(textOf(attributes, body))
    const across = Math.min(countIn(attributes, 'MergeAcross'), mostColumns)
    for (let more = 0; more < across; more++) cells.push('')
    const down = countIn(attributes, 'MergeDown')
    if (down > 0) for (let column = from; column < cells.length; column++) covered.set(column, number + down)
  }
  return cells
}

const countIn = (attributes: ReadonlyMap<string, string>, name: string): number => Math.trunc(Number(attributes.get(name) ?? 0)) || 0

function textOf(cell: ReadonlyMap<string, string>, body: string): string {
  // What somebody noted beside a cell is data too, and none of the cell's.
  const [data] = partsOf(withoutPart(body, 'Comment'), 'Data')
  // A program wrote the formula and nobody worked it out.
  if (!data) return cell.has('Formula') ? '#VALOR!' : ''
  const text = decoded(data.body.replace(/<[^<>]*>/gu, ''))
  const type = attributesOf(data.head).get('Type')
  if (type === 'Boolean') return text.trim() === '1' ? 'VERDADERO' : 'FALSO'
  return type === 'Number' ? writtenNumber(text.trim()) : text
}

/** Digits stay as they are written; 1001.0 and 4.6871234567E11 are whole numbers that a program has written so. */
function writtenNumber(text: string): string {
  const value = Number(text)
  return /^\d+$/u.test(text) || text === '' || !Number.isFinite(value) ? text : numberText(value, '')
}
