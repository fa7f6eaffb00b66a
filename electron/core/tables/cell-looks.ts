/** What a cell of a table looks like. A guess: it decides what is asked, never what is sent. */
import { isDamaged, wholeNumber, withAmounts } from '#contract/model/damaged-numbers.ts'

export type CellLook = 'empty' | 'date' | 'amount' | 'damaged' | 'words' | 'word' | 'document' | 'reference'

// A chat puts it in brackets.
const date = /^[[(]?(?:\d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|\d{2})|\d{4}[/-]\d{1,2}[/-]\d{1,2})(?:[ T,].*)?$/u
const written = /^\d{1,2}(?: de |[ -])(?:ene|feb|mar|abr|may|jun|jul|ago|sep|set|oct|nov|dic|jan|apr|aug|dec)\p{L}*(?:(?: de |[ -])\d{2,4})?$/iu
const time = /^\d{1,2}:\d{2}(?::\d{2})?(?: ?[ap]\.? ?m\.?)?(?:[\s\])].*)?$/iu
const decimals = /^[-+(]?(?:\d+|\d{1,3}(?:[.,]\d{3})+)[.,]\d{1,2}\)?$|^\d+(?:[.,]\d+)?\s*%$/u
const cuit = /^\d{2}-\d{8}-\d$/u
const mail = /^\S+@\S+\.\S+$/u
const scientific = /E[+-]?\d+$/iu

/** @param cell edges trimmed */
export function lookOf(cell: string): CellLook {
  if (cell === '') return 'empty'
  if (date.test(cell) || written.test(cell) || time.test(cell)) return 'date'
  if (isDamaged(cell) && (cell.startsWith('#') || scientific.test(cell))) return 'damaged'
  if (decimals.test(cell) || isDamaged(cell) || wholeNumber(cell) !== null) return 'amount'
  if (cuit.test(cell)) return 'document'
  const withoutAmounts = withAmounts(cell, () => '')
  if (withoutAmounts !== cell) return /[\p{L}\p{N}]/u.test(withoutAmounts) ? 'words' : 'amount'
  if (mail.test(cell)) return 'words'
  if (/\d/u.test(cell)) return /\p{L}{2,}\s+\S*\p{L}{2,}\s+\p{L}{2,}/u.test(cell) ? 'words' : 'reference'
  return /\p{L}/u.test(cell) ? (/\s/u.test(cell) ? 'words' : 'word') : 'words'
}
