/** An order: one reference to be sent back. Plain data, as it crosses to the page. */
import type { Explanation } from './explanation.ts'
import type { Rule } from './rules.ts'

/** How orders can end, as the summary tells them apart. */
export const outcomeGroups = ['issued', 'queued', 'failed', 'missing', 'cancelled'] as const
export type OutcomeGroup = (typeof outcomeGroups)[number]
export type Outcomes = Record<OutcomeGroup, number>

/**
 * The stretches of an order's way, and what holds in every state of one.
 * - `waiting`: it has not left and is not being sent; the index `orders_waiting` has it.
 * - `unsent`: nothing can have left, so a person may still cancel it.
 * - `alone`: it goes on without a person.
 * - `uncertain`: it may have left, and whether it arrived is not known for certain.
 * - `moving`: its batch is not finished.
 */
const stages = {
  /** A person or a closed gate has to let it go on. */
  held: { waiting: true, unsent: true, alone: false, uncertain: false, moving: true },
  /** It stands in line; a pause holds it back. */
  line: { waiting: true, unsent: true, alone: true, uncertain: false, moving: true },
  /** It is on its way out; only a gate that closes holds it back. */
  leaving: { waiting: false, unsent: true, alone: true, uncertain: false, moving: true },
  /** It left, and an answer or the free query will tell whether it arrived. */
  doubt: { waiting: false, unsent: false, alone: true, uncertain: true, moving: true },
  /** Only a person can say what becomes of it. */
  decision: { waiting: false, unsent: false, alone: false, uncertain: true, moving: false },
  /** It has an outcome; the rest of the way, if any, is TusFacturasAPP's. */
  ended: { waiting: false, unsent: false, alone: false, uncertain: false, moving: false },
} as const
type Stage = keyof typeof stages

/** What a notification tells of a batch, in this order. */
export const toldKinds = ['issued', 'failedAgain', 'rejected', 'notFound', 'toDecide', 'inQueue', 'noNews', 'uncertain', 'held', 'waiting'] as const
export type ToldKind = (typeof toldKinds)[number]
/** Of these the person has to know, or to act: they count as unseen until they were in front of them. */
const badKinds: readonly (ToldKind | null)[] = ['failedAgain', 'rejected', 'notFound', 'toDecide']

/** What is asked about states; a new one does not compile before it has an answer to everything that concerns it. */
interface Facts {
  stage: Stage
  /** What the free query is asked for again and again: whether it arrived, or whether it was issued. */
  watch: 'arrival' | 'issue' | null
  /** How the report of a batch counts it. */
  report: 'moving' | 'sent' | 'not-sent' | 'uncertain'
  /**
   * The kind under which notifications and screen readers tell of it; null for steps on the way and for what the person did. Of what is
   * in the queue of TusFacturasAPP and no longer watched `noNews` is told; see core/outbox/telling/telling.ts.
   */
  told: ToldKind | null
  /** What explains it best: its name, the answer to the last call, why it is held, or the reasons of its failure. */
  explainedBy: 'name' | 'call' | 'hold' | 'reasons'
  /** On its way: a program that dies leaves it half-way, and the next start puts it right. */
  halfWay?: boolean
  /** Ended: how the summary counts it. */
  outcome?: OutcomeGroup
  /** Ended: whether an order that ends so without a POST was spared its request by the free query. */
  spares?: boolean
}
type OnItsWay = Facts & { stage: Exclude<Stage, 'ended'>; halfWay: boolean; outcome?: never; spares?: never }
type Ended = Facts & { stage: 'ended'; outcome: OutcomeGroup; spares: boolean; halfWay?: never }

/** States of a resend order, and the answer to whatever is asked about them. The transitions between them live in core/outbox/orders/transitions.ts. */
const states = {
  /** On disk; goes when its lane is free and its gate open. */
  queued: { stage: 'line', halfWay: false, watch: null, report: 'moving', told: null, explainedBy: 'name' },
  /** A person or a gate has to act first: see HoldReason. */
  held: { stage: 'held', halfWay: false, watch: null, report: 'moving', told: 'held', explainedBy: 'hold' },
  /** The free query is asked whether it is still in error. */
  preflight: { stage: 'line', halfWay: true, watch: null, report: 'moving', told: null, explainedBy: 'name' },
  /** Its turn: the connection is made, and no byte of it is out. */
  sending: { stage: 'leaving', halfWay: true, watch: null, report: 'moving', told: null, explainedBy: 'name' },
  /** The marker is committed: bytes may have left, and the answer is awaited. */
  on_wire: { stage: 'doubt', halfWay: true, watch: null, report: 'moving', told: null, explainedBy: 'name' },
  /** No clear answer came: the free query is asked until it is clear whether it arrived. */
  unknown: { stage: 'doubt', halfWay: false, watch: 'arrival', report: 'uncertain', told: 'uncertain', explainedBy: 'call' },
  /** It is back in TusFacturasAPP's queue. */
  accepted: { stage: 'ended', outcome: 'queued', spares: false, watch: 'issue', report: 'sent', told: 'inQueue', explainedBy: 'name' },
  /** The comprobante has its number and CAE. */
  issued: { stage: 'ended', outcome: 'issued', spares: true, watch: null, report: 'sent', told: 'issued', explainedBy: 'name' },
  /** It went back to the queue and failed there once more. */
  failed_again: { stage: 'ended', outcome: 'failed', spares: false, watch: null, report: 'sent', told: 'failedAgain', explainedBy: 'reasons' },
  /** It was in TusFacturasAPP's queue already: nothing was sent or spent. */
  superseded: { stage: 'ended', outcome: 'queued', spares: true, watch: 'issue', report: 'not-sent', told: 'inQueue', explainedBy: 'name' },
  /** TusFacturasAPP has no comprobante of that reference in its queue. */
  not_found: { stage: 'ended', outcome: 'missing', spares: true, watch: null, report: 'not-sent', told: 'notFound', explainedBy: 'call' },
  /** TusFacturasAPP refused it and said why. */
  rejected: { stage: 'ended', outcome: 'failed', spares: false, watch: null, report: 'not-sent', told: 'rejected', explainedBy: 'call' },
  /** The person says whether it is sent again, taken for sent, or given up. */
  needs_decision: { stage: 'decision', halfWay: false, watch: null, report: 'uncertain', told: 'toDecide', explainedBy: 'name' },
  /** The person gave it up, or deleted it from the queue, or a rule took its own back. */
  cancelled: { stage: 'ended', outcome: 'cancelled', spares: false, watch: null, report: 'not-sent', told: null, explainedBy: 'name' },
} as const satisfies Record<string, OnItsWay | Ended>

