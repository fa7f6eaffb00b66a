import { readFile, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { companyKey, maxCompanyLength, readCuit } from '#contract/model/company.ts'
import { credentialFields, maxCredentialLength, type Credentials } from '#contract/model/credentials.ts'
import { isDamaged } from '#contract/model/damaged-numbers.ts'
import { mostPoints, neededFields, type PointField, type PointRow, type PointRowProblem, type PointsFile } from '#contract/model/points-import.ts'
import { maxFileBytes } from '#contract/model/table.ts'
import { fail, ok, type Result } from '#contract/result.ts'
import type { CommandArgs } from '#contract/schema.ts'
import { TableError } from '../../core/tables/file-kind.ts'
import type { EverySecret } from './every-secret.ts'
import { hidden, mask } from '../../core/redaction/masks.ts'
import { keyFinder, type SecretsInMemory } from '../../core/redaction/secrets-in-memory.ts'
import { foldName, type Vault } from './vault.ts'

const longest: Record<PointField, number> = {
  nombre: 80,
  empresa: maxCompanyLength,
  cuit: 20,
  apikey: maxCredentialLength,
  apitoken: maxCredentialLength,
  usertoken: maxCredentialLength,
}

/** One that can be saved. */
interface Candidate {
  name: string
  /** Undefined: the file has no column for it, and it stays whose it was. */
  company: { name: string; cuit: string | null } | null | undefined
  credentials: Credentials
}

/**
 * Points of sale out of a file. What was read stays here until it is saved or forgotten; the page is told names, masks and
 * troubles, and never a key.
 */
export class PointsImport {
  readonly #vault: Pick<Vault, 'idOf' | 'namesWith' | 'saveAll'>
  readonly #secrets: Pick<SecretsInMemory, 'note'>
  readonly #everySecret: Pick<EverySecret, 'open'>
  #pending: { id: number; candidates: Candidate[] } | null = null
  #last = 0

  constructor(vault: Pick<Vault, 'idOf' | 'namesWith' | 'saveAll'>, secrets: Pick<SecretsInMemory, 'note'>, everySecret: Pick<EverySecret, 'open'>) {
    this.#vault = vault
    this.#secrets = secrets
    this.#everySecret = everySecret
  }

  /** Reads a file and saves nothing. What was read before is forgotten. */
  async read(path: string): Promise<Result<PointsFile>> {
    this.#pending = null
    const { readPointsTable } = await import('../../core/tables/points-of-sale.ts')
    try {
      if ((await stat(path)).size > maxFileBytes) return fail('file-not-read', { problem: 'too-big' })
      const table = await readPointsTable(await readFile(path))
      const fileName = basename(path)
      if (table.missing.length > 0) return ok({ kind: 'columns', fileName, missing: table.missing, headings: table.headings })
      if (table.rows.length === 0) return fail('file-not-read', { problem: 'empty' })
      if (table.rows.length > mostPoints) return fail('too-many-points')
      const read = table.rows.map((row) => this.#noted(row.row, row.cells))
      // Those that were read now are in memory, and among them.
      const { texts } = await this.#everySecret.open()
      const owners = await this.#vault.namesWith(read.map(({ credentials }) => credentials))
      const rows = describe(read, owners, texts, (name) => this.#vault.idOf(name) !== null)
      const candidates = read.flatMap((one, index) => (rows[index]?.problems.length === 0 ? candidateOf(one, table.found) : []))
      this.#pending = { id: ++this.#last, candidates }
      return ok({ kind: 'rows', fileName, id: this.#last, rows, hiddenRows: table.hiddenRows, sheet: table.sheet })
    } catch (error) {
      if (error instanceof TableError) return fail('file-not-read', { problem: error.problem })
      if (typeof (error as NodeJS.ErrnoException).code === 'string') return fail('file-not-read', { problem: 'missing' })
      throw error
    }
  }

  /** Saves the rows without troubles: all of them or none. One of the same name is replaced. @returns the ids */
  async save(id: number, weakProtection: CommandArgs<'savePointOfSale'>['weakProtection']): Promise<Result<string[]>> {
    const pending = this.#pending
    if (pending?.id !== id) return fail('import-forgotten')
    const saved = await this.#vault.saveAll(
      pending.candidates.map(({ name, company, credentials }) => {
        const known = this.#vault.idOf(name)
        return { name, credentials, weakProtection, ...(company !== undefined && { company }), ...(known !== null && { id: known }) }
      }),
    )
    if (!saved.ok) return saved
    this.#pending = null
    return ok(saved.value.map((one) => one.id))
  }

  /** The person changed her mind. */
  forget(): void {
    this.#pending = null
  }

  #noted(row: number, cells: Record<PointField, string>): Read {
    const { apikey, apitoken, usertoken } = cells
    return { row, cells, credentials: this.#secrets.note({ apikey, apitoken, usertoken }, valuesOf) }
  }
}

interface Read {
  row: number
  cells: Record<PointField, string>
  credentials: Credentials
}

const valuesOf = (credentials: Credentials): string[] => credentialFields.map((field) => credentials[field]).filter((secret) => secret !== '')

function candidateOf({ cells, credentials }: Read, found: PointField[]): Candidate {
  const company = cells.empresa === '' ? null : { name: cells.empresa, cuit: readCuit(cells.cuit) }
  return { name: cells.nombre, company: found.includes('empresa') ? company : undefined, credentials }
}

/** What is missing is no secret. */
const masked = (secret: string): string => (secret === '' ? '' : mask(secret))
const maskedOf = ({ apikey, apitoken, usertoken }: Credentials): PointRow['masks'] => ({
  apikey: masked(apikey),
  apitoken: masked(apitoken),
  usertoken: masked(usertoken),
})

/**
 * Says of each row what it is and what is wrong with it.
 * @param owners of each, which points of sale have its credentials already
 * @param secrets all that are known
 */
function describe(read: Read[], owners: string[][], secrets: string[], isKnown: (name: string) => boolean): PointRow[] {
  const holdsKey = keyFinder(secrets)
  const named = rowsBy(read, ({ cells }) => foldName(cells.nombre))
  const keyed = rowsBy(read, ({ credentials }) =>
    valuesOf(credentials).length < credentialFields.length ? '' : JSON.stringify([credentials.apikey, credentials.usertoken]),
  )
  return read.map(({ row, cells, credentials }, index) => {
    const own = foldName(cells.nombre)
    const twin = named(index)
    const keyTwin = keyed(index)
    const others = (owners[index] ?? []).map((name) => ({ name, folded: foldName(name) }))
    // One that the file gives other credentials does not have them any more.
    const owner = others.some(({ folded }) => folded === own)
      ? undefined
      : others.find(({ folded }) => !read.some(({ cells: its }) => foldName(its.nombre) === folded))
    const leaks = holdsKey([cells.nombre, cells.empresa])
    const problems: PointRowProblem[] = [
      ...neededFields.flatMap((field) => (cells[field] === '' ? { kind: 'missing' as const, field } : [])),
      ...(Object.entries(longest) as [PointField, number][]).flatMap(([field, most]) =>
        cells[field].length > most ? { kind: 'too-long' as const, field } : [],
      ),
      ...credentialFields.flatMap((field) => (isDamaged(cells[field]) ? { kind: 'damaged' as const, field } : [])),
      ...(cells.cuit !== '' && readCuit(cells.cuit) === null ? [{ kind: 'wrong-cuit' as const }] : []),
      ...(cells.cuit !== '' && companyKey(cells.empresa) === '' ? [{ kind: 'missing' as const, field: 'empresa' as const }] : []),
      ...(twin === undefined ? [] : [{ kind: 'named-twice' as const, row: twin }]),
      ...(keyTwin === undefined ? [] : [{ kind: 'keys-twice' as const, row: keyTwin }]),
      ...(owner ? [{ kind: 'keys-taken' as const, name: owner.name }] : []),
      ...(leaks ? [{ kind: 'key-in-name' as const }] : []),
    ]
    const shown = (text: string) => (leaks ? hidden : text.slice(0, 80))
    return {
      row,
      nombre: shown(cells.nombre),
      empresa: shown(cells.empresa),
      cuit: cells.cuit.slice(0, 20),
      masks: maskedOf(credentials),
      replaces: cells.nombre !== '' && isKnown(cells.nombre),
      problems,
    }
  })
}

/** @returns of the row at a place in the file, the first other one that shares with it what is not empty */
function rowsBy(read: Read[], keyOf: (one: Read) => string): (index: number) => number | undefined {
  const rows = Map.groupBy(read, keyOf)
  return (index) => {
    const one = read[index]
    const key = one ? keyOf(one) : ''
    return key === '' ? undefined : rows.get(key)?.find((other) => other !== one)?.row
  }
}
