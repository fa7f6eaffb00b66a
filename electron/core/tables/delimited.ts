import Papa from 'papaparse'
import { isDamaged, wholeNumber, withAmounts } from '#contract/model/damaged-numbers.ts'
import { isReferenceHeading } from './headings.ts'

/** In the order in which they are believed: a comma is often a part of a number or of a name. */
const separators = ['\t', ';', ',', '|'] as const
/** Lines that are looked at to find the separator. */
const looked = 100
/** Lets nothing open a cell that no quote closes. */
const noQuote = '\u0000'

/**
 * Reads text as a table.
 * @param text any line ends, with or without quotes, `sep=;` and titles
 * @returns rows of cells, without empty rows; a list has one cell a row
 */
export const readDelimited = (text: string): string[][] => readNumbered(text).rows

/** The same. @returns of each row its number too, from 1, as a spreadsheet counts that opens the text: with the empty ones */
export function readNumbered(text: string): { rows: string[][]; numbers: number[] } {
  const lines = text.replace(/^\uFEFF/u, '').replace(/\r\n?|[\u2028\u2029]/gu, '\n')
  const said = /^"?sep=(.)"?\n/iu.exec(lines)
  const body = said ? lines.slice(said[0].length) : lines
  const separator = said?.[1] ?? separatorOf(body)
  const all = separator === null ? body.split('\n').map((line) => [line]) : parse(body, separator)
  const filled = [...all.keys()].filter((at) => all[at]?.some((cell) => cell.trim() !== ''))
  return { rows: filled.map((at) => all[at] ?? []), numbers: filled.map((at) => at + 1) }
}

function parse(text: string, delimiter: string, preview = 0): string[][] {
  const skipEmptyLines = preview > 0 && 'greedy'
  const parsed = Papa.parse<string[]>(text, { delimiter, newline: '\n', skipEmptyLines, preview })
  // A quote that nothing closes would swallow every line below it.
  const open = preview === 0 && parsed.errors.some(({ code }) => code === 'MissingQuotes' || code === 'InvalidQuotes')
  return open ? Papa.parse<string[]>(text, { delimiter, newline: '\n', quoteChar: noQuote }).data : parsed.data
}

/** @returns null for a list without columns */
function separatorOf(text: string): string | null {
  const lines = text.split('\n', looked).filter((line) => line.trim() !== '')
  // One column of numbers with a decimal comma, with or without a heading.
  const numbers = lines.filter((line) => isNumber(line.trim())).length
  if (numbers * 2 >= lines.length) return separators[0]
  // A listing with blanks between its columns: no comma in it but those of its amounts.
  const listing = !lines.some((line) => withAmounts(line, () => '').includes(','))
  return separators.find((separator) => !(separator === ',' && listing) && isTable(parse(text, separator, looked), separator)) ?? separators[0]
}

const isNumber = (line: string): boolean => line.includes(',') && (wholeNumber(line) !== null || isDamaged(line))

/** Most rows have as many cells, or one of them is a heading that names the references. */
function isTable(rows: string[][], separator: string): boolean {
  if (rows.slice(0, 25).some((row) => row.length > 1 && row.some(isReferenceHeading))) return true
  const widths = Map.groupBy(
    rows.filter((row) => row.length > 1),
    (row) => row.length,
  )
  const most = Math.max(0, ...[...widths.values()].map((same) => same.length))
  return separator === '\t' ? most > 0 : most * 2 > rows.length
}
