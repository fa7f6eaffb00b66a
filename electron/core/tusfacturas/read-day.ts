import type { Credentials } from '#contract/model/credentials.ts'
import { largestPage, type Found, type FoundComprobante, type Reply, type TusFacturas } from './api.ts'
import { readPages, type Pages } from './pages.ts'
import { patient } from './patience.ts'

export type DayReading =
  | { kind: 'day'; comprobantes: FoundComprobante[] }
  /** `moving`: comprobantes came or went between two pages. `torn`: what came is not what the API says there is. */
  | { kind: 'incomplete'; why: 'moving' | 'torn' }
  | Exclude<Reply<Found>, { kind: 'done' }>

/** How often a day is begun again because its pages do not fit together. */
const mostRestarts = 2

/**
 * Reads all comprobantes of one emission date, newest first.
 * @param fecha dd/mm/aaaa
 * @param tooFastAllowed how often it is asked again after the API found it too fast; see patient
 */
export async function readDay(
  api: Pick<TusFacturas, 'findByDate'>,
  credentials: Credentials,
  fecha: string,
  signal: AbortSignal,
  tooFastAllowed?: number,
): Promise<DayReading> {
  let size = largestPage
  let why: 'moving' | 'torn' = 'torn'
  for (let restarts = 0; restarts <= mostRestarts; restarts++) {
    const limit = size
    const answer = await readPages((page) => patient(() => api.findByDate(credentials, fecha, page, limit, signal), signal, tooFastAllowed))
    if (answer.kind !== 'pages') return answer
    if (answer.whole && isOf(fecha, answer.comprobantes)) return { kind: 'day', comprobantes: newestFirst(answer.comprobantes) }
    why = answer.moved ? 'moving' : 'torn'
    size = nextSize(size, answer)
  }
  return { kind: 'incomplete', why }
}

/** So many rises at least, and so many for each fall, before a list counts as oldest first. Single falls happen: comprobantes that were resent late. */
const fewestRising = 3
const worth = 9

/**
 * The documentation promises the newest first. The numbers that ARCA gave tell when it is not so: an API that lists the oldest first is
 * turned around, because what was first has to be resent first.
 */
export function newestFirst(comprobantes: FoundComprobante[]): FoundComprobante[] {
  const last = new Map<string, number>()
  let rising = 0
  let falling = 0
  for (const { tipo, punto_venta, numero } of comprobantes) {
    if (numero <= 0) continue
    const series = `${punto_venta} ${tipo}`
    const before = last.get(series) ?? numero
    if (before < numero) rising++
    else if (before > numero) falling++
    last.set(series, numero)
  }
  return rising >= fewestRising && rising >= worth * falling ? comprobantes.toReversed() : comprobantes
}

/**
 * The page size of the next try, which differs for two reasons: an API that gives less than it was asked for may still count its pages
 * in the size asked for; and two comprobantes that look alike must not again stand on both sides of a page's end, where they look like one.
 */
const nextSize = (size: number, { first, moved }: Pages): number => (!moved && first > 0 && first < size ? first : size - 1)

/** When all are of another date, the answer is to another question; a single one may have been given another date meanwhile. */
const isOf = (fecha: string, comprobantes: FoundComprobante[]): boolean => {
  const dated = comprobantes.map((each) => parts(each.fecha)).filter((date) => date !== null)
  return dated.length === 0 || dated.includes(parts(fecha) ?? '')
}

const parts = (fecha: string): string | null => {
  const [, day, month, year] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/u.exec(fecha) ?? []
  return year === undefined ? null : `${Number(day)}/${Number(month)}/${year}`
}
