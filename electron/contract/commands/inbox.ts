/** Reading what is in error, and what a person does about it. */
import { z } from 'zod'
import { command, event, pointOfSaleId, pointsOfSale } from './command.ts'
import { daysBetween, readFecha } from '../argentina.ts'
import type { Explanation } from '../model/explanation.ts'
import {
  longestNote,
  type InboxFreshness,
  type InboxHint,
  type InboxPage,
  type InboxProgress,
  type InboxRow,
  type InboxTarget,
  type Triage,
} from '../model/inbox.ts'

const target = z.strictObject({ pointOfSaleId, external_reference: z.string().min(1).max(4096) })
const listing = z.int().min(0)
/** Beyond any selection; placing them is split in batches. */
const maxTargets = 100_000
const maxHints = 200
const maxReasonLength = 65_536
/** Seen in one go: more than any screen shows. */
const maxSeen = 1_000

const range = z.strictObject({
  /** First and last day, dd/mm/aaaa. */
  desde: z.string().max(10),
  hasta: z.string().max(10),
  /** Absent: all of them. */
  pointsOfSale: pointsOfSale.optional(),
})
const cursor = z.strictObject({ fecha: z.string().refine((fecha) => readFecha(fecha) !== null), id: z.int().positive() })
const isRange = ({ desde, hasta }: z.infer<typeof range>): boolean => daysBetween(desde, hasta) !== null

export const inboxCommands = {
  /** What is kept of a range of days, in portions. What changes of it later is told by `inboxChanged`. */
  listInbox: command(range.extend({ /** Absent: from the newest day on. */ after: cursor.optional() }).refine(isRange)).returns<InboxPage>(),
  inboxFreshness: command(range.refine(isRange)).returns<InboxFreshness>(),
  /** Starts reading anew and puts an end to what was being read; how far it is comes as events with the same number. */
  startInbox: command(
    range.extend({ listing, /** The list was only opened: days that were read lately are not read again. */ opening: z.boolean().optional() }).refine(isRange),
  ).changes(),
  /** Stops reading; what was read stays. */
  cancelInbox: command(z.strictObject({ listing })).changes(),
  /** Reads the days that failed or were not reached. */
  retryInbox: command(z.strictObject({ listing })).changes(),
  /** The person has seen these rows. */
  seeInbox: command(z.strictObject({ ids: z.array(z.int().positive()).min(1).max(maxSeen) })).changes(),
  /** Keeps the person's own words about a row; empty: none. */
  noteInbox: command(z.strictObject({ id: z.int().positive(), note: z.string().trim().max(longestNote) })).changes(),
  /** Puts rows off: until then they are not in the list as it opens, not counted, not told of, and no rule sends them. */
  snoozeInbox: command(
    z.strictObject({
      ids: z.array(z.int().positive()).min(1).max(maxTargets),
      /** Milliseconds since the epoch, at most `longestSnooze` ahead; absent: no longer. */
      until: z.int().positive().optional(),
    }),
  ).changes(),
  /** What is kept of some references, one row each: that which is in error before one that is not any more, and the newest day. */
  inboxRows: command(z.strictObject({ targets: z.array(target).min(1).max(maxTargets) })).returns<InboxRow[]>(),
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
