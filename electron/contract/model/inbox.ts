/** The comprobantes in error of a range of days, what is known of each, and what resending them would help. */
import type { Explanation, ResendAdvice } from './explanation.ts'
import type { OrderState } from './order.ts'

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

/** The furthest that a comprobante is put off, in milliseconds; what is further ahead was put off before the clock was set back. */
export const longestSnooze = 366 * 86_400_000
/** Of what a person notes about a comprobante, in characters of UTF-16. */
export const longestNote = 2_000

/** What became of a comprobante that is no longer in error. */
export const becameKinds = ['issued', 'queued', 'scheduled', 'deleted', 'redated', 'not-found', 'disappeared'] as const
export type Became = (typeof becameKinds)[number]

/** A comprobante as it is kept on disk. */
export interface InboxRow extends ListedComprobante {
  id: number
  /** Several comprobantes of its day had its reference when that day was last read. */
  shared: boolean
  /** In error since the person last looked, and no order of theirs is about it. */
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

/** Under which what is known of a target is kept. */
export const targetKey = ({ pointOfSaleId, external_reference }: InboxTarget): string => `${pointOfSaleId}\n${external_reference}`

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
