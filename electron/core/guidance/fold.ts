/**
 * Folds a text to what its damage leaves alone: lower-case ASCII letters, digits and signs, single spaces. Undoes JSON escapes,
 * HTML entities and UTF-8 read as Windows-1252, each up to twice. Letters that got lost become `?`. Linear in the length.
 * @returns the folded text with one space at either end, so that a word can be looked for with its edge
 */
export function fold(text: string): string {
  let plain = text
  for (let round = 0; round < 2; round++) {
    if (plain.includes('\\')) plain = plain.replace(escape, readEscape)
    if (plain.includes('&')) plain = plain.replace(entity, readEntity)
  }
  return squeeze(plain.includes('<') ? plain.replace(tag, ' ') : plain)
}

const tag = /<\/?(?:p|br|b|i|a|em|strong|span|div|font|ul|li|table|tr|td|h\d)\b[^<>]{0,200}>/giu

const escape = /\\(u([0-9a-f]{4})|.)/giu
const readEscape = (_: string, sign: string, hex?: string) => {
  if (hex) return String.fromCharCode(parseInt(hex, 16))
  return 'nrt'.includes(sign) ? ' ' : sign
}

const entity = /&(?:#x([0-9a-f]{1,4})|#(\d{1,5})|([a-z])(?:acute|grave|tilde|uml|circ|cedil)|(amp|lt|gt|quot|apos|nbsp));/giu
const signs: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
const readEntity = (_: string, hex?: string, decimal?: string, letter?: string, sign = '') => {
  if (hex) return String.fromCharCode(parseInt(hex, 16))
  if (decimal) return String.fromCharCode(Number(decimal))
  return letter ?? signs[sign.toLowerCase()] ?? ' '
}

/** What Windows-1252 shows for the bytes 0x80 to 0x9f; from 0xa0 it agrees with Unicode. */
const windows1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'

/** Reads two characters as the two bytes of one. @returns its code, or 0 when they are not */
function undouble(lead: number, tail: number): number {
  // 0xe2 and 0xe3 are these leads after a change to lower case.
  if (tail < 0x80 || !(lead === 0xc2 || lead === 0xc3 || lead === 0xe2 || lead === 0xe3)) return 0
  const at = tail < 0xa0 || tail > 0xff ? windows1252.indexOf(String.fromCharCode(tail)) : -1
  const byte = at === -1 ? tail : 0x80 + at
  return byte > 0xbf ? 0 : ((lead & 1) << 6) | 0x80 | (byte & 0x3f)
}

const space = 0x20
const lost = 0x3f
/** Folded to this, a character is left out. */
const nothing = 0

/** From a UTF-16 unit to its folded ASCII; built on first use. */
let table: Uint8Array | null = null

function buildTable(): Uint8Array {
  const folded = new Uint8Array(0x10000).fill(lost)
  for (let unit = 0; unit < 0x250; unit++) {
    const base = String.fromCharCode(unit).normalize('NFD').charAt(0).toLowerCase().charCodeAt(0)
    if (unit <= space || (unit >= 0x7f && unit <= 0xa0)) folded[unit] = space
    else if (base < 0x7f) folded[unit] = base
  }
  // Combining accents, spaces of all widths, invisible marks, dashes, quotes; then ª, soft hyphen, °, º and the byte order mark.
  folded.fill(nothing, 0x300, 0x370).fill(space, 0x2000, 0x200b).fill(nothing, 0x200b, 0x2010).fill(0x2d, 0x2010, 0x2016)
  folded.fill(0x22, 0x2018, 0x2020).fill(space, 0x2028, 0x2030).fill(nothing, 0x2060, 0x2070).fill(space, 0x3000, 0x3001)
  for (const unit of [0xaa, 0xad, 0xb0, 0xba, 0xfeff]) folded[unit] = nothing
  return folded
}

/** Kept between calls: 64 KB for each text would make the collector stop the program. */
let scratch = Buffer.alloc(0)

function squeeze(text: string): string {
  const foldedUnit = (table ??= buildTable())
  if (scratch.length < text.length + 2) scratch = Buffer.allocUnsafeSlow(text.length + 2)
  const folded = scratch
  let length = 0
  folded[length++] = space
  for (let i = 0; i < text.length; i++) {
    let unit = text.charCodeAt(i)
    if (unit >= 0xc2 && unit <= 0xe3) {
      const once = undouble(unit, text.charCodeAt(i + 1))
      const twice = once === 0 ? 0 : undouble(once, undouble(text.charCodeAt(i + 2), text.charCodeAt(i + 3)))
      unit = twice || once || unit
      i += twice ? 3 : once ? 1 : 0
    }
    const kept = foldedUnit[unit] ?? lost
    if (kept === nothing || (kept === space && folded[length - 1] === space)) continue
    folded[length++] = kept
  }
  if (folded[length - 1] !== space) folded[length++] = space
  return folded.toString('latin1', 0, length)
}
