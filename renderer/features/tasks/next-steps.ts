/** What can be done after an error, by its kind: the first way forward, and what is left besides. */
import type { ExplanationKind } from '#contract/model/explanation.ts'
import type { HoldReason, Order, OrderState } from '#contract/model/order.ts'

export const stepIds = ['resend', 'later', 'change-date', 'delete', 'credentials', 'arca-link', 'quota', 'service-state', 'wait', 'explain'] as const
export type StepId = (typeof stepIds)[number]

export interface NextSteps {
  /** What the kind of error calls for. */
  lead: readonly StepId[]
  /** What may still be wanted. Resending stands here where it would only spend a request. */
  more: readonly StepId[]
}

const nothing: NextSteps = { lead: [], more: [] }

export const nextSteps: Record<ExplanationKind, NextSteps> = {
  transitorio: { lead: ['resend', 'later'], more: ['service-state', 'change-date', 'delete'] },
  mantenimiento: { lead: ['later', 'wait'], more: ['service-state', 'resend'] },
  fecha: { lead: ['change-date'], more: ['delete', 'resend'] },
  numeracion: { lead: ['change-date'], more: ['delete', 'resend'] },
  datos: { lead: ['delete'], more: ['resend'] },
  credenciales: { lead: ['credentials'], more: ['resend'] },
  configuracion: { lead: ['arca-link'], more: ['resend', 'delete'] },
  cupo: { lead: ['quota'], more: ['resend'] },
  observacion: nothing,
  'no-encontrado': { lead: ['resend'], more: [] },
  desconocido: { lead: ['explain', 'resend'], more: ['later', 'change-date', 'delete', 'service-state'] },
}

/** What holds an order back says what to mend; the rest of them has its own banner. */
const heldBy: Partial<Record<HoldReason, NextSteps>> = {
  credenciales: { lead: ['credentials'], more: [] },
  'sin-credenciales': { lead: ['credentials'], more: [] },
  ausente: nothing,
  cupo: { lead: ['quota'], more: [] },
}

type Standing = Pick<Order, 'state' | 'holdReason' | 'nextAt' | 'explanation'>

const resendOnly: NextSteps = { lead: ['resend'], more: [] }
const byKind = ({ explanation }: Standing) => nextSteps[explanation.kind]
/** Nobody has heard of it for a day. */
const ifStale = ({ nextAt }: Standing): NextSteps => (nextAt === null ? { lead: ['service-state'], more: ['change-date', 'delete'] } : nothing)

const byState: Record<OrderState, (order: Standing) => NextSteps> = {
  // It waits by itself; how ARCA is may still be asked.
  queued: ({ explanation }) => (explanation.kind === 'mantenimiento' ? { lead: ['wait', 'service-state'], more: [] } : nothing),
  held: ({ holdReason }) => (holdReason && heldBy[holdReason]) ?? resendOnly,
  preflight: () => nothing,
  sending: () => nothing,
  on_wire: () => nothing,
  unknown: () => nothing,
  accepted: ifStale,
  issued: () => nothing,
  failed_again: byKind,
  superseded: ifStale,
  not_found: () => resendOnly,
  rejected: byKind,
  needs_decision: () => ({ lead: [], more: ['service-state'] }),
  cancelled: () => resendOnly,
}

/** @returns the ways on from where an order stands */
export const stepsOf = (order: Standing): NextSteps => byState[order.state](order)
