/** Paid calls other than a resend, each asked for by a person who waits for it: change of date, deletion, state of ARCA, quota. */
import type { Explanation } from './explanation.ts'

/** The API's methods, by the last part of their path, as the ledger names them. */
export const taskMethods = ['cambiar_fecha_encolado', 'eliminar_encolado', 'alertas', 'consumo'] as const
export type TaskMethod = (typeof taskMethods)[number]

/** What every state of a task has to say about itself; a new one does not compile before it has. */
interface TaskFacts {
  /** `half-way`: under way, and a program that dies leaves it so; `watched`: the free query is asked what became of it; `ended`. */
  stage: 'half-way' | 'watched' | 'ended'
  /** TusFacturasAPP did it, or a part of it. */
  achieved: boolean
  /** It left, and whether it was done is not known. */
  doubtful: boolean
  /** The same may be asked for again. */
  again: boolean
}

/** States of a task, and the answer to whatever is asked about them. The transitions between them live in core/outbox/tasks/transitions.ts. */
const states = {
  /** On disk; it goes in its lane's turn, and the person waits for it. */
  requested: { stage: 'half-way', achieved: false, doubtful: false, again: false },
  /** The marker is committed: bytes may have left, and the answer is awaited. */
  on_wire: { stage: 'half-way', achieved: false, doubtful: false, again: false },
  /** No clear answer came: the free query is asked until it is clear whether it was done. */
  uncertain: { stage: 'watched', achieved: false, doubtful: true, again: false },
  /** TusFacturasAPP said so, or the free query shows it. */
  done: { stage: 'ended', achieved: true, doubtful: false, again: false },
  /** Of several comprobantes some. */
  partial: { stage: 'ended', achieved: true, doubtful: false, again: false },
  /** TusFacturasAPP has no such comprobante in its queue. */
  not_found: { stage: 'ended', achieved: false, doubtful: false, again: false },
  /** Nothing left this computer, and nothing is kept for later. */
  not_sent: { stage: 'ended', achieved: false, doubtful: false, again: true },
  /** TusFacturasAPP asked to wait and did nothing. */
  not_processed: { stage: 'ended', achieved: false, doubtful: false, again: true },
  /** TusFacturasAPP said no. */
  refused: { stage: 'ended', achieved: false, doubtful: false, again: true },
  /** No answer came, and the free query shows everything as it was. */
  not_done: { stage: 'ended', achieved: false, doubtful: false, again: true },
  /** No answer came, and the free query cannot tell. */
  unclear: { stage: 'ended', achieved: false, doubtful: true, again: true },
} as const satisfies Record<string, TaskFacts>

export type TaskState = keyof typeof states
export const taskStates = Object.keys(states) as TaskState[]
export const taskFacts: Record<TaskState, TaskFacts> = states

/** Something is still to come; at most one such task per point of sale, method and reference. */
export const liveTaskStates = taskStates.filter((state) => states[state].stage !== 'ended')
export const halfWayTaskStates = taskStates.filter((state) => states[state].stage === 'half-way')
export type HalfWayTaskState = { [State in TaskState]: (typeof states)[State] extends { stage: 'half-way' } ? State : never }[TaskState]

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

/** Comprobantes of the plan, not requests, as the API reported them; its numbers do not add up by themselves and are never recomputed. */
export interface UsageResult {
  abonos_pendientes: number | null
  comprobantes_generados: number | null
  comprobantes_cupo: number | null
  comprobantes_disponibles: number | null
}

export interface ServiceResult {
  /** ARCA's services work. */
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
