/** A table that somebody brought, as it was read. */

/** Larger than any list of references. */
export const maxFileBytes = 5 * 1024 * 1024

/** More than one batch may hold, headings and gaps included. */
export const mostRows = 50_000
/** Columns beyond are no part of any list. */
export const mostColumns = 100

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
  /** Numbers may be shown with zeros in front that are not in `rows`. */
  hidesZeros?: true
  /** Rows that are filtered away or hidden, and not in `rows`. */
  hiddenRows?: number
}

/** @returns whether a reference of a table may lack zeros that its file shows in front of it */
export const mayLackZeros = ({ hidesZeros }: Pick<Table, 'hidesZeros'>, references: readonly string[]): boolean =>
  hidesZeros === true && references.some((reference) => /^\d+$/u.test(reference))

/** What came, and what is known of it. */
export interface TableRead extends Table {
  /** Under which the choice is remembered; the same for every table with these headings. */
  key: string
  /** The person chose the column before, for a table with the same headings. */
  remembered: boolean
}

/** Why something could not be read as a table. */
export type TableProblem = 'empty' | 'not-a-table' | 'locked' | 'damaged' | 'too-big' | 'too-many-rows'

/** What a chosen column of a table holds. */
export interface ColumnReferences {
  /** Distinct references that can be sent, in the order of the table. */
  references: string[]
  /** Cells that are numbers which a spreadsheet has damaged. */
  damaged: string[]
  /** Cells that cannot be sent for another reason. */
  invalid: string[]
  /** Cells that are no reference although most of the column is: totals, repeated headings, notes. */
  aside: string[]
  /** Whole numbers whose fraction of zeros was taken off. */
  rounded: number
  repeated: number
  /** References with characters that are rare in one. */
  unusual: string[]
  /** Why each reference failed, as the table says; only those of which it says something. */
  reasons: [reference: string, reason: string][]
}
