/** Dates, hours and money as they are written in Argentina, in its time; what time it is there: store/clock.ts. */
import { argentina as timeZone } from '#contract/argentina.ts'

const day = new Intl.DateTimeFormat('es-AR', { day: '2-digit', month: '2-digit', year: 'numeric', timeZone })
const hour = new Intl.DateTimeFormat('es-AR', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone })
const precise = new Intl.DateTimeFormat('es-AR', { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23', timeZone })
const pesos = new Intl.NumberFormat('es-AR', { style: 'currency', currency: 'ARS' })
const plain = new Intl.NumberFormat('es-AR', { minimumFractionDigits: 2, maximumFractionDigits: 2 })
const monthName = new Intl.DateTimeFormat('es-AR', { month: 'long', year: 'numeric', timeZone: 'UTC' })
const argentineDay = new Intl.DateTimeFormat('en-CA', { year: 'numeric', month: '2-digit', day: '2-digit', timeZone })
const dayAndMonth = new Intl.DateTimeFormat('es-AR', { day: 'numeric', month: 'long', timeZone: 'UTC' })

/** @param at milliseconds since the epoch @returns `23/11/2026 14:05` */
export const dateTime = (at: number): string => `${day.format(at)} ${hour.format(at)}`

/** @returns `23/11 14:05` */
export const dayAndHour = (at: number): string => `${day.format(at).slice(0, 5)} ${hour.format(at)}`

/** @returns `23/11/2026 14:05:09` */
export const dateTimeSeconds = (at: number): string => `${day.format(at)} ${precise.format(at)}`

/**
 * @param moneda as TusFacturasAPP writes it; `PES` or nothing is pesos
 * @returns `$ 1.234,50`, or `1.234,50 DOL`
 */
export const money = (amount: number, moneda = 'PES'): string =>
  moneda === 'PES' || moneda === '' ? pesos.format(amount) : `${plain.format(amount)} ${moneda}`

/** @returns `1.234,50`, for columns whose head says what it is */
export const amount = (of: number): string => plain.format(of)

/** @returns `14:05` */
export const timeOfDay = (at: number): string => hour.format(at)

/** @param at milliseconds since the epoch @returns its day, `2026-11-25` */
export const dayOf = (at: number): string => argentineDay.format(at)

/** @param at milliseconds since the epoch @returns eight in the morning of the day after, in Argentina */
export const tomorrowAtEight = (at: number): number => Date.parse(`${dayOf(at)}T08:00:00-03:00`) + 24 * 3_600_000

/** @param date `2026-11-25` @returns `25 de noviembre` */
export const dayLabel = (date: string): string => dayAndMonth.format(Date.parse(date))

/** @param month `2026-11` @returns `noviembre de 2026` */
export const monthLabel = (month: string): string => monthName.format(Date.parse(`${month}-01`))
