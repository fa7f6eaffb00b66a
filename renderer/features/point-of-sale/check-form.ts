import { readCuit, type Company } from '#contract/model/company.ts'
import { credentialFields, type CredentialField, type Credentials } from '#contract/model/credentials.ts'
import { credentials as texts } from '#contract/texts/point-of-sale.ts'

export const noCredentials: Credentials = { apikey: '', apitoken: '', usertoken: '' }

/** As it is typed; blank: none. */
export interface CompanyInput {
  name: string
  cuit: string
}

export interface PointOfSaleInput {
  name: string
  company: CompanyInput
  credentials: Credentials
}

export interface FormProblems {
  name?: string
  company?: string
  cuit?: string
  credentials: Partial<Record<CredentialField, string>>
}

/** @returns true when nothing was typed in any of the three */
export const areBlank = (credentials: Credentials): boolean => credentialFields.every((field) => credentials[field].trim() === '')

/**
 * @param stored whether there are credentials to keep when the three are left blank
 * @returns what is missing, or null when the form can be sent
 */
export function checkForm({ name, company, credentials }: PointOfSaleInput, stored: boolean): FormProblems | null {
  const missing = stored && areBlank(credentials) ? [] : credentialFields.filter((field) => credentials[field].trim() === '')
  const typedCuit = company.cuit.trim()
  const wrongCuit = typedCuit !== '' && readCuit(typedCuit) === null
  const nobody = typedCuit !== '' && company.name.trim() === ''
  if (name.trim() !== '' && missing.length === 0 && !wrongCuit && !nobody) return null
  const text = stored ? texts.missingAll : texts.missing
  return {
    ...(name.trim() === '' && { name: texts.missing }),
    ...(wrongCuit && { cuit: texts.wrongCuit }),
    ...(nobody && { company: texts.companyMissing }),
    credentials: Object.fromEntries(missing.map((field) => [field, text])),
  }
}

/** @returns the company of a form that can be sent; null when none was typed */
export const companyOf = ({ name, cuit }: CompanyInput): Company | null => (name.trim() === '' ? null : { name: name.trim(), cuit: readCuit(cuit) })
