/** The list of what is to be corrected, as a table for Excel, for a mail and for a chat. */
import type { Exported } from '#contract/commands/history.ts'
import type { HandOverLine } from '#contract/commands/hand-over.ts'
import { ok, type Result } from '#contract/result.ts'
import { handOver as texts } from '#contract/texts/hand-over.ts'
import type { Logger } from '../lib/logger.ts'
import { writeWhole } from '../storage/whole-file.ts'
import { amount, literal, plainText, text } from './csv.ts'
import { notExported, savedAs } from './exported.ts'
import { maskedRow } from './masked-row.ts'

const columns = Object.keys(texts.columns) as (keyof HandOverLine)[]
const textColumns = columns.filter((column) => column !== 'total')
const heads = columns.map((column) => texts.columns[column])

/** Excel would make something else of these. */
const asWritten: (keyof HandOverLine)[] = ['reference', 'document']

/** Masks the lines. To be called before they become cells: what keeps formulas off may part a secret. @returns the same lines, masked */
export const maskedLines = (lines: readonly HandOverLine[], redact: (text: string) => string): HandOverLine[] =>
  lines.map((line) => {
    const masked = { ...line }
    const cells = maskedRow(
      textColumns.map((column) => line[column]),
      redact,
    )
    for (const [at, column] of textColumns.entries()) masked[column] = cells[at] ?? ''
    return masked
  })

/** @returns the file as csv.ts says, its mark and heads included */
export function handOverCsv(lines: readonly HandOverLine[]): string {
  return `\u{feff}${[heads, ...lines.map((line) => columns.map((column) => csvCell(line, column)))].map((cells) => `${cells.join(';')}\r\n`).join('')}`
}

const csvCell = (line: HandOverLine, column: keyof HandOverLine): string =>
  column === 'total' ? amount(line.total) : (asWritten.includes(column) ? literal : text)(line[column])

const plainCell = (line: HandOverLine, column: keyof HandOverLine): string => (column === 'total' ? amount(line.total) : plainText(line[column]))

/** @returns columns that are parted by tabs, one line each; no cell is a formula */
export const handOverTsv = (lines: readonly HandOverLine[]): string =>
  [heads, ...lines.map((line) => columns.map((column) => plainCell(line, column)))].map((cells) => cells.join('\t')).join('\r\n')

/** Tells Excel that a pasted cell is text, as Excel does in the HTML files that it saves itself. */
const asText = String.raw`mso-number-format:'\@'`

/** @returns a table; everything in it but the total is text for Excel too */
export function handOverHtml(lines: readonly HandOverLine[]): string {
  const head = heads.map((name) => `<th align="left">${escaped(name)}</th>`).join('')
  const body = lines.map((line) => `<tr>${columns.map((column) => htmlCell(line, column)).join('')}</tr>`).join('')
  return `<table border="1" cellspacing="0" cellpadding="3"><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table>`
}

const htmlCell = (line: HandOverLine, column: keyof HandOverLine): string =>
  column === 'total' ? `<td align="right">${plainCell(line, column)}</td>` : `<td style="${asText}">${escaped(plainCell(line, column))}</td>`

const escaped = (value: string): string => value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

/**
 * @param choosePath asks the person where to; null: nowhere
 * @param redact masks what must not leave
 */
export async function saveHandOver(
  lines: readonly HandOverLine[],
  choosePath: () => Promise<string | null>,
  redact: (text: string) => string,
  logger: Logger,
): Promise<Result<Exported>> {
  const path = await choosePath()
  if (path === null) return ok({ kind: 'cancelled' })
  try {
    await writeWhole(path, (file) => file.write(handOverCsv(maskedLines(lines, redact))))
    return ok(savedAs(path, lines.length))
  } catch (error) {
    return notExported('list', error, logger)
  }
}
