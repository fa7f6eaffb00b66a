import { findCredentials } from '#contract/model/credentials.ts'
import { looksLikeTable } from '../../core/tables/table-look.ts'
import { parseReferences } from '#contract/model/references.ts'

const longestText = 20_000
const mostReferences = 500
/** What a reference looks like; passwords with punctuation, sentences, addresses and e-mails do not. */
const plausible = /^(?=.*\d)[A-Za-z0-9_-]{2,64}$/u
/** Tokens and keys: long, letters and digits mixed, nothing that separates. */
const tokenLike = /^(?=.*[A-Za-z])(?=.*\d)[A-Za-z0-9]{16,}$/u
/** Telephone, CUIT, card and CBU numbers. */
const personalNumber = /^\d{10,}$/u

export const mayBeReference = (text: string): boolean => plausible.test(text) && !tokenLike.test(text) && !personalNumber.test(text)

/**
 * Whether the clipboard holds something worth offering as references. When in doubt it does not: what people copy is
 * mostly none of our business.
 * @returns the references, one a line; null when there is nothing to offer
 */
export function suggestionFrom(text: string): string | null {
  if (text.length > longestText || Object.keys(findCredentials(text)).length > 0) return null
  // Of a table the column is asked for; see copied-table.ts.
  if (looksLikeTable(text)) return null
  const { valid, invalid } = parseReferences(text)
  if (valid.length === 0 || valid.length > mostReferences || invalid.length > 0) return null
  const references = valid.map((reference) => reference.text)
  return references.every(mayBeReference) ? references.join('\n') : null
}
