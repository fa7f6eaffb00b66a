/** From the cells of a sheet to a table: its heading, its columns, and which of them is the one. */
import { lookOf, type CellLook } from './cell-looks.ts'
import { headingRank, isReasonHeading, isReferenceHeading, isTotal, type HeadingRank } from './headings.ts'
import { mostColumns, type Table } from '#contract/model/table.ts'

/** Rows above a heading: titles, filters, dates of the report. */
const highestTitle = 25
const sampled = 3
const longestSample = 60

// Zero-width marks, soft hyphens and joiners; non-breaking spaces are blanks to trim().
const invisible = /\p{Default_Ignorable_Code_Point}/gu

/** @returns the cell as it was meant: without `="…"`, the apostrophe that makes a text of a number, quotes left over, invisible marks */
export function cleanCell(cell: string): string {
  const text = cell
    .replace(invisible, '')
    .replace(/[\u00A0\u202F\u2007]/gu, ' ')
    .trim()
  const bare = /^="?([^"]*)"?$/u.exec(text)?.[1] ?? /^"(.*)"$/su.exec(text)?.[1] ?? /^'(.*)$/su.exec(text)?.[1] ?? text
  return bare.replaceAll('""', '"').trim()
}

/** @param cells rows as they were read @returns null when nothing is in it */
export function arrange(cells: readonly (readonly string[])[], sheet: string | null): Table | null {
  const grid = cells.map((row) => row.slice(0, mostColumns).map(cleanCell)).filter((row) => row.some((cell) => cell !== ''))
  if (grid.length === 0) return null
  const at = headingAt(grid)
  const heading = at === null ? [] : (grid[at] ?? [])
  const body = at === null ? grid : [...listedAbove(grid, at), ...grid.slice(at + 1)]
  const width = Math.max(0, ...body.map((row) => row.length), heading.length)
  const used = Array.from({ length: width }, (_, column) => column).filter((column) => body.some((row) => (row[column] ?? '') !== ''))
  const rows = body.map((row) => used.map((column) => row[column] ?? ''))
  const names = unique(used.map((column) => (heading[column] ?? '') || `Columna ${letterOf(column)}`))
  if (rows.length === 0) return null
  const ranks = used.map((column) => headingRank(heading[column] ?? ''))
  const columns = used.map((_, index) => ({ name: names[index] ?? '', samples: samplesOf(rows, index) }))
  return {
    columns,
    headed: at !== null,
    rows,
    sheet,
    list: false,
    ...chosen(rows, ranks, at !== null),
    reasons: indexOrNull(used.findIndex((column) => isReasonHeading(heading[column] ?? ''))),
  }
}

/** Where the names of the columns stand; titles are above, and a list has none. */
function headingAt(grid: string[][]): number | null {
  const top = grid.slice(0, highestTitle)
  const sure = top.findIndex((row, at) => at < grid.length - 1 && row.some((cell, column) => isSure(headingRank(cell)) && below(grid, at, column)))
  if (sure !== -1) return sure
  const widest = Math.max(...grid.slice(0, 200).map((row) => filled(row).length))
  const single = isSingle(grid)
  const plain = top.findIndex((row, at) => {
    const names = filled(row)
    // In a list a line of letters may be a reference, or the mark before one.
    if (single && (at > 0 || !/\p{L}/u.test(names[0] ?? ''))) return false
    const under = grid.slice(at + 1, at + 51)
    if (under.length === 0 || names.length < Math.max(1, widest * 0.6) || names.some((cell) => /\d/u.test(cell) && headingRank(cell) === 'none')) return false
    // Below a name stands something else than names.
    const telling = under.filter((next) => filled(next).some((cell) => /\d/u.test(cell))).length
    return telling * 2 > under.length
  })
  return indexOrNull(plain)
}

const isSingle = (grid: string[][]): boolean => new Set(grid.flatMap((row) => row.flatMap((cell, column) => (cell === '' ? [] : [column])))).size === 1

/** Rows above a heading that are no titles: a list begins there, and the heading came with a later page of it. */
function listedAbove(grid: string[][], at: number): string[][] {
  if (at === 0) return []
  const single = isSingle(grid)
  const known = new Set(grid.slice(at + 1).map(shapeOf))
  return grid.slice(0, at).filter((row) => {
    const [cell = '', another] = filled(row).filter((each) => /\d/u.test(each))
    if (single && ['reference', 'damaged'].includes(lookOf(cell)) && !/\s/u.test(cell)) return true
    return known.has(shapeOf(row)) && (another !== undefined || /^(?=.*\p{L})(?=.*\d)/u.test(cell))
  })
}

