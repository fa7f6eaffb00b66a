/**
 * What the product may ask of TusFacturasAPP, and what can come back. Facts about the API:
 * https://developers.tusfacturas.app (documentation of API v2, read 2026-11-23).
 */
import type { Credentials } from '#contract/model/credentials.ts'
import type { ServiceResult, UsageResult } from '#contract/model/task.ts'

/** Everything that can go wrong between us and a usable answer. */
export const callFailureCodes = [
  'dns-not-found',
  'dns-temporary',
  'refused',
  'unreachable',
  'connect-timeout',
  'reset',
  'closed',
  'answer-timeout',
  'body-cut',
  'aborted',
  'tls-untrusted',
  'tls-expired',
  'tls-not-yet-valid',
  'tls-wrong-host',
  'tls-failed',
  'proxy-unreachable',
  'proxy-credentials',
  'proxy-refused',
  'answer-empty',
  'answer-html',
  'answer-unreadable',
  'answer-unexpected',
  'answer-foreign',
  'answer-too-large',
  'redirected',
  'http-status',
  'marker-failed',
  'unknown',
] as const
export type CallFailureCode = (typeof callFailureCodes)[number]

export interface CallFailure {
  code: CallFailureCode
  /** HTTP status, when one arrived. */
  httpStatus: number | null
  /** From Retry-After, milliseconds; null when absent. */
  retryAfter: number | null
  /** The library's or system's own word, e.g. `ECONNREFUSED`; for the log. */
  detail: string
  /** The first 2 KB of the answer, redacted; empty when nothing came. */
  original: string
}

/** Why the API refused, read from its texts. `other` needs the guidance. */
export const refusals = ['not-found', 'quota', 'credentials', 'maintenance', 'other'] as const
export type Refusal = (typeof refusals)[number]

/** Reads why the API refused from the texts it sent; handed in, as words are the guidance's matter. */
export type Classify = (texts: string[]) => Refusal

export type Reply<T> =
  /** `error:"N"` and a body that fits the schema. */
  | { kind: 'done'; value: T }
  /** A readable answer with `error:"S"`. `until`: end of an announced maintenance, milliseconds since the epoch. */
  | { kind: 'refused'; refusal: Refusal; texts: string[]; until: number | null; original: string }
  /** No usable answer. `sent`: bytes of the request may have left this machine. */
  | { kind: 'failed'; sent: boolean; failure: CallFailure }

/** Status of a comprobante at TusFacturasAPP, matched by content as the documentation's strings vary. */
export type ComprobanteStatus = 'issued' | 'queued' | 'scheduled' | 'error' | 'unknown'

export interface FoundComprobante {
  external_reference: string
  status: ComprobanteStatus
  /** The status string as it came. */
  statusText: string
  /** `FACTURA A` and so on. */
  tipo: string
  /** ARCA's number of the point of sale, as it came; 0 when absent. */
  punto_venta: number
  /** 0 while queued. */
  numero: number
  /** dd/mm/aaaa */
  fecha: string
  /** Payment due, dd/mm/aaaa; empty when absent. */
  vencimiento_pago: string
  total: number | null
  moneda: string
  cae: string
  vencimiento_cae: string
  /** https only; anything else is dropped. */
  comprobante_pdf_url: string
  afip_observaciones: string
  razon_social: string
  documento_nro: string
}

export interface Found {
  /** Matches ignoring paging; null when the answer does not say. */
  total: number | null
  comprobantes: FoundComprobante[]
}

/** The most comprobantes that one page of an answer may hold, as documented. */
export const largestPage = 1_000

/** What eliminar_encolado did: it acts on every comprobante with the reference and the date. */
export interface Deletion {
  /** False: `error:"PARCIAL"`, some could not be deleted. */
  complete: boolean
  /** One sentence for each that is gone. */
  procesados: string[]
  /** One sentence for each that stays. */
  errores: string[]
}

/** The connections that a call takes: those of the free queries, or those of the paid calls, which a query may take too so that its POST finds one that stands. */
export type PoolKind = 'free' | 'paid'

export interface PaidCall {
  /**
   * Called synchronously after connecting and before the first byte is written. If it throws, nothing is written and the
   * call fails with `marker-failed`, not sent.
   */
  onMarker: () => void
  signal?: AbortSignal
}

/** The API as the rest of the product sees it. No method ever rejects. */
export interface TusFacturas {
  /** POST facturacion/reenviar_encolado; costs one request of the subscription, whatever the answer. */
  resend(credentials: Credentials, external_reference: string, call: PaidCall): Promise<Reply<null>>
  /** Free: consulta_avanzada, EXT_REF_LIST, at most 100 references, one page from 0. An empty result is `done` with none found. */
  findByReferences(credentials: Credentials, references: string[], signal?: AbortSignal, page?: number): Promise<Reply<Found>>
  /** Free: consulta_avanzada, EXT_REF, one page from 0. */
  findByReference(credentials: Credentials, external_reference: string, signal?: AbortSignal, page?: number, pool?: PoolKind): Promise<Reply<Found>>
  /** Free: consulta_avanzada, F: one emission date (dd/mm/aaaa), one page from 0 of `limit` (at most 1000). */
  findByDate(credentials: Credentials, fecha: string, page: number, limit: number, signal?: AbortSignal): Promise<Reply<Found>>
}

/** The methods that only a person asks for; the marker rule is the same, since each costs one request. */
export interface TusFacturasAccount extends TusFacturas {
  /** POST facturacion/cambiar_fecha_encolado; costs one request. Dates are dd/mm/aaaa; `vencimiento`: payment due. */
  changeDate(credentials: Credentials, external_reference: string, fecha: string, vencimiento: string, call: PaidCall): Promise<Reply<null>>
  /** POST facturacion/eliminar_encolado; costs one request and is final. `fecha`: the comprobante's, dd/mm/aaaa. */
  deleteQueued(credentials: Credentials, external_reference: string, fecha: string, call: PaidCall): Promise<Reply<Deletion>>
  /** POST estado_servicios/alertas; costs one request. ARCA being down is `done`, not `refused`. */
  serviceState(credentials: Credentials, call: PaidCall): Promise<Reply<ServiceResult>>
  /** POST micuenta/consumo; costs one request. */
  usage(credentials: Credentials, call: PaidCall): Promise<Reply<UsageResult>>
}
