/** The comprobantes in error of a range of days: reading them, what is known of each, and what resending them would help. */
import { z } from 'zod'
import { command, event, pointOfSaleId } from './command.ts'
import { daysBetween } from '../argentina.ts'
import type { Explanation, ResendAdvice } from '../model/explanation.ts'
import type { OrderState } from '../model/order.ts'

/** A comprobante that waits for somebody, in the API's own field names. */
export interface BacklogRow {
  pointOfSaleId: string
  /** Empty when TusFacturasAPP shows none: it cannot be resent then. */
  external_reference: string
  /** `unknown`: a status that the documentation does not know. */
  status: 'error' | 'unknown'
  /** The status as it came. */
  statusText: string
  /** dd/mm/aaaa */
  fecha: string
  tipo: string
  punto_venta: number
  /** 0 while it has none. */
  numero: number
  razon_social: string
  documento_nro: string
  total: number | null
  moneda: string
}

/** Names what an order is placed for. */
export interface BacklogTarget {
  pointOfSaleId: string
  external_reference: string
}

/** Days of a point of sale that could not be read, all for the same reason. */
export interface FailedDays {
  pointOfSaleId: string
  /** dd/mm/aaaa, newest first. */
  fechas: string[]
  explanation: Explanation
}

export interface BacklogProgress {
  /** The number that the page gave this listing. */
  listing: number
  state: 'reading' | 'finished' | 'cancelled'
  /** Days read, of so many in all; a day counts once a point of sale. */
  done: number
  total: number
  /** Comprobantes looked at, whatever their status. */
  seen: number
  failed: FailedDays[]
}

/** What is known of a reference without asking anybody. */
export interface BacklogHint {
  external_reference: string
  /** An order of ours that says more than the listing: on its way, or ended after the listing was read. */
  order: { id: number; state: OrderState; stateLabel: string } | null
  /** The last known reason of its error. */
  reason: { title: string; code: string | null; resendHelps: ResendAdvice; nextStep: string } | null
}

/** In the order in which they are shown; the first two are resent unless the person says otherwise. */
export const triageGroups = ['transitory', 'unknown', 'correct-first', 'on-way', 'issued'] as const
export type TriageGroup = (typeof triageGroups)[number]

/** References that fail for the same reason, as far as anybody knows. */
export interface TriageCause {
  group: TriageGroup
  /** The reason in words; null where the group says it all. */
  reason: Pick<Explanation, 'title' | 'code' | 'kind' | 'explanation' | 'nextStep'> | null
  targets: BacklogTarget[]
}

/** One look before paying. */
export interface Triage {
  causes: TriageCause[]
  /** The most requests that one resend can spend. */
  requestsEach: number
}

const target = z.strictObject({ pointOfSaleId, external_reference: z.string().min(1).max(4096) })
const listing = z.int().min(0)
/** Beyond any selection; placing them is split in batches. */
const maxTargets = 100_000
const maxHints = 200
const maxReasonLength = 65_536

export const backlogCommands = {
  /** Starts reading and puts an end to what was being read; answers come as events with the same number. */
  startBacklog: command(
    z
      .strictObject({
        listing,
        /** First and last day, dd/mm/aaaa. */
        desde: z.string().max(10),
        hasta: z.string().max(10),
        /** Absent: all of them. */
        pointOfSaleId: pointOfSaleId.optional(),
      })
      .refine(({ desde, hasta }) => daysBetween(desde, hasta) !== null),
  ).changes(),
  /** Stops reading; what was read stays. */
  cancelBacklog: command(z.strictObject({ listing })).changes(),
  /** Reads the days that failed or were not reached. */
  retryBacklog: command(z.strictObject({ listing })).changes(),
  /** What is known of some references; only those of which something is. */
  backlogHints: command(z.strictObject({ pointOfSaleId, external_references: z.array(z.string().max(4096)).min(1).max(maxHints) })).returns<BacklogHint[]>(),
  triageBacklog: command(
    // The reason that a table gives is weighed as if the person had given it; it is not kept by that.
    z.strictObject({
      targets: z
        .array(target.extend({ reason: z.string().min(1).max(maxReasonLength).optional() }))
        .min(1)
        .max(maxTargets),
    }),
  ).returns<Triage>(),
  /** Keeps the reasons that a table gives, as given by the person. @returns how many were kept: one that says nothing does not replace a known one */
  giveReasons: command(
    z.strictObject({
      pointOfSaleId,
      reasons: z
        .array(z.strictObject({ external_reference: z.string().min(1).max(4096), text: z.string().trim().min(1).max(maxReasonLength) }))
        .min(1)
        .max(maxTargets),
    }),
  ).changes<number>(),
  /** Keeps a text as the reason of a comprobante's error, given by the person, and explains it. */
  giveReason: command(
    target.extend({
      text: z.string().trim().min(1).max(maxReasonLength),
      /** The order from whose story it was given; otherwise its newest one. */
      orderId: z.int().positive().optional(),
    }),
  ).changes<Explanation>(),
}

export const backlogEvents = {
  backlogRows: event<{
    listing: number
    rows: BacklogRow[]
    /** References that are now known to be shared by several comprobantes, whatever their status. */
    repeated: BacklogTarget[]
  }>(),
  backlogProgress: event<BacklogProgress>(),
}
