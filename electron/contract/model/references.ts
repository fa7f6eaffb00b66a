/** How a pasted text becomes references. One rule for page, command line and main process. */
import { decimalList, isDamaged, wholeNumber, withAmounts } from './damaged-numbers.ts'
import { isBullet, unwrapped, withoutNumbers } from './unwrapped.ts'

/** Limit of `external_reference`, in characters (TusFacturasAPP, referencia API). */
export const maxReferenceLength = 255

/** The most references one batch may hold. */
export const maxReferences = 10_000

/** The most references that one free query asks for (EXT_REF_LIST; TusFacturasAPP, referencia API). */
export const mostInOneQuery = 100

export type ReferenceProblem = 'empty' | 'too-long' | 'control-character' | 'damaged-number'

export interface ParsedReference {
  text: string
  problem: ReferenceProblem | null
  /** Characters that TusFacturasAPP's documentation does not allow; a warning, never a refusal. */
  unusual: string[]
}

/** A reference with its place in the text it was cut from: `text.slice(start, end)` is what the person sees. */
export interface PastedReference extends ParsedReference {
  start: number
  end: number
}

export interface ParsedReferences {
  /** Distinct references that can be sent, in the order given. */
  valid: PastedReference[]
  /** Pieces that cannot be sent, with the reason. */
  invalid: PastedReference[]
  /** How many pieces repeated an earlier one. */
  repeated: number
  /** How many pieces had invisible characters taken out. */
  cleaned: number
  /** How many pieces had quotes, brackets or a bullet taken away from around them. */
  unwrapped: number
  /** How many whole numbers lost a fraction of zeros: `12345,00` is 12345. */
  rounded: number
  /** The first piece, when it is the name of a column; null when it is not. */
  heading: string | null
}

// Zero-width, bidirectional and joiner marks, soft hyphen and BOM: what Excel, Word and WhatsApp leave in a copied cell.
const invisible = /\p{Default_Ignorable_Code_Point}/gu
// oxlint-disable-next-line no-control-regex -- control characters are exactly what is looked for
const control = /[\u0000-\u001F\u007F-\u009F]/u
const undocumented = /[^A-Za-z0-9_-]/gu
/** What needs no cleaning: the common case, told quickly. */
const plain = /^[A-Za-z0-9_-]+$/u
// The names under which it is best known; core/tables/headings.ts knows all of them, where there is a table.
const heading = /^(?:external[ _-]?reference|ref(?:erencias?)?\.?(?: externas?)?)$/iu
const cells = /[^\r\n\t;\u2028\u2029]+/gu
const betweenCommas = /[^,]+/gu
// What databases, chats and notes put between values. Without blanks around it, it may belong to a reference; a dot at the front is a bullet.
const bar = /(?<=^|\s)\|(?=\s|$)|(?<=\S\s)[·•](?=\s)/u
const decimalInList = /\d+,0{1,2}/gu

/**
 * Checks one reference that is already cut out of its surroundings.
 * @param text the reference, edges trimmed
 * @returns the reference with its problem, or null, and its unusual characters
 */
export function checkReference(text: string): ParsedReference {
  const problem = problemOf(text)
  return { text, problem, unusual: problem === 'too-long' ? [] : [...new Set(text.match(undocumented))] }
}

function problemOf(text: string): ReferenceProblem | null {
  if (text === '') return 'empty'
  // A character has two units at most.
  if (text.length > 2 * maxReferenceLength) return 'too-long'
  if (control.test(text)) return 'control-character'
  // UTF-16 never has fewer units than the text has characters, so the costly count is for the long ones.
  return text.length > maxReferenceLength && Array.from(text).length > maxReferenceLength ? 'too-long' : null
}

/**
 * Takes a pasted text apart: lines, tabs, commas, semicolons and bars between blanks separate; edges are trimmed; invisible characters go;
 * repeats are folded. Case and leading zeros stay as they are. A cell of nothing but blanks is no piece at all; a cell of
 * nothing but invisible characters is an empty reference, because the person may believe that something is there.
 * A comma inside a number is no separator: a number that a spreadsheet has damaged is one piece that cannot be sent.
 * @param text what the person pasted, any length
 */
export function parseReferences(text: string): ParsedReferences {
  const result: ParsedReferences = { valid: [], invalid: [], repeated: 0, cleaned: 0, unwrapped: 0, rounded: 0, heading: null }
  const seen = new Set<string>()
  const cut = [...pieces(text)].flatMap(({ piece, index }) => {
    if (plain.test(piece)) return [{ piece, index, visible: piece, bare: piece }]
    const visible = piece.replace(invisible, '')
    return piece.trim() === '' || isBullet(visible.trim()) ? [] : [{ piece, index, visible, bare: unwrapped(visible.trim()) }]
  })
  const bare = withoutNumbers(cut.map((each) => each.bare))
  for (const [at, { piece, index, visible }] of cut.entries()) {
    const trimmed = bare[at] ?? ''
    if (seen.size === 0 && result.heading === null && heading.test(trimmed)) {
      result.heading = trimmed
      continue
    }
    if (visible !== piece) result.cleaned++
    if (trimmed !== visible.trim()) result.unwrapped++
    const whole = wholeNumber(trimmed)
    if (whole !== null) result.rounded++
    const reference = isDamaged(trimmed) ? { ...checkReference(trimmed), problem: 'damaged-number' as const } : checkReference(whole ?? trimmed)
    if (seen.has(reference.text)) {
      result.repeated++
      continue
    }
    seen.add(reference.text)
    const start = index + piece.length - piece.trimStart().length
    const pasted = { ...reference, start, end: index + piece.trimEnd().length }
    ;(reference.problem ? result.invalid : result.valid).push(pasted)
  }
  return result
}

/** Cuts at lines, tabs, semicolons and bars, and at commas that stand in no number. */
function* pieces(text: string): Generator<{ piece: string; index: number }> {
  for (const { 0: line, index } of text.matchAll(cells)) {
    let start = index
    for (const cell of line.split(bar)) {
      yield* betweenItsCommas(cell, start)
      start += cell.length + 1
    }
  }
}

/** The comma of an amount in a text cuts nothing: `Gomez 121,00`. */
function* betweenItsCommas(cell: string, start: number): Generator<{ piece: string; index: number }> {
  const number = cell.replace(invisible, '').trim()
  if (!cell.includes(',') || wholeNumber(number) !== null || isDamaged(number)) yield { piece: cell, index: start }
  else
    for (const part of withAmounts(cell, (amount) => amount.replaceAll(',', '.')).matchAll(decimalList.test(cell.trim()) ? decimalInList : betweenCommas))
      yield { piece: cell.slice(part.index, part.index + part[0].length), index: start + part.index }
}
