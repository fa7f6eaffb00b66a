/** An order: one reference to be sent back. Plain data, as it crosses to the page. */
import type { Explanation } from './explanation.ts'

/** States of a resend order; the transitions between them live in core/outbox/orders/transitions.ts. */
export const orderStates = [
  'queued',
  'held',
  'preflight',
  'sending',
  'on_wire',
  'unknown',
  'accepted',
  'issued',
  'failed_again',
  'superseded',
  'not_found',
  'rejected',
  'needs_decision',
  'cancelled',
] as const
export type OrderState = (typeof orderStates)[number]

/** Why an order is `held`: the gate of a point of sale, or the order's own trouble. */
export const holdReasons = [
  'pausa',
  'credenciales',
  'cupo',
  'certificado',
  'proxy',
  'vencido',
  'danado',
  'luego',
  /** No credentials that open are stored on this computer. */
  'sin-credenciales',
  /** Its point of sale is no longer there. */
  'ausente',
  /** TusFacturasAPP refuses one after the other in the same words, which no rule knows. */
  'respuesta',
  /** The system's keychain does not answer. Of a point of sale, never of an order. */
  'llavero',
] as const
export type HoldReason = (typeof holdReasons)[number]

/** What the page may do with an order in its present state; actions that do not apply are absent. */
export const orderActions = ['cancel', 'resend', 'decide'] as const
export type OrderAction = (typeof orderActions)[number]

/** The three ways out of `needs_decision`. */
export const decisions = ['resend', 'assume-sent', 'discard'] as const
export type Decision = (typeof decisions)[number]

/** The issued comprobante, in the API's own field names. Its PDF is asked for when it is wanted: see pdf.ts. */
export interface Comprobante {
  tipo: string
  /** Sales point and number as printed, e.g. `00010-00000123`. */
  numero: string
  fecha: string
  cae: string
  vencimiento_cae: string
  total: number | null
  razon_social: string
}

export interface Order {
  id: number
  pointOfSaleId: string
  pointOfSaleName: string
  external_reference: string
  state: OrderState
  /** The Spanish label of the state, with the reason of a hold: `Frenado: cupo agotado`. */
  stateLabel: string
  holdReason: HoldReason | null
  batchId: number
  /** Milliseconds since the epoch. */
  createdAt: number
  updatedAt: number
  /** When the next automatic step is due; null when nothing is planned. */
  nextAt: number | null
  /** Requests of the subscription certainly and possibly spent by this order. */
  requestsUsed: number
  requestsPossible: number
  explanation: Explanation
  comprobante: Comprobante | null
  actions: OrderAction[]
  /** The order this one repeats, if any. */
  repeats: number | null
}

export interface Transition {
  from: OrderState | null
  to: OrderState
  /** Machine word for what happened, e.g. `marker`, `answer`, `restart`. */
  cause: string
  /** Spanish sentence for the story. */
  text: string
  actor: 'person' | 'program' | 'webhook'
  at: number
}

export interface OrderStory {
  order: Order
  transitions: Transition[]
  /** Order that repeats this one, if any. */
  repeatedBy: number | null
}

export interface Batch {
  id: number
  pointOfSaleId: string
  createdAt: number
  total: number
  /** Orders by state; absent states have none. */
  states: Partial<Record<OrderState, number>>
  /** True while something of it can still change by itself. */
  active: boolean
  requestsUsed: number
  requestsPossible: number
}

export interface OrderPage {
  orders: Order[]
  /** Orders that match, ignoring paging. */
  total: number
}

/** What a confirmation shows before anything is sent. */
export interface Estimate {
  references: number
  /** Already on their way at this point of sale: they will not be placed again. */
  alreadyLive: string[]
  /** The most requests this can spend. */
  maxRequests: number
}

export interface Placed {
  batchId: number | null
  /** How many orders were placed. */
  count: number
  /** The first of them; the others are to be listed by `batchId`. */
  orders: Order[]
  alreadyLive: string[]
}
