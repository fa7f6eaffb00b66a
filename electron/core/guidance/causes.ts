/** One message's possible causes: by its codes, else by its words, else by what they point to. */
import type { ExplanationKind } from '#contract/model/explanation.ts'
import { guesses, issued, unknownCode, unknownMessage, type Guessed } from '#contract/texts/explanations.ts'
import { findEntry } from './catalogue.ts'
import type { Entry } from './catalogue/entry.ts'
import { observed } from './catalogue/observations.ts'
import { issuedWords } from './catalogue/rules.ts'
import { unreasonedStatuses } from './catalogue/tusfacturas.ts'
import { mostRead, sensesOf, sensesOfLines, type Patience, type Sense } from './clauses.ts'
import { findCodes, type CodeForm, type FoundCode } from './codes.ts'
import { fold } from './fold.ts'
import { hinted, meaningsOf, refinedMeaning, wordsIn } from './heard.ts'
import { withoutPlaces } from './noise.ts'
import { entryOf, faint, guessed, lasting } from './senses.ts'

/** The cause with the lowest rank is shown first: what came out, reasons against resending, states, doubt, what passes by itself. */
export const ranks = { issued: 0, no: 1, afterMending: 2, remark: 3, standing: 4, doubt: 5, guess: 6, passing: 7, general: 8, nothing: 9 } as const

const nothing: ReadonlySet<string> = new Set()

export interface Cause {
  entry: Omit<Entry, 'source'>
  code: string | null
  rank: number
  /** Read from a number that may well be none: gives way to a surer reason. */
  loose: boolean
  /** No rule and no documented code says so, only what its words or its sentences point to. */
  guessed: boolean
}

/**
 * @param message one message as it came
 * @param patience with the sentences of all messages together
 * @returns its possible causes in no particular order; none when it is blank
 */
export function causesOf(message: string, patience: Patience = { characters: mostRead }): Cause[] {
  if (message.trim() === '') return []
  const folded = fold(withoutPlaces(message)).replace(ownData, ' ')
  const codes = codesIn(folded)
  const known = codes.flatMap(({ entry, found }) => (entry ? [{ found, cause: fromEntry(refine(entry, found.near), found) }] : []))
  const read = known.filter((code) => !isUnreasoned(code))
  const unknown = codes.find(({ entry, found }) => !entry && found.form !== 'placed' && found.form !== 'loose')
  const settled = read.some(settles)
  const present = settled && !unknown ? nothing : wordsIn(folded)
  const worded = settled ? [] : byWords(folded, present, unknown?.found)
  const senses =
    settled || read.some(({ cause }) => cause.rank === ranks.general) || worded.some(({ rank }) => rank !== ranks.passing && rank !== ranks.general)
      ? nothingSaid
      : new Set([...sensesOfLines(message, patience), ...sensesOf(folded, patience)])
  const hint = worded.length === 0 ? hinted(folded, present) : undefined
  const believed = read.filter((code) => !isDoubtful(code.found) || isBelieved(code, worded, hint)).map(({ cause }) => cause)
  const causes = [...believed, ...worded.filter(({ entry }) => !believed.some((cause) => cause.entry.kind === entry.kind))]
  causes.push(...(causes.length > 0 ? beside(senses) : bySenses(senses, unknown?.found)))
  if (unknown && causes.length === 0) causes.push(fromUnknown(unknown.found, hint))
  if (isIssued(folded)) return causesOfIssued(causes)
  if (causes.every((cause) => cause.rank === ranks.general && !cause.entry.standing)) causes.push(...byHint(hint, causes[0]?.code ?? null))
  const status = known.find(isUnreasoned)
  return status && causes.every(saysLess) ? [{ ...status.cause, rank: ranks.general }] : causes
}

const nothingSaid: ReadonlySet<Sense> = new Set()

const bySenses = (senses: ReadonlySet<Sense>, unknown: FoundCode | undefined): Cause[] =>
  [...senses]
    .filter((sense) => senses.size === 1 || !faint.includes(sense))
    .map((sense) => {
      const code = unknown ? shown(unknown.id) : null
      // Words of any form that something else stands beside may belong to it.
      const entry = sense === 'formality' && senses.size > 1 ? undefined : findEntry(entryOf[sense] ?? '')
      return entry ? { ...fromEntry(entry), ...(unknown && { code }), guessed: true } : guess(guessed[sense], code)
    })

/** Next to a failure that passes, what else is said only makes doubtful whether resending helps. */
const beside = (senses: ReadonlySet<Sense>): Cause[] => [...senses].filter((sense) => lasting.includes(sense)).map((sense) => guess(guessed[sense], null))

