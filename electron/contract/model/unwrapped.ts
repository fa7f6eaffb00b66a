/** What people's lists put around a reference: none of these characters may be in one, as TusFacturasAPP documents it. */
const pairs: Record<string, string> = { '"': '"', "'": "'", '`': '`', '´': '´', '«': '»', '“': '”', '‘': '’', '[': ']', '(': ')', '{': '}' }
const closing = new Set(Object.values(pairs))
const bullet = /^(?:[-*•·–—]|\d{1,3}[.)])\s+(?=\S)/u

/**
 * Takes quotes, brackets, the apostrophe of a spreadsheet and the bullet of a list away from around a reference. What has no counterpart
 * goes only where its counterpart is nowhere, as a list in brackets is cut between its ends.
 * @param text edges trimmed
 */
export function unwrapped(text: string): string {
  let rest = text
  for (;;) {
    const shorter = withoutOuter(rest.replace(bullet, '')).trim()
    if (shorter === rest || shorter === '') return rest
    rest = shorter
  }
}

function withoutOuter(text: string): string {
  const first = text.charAt(0)
  const last = text.charAt(text.length - 1)
  const counterpart = pairs[first]
  if (counterpart !== undefined && text.indexOf(counterpart, 1) === text.length - 1) return text.slice(1, -1)
  if (counterpart !== undefined && !text.includes(counterpart, 1)) return text.slice(1)
  const opening = closing.has(last) && !Object.keys(pairs).some((open) => pairs[open] === last && text.slice(0, -1).includes(open))
  return opening ? text.slice(0, -1) : text
}
