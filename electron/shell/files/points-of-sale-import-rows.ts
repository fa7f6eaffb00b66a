/** What is said of each row of a file with points of sale, before anything of it is saved. */
import { companyKey, maxCompanyLength, readCuit } from '#contract/model/company.ts'
import { credentialFields, maxCredentialLength, type Credentials } from '#contract/model/credentials.ts'
import { isDamaged } from '#contract/model/damaged-numbers.ts'
import { neededFields, type PointOfSaleField, type ImportRow, type ImportRowProblem } from '#contract/model/points-of-sale-import.ts'
import { hidden, mask } from '../../core/redaction/masks.ts'
import { keysByPattern } from '../../core/redaction/rules.ts'
import { keyFinder } from '../../core/redaction/secrets-in-memory.ts'
import { ownerOfName, type Newcomer } from './name-owner.ts'
import type { Named } from './vault.ts'

export interface ReadRow {
  row: number
  cells: Record<PointOfSaleField, string>
  credentials: Credentials
}

const longest: Record<PointOfSaleField, number> = {
  nombre: 80,
  empresa: maxCompanyLength,
  cuit: 20,
  apikey: maxCredentialLength,
  apitoken: maxCredentialLength,
  usertoken: maxCredentialLength,
}

export const keysOf = (credentials: Credentials): string[] => credentialFields.map((field) => credentials[field]).filter((secret) => secret !== '')

/**
 * Says of each row what it is and what is wrong with it.
 * @param named of each, what is in the vault under its name
 * @param known `owners`: of each, which points of sale have its credentials already; `unread`: those whose credentials do not open
 * @param secrets all that are known
 */
export function describe(read: ReadRow[], named: (Named | null)[], known: { owners: string[][]; unread: string[] }, secrets: string[]): ImportRow[] {
  const { owners, unread } = known
  const holdsKey = keyFinder(secrets)
  const textsOf = ({ cells }: ReadRow) => [cells.nombre, cells.empresa]
  // One look at all of them is faster than one at each, and mostly finds nothing.
  const someHoldsKey = holdsKey(read.flatMap(textsOf))
  const twins = rowsBy(read, ({ cells }) => companyKey(cells.nombre))
  const keyTwins = rowsBy(read, ({ credentials }) =>
    keysOf(credentials).length < credentialFields.length ? '' : JSON.stringify([credentials.apikey, credentials.usertoken]),
  )
  const rows = read.map((one, index): ImportRow => {
    const { row, cells, credentials } = one
    const twin = twins(index)
    const keyTwin = keyTwins(index)
    const other = ownerOfName(newcomerOf(one), named[index] ?? null, { sharing: owners[index] ?? [], unread })
    const texts = textsOf(one)
    const leaks = (someHoldsKey && holdsKey(texts)) || texts.some(looksLikeKey)
    const problems: ImportRowProblem[] = [
      ...neededFields.flatMap((field) => (cells[field] === '' ? { kind: 'missing' as const, field } : [])),
      ...(Object.entries(longest) as [PointOfSaleField, number][]).flatMap(([field, most]) =>
        cells[field].length > most ? { kind: 'too-long' as const, field } : [],
      ),
      ...credentialFields.flatMap((field) => (isDamaged(cells[field]) ? { kind: 'damaged' as const, field } : [])),
      ...(cells.cuit !== '' && readCuit(cells.cuit) === null ? [{ kind: 'wrong-cuit' as const }] : []),
      ...(cells.cuit !== '' && companyKey(cells.empresa) === '' ? [{ kind: 'missing' as const, field: 'empresa' as const }] : []),
      ...(twin === undefined ? [] : [{ kind: 'named-twice' as const, row: twin }]),
      ...(other === null ? [] : [{ kind: 'name-of-other' as const, ...other }]),
      ...(keyTwin === undefined ? [] : [{ kind: 'keys-twice' as const, row: keyTwin }]),
      ...(leaks ? [{ kind: 'key-in-name' as const }] : []),
    ]
    const shown = (text: string) => (leaks ? hidden : text.slice(0, 80))
    return {
      row,
      nombre: shown(cells.nombre),
      empresa: shown(cells.empresa),
      // What is no CUIT may be anything.
      cuit: cells.cuit === '' ? '' : (readCuit(cells.cuit) ?? hidden),
      masks: maskedOf(credentials),
      replaces: other === null && named[index] != null,
      problems,
    }
  })
  addKeysTaken(rows, read, owners)
  return rows
}

/**
 * One whose credentials another point of sale has is not saved, unless the file gives that one others: in a row that is saved itself. Each row
 * that is not may be what another counted on, so this goes on until nothing changes.
 */
function addKeysTaken(rows: ImportRow[], read: ReadRow[], owners: string[][]): void {
  const nameOf = (index: number) => companyKey(read[index]?.cells.nombre ?? '')
  const changed = new Set(rows.flatMap(({ problems }, index) => (problems.length === 0 ? [nameOf(index)] : [])))
  const told = new Set<ImportRow>()
  for (let before = -1; before < told.size;) {
    before = told.size
    for (const [index, row] of rows.entries()) {
      const others = (owners[index] ?? []).map((name) => ({ name, key: companyKey(name) }))
      if (told.has(row) || others.some(({ key }) => key === nameOf(index))) continue
      const owner = others.find(({ key }) => !changed.has(key))
      if (!owner) continue
      if (row.problems.length === 0) changed.delete(nameOf(index))
      row.problems.push({ kind: 'keys-taken', name: owner.name })
      told.add(row)
    }
  }
}

/** @returns what a row says of whose it is */
export const newcomerOf = ({ cells: { nombre, empresa, cuit } }: ReadRow): Newcomer => ({
  name: nombre,
  company: empresa === '' ? null : { name: empresa, cuit: readCuit(cuit) },
})

/** In names of other programs low lines stand for spaces. */
function looksLikeKey(text: string): boolean {
  const words = text.replaceAll('_', ' ')
  return keysByPattern(words) !== words
}

/** What is missing is no secret. */
const masked = (secret: string): string => (secret === '' ? '' : mask(secret))
const maskedOf = ({ apikey, apitoken, usertoken }: Credentials): ImportRow['masks'] => ({
  apikey: masked(apikey),
  apitoken: masked(apitoken),
  usertoken: masked(usertoken),
})

/** @returns of the row at a place in the file, the first other one that shares with it what is not empty */
function rowsBy(read: ReadRow[], keyOf: (one: ReadRow) => string): (index: number) => number | undefined {
  const rows = Map.groupBy(read, keyOf)
  return (index) => {
    const one = read[index]
    const key = one ? keyOf(one) : ''
    return key === '' ? undefined : rows.get(key)?.find((other) => other !== one)?.row
  }
}
