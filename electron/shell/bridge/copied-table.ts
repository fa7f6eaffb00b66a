import { createHash } from 'node:crypto'
import { findCredentials } from '#contract/model/credentials.ts'
import { referencesIn } from '../../core/tables/column.ts'
import { looksLikeTable } from '../../core/tables/table-look.ts'
import { mayBeReference } from './clipboard-suggestion.ts'

/** A screenful of a spreadsheet is far less; what is longer is looked at when the person pastes it. */
const longestText = 200_000

export interface CopiedTable {
  rows: number
  /** The same for the same text: what was refused is not offered again. Sixteen hexadecimal digits. */
  key: string
}

/**
 * Whether what was copied is a table out of which references may be taken. When in doubt it is none, as with a list: two rows and
 * more, a column among others or under a heading of its own, and in it what references look like, and no credential anywhere.
 * @param text the plain text of the clipboard, which spreadsheets put beside their HTML
 * @returns how it can be offered; nothing of what is in it
 */
export async function copiedTable(text: string): Promise<CopiedTable | null> {
  if (text.length > longestText || !looksLikeTable(text) || Object.keys(findCredentials(text)).length > 0) return null
  const { readTableText } = await import('../../core/tables/read-table.ts')
  const { TableError } = await import('../../core/tables/file-kind.ts')
  try {
    const { rows, columns, guess, headed, list } = readTableText(text)
    if (list || rows.length < 2 || guess === -1 || (columns.length < 2 && !headed)) return null
    if (!referencesIn(rows, guess).references.some(mayBeReference)) return null
    return { rows: rows.length, key: createHash('sha256').update(text).digest('hex').slice(0, 16) }
  } catch (error) {
    if (error instanceof TableError) return null
    throw error
  }
}
