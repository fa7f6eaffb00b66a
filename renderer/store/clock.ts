/** What time and what day it is in Argentina: by TusFacturasAPP's clock, which this computer's may differ from. */
import { dateTime, dayOf, timeOfDay } from '../ui/format.ts'
import { getState } from './store.ts'

/** @returns milliseconds since the epoch */
export const now = (): number => Date.now() + (getState().status.clockOffset ?? 0)

/** @returns the present day, `2026-11-25` */
export const today = (): string => dayOf(now())

/** @returns the present day, dd/mm/aaaa */
export const todayInArgentina = (): string => today().split('-').toReversed().join('/')

/** @returns the present month of the ledger, `2026-11` */
export const thisMonth = (): string => today().slice(0, 7)

/** @returns `14:05` today, and with the date before it on any other day */
export const hourOf = (at: number): string => (dayOf(at) === today() ? timeOfDay(at) : dateTime(at))
