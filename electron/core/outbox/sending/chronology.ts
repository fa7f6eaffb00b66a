/**
 * In which order a lane sends: as the comprobantes were first sent, which TusFacturasAPP asks for. It lists newest first, but
 * a bulk answer only orders what was asked for, so two of them cannot be compared within a day. The place within the whole day
 * can, and counted from the oldest it stays the same while the day grows.
 *
 * Positions sort as text: `0` first, `2026-11-20|00001234` by the place in the day, `2026-11-20|~00999993` by the place in
 * one answer, `~` not asked about yet.
 */
import { liveStates } from '#contract/model/order.ts'
import { mostInOneQuery } from '#contract/model/references.ts'
import type { FoundComprobante } from '../../tusfacturas/api.ts'
import type { QueryResult } from '../asking/query.ts'
import { match } from '../asking/spelling.ts'
import { statusOf } from '../asking/reference-status.ts'
import { anyOf, type OrderRow, type OrderStore } from '../orders/store.ts'

type Found = QueryResult & { kind: 'found' }

/** Not asked about yet. */
export const unplaced = '~'

/** What the query does not know goes first: asking again settles it at no cost. */
const unknown = '0'

const highest = 99_999_999
const digits = (number: number): string => String(number).padStart(8, '0')

/**
 * The order in which a query lists its references: newest first, as the documentation says that answers come. So the answer is right
 * even if the API only repeats the order of our list. The place within a day that an earlier answer gave does not count: an answer that was
 * put together from several may have it wrong, and such an API would repeat that.
 */
export const newestFirst = <Row extends Pick<OrderRow, 'position' | 'id'>>(rows: readonly Row[]): Row[] => {
  const known = ({ position }: Row) => position.replace(/~\d+$/u, '~')
  return rows.toSorted((a, b) => (known(a) === known(b) ? b.id - a.id : known(a) < known(b) ? 1 : -1))
}

/** @returns where an order stands by an answer that orders at least those it was asked with */
export function positionIn(found: Found, row: Pick<OrderRow, 'external_reference' | 'position'>): string {
  const { comprobante, rank } = statusOf(found.of(row.external_reference))
  if (!comprobante) return unknown
  const day = sortable(comprobante)
  return !found.ordered && isRanked(row.position, day) ? row.position : `${day}|~${digits(highest - rank)}`
}

/**
 * Looks for a day whose places have to be learned before the oldest orders are known.
 * @param waiting the lane's first orders, as they are sorted now: one more than are to be sent next
 * @param ordered the next bulk answer will say how those stand within their day
 * @returns the day, dd/mm/aaaa; null when there is none
 */
export function dayToRank(store: OrderStore, pointOfSale: string, waiting: OrderRow[], ordered: boolean): string | null {
  const days = waiting.map((row) => row.position.split('|')[0] ?? '')
  // What is sent next goes in the right order by the answer it rests on, unless the day goes on behind it.
  const split = days[mostInOneQuery - 1] === days[mostInOneQuery] ? days[mostInOneQuery] : undefined
  if (split && store.rows(`${provisionalRows} LIMIT 1`, ...provisionalBounds(pointOfSale, split)).length > 0) return fechaOf(split)
  const mixed = ordered ? undefined : days.find((day, index) => day === days[index + 1] && waiting.some((row) => row.position.startsWith(`${day}|~`)))
  return mixed ? fechaOf(mixed) : null
}

/**
 * Gives the waiting orders of a day their place in it; when the day tells, also those that are out of the line, as they may come back to it.
 * @param whole the whole day, newest first; null when the API does not tell it
 */
export function rankDay(store: OrderStore, pointOfSale: string, fecha: string, whole: FoundComprobante[] | null): void {
  const day = sortable({ fecha })
  const rows = whole
    ? store.rows(`${ofDay} AND ${anyOf(liveStates)}`, pointOfSale, `${day}|${makeshift}`, lastOf(day))
    : store.rows(provisionalRows, ...provisionalBounds(pointOfSale, day))
  const { of } = match([...new Set(rows.map((row) => row.external_reference))], whole ?? [])
  for (const row of rows) {
    const { comprobante, rank } = statusOf({ clear: true, found: of.get(row.external_reference) ?? [] })
    if (whole && comprobante) store.note(row.id, { position: `${day}|${digits(whole.length - 1 - rank)}` })
    // Where the day does not tell, the places of single answers have to do, until it does; of what is in the line alone, as nobody asks
    // for the day of anything else.
    else if (row.state === 'queued') store.note(row.id, { position: row.position.replace('|~', '|') })
  }
}

const ofDay = 'SELECT * FROM orders WHERE point_of_sale = ? AND position BETWEEN ? AND ?'
const provisionalRows = `${ofDay} AND state = 'queued'`
const lastOf = (day: string): string => `${day}|~${highest}`
const provisionalBounds = (pointOfSale: string, day: string): [string, string, string] => [pointOfSale, `${day}|~`, lastOf(day)]
/** With this begin the places of single answers that stand in for the day's: counted from the highest, and no day has so many. */
const makeshift = '9'

/**
 * Which of two orders is the younger, as SQL. Places of two answers cannot be compared within a day, nor a place in an answer, or one
 * that stands in for the day's, with one in the day: there, and where nothing is known, whichever was placed later counts as the younger.
 * @param one name of a row of `orders`
 * @param other name of another one of the same point of sale
 * @returns an expression: the first is younger than the second
 */
export function youngerThan(one: string, other: string): string {
  const within = `(${isOfDay(one)}) = (${isOfDay(other)}) AND (${isOfDay(one)} OR ${one}.batch_id = ${other}.batch_id)`
  const between = `${begins(one)} <> '' AND ${begins(other)} <> ''`
  const comparable = `iif(${dayIn(one)} = ${dayIn(other)}, ${within}, ${between})`
  return `iif(${comparable}, ${placeIn(one)} > ${placeIn(other)}, ${one}.id > ${other}.id)`
}

const dayIn = (row: string): string => `substr(${row}.position, 1, 11)`
const begins = (row: string): string => `substr(${row}.position, 12, 1)`
const isOfDay = (row: string): string => `${begins(row)} < '${makeshift}'`
const placeIn = (row: string): string => `(replace(${row}.position, '~', ''), ${row}.id)`

const isRanked = (position: string, day: string): boolean => position.startsWith(`${day}|`) && !position.includes('~')

const sortable = ({ fecha }: Pick<FoundComprobante, 'fecha'>): string => fecha.split('/').toReversed().join('-')
const fechaOf = (day: string): string => day.split('-').toReversed().join('/')
