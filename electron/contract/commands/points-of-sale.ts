/** Points of sale: their credentials, whether these work, and what was spent on them. */
import { z } from 'zod'
import { maxCompanyLength, readCuit } from '../model/company.ts'
import { maxCredentialLength } from '../model/credentials.ts'
import type { Explanation } from '../model/explanation.ts'
import type { LeftBehind, LedgerRow, PointOfSale } from '../model/point-of-sale.ts'
import { command, event, none, pointOfSaleId } from './command.ts'

const secret = z.string().trim().min(1).max(maxCredentialLength)
const credentials = z.strictObject({ apikey: secret, apitoken: secret, usertoken: secret })

const company = z.strictObject({
  name: z.string().trim().min(1).max(maxCompanyLength),
  cuit: z
    .string()
    .refine((digits) => readCuit(digits) === digits)
    .nullable(),
})

/** What to do when the operating system cannot protect a secret: refuse, accept in words, or keep it in memory. */
export const weakProtection = z.enum(['refuse', 'accept', 'session'])

export const pointOfSaleCommands = {
  /** @returns its id */
  savePointOfSale: command(
    z.strictObject({
      /** Absent: a new one. */
      id: pointOfSaleId.optional(),
      name: z.string().trim().min(1).max(80),
      /** Absent: it stays whose it was. */
      company: company.nullable().optional(),
      /** Absent when only the name or the company changes. */
      credentials: credentials.optional(),
      weakProtection: weakProtection.default('refuse'),
    }),
  ).changes<string>(),
  /** To be shown before the deletion is confirmed. */
  weighDeletion: command(z.strictObject({ id: pointOfSaleId })).returns<LeftBehind>(),
  deletePointOfSale: command(z.strictObject({ id: pointOfSaleId })).changes(),
  /** A free query with stored or typed credentials; the explanation says what was seen. */
  testCredentials: command(z.union([z.strictObject({ id: pointOfSaleId }), z.strictObject({ credentials })])).returns<{
    works: boolean
    explanation: Explanation
  }>(),
  readLedger: command(none).returns<LedgerRow[]>(),
}

export const pointOfSaleEvents = {
  pointsOfSaleChanged: event<PointOfSale[]>(),
}
