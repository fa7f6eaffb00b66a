/** What page and main process talk about. Plain data only: everything here survives structured clone and JSON. */
import type { DesktopState } from './commands/desktop.ts'

/** States of a resend order; the transitions between them live in core/outbox/transitions.ts. */
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

/** Kinds of trouble an error text can mean; a promise of the command `explicar`. */
export const explanationKinds = [
  'transitorio',
  'datos',
  'fecha',
  'numeracion',
  'configuracion',
  'credenciales',
  'cupo',
  'mantenimiento',
  'observacion',
  'no-encontrado',
  'desconocido',
] as const
export type ExplanationKind = (typeof explanationKinds)[number]

export const resendAdvice = ['si', 'no', 'despues-de-corregir', 'no-se-sabe'] as const
export type ResendAdvice = (typeof resendAdvice)[number]

export interface Explanation {
  /** ARCA's or TusFacturasAPP's code as text, when the message carries one. */
  code: string | null
  kind: ExplanationKind
  resendHelps: ResendAdvice
  title: string
  explanation: string
  nextStep: string
  /** The original texts, as they came. */
  texts: string[]
}

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

/** How well the operating system protects what the vault holds. */
export type Protection = 'system' | 'weak' | 'session' | 'stand-in'

export interface PointOfSale {
  id: string
  name: string
  /** `reload` means its secrets no longer decrypt: the person has to type them again. */
  status: 'ready' | 'reload'
  protection: Protection
  /** Masks such as `••••3f2a`; never the secret. */
  masks: { apikey: string; apitoken: string; usertoken: string }
}

/** Something that stops sending; one banner each. */
export type Banner =
  | { kind: 'offline'; waiting: number }
  | { kind: 'paused'; waiting: number }
  /** `words`: what TusFacturasAPP answers, of the gate that its answer closed. */
  | { kind: 'gate'; pointOfSaleId: string; pointOfSaleName: string; reason: HoldReason; waiting: number; words?: string }
  | { kind: 'maintenance'; pointOfSaleId: string; pointOfSaleName: string; until: number | null; waiting: number }
  | { kind: 'slow-down'; pointOfSaleId: string; pointOfSaleName: string; until: number; waiting: number }
  | { kind: 'stalled'; pointOfSaleName: string; waiting: number }
  | { kind: 'storage'; problem: 'restored' | 'stopped' | 'write-failed'; text: string }
  /** A file of the program was damaged and is kept aside; told until the person has read it. */
  | { kind: 'set-aside'; aside: string; text: string }
  /** What the last answer about ARCA's services said; `text` in their words, `at` milliseconds since the epoch. */
  | { kind: 'arca-alert'; taskId: number; pointOfSaleId: string; text: string; at: number }
  | { kind: 'announced-maintenance'; from: number | null; until: number; text: string }
  /** This computer's clock differs from TusFacturasAPP's; `offset`: milliseconds to add to it, negative when it is ahead. */
  | { kind: 'clock'; offset: number }
  | { kind: 'stand-in' }

export interface Status {
  banners: Banner[]
  paused: boolean
  online: boolean
  /** Orders by state, archived ones left out. */
  counts: Partial<Record<OrderState, number>>
  /** How many of the held ones a person put off: they wait for their hour, not for anybody. */
  postponed?: number
  /** Milliseconds to add to this computer's clock; absent when it is right, as far as is known. */
  clockOffset?: number
}

export interface LedgerRow {
  pointOfSaleId: string
  pointOfSaleName: string
  /** The API's method, e.g. `reenviar_encolado`. */
  method: string
  /** `2026-11`, in Argentina's time. */
  month: string
  used: number
  possible: number
}

export const themes = ['system', 'light', 'dark'] as const
export const proxyModes = ['system', 'manual', 'none'] as const

export interface Settings {
  theme: (typeof themes)[number]
  /** Automatic second POST after the free query says it is still in error: 0 or 1. */
  automaticResends: 0 | 1
  /** Months after its end when an order is archived; 0: never. */
  archiveAfter: 0 | 12 | 24 | 60
  proxy: {
    mode: (typeof proxyModes)[number]
    /** `http://proxy.oficina:3128`, without user or password. */
    url: string
    user: string
    /** True when the vault holds a password for it; the password itself never crosses. */
    hasPassword: boolean
  }
}

/** Everything the first paint needs. */
export interface Snapshot {
  version: string
  pointsOfSale: PointOfSale[]
  settings: Settings
  desktop: DesktopState
  status: Status
  orders: OrderPage
  batches: Batch[]
}

export interface OrderPage {
  orders: Order[]
  /** Orders that match, ignoring paging. */
  total: number
}

/** What a deletion of a point of sale leaves behind: not sent yet, not known whether sent, and followed until issued. */
export interface LeftBehind {
  waiting: number
  uncertain: number
  followed: number
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
