/**
 * Finds to which of the references asked for a returned comprobante belongs. The documentation promises the reference as it was sent, and
 * does not say what becomes of accents, HTML entities, spaces and case; two references that differ in case may be two
 * comprobantes. So the text itself counts first, another spelling only when nothing else can be meant, and that nothing was
 * found never follows from a spelling.
 */
import type { FoundComprobante } from '../../tusfacturas/api.ts'

export interface Sighting {
  comprobante: FoundComprobante
  /** Its place in the answers, from 0. */
  rank: number
}

export interface Matched {
  /** What was found for each of the references; an empty list where nothing came. */
  of: ReadonlyMap<string, Sighting[]>
  /** References that a returned spelling does not tell apart. */
  doubtful: ReadonlySet<string>
  /** What nobody asked for. */
  foreign: Sighting[]
}

const entity = /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(amp|lt|gt|quot|apos|nbsp));/giu
const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' }
const invisible = /\p{Default_Ignorable_Code_Point}/gu

function character(whole: string, hex: string | undefined, decimal: string | undefined, name: string | undefined): string {
  if (name !== undefined) return named[name.toLowerCase()] ?? whole
  const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)
  return code <= 0x10_ff_ff ? String.fromCodePoint(code) : whole
}

/** The same for texts that only differ in what HTML, Unicode and careless copying do to a text. */
const equivalent = (text: string): string => text.replace(entity, character).replace(invisible, '').normalize('NFC').replace(/\s+/gu, ' ').trim()

/** The same also for texts that differ in case. Weaker: case may tell two comprobantes apart. */
export const folded = (text: string): string => equivalent(text).toLowerCase()

/** @param asked without repeats */
export function match(asked: readonly string[], comprobantes: readonly FoundComprobante[]): Matched {
  const of = new Map<string, Sighting[]>(asked.map((reference) => [reference, []]))
  const doubtful = new Set<string>()
  let rest: Sighting[] = []
  for (const [rank, comprobante] of comprobantes.entries()) (of.get(comprobante.external_reference) ?? rest).push({ comprobante, rank })
  for (const spell of [equivalent, folded]) {
    if (rest.length === 0) break
    const open = Map.groupBy(
      asked.filter((reference) => of.get(reference)?.length === 0 && !doubtful.has(reference)),
      spell,
    )
    const came = Map.groupBy(rest, ({ comprobante }) => spell(comprobante.external_reference))
    rest = []
    for (const [spelling, sightings] of came) {
      const meant = open.get(spelling)
      const one = new Set(sightings.map(({ comprobante }) => comprobante.external_reference)).size === 1
      if (!meant) rest.push(...sightings)
      else if (meant.length === 1 && one) of.get(meant[0] ?? '')?.push(...sightings)
      else for (const reference of meant) doubtful.add(reference)
    }
  }
  return { of, doubtful, foreign: rest }
}
