import { followedStates, stateFacts, unsentStates, type Comprobante, type FollowedState, type Order, type OrderAction } from '#contract/model/order.ts'
import { labelOf } from '#contract/texts/states.ts'
import { youngerLeft, type StateNote } from '#contract/texts/outcomes/notes.ts'
import { explain } from '../../guidance/explain.ts'
import { describeOutcome, type Outcome } from '../../guidance/outcome.ts'
import { pick } from '../../lib/pick.ts'
import type { FoundComprobante } from '../../tusfacturas/api.ts'
import type { OrderRow } from './store.ts'

/** Why a queued order does not go yet. */
export interface Waiting {
  /** Null when it simply waits its turn. */
  note: StateNote | null
  /** Milliseconds since the epoch; null when nobody knows. */
  until: number | null
  /** The reference of the order that has to be settled first. */
  before?: string
}

/** What an order's description takes from its surroundings. */
export interface Surroundings {
  waitingFor: (row: OrderRow) => Waiting
  /** Whether orders that were behind one that waits for a person have left since. */
  overtaken: (row: OrderRow) => boolean
  /** Newest name of the point of sale; null when it was deleted. */
  nameOf: (pointOfSale: string) => string | null
}

/** Holds that the last call explains better than their name does. */
const explainedByCall = new Set(['credenciales', 'cupo', 'certificado', 'proxy'])

/** An order as page, tray and command line show it. */
export function presentOrder(row: OrderRow, { waitingFor, overtaken, nameOf }: Surroundings): Order {
  const name = nameOf(row.point_of_sale)
  const waiting: Waiting = row.state === 'queued' ? waitingFor(row) : { note: name === null ? orphanNote(row) : null, until: null }
  const told = explanationOf(row, waiting)
  const found = row.found === null ? null : (JSON.parse(row.found) as FoundComprobante)
  const explanation = row.state === 'needs_decision' && overtaken(row) ? { ...told, explanation: `${told.explanation} ${youngerLeft}` } : told
  return {
    id: row.id,
    pointOfSaleId: row.point_of_sale,
    pointOfSaleName: name ?? row.point_of_sale_name,
    external_reference: row.external_reference,
    state: row.state,
    stateLabel: labelOf(row.state, row.hold_reason, staleNote(row) !== null),
    holdReason: row.state === 'held' ? row.hold_reason : null,
    batchId: row.batch_id,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    nextAt: (name === null ? null : row.next_at) ?? (row.hold_reason === 'luego' ? row.waiting_since : waiting.until),
    requestsUsed: row.used,
    requestsPossible: row.possible,
    explanation: row.original && explanation.texts.length === 0 ? { ...explanation, texts: [row.original] } : explanation,
    comprobante: row.state === 'issued' && found ? comprobanteOf(found) : null,
    seen: found && pick(found, 'tipo', 'razon_social', 'total'),
    actions: actionsOf(row),
    repeats: row.repeats,
    ...(row.rule && { rule: row.rule }),
  }
}

function explanationOf(row: OrderRow, { note, before }: Waiting): Order['explanation'] {
  const outcome = row.outcome === null ? null : (JSON.parse(row.outcome) as Outcome)
  const { explainedBy } = stateFacts[row.state]
  if (explainedBy === 'reasons' && row.reasons) return explain(JSON.parse(row.reasons) as string[])
  if (note === 'orphan-followed' || note === 'orphan-undecided') return describeOutcome(stateOf(row, note))
  if (outcome?.type === 'state' && outcome.state === row.state) return describeOutcome({ ...outcome, spent: { used: row.used, possible: row.possible } })
  const byCall = explainedBy === 'call' || (explainedBy === 'hold' && explainedByCall.has(row.hold_reason ?? ''))
  if (byCall && outcome && outcome.type !== 'state') return describeOutcome(outcome)
  return describeOutcome({ ...stateOf(row, note ?? staleNote(row)), ...(before !== undefined && { before }) })
}

const stateOf = (row: OrderRow, note: StateNote | null): Outcome & { type: 'state' } => ({
  type: 'state',
  state: row.state,
  holdReason: row.hold_reason,
  spent: { used: row.used, possible: row.possible },
  ...(note && { note }),
})

/** Its point of sale is gone, and with it the credentials that it takes to ask. */
function orphanNote({ state }: OrderRow): StateNote | null {
  const { watch, report } = stateFacts[state]
  if (watch === 'issue') return 'orphan-followed'
  return report === 'uncertain' ? 'orphan-undecided' : null
}

const stale: Record<FollowedState, StateNote> = { accepted: 'stale', superseded: 'stale-superseded' }

/** It was watched for a day without news. */
const staleNote = ({ state, next_at }: OrderRow): StateNote | null =>
  next_at === null && followedStates.includes(state) ? stale[state as FollowedState] : null

/** What a person may do with an order now. */
export function actionsOf(row: Pick<OrderRow, 'state' | 'hold_reason'>): OrderAction[] {
  const actions: OrderAction[] = []
  const { stage, outcome } = stateFacts[row.state]
  if (outcome === 'failed' || outcome === 'missing' || outcome === 'cancelled') actions.push('resend')
  if (stage === 'held' && (row.hold_reason === 'vencido' || row.hold_reason === 'danado' || row.hold_reason === 'luego')) actions.push('resend')
  if (stage === 'decision') actions.push('decide')
  if (unsentStates.includes(row.state)) actions.push('cancel')
  return actions
}

const comprobanteOf = (found: FoundComprobante): Comprobante => ({
  ...pick(found, 'tipo', 'fecha', 'cae', 'vencimiento_cae', 'total', 'razon_social'),
  numero: `${String(found.punto_venta).padStart(5, '0')}-${String(found.numero).padStart(8, '0')}`,
})
