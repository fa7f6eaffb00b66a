/** TusFacturasAPP over HTTP. Every method is a POST with a JSON body that carries the credentials. */
import type { Credentials } from '#contract/model/credentials.ts'
import { systemClock, type Clock } from '../lib/clock.ts'
import type { Logger } from '../lib/logger.ts'
import { answerPatience } from '../lib/waits.ts'
import type { ServedTime } from './server-clock.ts'
import type { Answer } from './answers.ts'
import { largestPage, type Classify, type PoolKind, type Found, type PaidCall, type Reply, type TusFacturasAccount } from './api.ts'
import type { Routes } from './routes.ts'
import { post, type Exchange } from './exchange.ts'
import { readFound } from './found.ts'
import { header, readReply } from './replies.ts'
import { readAccepted, readDeletion, readServiceState, readUsage, type Reading } from './schemas.ts'

export interface TusFacturasOptions {
  /** From parseBaseUrl. */
  baseUrl: URL
  /** The product's version, for the User-Agent. */
  version: string
  /** Closed by dispose(). */
  routes: Routes
  classify: Classify
  logger: Logger
  clock?: Clock
  /** Milliseconds for the whole answer, from the first byte sent; 90 s is what the documentation suggests to wait. */
  answerTimeout?: number
  /** Told of the time with each answer that is TusFacturasAPP's own and complete. */
  onServedTime?: (served: ServedTime) => void
}

/** One method of the API and how its answer is read. */
interface Method<T> {
  path: string
  maxBytes: number
  read: (answer: Answer, classify: Classify) => Reading<T>
}

const smallAnswer = 2 ** 20
const paidMethod = <T>(path: string, read: Method<T>['read']): Method<T> => ({ path, maxBytes: smallAnswer, read })

const resend = paidMethod('facturacion/reenviar_encolado', readAccepted)
const changeDate = paidMethod('facturacion/cambiar_fecha_encolado', readAccepted)
const deleteQueued = paidMethod('facturacion/eliminar_encolado', readDeletion)
const serviceState = paidMethod('estado_servicios/alertas', readServiceState)
const usage = paidMethod('micuenta/consumo', readUsage)
/** A thousand comprobantes with all their lines. */
const advancedQuery: Method<Found> = { path: 'facturacion/consulta_avanzada', maxBytes: 32 * 2 ** 20, read: readFound }

/** A proxy makes three steps of a connection: to reach it, to be let through, to shake hands beyond it. */
const connectSteps = 3

/** @returns the API; dispose() ends calls under way as `aborted` and closes the connections */
export function createTusFacturas(options: TusFacturasOptions): TusFacturasAccount & { dispose(): Promise<void> } {
  const { baseUrl, version, routes, classify, logger, clock = systemClock, answerTimeout = answerPatience, onServedTime } = options
  const disposal = new AbortController()
  const headers = { 'user-agent': `Reencola/${version}`, 'content-type': 'application/json' }
  const base = baseUrl.href.replace(/\/*$/u, '/')
  const connectDeadline = connectSteps * routes.connectTimeout

  async function call<T>(
    { path, maxBytes, read }: Method<T>,
    credentials: Credentials,
    fields: Record<string, unknown>,
    { onMarker, signal }: Partial<PaidCall>,
    pool: PoolKind = 'paid',
  ): Promise<Reply<T>> {
    const { apikey, apitoken, usertoken } = credentials
    let exchange: Exchange | null = null
    let reply: Reply<T>
    let began = 0
    try {
      const request = {
        url: new URL(path, base),
        headers,
        body: JSON.stringify({ apikey, apitoken, usertoken, ...fields }),
        maxBytes,
        connectDeadline,
        answerTimeout,
        onMarker: () => {
          onMarker?.()
          began = clock.now()
        },
        signal: signal ? AbortSignal.any([signal, disposal.signal]) : disposal.signal,
      }
      exchange = await routes.through(pool, (dispatcher) => post(dispatcher, request, clock))
      const ended = clock.now()
      reply = readReply(exchange, { read, classify, secrets: [apikey, apitoken, usertoken], maxBytes, now: ended })
      const { headers: answered } = exchange
      if (reply.kind !== 'failed') onServedTime?.({ date: header(answered, 'date'), stored: header(answered, 'age') !== '', began, ended })
    } catch (error) {
      reply = defect(error, exchange)
    }
    if (reply.kind === 'failed') {
      const { code, httpStatus, detail } = reply.failure
      logger.warn('call failed', { path, code, httpStatus, detail, sent: reply.sent })
    }
    return reply
  }

  async function query(
    credentials: Credentials,
    search: { busqueda_tipo: string; pagina: number; limite: number; comprobante: Record<string, unknown> },
    signal: AbortSignal | undefined,
    pool: PoolKind = 'free',
  ): Promise<Reply<Found>> {
    const { comprobante, ...rest } = search
    const fields = { ...rest, comprobante: { ...comprobante, operacion: 'V' } }
    const reply = await call(advancedQuery, credentials, fields, signal ? { signal } : {}, pool)
    const none = reply.kind === 'refused' && reply.refusal === 'not-found'
    return none ? { kind: 'done', value: { total: 0, comprobantes: [] } } : reply
  }

  return {
    resend: (credentials, external_reference, paid) => call(resend, credentials, { external_reference }, paid),
    findByReferences: (credentials, references, signal, pagina = 0) => {
      const comprobante = { external_reference_list: references }
      return query(credentials, { busqueda_tipo: 'EXT_REF_LIST', pagina, limite: largestPage, comprobante }, signal)
    },
    findByReference: (credentials, external_reference, signal, pagina = 0, pool) => {
      const comprobante = { external_reference }
      return query(credentials, { busqueda_tipo: 'EXT_REF', pagina, limite: largestPage, comprobante }, signal, pool)
    },
    findByDate: (credentials, fecha, page, limit, signal) =>
      query(credentials, { busqueda_tipo: 'F', pagina: page, limite: Math.min(limit, largestPage), comprobante: { fecha } }, signal),
    changeDate: (credentials, external_reference, fecha, vencimiento, paid) => call(changeDate, credentials, { external_reference, fecha, vencimiento }, paid),
    deleteQueued: (credentials, external_reference, fecha, paid) => call(deleteQueued, credentials, { external_reference, fecha }, paid),
    serviceState: (credentials, paid) => call(serviceState, credentials, {}, paid),
    usage: (credentials, paid) => call(usage, credentials, {}, paid),
    async dispose() {
      disposal.abort()
      await routes.dispose()
    },
  }
}

/** A mistake of ours must not hide that a request was sent. Its message may hold anything, so only its name is told. */
function defect(error: unknown, exchange: Exchange | null): Reply<never> {
  const detail = error instanceof Error ? error.name : 'not an error'
  const failure = { code: 'unknown', httpStatus: exchange?.status ?? null, retryAfter: null, detail, original: '' } as const
  return { kind: 'failed', sent: exchange?.sent ?? false, failure }
}
