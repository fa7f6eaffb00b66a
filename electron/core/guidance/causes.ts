/** One message's possible causes: by its codes, else by its words, else by what they point to. */
import type { ExplanationKind } from '../../contract/model.ts'
import { guesses, issued, unknownCode, unknownMessage, type Guessed } from '../../contract/texts/explanations.ts'
import { findEntry } from './catalogue.ts'
import type { Entry } from './catalogue/entry.ts'
import { observed } from './catalogue/observations.ts'
import { hints, issuedWords, rules, type Rule } from './catalogue/rules.ts'
import { findCodes, type CodeForm, type FoundCode } from './codes.ts'
import { fold } from './fold.ts'
import { WordFinder } from './words.ts'

/** The lower leads: what came out, then the reasons against resending, then how it stands, then doubt, then what passes by itself. */
export const ranks = { issued: 0, no: 1, afterMending: 2, remark: 3, standing: 4, doubt: 5, guess: 6, passing: 7, general: 8, nothing: 9 } as const

/** Those that open a rule, and those that hint; put together on first use. */
let finder: WordFinder | null = null
const wordsIn = (folded: string): Set<string> =>
  (finder ??= new WordFinder([...new Set([...rules.map(({ words: [first] }) => first), ...Object.values(hints).flat()])])).find(folded)

const nothing: ReadonlySet<string> = new Set()

export interface Cause {
  entry: Omit<Entry, 'source'>
  code: string | null
  rank: number
  /** Read from a number that stands alone: gives way to a surer reason. */
  loose: boolean
}

/**
 * @param message one message as it came
 * @returns its possible causes in no particular order; none when it is blank
 */
export function causesOf(message: string): Cause[] {
  const folded = fold(message).replace(ownData, ' ')
  if (folded.trim() === '') return []
  const codes = codesIn(folded)
  const known = codes.flatMap(({ entry, found }) => (entry ? [fromEntry(refine(entry, found.near), found)] : []))
  const unknown = codes.find(({ entry, found }) => !entry && found.form !== 'placed' && found.form !== 'loose')
  const settled = known.some((cause) => !cause.loose && cause.rank !== ranks.general)
  const present = settled && !unknown ? nothing : wordsIn(folded)
  const worded = settled ? [] : byWords(folded, present, unknown?.found)
  const causes = [...known, ...worded]
  if (unknown && worded.length === 0) causes.push(fromUnknown(unknown.found, present))
  if (issuedWords.some((words) => folded.includes(words))) return causesOfIssued(causes)
  if (causes.every((cause) => cause.rank === ranks.general && !cause.entry.standing)) causes.push(...byHints(present, causes[0]?.code ?? null))
  return causes
}

/** What of a damaged JSON would pass for a code. */
const ownData = /"(?:external_reference|hook_id|documento_nro|razon_social|numero|total|comprobante_nro|cae)" ?: ?(?:"[^",}]*"?|[\w-]*)/gu

interface ReadCode {
  found: FoundCode
  entry: Entry | undefined
}

const codesIn = (folded: string): ReadCode[] =>
  findCodes(folded)
    .map((found) => ({ found, entry: findEntry(found.id) ?? (found.form === 'named' ? findEntry(`http-${found.id}`) : undefined) }))
    .filter(({ found, entry }) => entry ?? mayBeCode(found))

/** A number nobody documented is only believed where codes stand, or in the range of ARCA's; one of two digits was cut off. */
function mayBeCode({ id, form }: FoundCode): boolean {
  if (form === 'rejection' || form === 'observation') return isGeneral(id) || id.length > 2
  return form === 'named' && /^(?:tfc-|http-|1[0-2]\d{3}$)/u.test(id)
}

const refine = (entry: Entry, near: string): Entry => {
  const rule = rules.find((candidate) => candidate.refines === entry.id && says(candidate, near))
  const refined = rule && findEntry(rule.means)
  return refined ? { ...refined, id: entry.id } : entry
}

function says({ words, without = [] }: Rule, folded: string): boolean {
  let at = 0
  for (const word of words) {
    const found = folded.indexOf(word, at)
    if (found === -1) return false
    at = found + word.length
  }
  return !without.some((word) => folded.includes(word))
}

