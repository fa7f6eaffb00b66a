/** What the vault has on disk. */
import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { companyKey } from '#contract/model/company.ts'
import { fail, ok, type Result } from '#contract/result.ts'
import type { CommandArgs } from '#contract/schema.ts'
import type { Logger } from '../../core/lib/logger.ts'
import type { DataFile } from './data-file.ts'
import { migration, NewerFileError, numbered, type FileFormat } from './file-format.ts'
import { notSaved } from './not-saved.ts'

const sealed = z.object({ ciphertext: z.string(), protection: z.enum(['system', 'weak', 'stand-in']) })

const storedCompany = z.object({ name: z.string(), cuit: z.string().nullable() }).nullable()

/** Only ciphertext is on disk; the masks are not, as they are part of a secret. */
export const vaultSchema = z.object({
  pointsOfSale: z
    .array(
      z.object({
        id: z.string(),
        name: z.string(),
        company: storedCompany.default(null),
        /** null: kept in memory for the session. */ secret: sealed.nullable(),
      }),
    )
    .default([]),
  proxyPassword: sealed.nullable().default(null),
  /** Ids of points of sale that a person deleted: what else is kept of those, and of no others, is forgotten. */
  deleted: z.array(z.string()).default([]),
})
/** Version 1 knew no companies; it would drop them, so it is not to write this file any more. */
const withCompanies = migration(z.looseObject({}), (content) => content)
export type StoredVault = z.infer<typeof vaultSchema>
export const vaultFormat: FileFormat<StoredVault> = { schema: vaultSchema, migrations: [numbered, withCompanies] }
export type StoredPointOfSale = StoredVault['pointsOfSale'][number]

/** The file, and what it said when it was read or written last. */
export class VaultFile {
  readonly #file: DataFile<StoredVault>
  readonly #logger: Logger
  #stored: StoredVault
  #writing: Promise<unknown> = Promise.resolve()

  constructor(file: DataFile<StoredVault>, logger: Logger) {
    this.#file = file
    this.#logger = logger
    this.#stored = file.read()
  }

  get stored(): StoredVault {
    return this.#stored
  }

  find(id: string): StoredPointOfSale | undefined {
    return this.#stored.pointsOfSale.find((one) => one.id === id)
  }

  /** Another start of the program may have written the file: each change begins from what is on disk. */
  refresh(): Result<null> {
    try {
      this.#stored = this.#file.read(this.#stored)
      return ok(null)
    } catch (error) {
      this.#logger.error('the vault could not be read', { reason: (error as Error).message })
      return error instanceof NewerFileError ? fail('newer-version') : notSaved(error)
    }
  }

  /** @returns why what is on disk stays as it was, if it does */
  write(change: Partial<StoredVault>): Result<null> {
    const next = { ...this.#stored, ...change }
    try {
      this.#file.write(next)
    } catch (error) {
      this.#logger.error('the vault could not be written', { reason: (error as Error).message })
      return notSaved(error)
    }
    this.#stored = next
    return ok(null)
  }

  /** One writer at a time: checks and writes of two commands never interleave. */
  inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#writing.then(work)
    this.#writing = turn.catch(() => {})
    return turn
  }
}

/** Names that differ in no more than case are one name. */
export const sameName = (one: string, other: string): boolean => companyKey(one) === companyKey(other)

/** What is to be stored of one among the others, its secret aside. */
export function entryOf({ id: wanted, name, company, credentials }: CommandArgs<'savePointOfSale'>, among: StoredPointOfSale[]): Result<StoredPointOfSale> {
  const id = wanted ?? randomUUID()
  const existing = among.find((one) => one.id === id)
  if (wanted !== undefined && !existing) return fail('point-of-sale-missing')
  if (!existing && !credentials) return fail('credentials-incomplete')
  if (among.some((one) => one.id !== id && sameName(one.name, name))) return fail('name-taken', { name })
  return ok({ id, name, company: company === undefined ? (existing?.company ?? null) : company, secret: existing?.secret ?? null })
}

export const withEntry = (pointsOfSale: StoredPointOfSale[], entry: StoredPointOfSale): StoredPointOfSale[] =>
  pointsOfSale.some(({ id }) => id === entry.id) ? pointsOfSale.map((one) => (one.id === entry.id ? entry : one)) : [...pointsOfSale, entry]
