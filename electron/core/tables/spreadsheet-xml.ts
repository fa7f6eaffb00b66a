/** Excel's XML of 2003, which programs write and call .xls. Format: XML Spreadsheet Reference (Office XP). */
import { mostRows } from '#contract/model/table.ts'
import { TableError } from './file-kind.ts'
import type { SheetRows } from './workbook.ts'

const namespace = 'urn:schemas-microsoft-com:office:spreadsheet'

export const isSpreadsheetXml = (text: string): boolean => /^[\s\uFEFF]*<(?:\?xml|(?:\w+:)?workbook)\b/iu.test(text) && text.slice(0, 2_000).includes(namespace)

/** @returns the rows of its sheets, without those that are hidden @throws TableError when it breaks off or has too many */
export function xmlSheets(text: string): Omit<SheetRows, 'numbers'>[] {
  // A row that is missing would be missed by nobody.
  if (!/<\/(?:\w+:)?Workbook>\s*$/u.test(text)) throw new TableError('damaged')
  return partsOf(text, 'Worksheet').map(({ head, body }) => {
    const all = partsOf(body, 'Row')
    if (all.length > mostRows) throw new TableError('too-many-rows')
    const shown = all.filter((row) => !isHidden(row.head))
    return { name: decoded(attribute(head, 'Name')), rows: shown.map((row) => cellsOf(row.body)), hiddenRows: all.length - shown.length }
  })
}

/** Cells may be left out: the next one then says where it stands. */
function cellsOf(row: string): string[] {
  const cells: string[] = []
  for (const { head, body } of partsOf(row, 'Cell')) {
    const index = Number(attribute(head, 'Index')) - 1
    while (cells.length < Math.min(index, mostGap)) cells.push('')
    const [data] = partsOf(body, 'Data')
    cells.push(data ? decoded(data.body.replace(/<[^>]*>/gu, '')) : '')
  }
  return cells
}

const mostGap = 16_384
const isHidden = (head: string): boolean => attribute(head, 'Hidden') === '1'
const attribute = (head: string, name: string): string => new RegExp(`\\b${name}="([^"]*)"`, 'u').exec(head)?.[1] ?? ''

/** The elements of that name, whatever their prefix is; none holds another of its own name. */
function partsOf(xml: string, name: string): { head: string; body: string }[] {
  const opening = new RegExp(`<(?:\\w+:)?${name}(?=[\\s/>])([^>]*)>`, 'gu')
  const closing = new RegExp(`</(?:\\w+:)?${name}>`, 'gu')
  const parts: { head: string; body: string }[] = []
  for (let found = opening.exec(xml); found; found = opening.exec(xml)) {
    const head = found[1] ?? ''
    if (head.endsWith('/')) {
      parts.push({ head, body: '' })
      continue
    }
    closing.lastIndex = opening.lastIndex
    const end = closing.exec(xml)
    if (!end) throw new TableError('damaged')
    parts.push({ head, body: xml.slice(opening.lastIndex, end.index) })
    opening.lastIndex = closing.lastIndex
  }
  return parts
}

const signs: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

const decoded = (text: string): string =>
  text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(amp|lt|gt|quot|apos));/giu, (whole, hex?: string, decimal?: string, name?: string) => {
    if (name !== undefined) return signs[name.toLowerCase()] ?? whole
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)
    return code <= 0x10_ff_ff ? String.fromCodePoint(code) : whole
  })