export type OrderState = keyof typeof states
export const orderStates = Object.keys(states) as OrderState[]

/** States by their answers, as a type: what is written for each of them does not compile when there is one more. */
type StatesThat<Answer> = { [State in OrderState]: (typeof states)[State] extends Answer ? State : never }[OrderState]
export type HalfWayState = StatesThat<{ halfWay: true }>
export type WatchedState = StatesThat<{ watch: 'arrival' | 'issue' }>
export type FollowedState = StatesThat<{ watch: 'issue' }>
export type EndedState = StatesThat<{ stage: 'ended' }>

export const stateFacts: Record<OrderState, Facts> & Record<EndedState, Ended> = states

/* @__NO_SIDE_EFFECTS__ so that the page carries only the sets that it uses */
const statesThat = (answer: (facts: Facts, stage: (typeof stages)[Stage]) => boolean): readonly OrderState[] =>
  orderStates.filter((state) => answer(stateFacts[state], stages[stateFacts[state].stage]))

export const waitingStates = statesThat((_, { waiting }) => waiting)
/** Nothing can have left: cancelling is possible. */
export const unsentStates = statesThat((_, { unsent }) => unsent)
/** A pause holds these back, a closed gate also what is on its way out. */
export const pausableStates = statesThat((_, { waiting, alone }) => waiting && alone)
export const gatedStates = statesThat((_, { unsent, alone }) => unsent && alone)
/** A person has to act: let it go on, or decide about it. */
export const heldStates = statesThat(({ stage }) => stage === 'held')
export const toDecideStates = statesThat(({ stage }) => stage === 'decision')
/** They go on without a person. */
export const aloneStates = statesThat((_, { alone }) => alone)
/** A batch with none of these is finished. */
export const movingStates = statesThat((_, { moving }) => moving)
/** It may have left; in doubt, as long as a query or an answer can still tell. */
export const uncertainStates = statesThat((_, { uncertain }) => uncertain)
export const inDoubtStates = statesThat((_, { uncertain, alone }) => uncertain && alone)
/** Work is still before it; at most one such order per point of sale and reference. */
export const liveStates = statesThat(({ stage }) => stage !== 'ended')
/** storage/migrations.ts counts these by day. */
export const endedStates = statesThat(({ stage }) => stage === 'ended')
export const halfWayStates = statesThat(({ halfWay = false }) => halfWay)
/** Asked about until it is clear whether it arrived. */
export const soughtStates = statesThat(({ watch }) => watch === 'arrival')
export const watchedStates = statesThat(({ watch }) => watch !== null)
/** In TusFacturasAPP's queue: watched until it is issued or fails. */
export const followedStates = statesThat(({ watch }) => watch === 'issue')
/** It ended badly, or waits for the person. storage/migrations.ts keeps those that they have not seen. */
export const badStates = statesThat(({ told }) => badKinds.includes(told))
/** There is something to tell about it, good or bad. */
export const resultStates = statesThat(({ report }) => report !== 'moving')
const endsWell = ({ outcome }: Facts): boolean => outcome === 'issued' || outcome === 'queued'
export const goodStates = statesThat(endsWell)
/** @returns the states that the summary counts under one name */
export const statesOfOutcome = (group: OutcomeGroup): OrderState[] => [...endedStates].filter((state) => stateFacts[state].outcome === group)
/** Sent by this program, and it went well. */
export const achievedStates = statesThat((facts) => endsWell(facts) && facts.report === 'sent')

/** @returns how many orders are in one of these states */
export const countIn = (counts: Partial<Record<OrderState, number>>, wanted: readonly OrderState[]): number =>
  wanted.reduce((sum, state) => sum + (counts[state] ?? 0), 0)

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
  /** TusFacturasAPP refuses one after the other in the same words, which are not about one comprobante as far as any rule knows. */
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

/** The issued comprobante, in the API's own field names. Its PDF is asked for when it is wanted: see commands/pdf.ts. */
export interface Comprobante {
  tipo: string
  /** The point of sale's number and the comprobante's, as printed, e.g. `00010-00000123`. */
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
  /** What the free query last showed of it, whatever became of it; null while it was not asked. */
  seen: Pick<Comprobante, 'tipo' | 'razon_social' | 'total'> | null
  actions: OrderAction[]
  /** The order this one repeats, if any. */
  repeats: number | null
  /** Which rule placed it; absent: a person did. */
  rule?: Rule
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

/** What has become of a batch so far, as it is told. */
export interface BatchOutcome {
  id: number
  total: number
  /** Nothing of it moves any more, at TusFacturasAPP neither. */
  over: boolean
  /** Orders by what is told of them; absent kinds have none. */
  told: Partial<Record<ToldKind, number>>
  /** For how long the oldest of those `inQueue` has been there, milliseconds. */
  queuedFor: number
  /** A rule placed it. */
  automatic: boolean
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
