/** An answer of TusFacturasAPP, read by its content: PHP servers send JSON as text/html, with a BOM or a notice before it. */
import { brotliDecompressSync, gunzipSync, inflateRawSync, inflateSync } from 'node:zlib'
import { behindUtc } from '#contract/argentina.ts'
import type { CallFailureCode } from './api.ts'
import { parseLoosely, parseSound } from './loose-json.ts'
import { objectsIn } from './mended-strings.ts'
import { inLowerCase, isObject, reasonsOf, refusalTexts, sentences, textsIn, wordTexts, type Fields } from './reasons.ts'

export interface Answer {
  error: 'N' | 'S' | 'PARCIAL'
  /** Why it says no, in its own words; beside `N`, what speaks against that. */
  texts: string[]
  /** Null: not in maintenance. `until`: milliseconds since the epoch, null when the answer does not say. */
  maintenance: { until: number | null } | null
  /** Everything that came, by names in small letters. */
  fields: Fields
}

export type AnswerProblem = Extract<CallFailureCode, 'answer-empty' | 'answer-html' | 'answer-unreadable' | 'answer-unexpected'>

/** The bytes of a body as text, undoing what the server did to them unasked; null when that fails. */
export function decodeBody(body: Buffer, contentEncoding: string, maxBytes: number): string | null {
  const unpacked = unpack(body, contentEncoding, maxBytes)
  if (unpacked) return textOf(unpacked)
  // Proxies unpack and leave the header as it was.
  const plain = textOf(body)
  const read = readAnswer(plain)
  return read.ok || read.problem !== 'answer-unreadable' ? plain : null
}

function textOf(bytes: Buffer): string {
  const wide = sixteenBits(bytes)
  return wide ? new TextDecoder(wide).decode(bytes) : eightBits(bytes)
}

/** @returns UTF-8 as text, and what is none as the old alphabet of Windows */
export function eightBits(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

/** By its byte order mark, or by the half of its first sign that is nothing. */
function sixteenBits([first, second]: Buffer): 'utf-16le' | 'utf-16be' | null {
  if ((first === 0xff && second === 0xfe) || (first !== 0 && second === 0)) return 'utf-16le'
  return (first === 0xfe && second === 0xff) || (first === 0 && second !== 0 && second !== undefined) ? 'utf-16be' : null
}

/** [RFC 1952] 2.3.1. What has it is nearly always packed so, and what has it not never is, whatever the header says. Brotli may begin so by chance. */
const isGzip = ([first, second]: Buffer): boolean => first === 0x1f && second === 0x8b

/** @returns null when it cannot be unpacked */
function unpack(body: Buffer, contentEncoding: string, maxOutputLength: number): Buffer | null {
  const gzip = isGzip(body)
  const unzipped = gzip ? attempt(() => gunzipSync(body, { maxOutputLength })) : null
  if (unzipped) return unzipped
  switch (contentEncoding.trim().toLowerCase()) {
    case 'deflate':
      return attempt(() => inflate(body, maxOutputLength))
    case 'br':
      return attempt(() => brotliDecompressSync(body, { maxOutputLength }))
    default:
      return gzip ? null : body
  }
}

function attempt(unpacking: () => Buffer): Buffer | null {
  try {
    return unpacking()
  } catch {
    return null
  }
}

/** Some servers leave its outside away (RFC 9110, 8.4.1.2). */
function inflate(body: Buffer, maxOutputLength: number): Buffer {
  try {
    return inflateSync(body, { maxOutputLength })
  } catch {
    return inflateRawSync(body, { maxOutputLength })
  }
}

/** Reads the part that every answer shares. */
export function readAnswer(decoded: string): { ok: true; answer: Answer } | { ok: false; problem: AnswerProblem } {
  // A BOM counts as white space.
  const body = decoded.trim()
  if (body === '') return { ok: false, problem: 'answer-empty' }
  const documents = findDocuments(body)
  if (documents === undefined) return { ok: false, problem: looksLikePage(body) ? 'answer-html' : 'answer-unreadable' }
  const answer = asOne(documents.map(readDocument), documents)
  return answer ? { ok: true, answer } : { ok: false, problem: 'answer-unexpected' }
}

/** Repeats of one document count as one, several refusals are joined, and documents that contradict each other are no answer. */
function asOne(answers: (Answer | null)[], documents: unknown[]): Answer | null {
  const [first = null, ...others] = answers
  if (first === null || others.length === 0) return first
  const written = documents.map((document) => JSON.stringify(document))
  if (written.every((one) => one === written[0])) return first
  if (!answers.every((one) => one?.error === 'S')) return null
  return {
    ...first,
    texts: [...new Set(answers.flatMap((one) => one?.texts ?? []))],
    maintenance: answers.find((one) => one?.maintenance)?.maintenance ?? null,
  }
}

const yes = /^(?:s[ií]?|y(?:es)?|true|1)$/iu
const no = /^(?:no?|false|0)$/iu

function readDocument(document: unknown): Answer | null {
  const fields = isObject(document) ? inLowerCase(document) : null
  if (!fields) return null
  const maintenance = yes.test(word(fields['mantenimiento'])) ? { until: readWhen(word(fields['mantenimiento_hasta'])) } : null
  const error = word(fields['error']).toUpperCase()
  const refusals = refusalTexts(fields)
  if (error === 'N') return { error, texts: [...refusals, ...saidError(fields)], maintenance, fields }
  if (error === 'PARCIAL') return { error, texts: refusals, maintenance, fields }
  // Not as documented: a success only where nothing at all speaks against it.
  if (no.test(error))
    return (maintenance ?? [...refusals, ...wordTexts(fields), ...saidError(fields)].length > 0) ? null : { error: 'N', texts: [], maintenance, fields }
  const silent = fields['error'] === undefined || fields['error'] === null || fields['error'] === ''
  const says =
    yes.test(error) ||
    error === 'ERROR' ||
    maintenance !== null ||
    refusals.length > 0 ||
    (!silent && [...wordTexts(fields), ...sentences(fields['error'])].length > 0)
  return says ? { error: 'S', texts: reasonsOf(fields), maintenance, fields } : null
}

/** Flags come as texts, numbers or booleans. */
const word = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value).trim() : '')

