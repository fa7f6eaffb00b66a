/** The comprobantes in error of a range of days: reading them, what is known of each, and what resending them would help. */
import { z } from 'zod'
import { command, event, pointOfSaleId } from './command.ts'
import { daysBetween, readFecha } from '../argentina.ts'
import type { Explanation, ResendAdvice } from '../model/explanation.ts'
import type { OrderState } from '../model/order.ts'

/** A comprobante that waits for somebody, in the API's own field names. */
export interface ListedComprobante {
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

/** What became of a comprobante that is no longer in error. */
export const becameKinds = ['issued', 'queued', 'scheduled', 'deleted', 'redated', 'not-found', 'disappeared'] as const
export type Became = (typeof becameKinds)[number]

/** A comprobante as it is kept on disk. */
export interface InboxRow extends ListedComprobante {
  id: number
  /** Several comprobantes of its day had its reference when that day was last read. */
  shared: boolean
  /** Milliseconds since the epoch: when it was first and last seen in error. */
  firstSeen: number
  lastSeen: number
  /** In error since the person last looked, and no order of hers is about it. */
  isNew: boolean
  /** The person's own; empty: none. */
  note: string
  /** Put off by the person until then, milliseconds since the epoch; null: not. */
  snoozedUntil: number | null
  /** When it was found to be no longer in error; null while it is. */
  goneAt: number | null
  became: Became | null
}

/** Names what an order is placed for. */
export interface InboxTarget {
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

/** A portion of what is kept. */
export interface InboxPage {
  /** Newest day first. */
  rows: InboxRow[]
  /** Where the next portion begins; null: there is none. */
  next: InboxCursor | null
}

/** How old what is kept of a range of days is. */
export interface InboxFreshness {
  /** When the day of these that was read longest ago was read, milliseconds since the epoch; null: none was. */
  oldest: number | null
  /** Days that were never read; a day counts once a point of sale. */
  unread: number
}

export interface InboxProgress {
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

/** The last row of a portion. */
export interface InboxCursor {
  /** dd/mm/aaaa */
  fecha: string
  id: number
}

/** What is known of a reference without asking anybody. */
export interface InboxHint {
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
  reason: Omit<Explanation, 'texts'> | null
  targets: InboxTarget[]
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
/** Seen in one go: more than any screen shows. */
const maxSeen = 1_000
const maxNoteLength = 2_000

const range = z.strictObject({
  /** First and last day, dd/mm/aaaa. */
  desde: z.string().max(10),
  hasta: z.string().max(10),
  /** Absent: all of them. */
  pointOfSaleId: pointOfSaleId.optional(),
})
const cursor = z.strictObject({ fecha: z.string().refine((fecha) => readFecha(fecha) !== null), id: z.int().positive() })
const isRange = ({ desde, hasta }: z.infer<typeof range>): boolean => daysBetween(desde, hasta) !== null

export const inboxCommands = {
  /** What is kept of a range of days, in portions. What changes of it later is told by `inboxChanged`. */
  listInbox: command(range.extend({ /** Absent: from the newest day on. */ after: cursor.optional() }).refine(isRange)).returns<InboxPage>(),
  inboxFreshness: command(range.refine(isRange)).returns<InboxFreshness>(),
  /** Starts reading anew and puts an end to what was being read; how far it is comes as events with the same number. */
  startInbox: command(range.extend({ listing }).refine(isRange)).changes(),
  /** Stops reading; what was read stays. */
  cancelInbox: command(z.strictObject({ listing })).changes(),
  /** Reads the days that failed or were not reached. */
  retryInbox: command(z.strictObject({ listing })).changes(),
  /** The person has seen these rows. */
  seeInbox: command(z.strictObject({ ids: z.array(z.int().positive()).min(1).max(maxSeen) })).changes(),
  /** Keeps the person's own words about a row; empty: none. */
  noteInbox: command(z.strictObject({ id: z.int().positive(), note: z.string().trim().max(maxNoteLength) })).changes(),
  /** Puts a row off. */
  snoozeInbox: command(
    z.strictObject({ id: z.int().positive(), /** Milliseconds since the epoch; absent: no longer. */ until: z.int().positive().optional() }),
  ).changes(),
  /** What is known of some references; only those of which something is. */
  inboxHints: command(z.strictObject({ pointOfSaleId, external_references: z.array(z.string().max(4096)).min(1).max(maxHints) })).returns<InboxHint[]>(),
  triageInbox: command(
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
  /** Explains a text and keeps it as the reason of a comprobante's error, given by the person; one that says nothing does not replace a known one. */
  giveReason: command(
    target.extend({
      text: z.string().trim().min(1).max(maxReasonLength),
      /** The order from whose story it was given; otherwise its newest one. */
      orderId: z.int().positive().optional(),
    }),
  ).changes<Explanation & { kept: boolean }>(),
}

export const inboxEvents = {
  /** What is kept has changed, whoever read it or did it: rows in error as they are now, and rows that are no longer in error. */
  inboxChanged: event<{ rows: InboxRow[]; gone: InboxRow[] }>(),
  /** References that are now known to be shared by several comprobantes, whatever their status. */
  inboxRepeated: event<{ listing: number; targets: InboxTarget[] }>(),
  inboxProgress: event<InboxProgress>(),
}
