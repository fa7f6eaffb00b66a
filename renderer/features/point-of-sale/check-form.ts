import { credentialFields, type CredentialField, type Credentials } from '#contract/model/credentials.ts'
import { credentials as texts } from '#contract/texts/point-of-sale.ts'

export const noCredentials: Credentials = { apikey: '', apitoken: '', usertoken: '' }

export interface PointOfSaleInput {
  name: string
  credentials: Credentials
}

export interface FormProblems {
  name?: string
  credentials: Partial<Record<CredentialField, string>>
}

/** @returns true when nothing was typed in any of the three */
export const areBlank = (credentials: Credentials): boolean => credentialFields.every((field) => credentials[field].trim() === '')

/**
 * @param stored whether there are credentials to keep when the three are left blank
 * @returns what is missing, or null when the form can be sent
 */
export function checkForm({ name, credentials }: PointOfSaleInput, stored: boolean): FormProblems | null {
  const missing = stored && areBlank(credentials) ? [] : credentialFields.filter((field) => credentials[field].trim() === '')
  if (name.trim() !== '' && missing.length === 0) return null
  const text = stored ? texts.missingAll : texts.missing
  return {
    ...(name.trim() === '' && { name: texts.missing }),
    credentials: Object.fromEntries(missing.map((field) => [field, text])),
  }
}
