/** Numbers that a spreadsheet has rewritten. A reference that became one of these is no longer what was typed. */

// As Excel and LibreOffice write them in any language: 4,687E+11, 1.2E-05, 1,23E+015.
const scientific = /^[-+]?(?:\d(?:[.,]\d+)?E\+\d{1,3}|\d[.,]\d+E-?\d{1,3})$/iu
const currency = /^(?:(?:AR|US?|U)?\$|ARS|USD|EUR|€)\s*[-+]?\d[\d.,]*$|^[-+]?\d[\d.,]*\s*(?:\$|ARS|USD|EUR|€)$/iu
const decimalComma = /^[-+]?(?:\d+|\d{1,3}(?:\.\d{3})+),\d{1,2}$/u
const manyThousands = /^[-+]?\d{1,3}(?:\.\d{3}){2,}$|^[-+]?\d{1,3}(?:\.\d{3})+,\d+$|^[-+]?\d{1,3}(?:,\d{3})+\.\d+$/u
// One or two digits before the comma: nobody writes a list of references like this, and Excel writes 12,345 so.
const englishThousands = /^[-+]?\d{1,2}(?:,\d{3})+$/u
// #N/A and its like, in Spanish and English, and the #### of a column that is too narrow.
const spreadsheetError = /^#(?:#+|N\/[AD]|[¡¿]?(?:NOMBRE|NAME|REF|VALOR|VALUE|DIV\/0|NULO|NULL|NUM|DESBORDAMIENTO|SPILL|CALC)[!?])$/iu
const withoutFraction = /^(\d+),0{1,2}$|^(\d{4,}),0{3,}$/u

// By itself between blanks, with two decimals; and behind a currency, behind the blanks of a listing, with thousands, or round.
const amount = /(?<![^\s$€(])(?:(?<=(?:\$|€|ARS|USD|EUR)\s{0,2}|\s{3})-?\d[\d.]*,\d{2}|-?\d{1,3}(?:\.\d{3})+,\d{2}|-?\d+,00)(?![^\s;)|,]|,\S)/gu

// Nothing but 121,50 242,75: no list is written so, and no comma in it separates.
const amountsOnly = /^-?\d[\d.]*,\d{2}(?:\s+-?\d[\d.]*,\d{2})+$/u

/**
 * Replaces the amounts inside a text. There are none where nothing but numbers, commas and blanks stands: that is a list.
 * @param text one cell or line @param by what takes the place of each
 */
export const withAmounts = (text: string, by: (amount: string) => string): string =>
  text.includes(',') && /\s/u.test(text.trim()) && /[\p{L}$€]/u.test(text) ? text.replace(amount, by) : text

/** A cell of nothing but numbers with a decimal comma: 12345,00, 12346,00. */
export const decimalList = /^\d+,0{1,2}(?:\s*,\s*\d+,0{1,2})+$/u

// =A1&"-2", pasted or exported as it was typed.
const formula = /^=[$(\p{L}]/u

/** @returns the whole number of `12345,00`, whose fraction says nothing; null for anything else */
export function wholeNumber(text: string): string | null {
  const found = withoutFraction.exec(text)
  return found ? (found[1] ?? found[2] ?? null) : null
}

/** @param text one cell, edges trimmed. @returns whether it is a number or an error that a spreadsheet made of what was typed */
export const isDamaged = (text: string): boolean =>
  scientific.test(text) ||
  currency.test(text) ||
  (decimalComma.test(text) && wholeNumber(text) === null) ||
  manyThousands.test(text) ||
  amountsOnly.test(text) ||
  englishThousands.test(text) ||
  spreadsheetError.test(text) ||
  formula.test(text)
