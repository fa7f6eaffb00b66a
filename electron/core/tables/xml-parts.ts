/** As much of XML as a sheet needs: its elements by name, their attributes, its text. Each step looks at the text once. */
import { TableError } from './file-kind.ts'

/** An element: the attributes and the text between its ends, as they are written. */
export interface Part {
  head: string
  body: string
}

// A value holds no < (XML 1.0, 2.3), so that nothing is looked for beyond the next element.
const headOf = '((?:[^<>"\']|"[^"<]*"|\'[^\'<]*\')*)'
const attribute = /(?<=^|\s)(?:[\w.-]+:)?([\w.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/gu

/** @returns the elements of that name, whatever their prefix is; none holds another of its own name @throws TableError when one does not end */
export const partsOf = (xml: string, name: string): Part[] => found(xml, name).map(({ head, body }) => ({ head, body }))

/** @returns the text without the elements of that name */
export function withoutPart(xml: string, name: string): string {
  let rest = ''
  let from = 0
  for (const { start, end } of found(xml, name)) {
    rest += xml.slice(from, start)
    from = end
  }
  return rest + xml.slice(from)
}

function found(xml: string, name: string): (Part & { start: number; end: number })[] {
  const opening = new RegExp(`<(?:\\w+:)?${name}(?=[\\s/>])${headOf}>`, 'gu')
  const closing = new RegExp(`</(?:\\w+:)?${name}\\s*>`, 'gu')
  const parts: (Part & { start: number; end: number })[] = []
  for (let match = opening.exec(xml); match; match = opening.exec(xml)) {
    const head = match[1] ?? ''
    const from = opening.lastIndex
    if (head.endsWith('/')) {
      parts.push({ head: head.slice(0, -1), body: '', start: match.index, end: from })
      continue
    }
    closing.lastIndex = from
    const end = closing.exec(xml)
    if (!end) throw new TableError('damaged')
    parts.push({ head, body: xml.slice(from, end.index), start: match.index, end: closing.lastIndex })
    opening.lastIndex = closing.lastIndex
  }
  return parts
}

/** @returns the attributes by their names without prefix */
export const attributesOf = (head: string): ReadonlyMap<string, string> =>
  new Map([...head.matchAll(attribute)].map(([, name = '', double, single]) => [name, decoded(double ?? single ?? '')]))

const marks: [open: string, close: string][] = [
  ['<!--', '-->'],
  ['<![CDATA[', ']]>'],
]

/** @returns the text without comments, and with what stands in CDATA as any other text @throws TableError when one of them does not end */
export function withoutMarks(xml: string): string {
  let rest = ''
  let from = 0
  for (let at = xml.indexOf('<!'); at !== -1; at = xml.indexOf('<!', from)) {
    const mark = marks.find(([open]) => xml.startsWith(open, at))
    const end = mark ? xml.indexOf(mark[1], at + mark[0].length) : at + 2
    if (end === -1) throw new TableError('damaged')
    const next = mark ? end + mark[1].length : end
    rest += xml.slice(from, mark ? at : next)
    if (mark?.[0] === '<![CDATA[')
      rest += xml
        .slice(at + mark[0].length, end)
        .replaceAll('&', '&amp;')
        .replaceAll('<', '&lt;')
        .replaceAll('>', '&gt;')
    from = next
  }
  return rest + xml.slice(from)
}

const signs: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** @returns the text that is meant */
export const decoded = (text: string): string =>
  text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(amp|lt|gt|quot|apos));/giu, (whole, hex?: string, decimal?: string, name?: string) => {
    if (name !== undefined) return signs[name.toLowerCase()] ?? whole
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)
    return code <= 0x10_ff_ff ? String.fromCodePoint(code) : whole
  })
