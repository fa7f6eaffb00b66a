const longest = 60

/** @returns a text from outside as one cell of a line in a terminal: without what it would obey, and not too long */
export function printable(text: string): string {
  const shown = printableLines(text.slice(0, longest)).replaceAll('\n', lost)
  return shown.length < text.length ? `${shown}…` : shown
}

const lost = '�'

/**
 * What a terminal obeys instead of showing: the controls of C0 and C1, with which every escape sequence begins, the separators
 * of lines and paragraphs, and the marks that turn the direction of what follows. JSON writes only the first with an escape.
 */
// oxlint-disable-next-line no-control-regex -- control characters are exactly what is looked for
const obeyed = /[\0-\t\v-\x1f\x7f-\x9f\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu

/** @returns the same text, its line ends kept; what a terminal would obey is a sign in its place */
export const printableLines = (text: string): string => text.replace(obeyed, lost)

/** @returns one line of JSON that says the same and that no terminal obeys */
export const jsonLine = (value: unknown): string => JSON.stringify(value).replace(obeyed, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`)
