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

export interface ParsedReferences {
  /** Distinct references that can be sent, in the order given. */
  valid: ParsedReference[]
  /** Pieces that cannot be sent, with the reason. */
  invalid: ParsedReference[]
  /** How many pieces repeated an earlier one. */
  repeated: number
  /** How many pieces had invisible characters taken out. */
  cleaned: number
}

// Zero-width, bidirectional and joiner marks, soft hyphen and BOM: what Excel, Word and WhatsApp leave in a copied cell.
const invisible = /[\u00AD\u034F\u061C\u115F\u1160\u17B4\u17B5\u180B-\u180E\u200B-\u200F\u202A-\u202E\u2060-\u206F\uFE00-\uFE0F\uFEFF]/gu
// oxlint-disable-next-line no-control-regex -- control characters are exactly what is looked for
const control = /[\u0000-\u001F\u007F-\u009F]/u
const documented = /[^A-Za-z0-9_-]/gu
const separators = /[\r\n\t,;\u2028\u2029]+/u

/**
 * Checks one reference that is already cut out of its surroundings.
 * @param text the reference, edges trimmed
 * @returns the reference with its problem, or null, and its unusual characters
 */
export function checkReference(text: string): ParsedReference {
  const problem =
    text === '' ? 'empty' : control.test(text) ? 'control-character' : [...text].length > maxReferenceLength ? 'too-long' : null
  return { text, problem, unusual: [...new Set(text.match(documented) ?? [])] }
}

/**
 * Takes a pasted text apart: lines, tabs, commas and semicolons separate; edges are trimmed; invisible characters go;
 * repeats are folded. Case and leading zeros stay as they are.
 * @param text what the person pasted, any length
 */
export function parseReferences(text: string): ParsedReferences {
  const result: ParsedReferences = { valid: [], invalid: [], repeated: 0, cleaned: 0 }
  const seen = new Set<string>()
  for (const piece of text.split(separators)) {
    const visible = piece.replace(invisible, '')
    if (visible !== piece) result.cleaned++
    const trimmed = visible.trim()
    if (piece.trim() === '') continue
    if (seen.has(trimmed)) {
      result.repeated++
      continue
    }
    seen.add(trimmed)
    const reference = checkReference(trimmed)
    ;(reference.problem ? result.invalid : result.valid).push(reference)
  }
  return result
}