/** What the cells with digits look like; names beside them differ from row to row. */
const shapeOf = (row: readonly string[]): string => JSON.stringify(row.map((cell) => (/\d/u.test(cell) ? cell.toLowerCase().replace(/\d+/gu, '0') : '')))

const below = (grid: string[][], at: number, column: number): boolean => grid.slice(at + 1).some((row) => (row[column] ?? '') !== '')
const isSure = (rank: HeadingRank | undefined): boolean => rank === 'external' || rank === 'reference'
const filled = (row: readonly string[]): string[] => row.filter((cell) => cell !== '')
const indexOrNull = (index: number): number | null => (index === -1 ? null : index)

/** Which column it is: by its name first, and without names by what only one of them holds. */
function chosen(rows: string[][], ranks: HeadingRank[], headed: boolean): Pick<Table, 'clear' | 'guess'> {
  const body = rows.filter((row) => !isTotal(row.find((cell) => cell !== '') ?? ''))
  const shares = ranks.map((_, column) => shareOf(body, column))
  const fits = (column: number) => (shares[column] ?? 0) >= 0.5
  const named =
    (['external', 'reference'] as const).map((rank) => ranks.flatMap((each, column) => (each === rank ? [column] : []))).find((each) => each.length > 0) ?? []
  const [only] = named
  if (named.length === 1 && only !== undefined && fits(only))
    return { clear: ranks.length > 1 && hasNames(body.map((row) => row[only] ?? '')) ? null : only, guess: only }
  const likely = ranks.flatMap((_, column) => (fits(column) ? [column] : []))
  const guess =
    named.find(fits) ?? likely.find((column) => ranks[column] === 'perhaps') ?? likely.toSorted((a, b) => (shares[b] ?? 0) - (shares[a] ?? 0))[0] ?? -1
  const alone = named.length === 0 && likely.length === 1 && (ranks.length === 1 || !headed) ? (likely[0] ?? null) : null
  return { clear: alone, guess }
}

/** Gomez among 1001 and 1002 may be a title, a client of another table, or what somebody called an order: the person is asked. */
function hasNames(cells: readonly string[]): boolean {
  const numbered = cells.filter((cell) => ['reference', 'damaged', 'amount'].includes(lookOf(cell))).length
  return numbered * 3 >= cells.filter((cell) => cell !== '').length && cells.some((cell) => /^\p{Lu}\p{Ll}+$/u.test(cell) && !isReferenceHeading(cell))
}

/** @returns which part of a column's cells could be references: 0 to 1 */
function shareOf(rows: string[][], column: number): number {
  const looks = rows.map((row) => lookOf(row[column] ?? '')).filter((look) => look !== 'empty')
  if (looks.length === 0) return 0
  const weight: Partial<Record<CellLook, number>> = { reference: 1, damaged: 1, word: 0.4, amount: onlyRounded(rows, column) ? 1 : 0 }
  return looks.reduce((sum, look) => sum + (weight[look] ?? 0), 0) / looks.length
}

/** A column of 12345,00 is a column of references that a spreadsheet has written with decimals, when nothing else is in it. */
const onlyRounded = (rows: string[][], column: number): boolean =>
  rows.every((row) => /^(?:\d{4,},0+)?$/u.test(row[column] ?? '') || lookOf(row[column] ?? '') !== 'amount')

function samplesOf(rows: string[][], column: number): string[] {
  return rows.flatMap((row) => (row[column] ? [row[column].slice(0, longestSample)] : [])).slice(0, sampled)
}

/** Columns that share a name are told apart. */
function unique(names: string[]): string[] {
  const counts = new Map<string, number>()
  return names.map((name) => {
    const clean = name.replace(/\s+/gu, ' ').slice(0, 80)
    const n = (counts.get(clean) ?? 0) + 1
    counts.set(clean, n)
    return n === 1 ? clean : `${clean} (${n})`
  })
}

/** @returns A, B, … Z, AA, as a spreadsheet names its columns */
function letterOf(column: number): string {
  const rest = Math.floor(column / 26)
  return (rest > 0 ? letterOf(rest - 1) : '') + String.fromCodePoint(65 + (column % 26))
}
