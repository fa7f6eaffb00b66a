/** Tables that people bring: reading one, and remembering which column holds the references. */
import { z } from 'zod'
import { command } from './command.ts'

/** Larger than any list of references. */
export const maxFileBytes = 5 * 1024 * 1024

export interface TableColumn {
  /** Its heading, or `Columna B`. */
  name: string
  /** The first values that are not empty. */
  samples: string[]
}

/** A table with what stands around it taken off: titles above the heading, empty rows and columns. */
export interface Table {
  columns: TableColumn[]
  /** Whether the columns' names are those of its own heading. */
  headed: boolean
  /** Every row is as long as `columns`. */
  rows: string[][]
  /** The column that holds the references, when it is clear; null when somebody has to say. */
  clear: number | null
  /** The likeliest one; -1 when none looks like it. */
  guess: number
  /** The column that seems to say why each one failed; null when there is none. */
  reasons: number | null
  /** Of a workbook with several. */
  sheet: string | null
  /** One column of references and nothing else: no table, a list. */
  list: boolean
}

/** What came, and what is known of it. */
export interface TableRead extends Table {
  /** Under which the choice is remembered; the same for every table with these headings. */
  key: string
  /** The person chose the column before, for a table with the same headings. */
  remembered: boolean
}

export const tableCommands = {
  /** Reads what was pasted, or a file's bytes in base64. */
  readTable: command(
    z.union([z.strictObject({ text: z.string().min(1).max(maxFileBytes) }), z.strictObject({ base64: z.base64().min(1).max(Math.ceil(maxFileBytes / 3) * 4) })]),
  ).returns<TableRead>(),
  rememberColumn: command(z.strictObject({ key: z.string().regex(/^[0-9a-f]{16}$/u), column: z.string().min(1).max(400) })).returns<null>(),
}
