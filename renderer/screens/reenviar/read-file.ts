/** A list that came as a file: which characters, and which column. */

/** Larger than any list of references. */
export const maxFileBytes = 5 * 1024 * 1024

/**
 * Excel in Argentina saves .csv in the system's old alphabet and "Unicode text" in UTF-16; everything else is UTF-8.
 * @returns the text, or null when it is not text
 */
export function decodeText(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (bytes.includes(0)) return null
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

/** Characters of the first line in which the column is looked for. */
const longestHeading = 10_000

const header = /^(external[ _-]?reference|referencias? externas?|referencias?)$/iu

/**
 * Takes the column headed as references from a table; a list without such a heading stays as it is.
 * @param text decoded content of a .csv or .txt
 * @returns one reference a line
 */
export function referenceColumn(text: string): string {
  const [heading = ''] = text.split(/[\r\n]/u, 1)
  // A first line without an end is no heading of a table.
  const heads = heading.slice(0, longestHeading)
  const separator = [';', '\t', ','].find((candidate) => heads.includes(candidate)) ?? '\n'
  const column = heads.split(separator).findIndex((cell) => header.test(unquoted(cell)))
  if (column === -1) return text.replace(quotedCell, '$1')
  return text
    .slice(heading.length)
    .split(/[\r\n]+/u)
    .map((line) => unquoted(line.split(separator)[column] ?? ''))
    .filter((cell) => cell !== '')
    .join('\n')
}

const unquoted = (cell: string): string => cell.trim().replace(/^"(.*)"$/u, '$1').trim()

const quotedCell = /(?<=^|[;,\t])"([^";,\t\r\n]*)"(?=[;,\t]|$)/gmu
