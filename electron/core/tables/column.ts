/** What a chosen column of a table holds. */
import type { ColumnReferences } from '#contract/model/table.ts'
import { lookOf } from './cell-looks.ts'
import { feetAmong } from './feet.ts'
import { isReferenceHeading, isTotal } from './headings.ts'
import { parseReferences } from '#contract/model/references.ts'
import { withoutNumbers } from '#contract/model/unwrapped.ts'

// A cell that holds a list: quotes around one of its references are no part of it.
const quotedPiece = /(^|[;,\t]\s*)"([^";,\t]*)"(?=\s*(?:[;,\t]|$))/gu
const mostReasonLength = 4_000

/**
 * Takes the references out of a column. What looks like a date, an amount or words is set aside where most of the column does
 * not; where it is what the column holds, the person has chosen it and sees it. A word may be a reference, with or without digits.
 * @param rows of a Table @param column its index @param reasonColumn of the reasons; null without them
 */
export function referencesIn(rows: readonly (readonly string[])[], column: number, reasonColumn: number | null = null): ColumnReferences {
  const filled = rows.filter((row) => (row[column] ?? '') !== '')
  const like = filled.filter((row) => isLike(row[column] ?? '')).length
  const strict = like * 2 >= filled.length
  const feet = feetAmong(filled.map((row) => row[column] ?? ''))
  // The numbers in front of a list are told by all of its cells together.
  const cells = withoutNumbers(filled.map((row) => row[column] ?? ''))
  const taken: ColumnReferences = { references: [], damaged: [], invalid: [], aside: [], rounded: 0, repeated: 0, unusual: [], reasons: [] }
  const seen = new Set<string>()
  const reasons = new Map<string, string>()
  for (const [at, row] of filled.entries()) {
    const cell = row[column] ?? ''
    if (isTotal(row.find((each) => each !== '') ?? '') || isReferenceHeading(cell) || feet.has(cell) || (strict && !isLike(cell))) {
      taken.aside.push(cell)
      continue
    }
    const { valid, invalid, rounded, repeated } = parseReferences((cells[at] ?? cell).replace(quotedPiece, '$1$2'))
    taken.rounded += rounded
    taken.repeated += repeated
    for (const { text, problem } of invalid) (problem === 'damaged-number' ? taken.damaged : taken.invalid).push(text)
    for (const { text, unusual } of valid) {
      const why = reasonColumn === null ? '' : (row[reasonColumn] ?? '').slice(0, mostReasonLength)
      if (why !== '') reasons.set(text, why)
      if (seen.has(text)) {
        taken.repeated++
        continue
      }
      seen.add(text)
      taken.references.push(text)
      if (unusual.length > 0) taken.unusual.push(text)
    }
  }
  return { ...taken, reasons: [...reasons] }
}

/** Damaged numbers and whole ones with a fraction were references once. */
const isLike = (cell: string): boolean => ['reference', 'damaged', 'amount', 'word'].includes(lookOf(cell))
