/** Lists and tables as other programs export them and people copy them, each with what a careful reader makes of it. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parseReferences } from '#contract/model/references.ts'
import type { ColumnReferences, Table } from '#contract/model/table.ts'
import { referencesIn } from '../../../../electron/core/tables/column.ts'
import { looksLikeTable } from '../../../../electron/core/tables/table-look.ts'
import { readTableFile, readTableText } from '../../../../electron/core/tables/read-table.ts'

interface Right extends Partial<Pick<ColumnReferences, 'damaged' | 'invalid' | 'aside'>> {
  pasted?: true
  /** What is taken without a question. */
  refs?: string[]
  asked?: true
  /** The column that is offered; empty for none. */
  guess?: string
  /** How its columns begin. */
  columns?: string[]
  refused?: string
  /** What must not be taken without having been shown. */
  never?: string[]
}

interface Met {
  id: string
  what: string
  /** Where it was met. */
  source: string
  encoding?: BufferEncoding
  text: string
  right: Right
}

const all = JSON.parse(readFileSync(new URL('../../../fixtures/lists-met.json', import.meta.url), 'utf8')) as Met[]

/** What is taken when nobody is asked; null when somebody is. */
function taken(table: Table, text: string, pasted: boolean): Pick<ColumnReferences, 'references' | 'damaged' | 'invalid' | 'aside'> | null {
  if (!pasted) return table.clear === null ? null : referencesIn(table.rows, table.clear, table.reasons)
  // What looks like a table is shown before anything of it is taken.
  if (looksLikeTable(text)) return table.clear === null ? null : referencesIn(table.rows, table.clear, table.reasons)
  const { valid, invalid } = parseReferences(text)
  return { references: valid.map((each) => each.text), damaged: [], aside: [], invalid: invalid.map((each) => each.text) }
}

test.each(all)('$id $what', async ({ text, encoding = 'utf8', right }) => {
  const { pasted = false, refs, asked, guess, columns, refused, never, damaged, invalid, aside } = right
  if (refused !== undefined) return expect(readTableFile(Buffer.from(text, encoding))).rejects.toThrow(refused)
  const table = pasted ? readTableText(text) : await readTableFile(Buffer.from(text, encoding))
  const result = taken(table, text, pasted)
  if (refs) expect(result?.references).toEqual(refs)
  if (asked) expect(result).toBeNull()
  if (guess !== undefined) expect(table.columns[table.guess]?.name ?? '').toBe(guess)
  if (columns) expect(table.columns.slice(0, columns.length).map(({ name }) => name)).toEqual(columns)
  if (damaged) expect(result?.damaged).toEqual(damaged)
  if (aside) expect(result?.aside).toEqual(aside)
  if (invalid) expect(result?.invalid).toEqual(invalid)
  if (never) for (const piece of never) expect(result?.references ?? []).not.toContain(piece)
})
