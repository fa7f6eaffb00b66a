/** Dates, hours and money as they are written in Argentina. */
const day = new Intl.DateTimeFormat('es-AR', { day: '2-digit', month: '2-digit', year: 'numeric' })
const hour = new Intl.DateTimeFormat('es-AR', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
const precise = new Intl.DateTimeFormat('es-AR', { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' })
const pesos = new Intl.NumberFormat('es-AR', { style: 'currency', currency: 'ARS' })
const monthName = new Intl.DateTimeFormat('es-AR', { month: 'long', year: 'numeric', timeZone: 'UTC' })
const argentineMonth = new Intl.DateTimeFormat('en-CA', { year: 'numeric', month: '2-digit', timeZone: 'America/Argentina/Buenos_Aires' })

/** @param at milliseconds since the epoch @returns `23/11/2026 14:05` */
export const dateTime = (at: number): string => `${day.format(at)} ${hour.format(at)}`

/** @returns `23/11/2026 14:05:09` */
export const dateTimeSeconds = (at: number): string => `${day.format(at)} ${precise.format(at)}`

/** @returns `14:05` today, and with the date before it on any other day */
export const hourOf = (at: number): string => (day.format(at) === day.format(Date.now()) ? hour.format(at) : dateTime(at))

/** @returns `$ 1.234,50` */
export const money = (amount: number): string => pesos.format(amount)

const argentineDay = new Intl.DateTimeFormat('es-AR', { day: '2-digit', month: '2-digit', year: 'numeric', timeZone: 'America/Argentina/Buenos_Aires' })

/** @returns today in Argentina, dd/mm/aaaa */
export const todayInArgentina = (): string => argentineDay.format(Date.now())

/** @returns the present month of the ledger, `2026-11` */
export const thisMonth = (): string => argentineMonth.format(Date.now())

/** @param month `2026-11` @returns `noviembre de 2026` */
export const monthLabel = (month: string): string => monthName.format(Date.parse(`${month}-01`))
