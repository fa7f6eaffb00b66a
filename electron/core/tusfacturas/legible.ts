/**
 * Makes what an answer says legible: undoes UTF-8 that was read as Windows-1252 or Latin-1 where nothing else can be meant, HTML
 * entities, and control characters that no screen shows. Not for references, which are compared as they came.
 */

/** What Windows-1252 shows for the bytes 0x80 to 0x9f; from 0xa0 it agrees with Unicode. */
const windows1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'
const tail = `[\\u0080-\\u00bf${windows1252}]`
/** The letters and signs of Latin-1 as two characters, and the typographic signs that Word writes as three. */
const doubled = new RegExp(`[ÂÃ]${tail}|â[€\\u0080]${tail}|â[‚\\u0082]¬|â[„\\u0084]¢`, 'gu')
const mostRounds = 3
/** In a name that ends in `Ã`, these close what they opened. */
const closers: Readonly<Record<string, string>> = { '”': '“', '’': '‘', '»': '«' }

function byteOf(character: string): number {
  const at = windows1252.indexOf(character)
  return at === -1 ? character.charCodeAt(0) : 0x80 + at
}

function undouble(text: string): string {
  const opened = new Set(Object.keys(closers).filter((closer) => text.includes(closers[closer] ?? '')))
  return text.replace(doubled, (pair) => (pair.length === 2 && opened.has(pair.charAt(1)) ? pair : Buffer.from(Array.from(pair, byteOf)).toString('utf8')))
}

const entity =
  /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z])(acute|grave|tilde|uml|circ|cedil)|(amp|lt|gt|quot|apos|nbsp|iexcl|iquest|ordm|ordf|deg|ndash|mdash));/giu
const accents: Readonly<Record<string, string>> = { acute: '\u0301', grave: '\u0300', tilde: '\u0303', uml: '\u0308', circ: '\u0302', cedil: '\u0327' }
const signs: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  iexcl: '¡',
  iquest: '¿',
  ordm: 'º',
  ordf: 'ª',
  deg: '°',
  ndash: '–',
  mdash: '—',
}

function readEntity(whole: string, hex?: string, decimal?: string, letter?: string, accent?: string, sign?: string): string {
  if (letter !== undefined && accent !== undefined) return `${letter}${accents[accent.toLowerCase()] ?? ''}`.normalize('NFC')
  if (sign !== undefined) return signs[sign.toLowerCase()] ?? whole
  const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)
  return code <= 0x10_ff_ff ? String.fromCodePoint(code).toWellFormed() : whole
}

const suspicious = /[&ÂÃâ\p{Cc}]/u
/** All but tabs and ends of lines. */
const unshown = /[^\P{Cc}\t\n\r]/gu

/** @returns the text as its author wrote it, without spaces around it */
export function legible(text: string): string {
  if (!suspicious.test(text)) return text.trim()
  let plain = text
  // `&amp;aacute;` is what two programs made of one letter.
  for (let round = 0; round < 2 && plain.includes('&'); round++) plain = plain.replace(entity, readEntity)
  for (let round = 0; round < mostRounds; round++) {
    const mended = undouble(plain)
    if (mended === plain) break
    plain = mended
  }
  return plain.replace(unshown, '').trim()
}

/** The same on one line: for names. */
export const legibleLine = (text: string): string => legible(text).replace(/\s+/gu, ' ')