interface KnownCode {
  found: FoundCode
  cause: Cause
}

/** A status that says only that something was not accepted; whatever else is said leads. */
const isUnreasoned = ({ cause: { entry } }: KnownCode): boolean => entry.kind === 'desconocido' && unreasonedStatuses.includes(entry.id)

/** Around such a status programs say that a request or a server failed, which is the same once more. */
const saysLess = (cause: Cause): boolean => cause.rank === ranks.nothing || (cause.guessed && cause.entry.kind === 'transitorio')

/** The words of a message may still name a lasting reason when its code names a failure that passes by itself. */
const settles = ({ found, cause }: KnownCode): boolean => !isDoubtful(found) && cause.rank !== ranks.general && cause.rank !== ranks.passing

/** Windows numbers its failures of the network from 10004 to 11031 and from 12001 on, as ARCA does its validations; 10070 and 10071, which no program meets, are ARCA's. */
const socketNumbers = /^(?:100(?:0[49]|1[34]|22|24|3[5-9]|[456]\d|9[123])|101(?:0[1-9]|1[0-2])|110(?:0[1-9]|[12]\d|3[01])|12[01]\d\d)$/u

const isDoubtful = ({ id, form }: FoundCode): boolean => form === 'loose' || ((form === 'named' || form === 'placed') && socketNumbers.test(id))

/** Words weigh more than a number that may be none: they must not speak of a failure that passes, nor of something else than a loose one. */
function isBelieved({ found, cause }: KnownCode, worded: Cause[], hint: Guessed | undefined): boolean {
  if (worded.length === 0) return hint !== 'transitorio'
  if (found.form === 'loose') return worded.some(({ entry }) => entry.kind === cause.entry.kind)
  return worded.some(({ rank }) => rank !== ranks.passing)
}

/** ARCA's result of a request, in JSON, XML or words; `r` refuses it. */
const accepted = /\bresultado\b[^a-z0-9]{1,8}a\b/u
const refused = /\bresultado\b[^a-z0-9]{1,8}[rp]\b/u

const isIssued = (folded: string): boolean =>
  issuedWords.some((words) => folded.includes(words)) || (folded.includes('resultado') && accepted.test(folded) && !refused.test(folded))

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
  const refined = findEntry(refinedMeaning(entry.id, near) ?? '')
  return refined ? { ...refined, id: entry.id } : entry
}

const byWords = (folded: string, present: ReadonlySet<string>, unknown: FoundCode | undefined): Cause[] =>
  meaningsOf(folded, present).flatMap((means) => {
    const entry = findEntry(means)
    return entry ? [{ ...fromEntry(entry), ...(unknown && { code: shown(unknown.id) }) }] : []
  })

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
  const cause = { entry, code, rank: rankOf(entry), loose: found?.form === 'loose', guessed: false }
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
  guessed: false,
})

/** ARCA numbers its own failures 500, access 600, a request's data 10000, points of sale 11000, currencies 12000; Windows the network 12003. */
const ranges: [from: number, to: number, kind: Guessed][] = [
  [500, 599, 'transitorio'],
  [600, 699, 'configuracion'],
  [10_000, 10_999, 'datos'],
  [11_000, 11_999, 'configuracion'],
  [12_000, 12_002, 'datos'],
  [12_003, 12_199, 'transitorio'],
  [12_200, 12_999, 'datos'],
]

function fromUnknown({ id, form }: FoundCode, hint: Guessed | undefined): Cause {
  if (form === 'observation') return remark(id)
  if (isGeneral(id)) return { ...guess(hint ?? 'desconocido', shown(id)), rank: ranks.general }
  const number = Number(id.replace(/^http-/u, ''))
  const ranged = ranges.find(([from, to]) => number >= from && number <= to)?.[2]
  return guess(hint ?? ranged ?? 'desconocido', shown(id))
}

function byHint(kind: Guessed | undefined, code: string | null): Cause[] {
  if (kind) return [guess(kind, code)]
  return code === null ? [{ ...guess('desconocido', null), rank: ranks.nothing }] : []
}

function guess(kind: Guessed, code: string | null): Cause {
  const { title, hunch, nextStep } = guesses[kind]
  const explanation = `${code === null ? unknownMessage : unknownCode(code)} ${hunch}`
  const rank = kind === 'transitorio' ? ranks.passing : ranks.guess
  return { entry: { id: `guess ${kind}`, kind, resendHelps: 'no-se-sabe', title, explanation, nextStep }, code, rank, loose: false, guessed: true }
}

/** Codes with letters are written in capitals by TusFacturasAPP. */
const shown = (id: string) => id.toUpperCase()