function byWords(folded: string, present: ReadonlySet<string>, unknown: FoundCode | undefined): Cause[] {
  const heard = rules.filter((rule) => !rule.only && present.has(rule.words[0]) && says(rule, folded))
  const meanings = new Set(heard.map((rule) => rule.means))
  return [...meanings].flatMap((means) => {
    const entry = findEntry(means)
    return entry ? [{ ...fromEntry(entry), ...(unknown && { code: shown(unknown.id) }) }] : []
  })
}

const isGeneral = (id: string) => /^\d+\.(?:0$|s)/iu.test(id)

function rankOf({ id, kind, resendHelps, standing }: Omit<Entry, 'source'>): number {
  if (isGeneral(id) || (standing && kind === 'desconocido' && resendHelps === 'no-se-sabe')) return ranks.general
  if (standing && resendHelps === 'no') return ranks.standing
  if (kind === 'observacion') return ranks.remark
  return { no: ranks.no, 'despues-de-corregir': ranks.afterMending, 'no-se-sabe': ranks.doubt, si: ranks.passing }[resendHelps]
}

const doubtfulIssue: Partial<Record<CodeForm, string>> = { rejection: issued.doubtful, observation: issued.yes }

function fromEntry(entry: Entry, found?: FoundCode): Cause {
  const code = entry.id.startsWith('MSG_') ? null : entry.id
  const cause = { entry, code, rank: rankOf(entry), loose: found?.form === 'loose' }
  if (entry.kind !== 'observacion' || !found) return cause
  const explanation = `${entry.explanation} ${doubtfulIssue[found.form] ?? issued.likely}`
  // The manual gives 10041 as an observation, TusFacturasAPP lists it among the errors.
  const kind: ExplanationKind = entry.id === '10041' && found.form === 'rejection' ? 'datos' : 'observacion'
  const said = { ...entry, explanation, kind }
  return { ...cause, entry: said, rank: rankOf(said) }
}

function causesOfIssued(causes: Cause[]): Cause[] {
  const remarks = causes.filter((cause) => cause.entry.kind === 'observacion')
  if (remarks.length > 0) return remarks.map((cause) => ({ ...cause, rank: ranks.issued }))
  return [remark(causes[0]?.code ?? null)]
}

const remark = (code: string | null): Cause => ({
  entry: { ...observed, explanation: `${observed.explanation} ${issued.yes}` },
  code,
  rank: ranks.issued,
  loose: false,
})

/** ARCA numbers its own failures 500, access 600, a request's data 10000, points of sale 11000, currencies 12000. */
const ranges: [from: number, to: number, kind: Guessed][] = [
  [500, 599, 'transitorio'],
  [600, 699, 'configuracion'],
  [10_000, 10_999, 'datos'],
  [11_000, 11_999, 'configuracion'],
  [12_000, 12_999, 'datos'],
]

function fromUnknown({ id, form }: FoundCode, present: ReadonlySet<string>): Cause {
  if (form === 'observation') return remark(id)
  if (isGeneral(id)) return { ...guess(hinted(present) ?? 'desconocido', shown(id)), rank: ranks.general }
  const number = Number(id.replace(/^http-/u, ''))
  const ranged = ranges.find(([from, to]) => number >= from && number <= to)?.[2]
  return guess(hinted(present) ?? ranged ?? 'desconocido', shown(id))
}

function byHints(present: ReadonlySet<string>, code: string | null): Cause[] {
  const kind = hinted(present)
  if (kind) return [guess(kind, code)]
  return code === null ? [{ ...guess('desconocido', null), rank: ranks.nothing }] : []
}

const hinted = (present: ReadonlySet<string>): keyof typeof hints | undefined =>
  (Object.keys(hints) as (keyof typeof hints)[]).find((kind) => hints[kind].some((word) => present.has(word)))

function guess(kind: Guessed, code: string | null): Cause {
  const { title, hunch, nextStep } = guesses[kind]
  const explanation = `${code === null ? unknownMessage : unknownCode(code)} ${hunch}`
  const rank = kind === 'transitorio' ? ranks.passing : ranks.guess
  return { entry: { id: `guess ${kind}`, kind, resendHelps: 'no-se-sabe', title, explanation, nextStep }, code, rank, loose: false }
}

/** Codes with letters are written in capitals by TusFacturasAPP. */
const shown = (id: string) => id.toUpperCase()
