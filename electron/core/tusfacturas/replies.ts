/** From what came over the wire to what the product is told. */
import { maskedDeep, maskedStart } from '../redaction/masks.ts'
import { redactor } from '../redaction/engine.ts'
import { decodeBody, readAnswer, type Answer } from './answers.ts'
import type { CallFailureCode, Classify, Refusal, Reply } from './api.ts'
import type { Exchange } from './exchange.ts'
import { isForeign, isOfAccount, isSigned } from './foreign.ts'
import { readHttpDate } from './http-date.ts'
import type { Reading } from './schemas.ts'

export interface ReplyContext<T> {
  read: (answer: Answer, classify: Classify) => Reading<T>
  classify: Classify
  /** Masked wherever they appear in what is kept. */
  secrets: string[]
  maxBytes: number
  /** Milliseconds since the epoch. */
  now: number
}

/** How much of an answer is kept, in characters. */
const originalLength = 2048
/** Of the texts of a refusal: far above what TusFacturasAPP writes, and all that an explanation looks at. In characters. */
const longestText = 16_384
const longestTexts = 65_536
const mostTexts = 200

/** With these, 2xx headers had arrived and the rest of the answer had not. */
const cuts = new Set<CallFailureCode>(['reset', 'closed', 'unreachable', 'body-cut', 'unknown'])

/** These say the same whoever says them: that there was too much, or that something took too long. */
const anybodys = new Set([408, 409, 429])
/** The status says that the credentials are wrong; that the subscription is used up can be said with it. */
const denials = new Set([401, 403])
/** How an answer of the API begins, where the rest was cut off. */
const begun = /^\s*\{\s*"(?:error|errores|rta|mantenimiento)"/u

/**
 * Judges a finished exchange. A complete, readable answer of a 2xx is believed, unless it is JSON of somebody else. A 4xx is
 * TusFacturasAPP's word only when its body reads as the API's: a web filter, a captive portal or a server on the way answers with
 * pages of its own. Of a 5xx the one body believed is an announced maintenance.
 */
export function readReply<T>(exchange: Exchange, { read, classify, secrets, maxBytes, now }: ReplyContext<T>): Reply<T> {
  const { sent, status, headers, body, trouble } = exchange
  const text = decodeBody(body, header(headers, 'content-encoding'), maxBytes)
  const excerpt = (redact: (text: string) => string) => maskedStart(text ?? '', redact, originalLength)
  const failed = (code: CallFailureCode, detail: string): Reply<T> => {
    const redact = redactor(secrets)
    const failure = { code, httpStatus: status, retryAfter: retryAfter(headers, now), detail: redact(detail), original: excerpt(redact) }
    return { kind: 'failed', sent, failure }
  }
  const refused = ({ texts, maintenance }: Answer, classified?: Refusal): Reply<T> => {
    const redact = redactor(secrets)
    const refusal = maintenance ? 'maintenance' : (classified ?? classify(texts))
    return { kind: 'refused', refusal, texts: maskedTexts(texts, redact), until: maintenance?.until ?? null, original: excerpt(redact) }
  }
  const size = `HTTP ${status}, ${body.length} bytes`
  const foreign = () => failed('answer-foreign', size)

  if (status === null || trouble?.code === 'aborted') return failed(trouble?.code ?? 'unknown', trouble?.detail ?? 'no status')
  const success = status >= 200 && status < 300
  if (success && trouble) return failed(cuts.has(trouble.code) ? 'body-cut' : trouble.code, trouble.detail)
  if (status < 400 && !success) return failed('redirected', `HTTP ${status}`)
  const result = text === null ? ({ ok: false, problem: 'answer-unreadable' } as const) : readAnswer(text)
  if (!success) {
    const said = !trouble && result.ok && result.answer.error === 'S' ? result.answer : null
    if (said?.maintenance) return refused(said)
    if (status >= 500 || anybodys.has(status)) return failed('http-status', `HTTP ${status}`)
    if (!result.ok && trouble && begun.test(text ?? '')) return failed('http-status', size)
    // The API's own odd answers come with a status of success.
    if (!result.ok) return result.problem === 'answer-unexpected' ? foreign() : failed(result.problem, size)
    if (isForeign(result.answer, classify, false)) return foreign()
    const { texts, fields } = result.answer
    const refusal = texts.length > 0 ? classify(texts) : null
    // A web filter speaks Spanish as well: unsigned, only what is said of credentials is about them.
    if (denials.has(status) && !isSigned(fields) && refusal !== null && !isOfAccount(texts, refusal)) return foreign()
    const explained = said && refusal !== null && (denials.has(status) ? refusal === 'quota' : true)
    // Such a status may be about the address: "not found" is no word about the comprobante.
    return explained ? refused(said, refusal === 'not-found' ? 'other' : refusal) : failed('http-status', `HTTP ${status}`)
  }
  if (!result.ok) return failed(result.problem, size)
  if (result.answer.error === 'S' && result.answer.maintenance) return refused(result.answer)
  if (result.answer.error === 'S' && isForeign(result.answer, classify, true)) return foreign()
  const reading = read(result.answer, classify)
  switch (reading.is) {
    case 'done':
      // What the API echoes is stored and shown as well.
      return { kind: 'done', value: maskedDeep(reading.value, redactor(secrets), longestText) }
    case 'refused':
      return refused(result.answer)
    case 'unexpected':
      return failed('answer-unexpected', `HTTP ${status}, error ${result.answer.error}`)
  }
}

function maskedTexts(texts: string[], redact: (text: string) => string): string[] {
  let left = longestTexts
  return texts.slice(0, mostTexts).flatMap((text) => {
    const kept = maskedStart(text, redact, Math.min(longestText, left))
    left -= kept.length
    return kept === '' ? [] : [kept]
  })
}

/** @returns the first value; empty when absent */
export const header = (headers: Exchange['headers'], name: string): string => [headers[name] ?? ''].flat()[0] ?? ''

/** Seconds or an HTTP date, the latter measured against the server's own clock. @returns milliseconds from now; null for anything else */
function retryAfter(headers: Exchange['headers'], now: number): number | null {
  const value = header(headers, 'retry-after').trim()
  if (/^\d{1,9}$/u.test(value)) return Number(value) * 1000
  const date = readHttpDate(value)
  if (Number.isNaN(date)) return null
  const served = readHttpDate(header(headers, 'date'))
  return Math.max(date - (Number.isNaN(served) ? now : served), 0)
}
