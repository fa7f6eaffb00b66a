/** A company that points of sale belong to, where one person works for several. */
export interface Company {
  name: string
  /** Eleven digits; null when it was not given. */
  cuit: string | null
}

export const maxCompanyLength = 80

/** Two companies, or two points of sale, are one when their names differ only in case. @returns the same key for both */
export const companyKey = (name: string): string => name.trim().normalize('NFC').toLocaleLowerCase('es')

/** What each digit but the last counts for; the last one makes the sum a multiple of eleven. */
const weights = [5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1]

/**
 * @param text with or without dashes, dots or spaces
 * @returns its eleven digits; null when it is no CUIT. Source of the check digit: ARCA, RG 10/1997
 */
export function readCuit(text: string): string | null {
  const digits = text.replaceAll(/[\s.\-‐-―]/gu, '')
  if (!/^\d{11}$/u.test(digits)) return null
  const sum = weights.reduce((total, weight, place) => total + weight * Number(digits[place]), 0)
  return sum % 11 === 0 ? digits : null
}