/** `rta` says "ERROR" beside an `error` that says no. */
const saidError = ({ rta }: Fields): string[] => textsIn(rta).filter((text) => /^err?or\b/iu.test(text))

const looksLikePage = (body: string) => /^<(?:!doctype|html|head|body|\?xml)/iu.test(body)

/** Where an object may begin behind notices, which name a file and a line and seldom hold a brace themselves. */
const opening = /\{\s*["}]/gu
const noticesLength = 16_384
/** Each costs a look at the whole body. */
const mostBeginnings = 4

const sign = /"error"\s*:/iu

/** @returns what stands there one after the other, nearly always one; undefined when there is none, or more than is understood */
function findDocuments(body: string): unknown[] | undefined {
  if (looksLikePage(body)) return undefined
  if (body.startsWith('"')) return findQuoted(body)
  const end = body.lastIndexOf('}') + 1
  // Another one began and was cut off.
  if (sign.test(body.slice(end))) return undefined
  const places = body.startsWith('{') ? [0] : [...body.slice(0, noticesLength).matchAll(opening)].slice(0, mostBeginnings).map(({ index }) => index)
  for (const place of places) {
    // What goes before says something as well, and is not to be passed over.
    if (sign.test(body.slice(0, place))) break
    const value = parseSound(body.slice(place, end))
    if (value !== undefined) return [value]
  }
  const [first] = places
  if (first === undefined) return undefined
  // An object with defects is looked for only at the first place: behind notices that hold braces themselves it is given up.
  const loose = parseLoosely(body.slice(first, end))
  return loose === undefined ? findSeveral(body.slice(first)) : [loose]
}

/** An answer that was written as a JSON text once more. */
function findQuoted(body: string): unknown[] | undefined {
  const inner = parseLoosely(body)
  return typeof inner === 'string' ? findDocuments(inner.trim()) : undefined
}

const mostDocuments = 4

function findSeveral(text: string): unknown[] | undefined {
  const { objects, rest } = objectsIn(text)
  if (objects.length > mostDocuments || sign.test(rest)) return undefined
  const read = objects.map(parseLoosely)
  // What a notice has in braces is no answer.
  const documents = read.filter((one, index) => one !== undefined || sign.test(objects[index] ?? ''))
  return documents.length === 0 || documents.includes(undefined) ? undefined : documents
}

const moment = /^(\d{1,2})\/(\d{1,2})\/(\d{4})\s+(\d{1,2}):(\d{2})(?::(\d{2}))?$/u

/**
 * @param written dd/mm/aaaa hh:mm, Argentina's time
 * @returns milliseconds since the epoch; null when it is no such moment
 */
export function readMoment(written: string): number | null {
  const parts = moment.exec(written.trim())?.slice(1)
  if (!parts) return null
  const [day = 0, month = 0, year = 0, hour = 0, minute = 0, second = 0] = parts.map((part) => Number(part ?? 0))
  const utc = new Date(Date.UTC(year, month - 1, day, hour, minute, second))
  const exists = utc.getUTCDate() === day && utc.getUTCMonth() === month - 1 && utc.getUTCHours() === hour && utc.getUTCMinutes() === minute
  return exists ? utc.getTime() + behindUtc : null
}

const isoMoment = /^(\d{4})-(\d{2})-(\d{2})[T ]+(\d{2}:\d{2}(?::\d{2})?)(?:[.,]\d{1,9})?\s*(Z|[+-]\d{2}:?\d{2})?$/iu

/** As readMoment, and also as programs write it: `2026-07-26T05:25:00-03:00`, without an offset in Argentina's time. */
export function readWhen(written: string): number | null {
  const [, year, month, day, time, offset] = isoMoment.exec(written.trim()) ?? []
  if (!time) return readMoment(written)
  const local = readMoment(`${day}/${month}/${year} ${time}`)
  if (local === null || !offset) return local
  const at = Date.parse(`${year}-${month}-${day}T${time}${offset.toUpperCase()}`)
  return Number.isNaN(at) ? null : at
}
