/** What people's lists put around a reference: none of these characters may be in one, as TusFacturasAPP documents it. */
const pairs: Record<string, string> = { '"': '"', "'": "'", '`': '`', '´': '´', '«': '»', '“': '”', '‘': '’', '[': ']', '(': ')', '{': '}' }
const closing = new Set(Object.values(pairs))
// Also pictures, signs of Word's own fonts, and the mark of a quoted mail; № and ° belong to a number.
const bullet = /^(?:[-*·–—>]+|[^\P{So}№°]|\p{Co}|[•∙→])\s+(?=\S)/u
const marksOnly = /^(?:[-*·–—>•∙→]|[^\P{So}№°]|\p{Co})+$/u
// 1. 1) 1- 1.- and 1º
const numbered = /^(\d{1,3})(?:([.)])|[.)º°]+-?|-)\s+(?=\S)/u

/** @returns whether a piece is the mark before a reference that is not there */
export const isBullet = (text: string): boolean => marksOnly.test(text)

/** No list wraps deeper, and nothing longer is a reference whatever is around it. In characters of UTF-16. */
const mostLayers = 8
const longest = 1_000

/**
 * Takes quotes, brackets, the apostrophe of a spreadsheet and the bullet of a list away from around a reference. What has no counterpart
 * goes only where its counterpart is nowhere, as a list in brackets is cut between its ends.
 * @param text edges trimmed
 */
export function unwrapped(text: string): string {
  if (text.length > longest) return text
  let rest = text
  for (let layer = 0; layer < mostLayers; layer++) {
    const shorter = withoutOuter(rest.replace(bullet, '')).trim()
    if (shorter === rest || shorter === '') return rest
    rest = shorter
  }
  return rest
}

/**
 * Takes the numbers of a list away from in front of its lines: 1. 2. 3. What does not count up is a part of what it stands before, as
 * a point of sale is, and where two lines would become the same, their numbers are what tells them apart.
 * @param texts all of them, in their order @returns as many
 */
export function withoutNumbers(texts: readonly string[]): string[] {
  const found = texts.map((text) => (text.length > longest ? null : numbered.exec(text)))
  const heads = found.filter((head) => head !== null)
  const first = Number(heads[0]?.[1])
  // Points and brackets stand behind nothing else: a part of a list may have been copied.
  const begins = first === 1 || heads.every((head) => head[2] !== undefined)
  if (heads.length < 2 || !begins || !heads.every((head, at) => Number(head[1]) === first + at)) return [...texts]
  const bare = texts.map((text, at) => (found[at] ? unwrapped(text.slice(found[at][0].length).trim()) : text))
  return new Set(bare).size === new Set(texts).size ? bare : [...texts]
}

function withoutOuter(text: string): string {
  const first = text.charAt(0)
  const last = text.charAt(text.length - 1)
  const counterpart = pairs[first]
  if (counterpart !== undefined && isAround(text, first, counterpart)) return text.slice(1, -1)
  if (counterpart !== undefined && !text.includes(counterpart, 1)) return text.slice(1)
  const opening = closing.has(last) && !Object.keys(pairs).some((open) => pairs[open] === last && text.slice(0, -1).includes(open))
  return opening ? text.slice(0, -1) : text
}

/** Whether the last character closes what the first one opens: `((A))` and `""A""`, but not `(A)(B)` and `"A" "B"`. */
function isAround(text: string, open: string, close: string): boolean {
  if (text.length < 2 || !text.endsWith(close)) return false
  if (open === close) {
    let [from, to] = [0, text.length]
    while (text.charAt(from) === open) from++
    while (to > from && text.charAt(to - 1) === open) to--
    return !text.slice(from, to).includes(open)
  }
  let depth = 0
  for (let at = 0; at < text.length - 1; at++) {
    if (text.charAt(at) === open) depth++
    else if (text.charAt(at) === close) depth--
    if (depth === 0) return false
  }
  return depth === 1
}
