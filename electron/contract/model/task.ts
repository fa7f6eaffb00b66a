/** Paid calls other than a resend, each asked for by a person who waits for it: change of date, deletion, state of ARCA, quota. */
import type { Explanation } from './explanation.ts'

/** The API's methods, by the last part of their path, as the ledger names them. */
export const taskMethods = ['cambiar_fecha_encolado', 'eliminar_encolado', 'alertas', 'consumo'] as const
export type TaskMethod = (typeof taskMethods)[number]

/** States of a task; the transitions between them live in core/outbox/tasks/transitions.ts. */
export const taskStates = [
  'requested',
  'on_wire',
  'uncertain',
  'done',
  'partial',
  'not_found',
  'not_sent',
  'not_processed',
  'refused',
  'not_done',
  'unclear',
] as const
export type TaskState = (typeof taskStates)[number]

/** A comprobante as the free query shows it, in the API's own field names. */
export interface QueueItem {
  tipo: string
  /** 0 while it has none. */
  numero: number
  /** dd/mm/aaaa */
  fecha: string
  /** Payment due, dd/mm/aaaa; empty when the API does not say. */
  vencimiento_pago: string
  total: number | null
  razon_social: string
  documento_nro: string
  status: 'issued' | 'queued' | 'scheduled' | 'error' | 'unknown'
  /** The status as it came. */
  statusText: string
}

export interface DeletionResult {
  /** TusFacturasAPP's sentence for each that is gone; empty when its answer was lost. */
  procesados: string[]
  /** TusFacturasAPP's sentence for each that stays. */
  errores: string[]
  /** What the free query shows afterwards with this reference and date; null when it was not answered. */
  remaining: QueueItem[] | null
}

/** As the API reported it; its numbers do not add up by themselves and are never recomputed. */
export interface UsageResult {
  abonos_pendientes: number | null
  comprobantes_generados: number | null
  comprobantes_cupo: number | null
  comprobantes_disponibles: number | null
}

export interface ServiceResult {
  working: boolean
  /** The alert in ARCA's or TusFacturasAPP's words; empty when all works. */
  facturacion: string
  novedades: string
  /** Times are milliseconds since the epoch; null when the answer does not say. */
  prox_mantenimientos_programados: { desde: number | null; hasta: number | null; titulo: string; texto: string }[]
}

export interface Task {
  id: number
  pointOfSaleId: string
  pointOfSaleName: string
  method: TaskMethod
  /** Null for those about the account. */
  external_reference: string | null
  /** The comprobante's date for a deletion, the new one for a change; dd/mm/aaaa. */
  fecha: string | null
  /** The new payment due date, dd/mm/aaaa. */
  vencimiento: string | null
  state: TaskState
  stateLabel: string
  /** Milliseconds since the epoch. */
  createdAt: number
  updatedAt: number
  /** When it is next verified; null when nothing is planned. */
  nextAt: number | null
  requestsUsed: number
  requestsPossible: number
  explanation: Explanation
  deletion: DeletionResult | null
  service: ServiceResult | null
  usage: UsageResult | null
  /** The order placed after a change of date. */
  followUp: number | null
}

/** What is known of the account without asking: the last answers, with their time. */
export interface AccountState {
  pointOfSaleId: string
  service: { at: number; value: ServiceResult } | null
  usage: { at: number; value: UsageResult } | null
}

/** What the free query shows before a person decides. */
export interface QueueLook {
  /** Newest first, as the API lists them; null when there was no answer. */
  items: QueueItem[] | null
  /** Why there was none. */
  explanation: Explanation | null
  /** The most requests that the resend after a change of date can spend. */
  resendCost: number
}
