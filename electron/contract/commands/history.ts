/** What the person can do with what happened: find it, save it as a table, see it summed up, and put the old away. */
import { z } from 'zod'
import { command, event, none, pointOfSaleId, pointsOfSale } from './command.ts'
import { orderStates, type Outcomes } from '../model/order.ts'

/** Which orders are meant; what is absent does not limit. */
export const orderFilter = {
  states: z.array(z.enum(orderStates)).max(orderStates.length).optional(),
  pointOfSaleId: pointOfSaleId.optional(),
  pointsOfSale: pointsOfSale.optional(),
  batchId: z.int().positive().optional(),
  /** Part of a reference. */
  search: z.string().max(255).optional(),
  /** First and last day in Argentina on which it was placed, `2026-11-25`. */
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
  /** The archived ones instead of the others. */
  archived: z.boolean().optional(),
}

type Filter = z.output<z.ZodObject<typeof orderFilter>>
export type OrderFilter = { [Name in keyof Filter]: Readonly<Filter[Name]> }

export interface MonthSummary {
  /** `2026-11`, in Argentina's time. */
  month: string
  /** Requests of the subscription certainly and possibly spent. */
  used: number
  possible: number
  /** Orders that asking first settled without spending a request. */
  saved: number
}

export interface Summary {
  /** Newest first; the present one is always there, and none of those between is missing. */
  months: MonthSummary[]
  /** Of the wanted month: each of its days in order, to today at most, with how the orders ended that were placed on it; orderFilter finds the same. */
  days: { day: string; outcomes: Outcomes }[]
}

/** How saving a table ended. */
export type Exported = { kind: 'saved'; rows: number; file: string } | { kind: 'cancelled' }

export const historyCommands = {
  /** Asks where to, and writes what the filter shows as a table for Excel. Answers when it is done. */
  exportOrders: command(z.strictObject(orderFilter)).returns<Exported>(),
  cancelExport: command(none).returns<null>(),
  readSummary: command(z.strictObject({ month: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/u), pointsOfSale: pointsOfSale.optional() })).returns<Summary>(),
}

export const historyEvents = {
  exportProgress: event<{ done: number; total: number }>(),
  /** Orders were archived or brought back: what is listed has changed. */
  archiveChanged: event<{ archived: number }>(),
}
