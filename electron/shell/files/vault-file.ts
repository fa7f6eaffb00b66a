/** What the vault has on disk. */
import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { companyKey } from '#contract/model/company.ts'
import { fail, ok, type Result } from '#contract/result.ts'
import type { CommandArgs } from '#contract/schema.ts'
import { migration, numbered, type FileFormat } from './file-format.ts'

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
