/** How a pasted text becomes references. One rule for page, command line and main process. */

/** Limit of `external_reference`, in characters (TusFacturasAPP, referencia API). */
export const maxReferenceLength = 255

/** The most references one batch may hold. */
export const maxReferences = 10_000

export type ReferenceProblem = 'empty' | 'too-long' | 'control-character'

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
}

// Zero-width, bidirectional and joiner marks, soft hyphen and BOM: what Excel, Word and WhatsApp leave in a copied cell.
const invisible = /\p{Default_Ignorable_Code_Point}/gu
// oxlint-disable-next-line no-control-regex -- control characters are exactly what is looked for
const control = /[\u0000-\u001F\u007F-\u009F]/u
const undocumented = /[^A-Za-z0-9_-]/gu
const separators = /[\r\n\t,;\u2028\u2029]/u
/** What needs no cleaning: the common case, told quickly. */
const plain = /^[!-~]+$/u

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
 * Takes a pasted text apart: lines, tabs, commas and semicolons separate; edges are trimmed; invisible characters go;
 * repeats are folded. Case and leading zeros stay as they are. A cell of nothing but blanks is no piece at all; a cell of
 * nothing but invisible characters is an empty reference, because the person may believe that something is there.
 * @param text what the person pasted, any length
 */
export function parseReferences(text: string): ParsedReferences {
  const result: ParsedReferences = { valid: [], invalid: [], repeated: 0, cleaned: 0 }
  const seen = new Set<string>()
  let index = 0
  for (const piece of text.split(separators)) {
    const begin = index
    index += piece.length + 1
    if (piece === '') continue
    const isPlain = plain.test(piece)
    if (!isPlain && piece.trim() === '') continue
    const visible = isPlain ? piece : piece.replace(invisible, '')
    if (visible !== piece) result.cleaned++
    const trimmed = isPlain ? piece : visible.trim()
    if (seen.has(trimmed)) {
      result.repeated++
      continue
    }
    const reference = checkReference(trimmed)
    seen.add(reference.text)
    const start = begin + piece.length - piece.trimStart().length
    const pasted = { ...reference, start, end: begin + piece.trimEnd().length }
    ;(reference.problem ? result.invalid : result.valid).push(pasted)
  }
  return result
}
