import { newestDays } from '#contract/model/settings.ts'
import { sliceSpan } from '../lib/waits.ts'
import { daysInWindow } from './times.ts'

/** A day of a point of sale. */
export interface WatchedDay {
  pointOfSaleId: string
  /** dd/mm/aaaa */
  fecha: string
}

export interface Wanted {
  now: number
  /** What was read since then was read by this round, be it by one that was cut off. */
  since: number
  /** What was read since then, by whomever, need not be read by this round. */
  sparedSince: number
  /** Milliseconds between two rounds. */
  interval: number
  pointsOfSale: readonly string[]
  /** When it was last read; null: never. */
  lastRead: (day: WatchedDay) => number | null
  /** When it was last tried in vain; null: not. */
  failedAt: (day: WatchedDay) => number | null
}

/**
 * What a round reads, in this order: today and yesterday of every point of sale; what was never read; and of the other days those that
 * were read longest ago, as many as it takes for each to have its turn in time.
 */
export function planRound({ now, since, sparedSince, interval, pointsOfSale, lastRead, failedAt }: Wanted): WatchedDay[] {
  const days = daysInWindow(now)
  const of = (fechas: string[]) => fechas.flatMap((fecha) => pointsOfSale.map((pointOfSaleId): WatchedDay => ({ pointOfSaleId, fecha })))
  // What was read in the future was read before the clock was set back: it may be as old as anything.
  const isReadSince = (moment: number, read: number | null) => read !== null && read >= moment && read <= now
  const isDone = (read: number | null) => isReadSince(since, read)
  const isSpared = (read: number | null) => isDone(read) || isReadSince(sparedSince, read)
  const newest = of(days.slice(0, newestDays)).filter((day) => !isSpared(lastRead(day)))
  const others = of(days.slice(newestDays)).map((day) => {
    const read = lastRead(day)
    return { day, read, touched: newestOf(now, read, failedAt(day)) }
  })
  const left = others.filter(({ read }) => !isDone(read))
  const unknown = left.filter(({ touched }) => touched === null)
  const slice = Math.ceil((others.length * interval) / sliceSpan) - (others.length - left.length) - unknown.length
  const oldest = left.filter(({ read, touched }) => touched !== null && !isSpared(read)).toSorted((a, b) => Number(a.touched) - Number(b.touched))
  return [...newest, ...[...unknown, ...oldest.slice(0, Math.max(slice, 0))].map(({ day }) => day)]
}

/** @returns null when it never was; 0 for what lies in the future */
function newestOf(now: number, ...moments: (number | null)[]): number | null {
  const past = moments.filter((at) => at !== null).map((at) => (at > now ? 0 : at))
  return past.length === 0 ? null : Math.max(...past)
}
