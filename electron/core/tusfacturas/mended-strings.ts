const quote = 0x22
const backslash = 0x5c
const space = 0x20
const escapes: Readonly<Record<string, string>> = { '\n': String.raw`\n`, '\r': String.raw`\r`, '\t': String.raw`\t` }
/** Wherever it stands, such an escape is one of JSON's. */
const sound = /["\\/bfnrt]|u[0-9a-f]{4}/iuy

/**
 * Writes inside strings what JSON wants written otherwise: line ends, tabs and other control characters as they are, and backslashes
 * that escape nothing (`Afip\Soap`). Outside strings, control characters become spaces. One pass, whatever the text.
 */
export function withMendedStrings(json: string): string {
  const kept: string[] = []
  let from = 0
  let inside = false
  const replace = (at: number, by: string) => {
    kept.push(json.slice(from, at), by)
    from = at + 1
  }
  for (let at = 0; at < json.length; at++) {
    const unit = json.charCodeAt(at)
    if (unit === quote) inside = !inside
    else if (inside && unit === backslash) {
      sound.lastIndex = at + 1
      if (sound.test(json)) at++
      else replace(at, '\\\\')
    } else if (unit < space) replace(at, inside ? (escapes[json.charAt(at)] ?? ' ') : ' ')
  }
  return kept.join('') + json.slice(from)
}

/**
 * Cuts text into the objects that stand in it one after the other.
 * @returns each object's text, and what stands between and behind them; no object where the first never ends
 */
export function objectsIn(text: string): { objects: string[]; rest: string } {
  const objects: string[] = []
  const rest: string[] = []
  let [from, depth, inside] = [0, 0, false]
  for (let at = 0; at < text.length; at++) {
    const sign = text.charAt(at)
    if (depth > 0 && sign === '"') inside = !inside
    else if (inside) at += sign === '\\' ? 1 : 0
    else if (sign === '{') {
      if (depth++ > 0) continue
      rest.push(text.slice(from, at))
      from = at
    } else if (sign === '}' && depth > 0 && --depth === 0) {
      objects.push(text.slice(from, at + 1))
      from = at + 1
    }
  }
  return { objects, rest: rest.join(' ') + text.slice(from) }
}
