/** Whether a text is a list of references or a table out of which they have to be taken. */
import { lookOf } from './cell-looks.ts'
import { isDamaged } from '#contract/model/damaged-numbers.ts'
import { isReferenceHeading } from './headings.ts'
import { parseReferences } from '#contract/model/references.ts'

/** Lines at the top and at the bottom that are looked at; what is longer is confirmed anyway. */
const looked = 200

const marks = /^sep=.$|(?:^|[\t;,])\s*=?"/imu
const hasDigit = /\d/u
/** What invisible characters alone stand in is an empty line. */
const seen = /[^\s\p{Cf}]/u
/** A name or the word of a total; what is far longer is neither, and told where it stands. */
const letters = /^\p{L}{3,60}:?$/u

/**
 * When in doubt it is a table: the person is asked, and nothing was sent.
 * @param text pasted, typed or out of a file
 */
export function looksLikeTable(text: string): boolean {
  const all = text.split(/\r\n|[\r\n\u2028\u2029]/u).filter((line) => seen.test(line))
  const lines = all.length > 2 * looked ? [...all.slice(0, looked), ...all.slice(-looked)] : all
  if (lines.length === 0) return false
  if (marks.test(lines.join('\n'))) return true
  const rows = lines.map(cellsOf)
  if (rows.some((row) => row.some((cell) => isReferenceHeading(cell) || !isOfList(cell, row.length === 1)))) return true
  if (lines.length === 1) return false
  // A name among references, a total below them: letters and nothing else.
  if (rows.flat().some((cell) => letters.test(cell))) return true
  const [first = [], ...others] = rows
  if (!first.some((cell) => hasDigit.test(cell)) && others.every((row) => row.some((cell) => hasDigit.test(cell)))) return true
  return ['\t', ';', ',', '|'].some((separator) => isBlock(lines, separator))
}

/** A damaged number alone in its line cannot be sent, and is told where it stands. */
const isOfList = (cell: string, alone: boolean): boolean => ['reference', 'word', 'empty'].includes(lookOf(cell)) || (alone && isDamaged(cell))

const cellsOf = (line: string): string[] => line.split(/[\t;]/u).flatMap(piecesOf)
const piecesOf = (cell: string): string[] => {
  const { valid, invalid, heading } = parseReferences(cell)
  return [...(heading === null ? [] : [heading]), ...invalid, ...valid].map((piece) => (typeof piece === 'string' ? piece : cell.slice(piece.start, piece.end)))
}

/** Lines of as many cells each, or rows that are drawn with bars. Who types a list puts a blank behind the comma, or ends the line with it. */
function isBlock(lines: string[], separator: string): boolean {
  const width = (lines[0] ?? '').split(separator).length
  if (width < 2) return false
  return lines.every((line) => {
    const cells = line.split(separator)
    return cells.length === width && (separator === '\t' || separator === '|' || (cells.at(-1) !== '' && !cells.slice(1).some((cell) => cell.startsWith(' '))))
  })
}
