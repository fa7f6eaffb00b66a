import { readFile, stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { explain } from '../../core/guidance/explain.ts'
import { folded } from '../../core/tables/headings.ts'
import { maxFileBytes, mayLackZeros, type ColumnReferences, type Table } from '#contract/model/table.ts'
import { tableProblems } from '#contract/texts/tables.ts'
import { tableTexts as texts } from '#contract/texts/table-file.ts'
import { referencesIn } from '../../core/tables/column.ts'
import { TableError } from '../../core/tables/file-kind.ts'
import { readTableFile } from '../../core/tables/read-table.ts'
import { printable } from './printable.ts'
import type { Problem } from './refusal.ts'

/** What `--archivo` brought. */
export interface FileReferences {
  references: string[]
  /** Why each failed, as another column says; as they came, with whatever keys may be in them. */
  reasons: [reference: string, reason: string][]
  /** Spanish; nothing to refuse for. */
  warnings: string[]
}

/**
 * Reads the references out of a file. Nobody is there to be asked, so whatever is not clear is refused as a whole.
 * @param path from the folder in which the command was given
 * @param column the name of the column that holds them; null to find it
 * @param named references that the person wrote herself: they are resent whatever the table says of them
 * @returns the references, or what is wrong in Spanish
 */
export async function readFileReferences(path: string, column: string | null, named: readonly string[] = []): Promise<FileReferences | Problem> {
  const table = await readTable(path)
  if ('problem' in table) return table
  const names = table.columns.map(({ name }) => printable(name))
  const index = column === null ? table.clear : columnNamed(column, table)
  if (index === -1) return { problem: texts.noSuchColumn(printable(column ?? ''), names) }
  if (index === null) return { problem: texts.whichColumn(names) }
  const taken = referencesIn(table.rows, index, table.reasons === index ? null : table.reasons)
  const problem = mayLackZeros(table, taken.references) ? texts.zerosInFile : problemOf(taken, names[index] ?? '')
  if (problem !== null) return { problem }
  const { sent, left } = weighed(taken, named)
  if (sent.length === 0 && named.length === 0) return { problem: texts.noneHelps(some(left), left.length) }
  const warnings = [
    ...(table.hiddenRows === undefined ? [] : [texts.hiddenInFile(table.hiddenRows)]),
    ...warningsOf(taken),
    ...(left.length > 0 ? [texts.leftOut(some(left), left.length)] : []),
  ]
  return { references: sent, reasons: taken.reasons.filter(([, reason]) => explain(reason).kind !== 'desconocido'), warnings }
}

const some = (left: Left[]): string =>
  left
    .slice(0, 3)
    .map(({ reference, title }) => `${printable(reference)} (${title})`)
    .join(', ')

interface Left {
  reference: string
  title: string
}

/** As the window does: what has to be corrected first is not sent again unless the person says so. */
function weighed({ references, reasons }: ColumnReferences, named: readonly string[]): { sent: string[]; left: Left[] } {
  const why = new Map(reasons)
  const left: Left[] = []
  const sent = references.filter((reference) => {
    const reason = why.get(reference)
    if (reason === undefined || named.includes(reference)) return true
    const { resendHelps, title } = explain(reason)
    const isToBeMended = resendHelps === 'no' || resendHelps === 'despues-de-corregir'
    if (isToBeMended) left.push({ reference, title })
    return !isToBeMended
  })
  return { sent, left }
}

async function readTable(path: string): Promise<Table | Problem> {
  try {
    return await readTableFile(await bytesOf(resolve(path)))
  } catch (error) {
    const system = typeof (error as NodeJS.ErrnoException).syscall === 'string'
    if (!(error instanceof TableError) && !system) throw error
    return { problem: texts.fileRefused(printable(path), tableProblems[error instanceof TableError ? error.problem : 'missing']) }
  }
}

/** A file that is too large is not read at all. */
async function bytesOf(path: string): Promise<Uint8Array> {
  const about = await stat(path)
  if (!about.isFile()) throw new TableError('not-a-table')
  if (about.size > maxFileBytes) throw new TableError('too-big')
  return readFile(path)
}

/** As it is written, or as people write it from memory; a letter is the column's of a table without headings. @returns -1 when there is none */
function columnNamed(name: string, { columns, headed }: Table): number {
  const exact = columns.findIndex((column) => column.name === name)
  if (exact !== -1) return exact
  const alike = columns.flatMap((column, index) => (folded(column.name) === folded(name) ? [index] : []))
  if (alike.length === 1) return alike[0] ?? -1
  return headed ? -1 : columns.findIndex((column) => folded(column.name) === folded(`Columna ${name}`))
}

function problemOf({ references, damaged, invalid }: ColumnReferences, column: string): string | null {
  const [broken] = damaged
  if (broken !== undefined) return texts.damagedInFile(printable(broken), damaged.length)
  const [wrong] = invalid
  if (wrong !== undefined) return texts.invalidInFile(printable(wrong), invalid.length)
  return references.length === 0 ? texts.noneInColumn(column) : null
}

const warningsOf = ({ aside, rounded }: ColumnReferences): string[] => [
  ...(aside.length > 0 ? [texts.asideInFile(aside.slice(0, 3).map(printable).join(', '), aside.length)] : []),
  ...(rounded > 0 ? [texts.roundedInFile(rounded)] : []),
]
