/**
 * Whose a name is. Who works for several companies names a point of sale of each "Casa central", and the credentials of one must not take
 * the place of another's; yet a company gets a new name, and whatever names no company replaces as it always did.
 */
import { companyKey, type Company } from '#contract/model/company.ts'
import { sameName } from './vault-file.ts'
import type { Named } from './vault.ts'

/** What is to be saved under a name; company: null where it names none. */
export interface Newcomer {
  name: string
  company: Company | null
}

/** Names of points of sale, by their credentials. */
export interface KnownCredentials {
  /** They have the newcomer's already. */
  sharing: readonly string[]
  /** Theirs do not open: what is typed anew takes their place. */
  unread: readonly string[]
}

/**
 * Says whether a new entry may replace the stored point of sale that has the same name. It may if it names no company, if it has the same
 * credentials, or if it is of the same company: by CUIT, or by the company's name where one of the two has no CUIT. A stored one without a
 * company can be recognised by its credentials alone.
 * @param stored the one that has the name; null: none
 * @returns null when it may; else the company that the name belongs to, in which null means: a point of sale that names no company
 */
export function ownerOfName({ name, company }: Newcomer, stored: Named | null, { sharing, unread }: KnownCredentials): { company: string | null } | null {
  const isIn = (names: readonly string[]) => names.some((other) => sameName(other, name))
  if (!stored || !company || isIn(sharing)) return null
  if (!stored.company) return isIn(unread) ? null : { company: null }
  const { cuit } = stored.company
  const same = company.cuit !== null && cuit !== null ? company.cuit === cuit : isSame(company, stored.company)
  return same ? null : { company: stored.company.name }
}

/** @returns the company to be stored, with the CUIT that is known where none is given; undefined: whichever is there stays */
export function companyToStore({ company }: Pick<Newcomer, 'company'>, stored: Named | null): Company | undefined {
  if (!company) return undefined
  const known = stored?.company && isSame(company, stored.company) ? stored.company.cuit : null
  return { name: company.name, cuit: company.cuit ?? known }
}

const isSame = (one: Company, other: Company): boolean => companyKey(one.name) === companyKey(other.name)
