import type { Credentials } from '../../contract/credentials.ts'
import type { Outcome } from '../guidance/outcome.ts'
import { effectOf, effectOfRefusal, type LaneEffect } from '../outbox/verdict.ts'
import type { CallFailure, Found, FoundComprobante, Reply, TusFacturas } from '../tusfacturas/api.ts'

export type QueryResult =
  | {
      kind: 'found'
      /** The places are comparable: all of it was one answer, newest first. */
      ordered: boolean
      /** What was found for each reference, with its place in the answer. */
      of: (reference: string) => { comprobante: FoundComprobante; rank: number }[]
    }
  /** The API does not want this query; asking again can help, waiting cannot. */
  | { kind: 'unwanted'; outcome: Outcome }
  | { kind: 'stopped'; effect: LaneEffect; outcome: Outcome }

/**
 * Asks the free query for up to 100 references.
 * @param references at most 100
 * @param oneByOne EXT_REF_LIST is only in the newest documentation page: where it was refused, EXT_REF is asked for each
 * @returns the result, and whether the API refused the list just now
 */
export async function ask(
  api: TusFacturas,
  credentials: Credentials,
  references: string[],
  oneByOne: boolean,
  signal: AbortSignal,
): Promise<{ result: QueryResult; listRefused: boolean }> {
  if (!oneByOne) {
    const result = read(await api.findByReferences(credentials, references, signal))
    if (result.kind !== 'unwanted') return { result, listRefused: false }
  }
  const found: FoundComprobante[] = []
  for (const reference of references) {
    const reply = await api.findByReference(credentials, reference, signal)
    if (reply.kind !== 'done') return { result: read(reply), listRefused: !oneByOne }
    found.push(...reply.value.comprobantes)
  }
  return { result: { kind: 'found', ordered: references.length === 1, of: finder(found) }, listRefused: !oneByOne }
}

/** The most comprobantes that one answer may hold, and the most answers that a day may take. */
const dayPage = 1_000
const dayPages = 200

/**
 * Asks the free query for everything of one emission date.
 * @param fecha dd/mm/aaaa
 * @returns the day as one answer, and how many comprobantes it has
 */
export async function askDay(
  api: TusFacturas,
  credentials: Credentials,
  fecha: string,
  signal: AbortSignal,
): Promise<(QueryResult & { kind: 'found' } & { total: number }) | Exclude<QueryResult, { kind: 'found' }>> {
  const day: FoundComprobante[] = []
  for (let page = 0; page < dayPages; page++) {
    const reply = await api.findByDate(credentials, fecha, page, dayPage, signal)
    if (reply.kind !== 'done') return stopped(reply)
    day.push(...reply.value.comprobantes)
    if (reply.value.comprobantes.length === 0 || day.length >= reply.value.total) break
  }
  return { kind: 'found', ordered: true, of: finder(day), total: day.length }
}

function read(reply: Reply<Found>): QueryResult {
  return reply.kind === 'done' ? { kind: 'found', ordered: true, of: finder(reply.value.comprobantes) } : stopped(reply)
}

/** What it means that there is no answer to a free query, or not the one asked for. */
export function stopped(reply: Exclude<Reply<Found>, { kind: 'done' }>): Exclude<QueryResult, { kind: 'found' }> {
  if (reply.kind === 'failed') {
    if (isUnwanted(reply.failure)) return { kind: 'unwanted', outcome: { type: 'failure', failure: reply.failure, sent: true, free: true } }
    const outcome = { type: 'failure', failure: reply.failure, sent: reply.sent, free: true } as const
    return { kind: 'stopped', effect: effectOf(reply.failure), outcome }
  }
  const outcome = { type: 'refused', refusal: reply.refusal, texts: reply.texts, until: reply.until, free: true } as const
  const effect = effectOfRefusal(reply)
  return effect.type === 'none' ? { kind: 'unwanted', outcome } : { kind: 'stopped', effect, outcome }
}

const unwantedStatuses = new Set([400, 404, 405, 410, 413, 422, 501])

/** The API was reached and answered, but does not know this query or answers it in a way of its own. */
const isUnwanted = ({ code, httpStatus }: CallFailure): boolean =>
  code === 'answer-unexpected' || (code === 'http-status' && httpStatus !== null && unwantedStatuses.has(httpStatus))

/** Case sensitivity of references is not documented: an exact match counts first, another spelling only without one. */
function finder(comprobantes: FoundComprobante[]): (QueryResult & { kind: 'found' })['of'] {
  const exact = Map.groupBy(
    comprobantes.map((comprobante, rank) => ({ comprobante, rank })),
    ({ comprobante }) => comprobante.external_reference,
  )
  const folded = new Map([...exact].map(([reference, found]) => [reference.toLowerCase(), found]))
  return (reference) => exact.get(reference) ?? folded.get(reference.toLowerCase()) ?? []
}
