/**
 * A cheap search for pieces of keys: getting ready to find hundreds of keys in any spelling takes seconds, and most texts hold none. It says "maybe"
 * too often, never too seldom.
 */

const pieceLength = 8
/** An escape that begins before a key takes as many of its characters along at most: `\` before a key that begins with `u0061`. */
const takenAlong = 5
/** Before these, `&#` may take more along. */
const zeros = /^X?00/u

/**
 * Finds what breaks a key, which is removed, and other spellings of its characters, which are decoded. It knows no more of them than the patterns
 * do, since anything else that looks like an escape may be a piece of a key. A run of backslashes is looked at once.
 */
const escape = /(?<!\\)\\+(?:U([\dA-F]{4})|[NRT]|(\/))|%([\dA-F]{2})|&#(?:X0{0,16}([\dA-F]{2})|0{0,16}(\d{2,3}));|&NBSP;|<BR\/?>/gu

/** @returns the text as a key would stand in it: in one case, nothing escaped, nothing broken, in one alphabet of base64 */
const bare = (text: string): string =>
  oneCase(text)
    .replaceAll(/[\s\p{Cf}]+/gu, '')
    .replace(escape, (_all, unit?: string, slash?: string, byte?: string, hexadecimal?: string, decimal?: string) => {
      const code = unit ?? byte ?? hexadecimal
      return code === undefined && decimal === undefined ? (slash ?? '') : character(code === undefined ? Number(decimal) : Number.parseInt(code, 16))
    })
    .replaceAll('-', '+')
    .replaceAll('_', '/')

/** A search in any case takes the signs of Kelvin and of the long s for letters too. */
const oneCase = (text: string): string => text.toLowerCase().toUpperCase()

/** What is not in a key may become anything. */
const character = (code: number): string => (code > 0x20 && code < 0x7f ? String.fromCharCode(code).toUpperCase() : '')

/**
 * @param key of letters, digits and `._~+/=-`; the form in base64 of one
 * @returns what is searched for; null: the key is too short, or too odd, to be found by a piece
 */
export function pieceOf(key: string): string | null {
  const looked = bare(key)
  const piece = looked.slice(takenAlong, takenAlong + pieceLength)
  return piece.length === pieceLength && !zeros.test(looked) ? piece : null
}

/** @returns a function that gives those of the things that a text may hold: it searches for their pieces, and gives those without a piece always */
export function searchFor<T extends { piece: string | null }>(things: readonly T[]): (text: string) => T[] {
  const always = things.filter(({ piece }) => piece === null)
  const searched = Map.groupBy(things, ({ piece }) => piece)
  searched.delete(null)
  if (searched.size === 0) return () => always
  const begins = new Uint8Array(2 ** 16)
  for (const piece of searched.keys()) if (piece !== null) begins[beginAt(piece, 0)] = 1
  return (text) => {
    const found = new Set<T>()
    const looked = bare(text)
    for (let at = 0; at + pieceLength <= looked.length; at++) {
      if (begins[beginAt(looked, at)] === 0) continue
      for (const thing of searched.get(looked.slice(at, at + pieceLength)) ?? []) found.add(thing)
    }
    return [...always, ...found]
  }
}

/** A number for the first three characters: at most places it tells already that no piece begins there. */
const beginAt = (text: string, at: number): number => (text.charCodeAt(at) * 1_849 + text.charCodeAt(at + 1) * 43 + text.charCodeAt(at + 2)) & 0xffff
