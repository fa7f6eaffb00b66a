/**
 * The calendar of everybody: the one zone in which everything is shown and counted, whatever the computer's is, and dates as
 * TusFacturasAPP writes them, dd/mm/aaaa.
 */

/** It keeps UTC-3 all year. */
export const argentina = 'America/Argentina/Buenos_Aires'

/** Milliseconds. */
export const dayLength = 86_400_000
/** How far Argentina's clocks are behind UTC, in milliseconds. */
export const behindUtc = 3 * 60 * 60 * 1000

/** @param at milliseconds since the epoch @returns the month in Argentina, e.g. `2026-11` */
export const monthOf = (at: number): string => new Date(at - behindUtc).toISOString().slice(0, 7)

/** @returns the day in Argentina, e.g. `2026-11-25` */
export const dayOf = (at: number): string => new Date(at - behindUtc).toISOString().slice(0, 10)

/** @returns the time in Argentina, e.g. `14:05` */
export const timeOf = (at: number): string => new Date(at - behindUtc).toISOString().slice(11, 16)

/** @returns the day in Argentina, in days since 1970-01-01 */
export const dayNumberAt = (at: number): number => Math.floor((at - behindUtc) / dayLength)

/** @param day `2026-11-25` @returns when it begins in Argentina, milliseconds since the epoch */
export const startOfDay = (day: string): number => Date.parse(`${day}T00:00:00Z`) + behindUtc

/** @returns when the day after it begins */
export const endOfDay = (day: string): number => startOfDay(day) + dayLength

/** @param at milliseconds since the epoch @returns the same time of day so many months before; the 31st of a short month is its end */
export function monthsBefore(at: number, months: number): number {
  const local = new Date(at - behindUtc)
  const month = local.getUTCMonth() - months
  const lastDay = new Date(Date.UTC(local.getUTCFullYear(), month + 1, 0)).getUTCDate()
  return local.setUTCFullYear(local.getUTCFullYear(), month, Math.min(local.getUTCDate(), lastDay)) + behindUtc
}

/** A year that begins with zeros is one that is half typed. */
const pattern = /^(\d{2})\/(\d{2})\/([1-9]\d{3})$/u

/**
 * @param text dd/mm/aaaa
 * @returns days since 1970-01-01, so that dates can be compared; null when it is no date of the calendar
 */
export function readFecha(text: string): number | null {
  const match = pattern.exec(text)
  if (!match) return null
  const [date, month, year] = [Number(match[1]), Number(match[2]), Number(match[3])]
  const at = new Date(Date.UTC(year, month - 1, date))
  return at.getUTCDate() === date && at.getUTCMonth() === month - 1 ? at.getTime() / dayLength : null
}

/** @param fecha dd/mm/aaaa @returns days since 1970-01-01 @throws a defect: whoever asks for a day knows the calendar */
export function dayNumber(fecha: string): number {
  const day = readFecha(fecha)
  if (day === null) throw new Error('a day that is not in the calendar')
  return day
}

/** The most days that one listing reads; each takes at least one query a point of sale. */
export const maxDays = 366

/** @param number days since 1970-01-01 @returns dd/mm/aaaa */
export const fechaOf = (number: number): string => new Date(number * dayLength).toISOString().slice(0, 10).split('-').toReversed().join('/')

/**
 * The days of a range, newest first.
 * @param desde first day, dd/mm/aaaa
 * @param hasta last day, dd/mm/aaaa, included
 * @returns null when one is no day, the range is turned around, or it is longer than `maxDays`
 */
export function daysBetween(desde: string, hasta: string): string[] | null {
  const [first, last] = [readFecha(desde), readFecha(hasta)]
  if (first === null || last === null || last < first || last - first >= maxDays) return null
  return Array.from({ length: last - first + 1 }, (_, index) => fechaOf(last - index))
}
