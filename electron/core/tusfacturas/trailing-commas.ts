const quote = 0x22
const backslash = 0x5c
const comma = 0x2c
const closing = new Set([0x5d, 0x7d])
/** What JSON takes for white space. */
const blank = new Set([0x20, 0x09, 0x0a, 0x0d])

/**
 * Leaves out each comma before a closing bracket that stands outside strings: the documentation's own example of
 * estado_servicios has one. One pass, whatever the text: a pattern would try again at every quote of a damaged one.
 */
export function withoutTrailingCommas(json: string): string {
  const kept: string[] = []
  let from = 0
  /** Of the last comma with nothing but white space behind it; -1: none. */
  let pending = -1
  for (let at = 0; at < json.length; at++) {
    const unit = json.charCodeAt(at)
    if (unit === quote) {
      pending = -1
      at = endOfString(json, at)
    } else if (unit === comma) pending = at
    else if (!blank.has(unit)) {
      if (pending >= 0 && closing.has(unit)) {
        kept.push(json.slice(from, pending))
        from = pending + 1
      }
      pending = -1
    }
  }
  return kept.join('') + json.slice(from)
}

/** @returns where the string ends that begins at `start`; the end of the text when it does not */
function endOfString(json: string, start: number): number {
  for (let at = start + 1; at < json.length; at++) {
    const unit = json.charCodeAt(at)
    if (unit === quote) return at
    if (unit === backslash) at++
  }
  return json.length
}
