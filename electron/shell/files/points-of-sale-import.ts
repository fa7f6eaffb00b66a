import { readFile, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Company } from '#contract/model/company.ts'
import type { Credentials } from '#contract/model/credentials.ts'
import { mostPoints, type PointOfSaleField, type PointsOfSaleFile } from '#contract/model/points-of-sale-import.ts'
import { maxFileBytes } from '#contract/model/table.ts'
import { fail, ok, type Result } from '#contract/result.ts'
import type { CommandArgs } from '#contract/schema.ts'
import { TableError } from '../../core/tables/file-kind.ts'
import type { EverySecret } from './every-secret.ts'
import type { SecretsInMemory } from '../../core/redaction/secrets-in-memory.ts'
import { companyToStore } from './name-owner.ts'
import { describe, keysOf, newcomerOf, type ReadRow } from './points-of-sale-import-rows.ts'
import type { Named, Vault } from './vault.ts'

/** One that can be saved. */
interface Candidate {
  name: string
  /** Undefined: the file does not say, and it stays whose it was. */
  company: Company | undefined
  credentials: Credentials
  /** Which one the person was told that it replaces; null: none. */
  replaced: string | null
}

/**
 * Points of sale out of a file. What was read stays here until it is saved or forgotten; the page is told names, masks and
 * troubles, and never a key.
 */
export class PointsOfSaleImport {
  readonly #vault: Pick<Vault, 'named' | 'namesWith' | 'unread' | 'saveAll'>
  readonly #secrets: Pick<SecretsInMemory, 'note'>
  readonly #everySecret: Pick<EverySecret, 'open'>
  #pending: { id: number; candidates: Candidate[] } | null = null
  #last = 0
  #turn = 0

  constructor(
    vault: Pick<Vault, 'named' | 'namesWith' | 'unread' | 'saveAll'>,
    secrets: Pick<SecretsInMemory, 'note'>,
    everySecret: Pick<EverySecret, 'open'>,
  ) {
    this.#vault = vault
    this.#secrets = secrets
    this.#everySecret = everySecret
  }

  /** What was read before is forgotten. @returns a turn for the reading that comes next: it keeps nothing when the turn is over before */
  begin(): number {
    this.#pending = null
    return ++this.#turn
  }

  /** Reads a file and saves nothing. @param turn of when the person was asked for the file */
  async read(path: string, turn = this.begin()): Promise<Result<PointsOfSaleFile>> {
    const { readPointsOfSaleTable } = await import('../../core/tables/points-of-sale.ts')
    try {
      if ((await stat(path)).size > maxFileBytes) return fail('file-not-read', { problem: 'too-big' })
      const table = await readPointsOfSaleTable(await readFile(path))
      const fileName = basename(path)
      if (table.missing.length > 0) return ok({ kind: 'columns', fileName, missing: table.missing, headings: table.headings })
      if (table.rows.length === 0) return fail('file-not-read', { problem: 'empty' })
      if (table.rows.length > mostPoints) return fail('too-many-points-of-sale')
      const read = table.rows.map((row) => this.#noted(row.row, row.cells))
      // Those that were read now are in memory, and among them.
      const { texts } = await this.#everySecret.open()
      const owners = await this.#vault.namesWith(read.map(({ credentials }) => credentials))
      const named = read.map(({ cells }) => this.#vault.named(cells.nombre))
      const rows = describe(read, named, { owners, unread: await this.#vault.unread() }, texts)
      const candidates = read.flatMap((one, index) => (rows[index]?.problems.length === 0 ? candidateOf(one, named[index] ?? null) : []))
      const id = ++this.#last
      if (turn === this.#turn) this.#pending = { id, candidates }
      return ok({ kind: 'rows', fileName, id, rows, hiddenRows: table.hiddenRows, sheet: table.sheet })
    } catch (error) {
      if (error instanceof TableError) return fail('file-not-read', { problem: error.problem })
      if (typeof (error as NodeJS.ErrnoException).code === 'string') return fail('file-not-read', { problem: 'missing' })
      throw error
    }
  }

  /** Saves the rows without troubles: all of them or none. Only what was shown as replaced is. @returns the ids */
  async save(id: number, weakProtection: CommandArgs<'savePointOfSale'>['weakProtection']): Promise<Result<string[]>> {
    const pending = this.#pending
    if (pending?.id !== id) return fail('import-forgotten')
    const saved = await this.#vault.saveAll(
      pending.candidates.map(({ name, company, credentials, replaced }) => ({
        name,
        credentials,
        weakProtection,
        ...(company !== undefined && { company }),
        // Another one that has the name by now keeps it: the vault says that it is taken.
        ...(replaced !== null && this.#vault.named(name)?.id === replaced && { id: replaced }),
      })),
    )
    if (!saved.ok) return saved
    this.#pending = null
    return ok(saved.value.map((one) => one.id))
  }

  /** The person changed their mind, or their page is gone. */
  forget(): void {
    this.begin()
  }

  #noted(row: number, cells: Record<PointOfSaleField, string>): ReadRow {
    const { apikey, apitoken, usertoken } = cells
    return { row, cells, credentials: this.#secrets.note({ apikey, apitoken, usertoken }, keysOf) }
  }
}

function candidateOf(row: ReadRow, known: Named | null): Candidate {
  const newcomer = newcomerOf(row)
  return { name: newcomer.name, company: companyToStore(newcomer, known), credentials: row.credentials, replaced: known?.id ?? null }
}
