/** Orders and points of sale as the main process would describe them. */
import type { Explanation } from '#contract/model/explanation.ts'
import type { HoldReason, Order, OrderAction, OrderState, Transition } from '#contract/model/order.ts'
import type { PointOfSale } from '#contract/model/point-of-sale.ts'
import { holds, states } from '#contract/texts/outcomes/states.ts'
import { storyTexts } from '#contract/texts/story.ts'
import { labelOf } from '#contract/texts/states.ts'

const minute = 60_000
const opened = Date.now()

const actions: Partial<Record<OrderState, OrderAction[]>> = {
  queued: ['cancel'],
  held: ['cancel'],
  preflight: ['cancel'],
  failed_again: ['resend'],
  not_found: ['resend'],
  rejected: ['resend'],
  cancelled: ['resend'],
  needs_decision: ['decide'],
}

/** What waits for a time or a person can be sent at once. */
const released: ReadonlySet<HoldReason | null> = new Set<HoldReason>(['vencido', 'danado', 'luego'])

const used: Partial<Record<OrderState, [number, number]>> = {
  on_wire: [0, 1],
  unknown: [0, 1],
  needs_decision: [0, 1],
  accepted: [1, 0],
  issued: [1, 0],
  failed_again: [1, 0],
  rejected: [1, 0],
}

/** An order in a state, with whatever a test wants different. */
export function order(state: OrderState, change: Omit<Partial<Order>, 'explanation'> & { explanation?: Partial<Explanation> } = {}): Order {
  const { explanation, ...rest } = change
  const holdReason: HoldReason | null = state === 'held' ? (rest.holdReason ?? 'cupo') : null
  const text = holdReason ? holds[holdReason] : states[state]
  const id = rest.id ?? 1
  const [requestsUsed, requestsPossible] = used[state] ?? [0, 0]
  return {
    id,
    pointOfSaleId: 'pdv-1',
    pointOfSaleName: 'Casa central',
    external_reference: `FC-${String(id).padStart(4, '0')}`,
    state,
    stateLabel: labelOf(state, holdReason),
    batchId: 1,
    createdAt: opened - 5 * minute,
    updatedAt: Date.now(),
    nextAt: state === 'unknown' ? opened + minute : null,
    requestsUsed,
    requestsPossible,
    comprobante: state === 'issued' ? comprobante : null,
    seen: { tipo: comprobante.tipo, razon_social: comprobante.razon_social, total: comprobante.total },
    actions: [...(released.has(holdReason) ? (['resend'] as const) : []), ...(actions[state] ?? [])],
    repeats: null,
    ...rest,
    holdReason,
    explanation: {
      code: state === 'rejected' ? '10016' : null,
      kind: text.kind,
      resendHelps: text.resendHelps,
      title: text.title,
      explanation: `${text.explanation} ${text.cost}`.trim(),
      nextStep: text.nextStep,
      texts: state === 'rejected' ? ['10016: El numero o fecha del comprobante no se corresponde con el proximo a autorizar.'] : [],
      ...explanation,
    },
  }
}

export const comprobante = {
  tipo: 'FACTURA B',
  numero: '00010-00000123',
  fecha: '23/11/2026',
  cae: '76471234567890',
  vencimiento_cae: '03/12/2026',
  total: 125_430.5,
  razon_social: 'Almacén Las Lilas SRL',
}

/** A point of sale that is ready, with whatever a test wants different. */
export const pointOfSale = (name: string, change: Partial<PointOfSale> = {}): PointOfSale => ({
  id: 'pdv-1',
  name,
  status: 'ready',
  protection: 'system',
  company: null,
  masks: { apikey: '••••40', apitoken: '••••0b2d', usertoken: '••••e1f0' },
  ...change,
})

/** A plausible way to where the order is. */
export function transitionsOf({ state, stateLabel, createdAt, updatedAt, rule }: Order): Transition[] {
  const asked = rule ? ({ cause: `rule-${rule}`, text: storyTexts[`rule-${rule}`], actor: 'program' } as const) : null
  const placed: Transition = { from: null, to: 'queued', cause: 'place', text: 'Quedó guardado y confirmado.', actor: 'person', at: createdAt, ...asked }
  if (state === 'queued') return [placed]
  return [
    placed,
    { from: 'queued', to: 'preflight', cause: 'lane-free', text: 'Se consultó gratis cómo está el comprobante.', actor: 'program', at: createdAt + 800 },
    { from: 'preflight', to: state, cause: 'answer', text: `Quedó «${stateLabel}».`, actor: 'program', at: updatedAt },
  ]
}
