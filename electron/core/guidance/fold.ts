/**
 * Folds a text to what its damage leaves alone: lower-case ASCII letters, digits and signs, single spaces. Undoes JSON escapes,
 * HTML entities and UTF-8 read as Windows-1252, each up to twice. Letters that got lost become `?`. Linear in the length.
 * @returns the folded text with one space at either end, so that a needle can ask for the edge of a word
 */
export function fold(text: string): string {
  let plain = text
  for (let round = 0; round < 2; round++) {
    if (plain.includes('\\')) plain = plain.replace(escape, unescape)
    if (plain.includes('&')) plain = plain.replace(entity, (whole, name: string) => entityText(name) ?? whole)
    plain = plain.replace(doubled, undouble)
  }
  return squeeze(plain.includes('<') ? plain.replace(/<[^<>]{0,200}>/gu, ' ') : plain)
}

const fromCode = (code: number) => (code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : ' ')

const escape = /\\(u([0-9a-f]{4})|.)/giu
const unescape = (_: string, sign: string, hex?: string) => (hex ? fromCode(parseInt(hex, 16)) : 'nrt'.includes(sign) ? ' ' : sign)

const entity = /&(#x?[0-9a-f]{1,6}|[a-z]{2,8});/giu
const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' }

function entityText(name: string): string | undefined {
  if (name.startsWith('#')) return fromCode(/^#x/iu.test(name) ? parseInt(name.slice(2), 16) : parseInt(name.slice(1), 10))
  // `oacute`, `Ntilde`, `uuml`: the letter is the name's first.
  return named[name.toLowerCase()] ?? (/^[a-z](acute|grave|tilde|uml|circ|cedil)$/iu.test(name) ? name.charAt(0) : undefined)
}

/** What Windows-1252 shows for the bytes 0x80 to 0x9f; from 0xa0 it agrees with Unicode. */
const windows1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'
const doubled = new RegExp(`([ÂÃâã])([\\u0080-\\u00bf${windows1252}])`, 'gu')

/** Two characters that were the two bytes of one: Ã leads U+00C0 to U+00FF, Â leads U+0080 to U+00BF. */
function undouble(_: string, lead: string, tail: string): string {
  const at = windows1252.indexOf(tail)
  const byte = at === -1 ? tail.charCodeAt(0) : 0x80 + at
  return fromCode(('Ãã'.includes(lead) ? 0xc0 : 0x80) | (byte & 0x3f))
}

const space = 0x20
const lost = 0x3f
const nothing = 0

/** From a UTF-16 unit to its folded ASCII; built on first use. */
let table: Uint8Array | null = null

function buildTable(): Uint8Array {
  const units = new Uint8Array(0x10000).fill(lost)
  for (let unit = 0; unit < 0x250; unit++) {
    const character = String.fromCharCode(unit)
    const base = character.normalize('NFD').charAt(0).toLowerCase().charCodeAt(0)
    if (unit <= space || (unit >= 0x7f && unit <= 0xa0)) units[unit] = space
    else if (base < 0x7f) units[unit] = base
  }
  for (const [from, to, folded] of [
    [0x300, 0x36f, nothing],
    [0x2000, 0x200a, space],
    [0x200b, 0x200f, nothing],
    [0x2010, 0x2015, 0x2d],
    [0x2018, 0x201f, 0x22],
    [0x2028, 0x202f, space],
    [0x2060, 0x206f, nothing],
  ] as const) units.fill(folded, from, to + 1)
  for (let unit = 0xff01; unit <= 0xff5e; unit++) units[unit] = units[unit - 0xfee0] ?? lost
  for (const unit of [0xaa, 0xad, 0xb0, 0xba, 0xfeff]) units[unit] = nothing
  units[0x3000] = space
  return units
}

function squeeze(text: string): string {
  const units = (table ??= buildTable())
  const folded = Buffer.allocUnsafe(text.length + 2)
  let length = 0
  folded[length++] = space
  for (let i = 0; i < text.length; i++) {
    const unit = units[text.charCodeAt(i)] ?? lost
    if (unit === nothing || (unit === space && folded[length - 1] === space)) continue
    folded[length++] = unit
  }
  if (folded[length - 1] !== space) folded[length++] = space
  return folded.toString('latin1', 0, length)
}
