/** An answer of TusFacturasAPP, read by its content: PHP servers send JSON as text/html, with a BOM or a notice before it. */
import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib'
import { z } from 'zod'
import type { CallFailureCode } from './api.ts'
import { withoutTrailingCommas } from './trailing-commas.ts'

export interface Answer {
  error: 'N' | 'S' | 'PARCIAL'
  /** What `errores` says, without empty strings; when it says nothing, the free text of `rta`. */
  texts: string[]
  /** Null: not in maintenance. `until`: milliseconds since the epoch, null when the answer does not say. */
  maintenance: { until: number | null } | null
  /** Everything that came. */
  fields: Record<string, unknown>
}

export type AnswerProblem = Extract<CallFailureCode, 'answer-empty' | 'answer-html' | 'answer-unreadable' | 'answer-unexpected'>

const text = z.union([z.string(), z.number()]).transform((value) => String(value).trim())
const textOrNone = text.catch('')

/** A string; what else may stand there is kept as it came rather than lost. */
const reason = z.union([text, z.record(z.string(), z.unknown()).transform((details) => JSON.stringify(details))]).catch('')
/** A field that holds texts: an array of them, one, or none; empty ones are left out. */
export const reasons = z
  .union([z.array(reason), reason.transform((one) => [one])])
  .transform((all) => all.filter((each) => each !== ''))

const envelope = z.looseObject({
  error: text.transform((value) => value.toUpperCase()).pipe(z.enum(['N', 'S', 'PARCIAL'])),
  errores: z.unknown().optional(),
  rta: textOrNone,
  mantenimiento: textOrNone,
  mantenimiento_hasta: textOrNone,
})

/** The bytes of a body as text, undoing what the server did to them unasked; null when that fails. */
export function decodeBody(body: Buffer, contentEncoding: string, maxBytes: number): string | null {
  const bytes = decompress(body, contentEncoding, maxBytes)
  if (!bytes) return null
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

function decompress(body: Buffer, contentEncoding: string, maxOutputLength: number): Buffer | null {
  try {
    switch (contentEncoding.trim().toLowerCase()) {
      case 'gzip':
      case 'x-gzip':
        return gunzipSync(body, { maxOutputLength })
      case 'deflate':
        return inflateSync(body, { maxOutputLength })
      case 'br':
        return brotliDecompressSync(body, { maxOutputLength })
      default:
        return body
    }
  } catch {
    return null
  }
}

/** Reads the part that every answer shares. */
export function readAnswer(decoded: string): { ok: true; answer: Answer } | { ok: false; problem: AnswerProblem } {
  // A BOM counts as white space.
  const body = decoded.trim()
  if (body === '') return { ok: false, problem: 'answer-empty' }
  const fields = findObject(body)
  if (fields === undefined) return { ok: false, problem: looksLikePage(body) ? 'answer-html' : 'answer-unreadable' }
  const read = envelope.safeParse(fields)
  if (!read.success) return { ok: false, problem: 'answer-unexpected' }
  const { error, errores, rta, mantenimiento, mantenimiento_hasta } = read.data
  const texts = reasons.parse(errores)
  return {
    ok: true,
    answer: {
      error,
      texts: texts.length === 0 && !/^(?:ok|error)?$/iu.test(rta) ? [rta] : texts,
      maintenance: mantenimiento === '1' ? { until: readMoment(mantenimiento_hasta) } : null,
      fields: read.data,
    },
  }
}

const looksLikePage = (body: string) => /^<(?:!doctype|html|head|body|\?xml)/iu.test(body)

/** Where an object may begin behind notices, which name a file and a line and seldom hold a brace themselves. */
const opening = /\{\s*["}]/gu
const noticesLength = 16_384
/** Each costs a look at the whole body. */
const mostBeginnings = 4

function findObject(body: string): unknown {
  if (looksLikePage(body)) return undefined
  const end = body.lastIndexOf('}') + 1
  if (body.startsWith('{')) return parseLoosely(body.slice(0, end))
  const places = [...body.slice(0, noticesLength).matchAll(opening)].slice(0, mostBeginnings)
  const beginnings = places.map(({ index }) => body.slice(index, end))
  for (const one of beginnings) {
    const value = parseSound(one)
    if (value !== undefined) return value
  }
  // Notices with braces and an object with defects at once are not worth a second look at each.
  return beginnings[0] === undefined ? undefined : parseLoosely(beginnings[0])
}

/** References of digits that come as a number keep every digit and leading zero. */
const bareReference = /("external_reference"\s*:\s*)(-?\d+)(?=\s*[,}])/gu

/** Reads JSON with the defects that TusFacturasAPP's own examples have. @returns undefined when it is none even so */
export const parseLoosely = (json: string): unknown => parseSound(json) ?? parseSound(withoutTrailingCommas(json))

/** Reads JSON without defects, and its references to the last digit. @returns undefined when it is none */
export const parseSound = (json: string): unknown => parse(json.replace(bareReference, '$1"$2"'))

/** JSON.parse takes a tenth of a second for a million brackets that are never closed, and what follows it no brackets so deep. */
const deepest = 10_000

/** Also counts what stands in strings: nobody writes so many there. */
function isTooDeep(json: string): boolean {
  if (json.length <= deepest) return false
  let depth = 0
  for (let at = 0; at < json.length; at++) {
    const unit = json.charCodeAt(at)
    if (unit === 0x5b || unit === 0x7b) {
      if (++depth > deepest) return true
    } else if (unit === 0x5d || unit === 0x7d) depth--
  }
  return false
}

function parse(json: string): unknown {
  if (isTooDeep(json)) return undefined
  try {
    return JSON.parse(json)
  } catch {
    return undefined
  }
}

const moment = /^(\d{1,2})\/(\d{1,2})\/(\d{4})\s+(\d{1,2}):(\d{2})(?::(\d{2}))?$/u
/** TusFacturasAPP's times are Argentina's: UTC-3, without daylight saving since 2009. */
const argentina = 3 * 3_600_000

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
  return exists ? utc.getTime() + argentina : null
}
