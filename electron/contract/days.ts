/** Ranges of days as TusFacturasAPP writes them, dd/mm/aaaa. */
import { readFecha } from './fechas.ts'

const day = 86_400_000

/** The most days that one listing reads; each takes at least one query a point of sale. */
export const maxDays = 366

/** @param number days since 1970-01-01 @returns dd/mm/aaaa */
export const fechaOf = (number: number): string => new Date(number * day).toISOString().slice(0, 10).split('-').toReversed().join('/')

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
