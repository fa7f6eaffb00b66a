/** Which days Con error looks at. */
import { daysBetween, fechaOf, maxDays, readFecha } from '#contract/argentina.ts'
import { inbox as texts } from '#contract/texts/inbox.ts'
import { calendar } from '#contract/texts/page.ts'
import { todayInArgentina } from '../clock.ts'

/** dd/mm/aaaa; empty while incomplete. */
export interface Days {
  desde: string
  hasta: string
}

export const rangeKinds = ['today', 'week', 'month', 'custom'] as const
export type RangeKind = (typeof rangeKinds)[number]

/** Days before today that a range begins with. */
const daysBack: Record<Exclude<RangeKind, 'custom'>, number> = { today: 0, week: 6, month: 29 }

/** @returns the days of a range that ends today */
export function daysOf(kind: Exclude<RangeKind, 'custom'>): Days {
  const hasta = todayInArgentina()
  return { desde: fechaOf((readFecha(hasta) ?? 0) - daysBack[kind]), hasta }
}

/** @returns why a range cannot be looked at; null when it can */
export function problemOf({ desde, hasta }: Days): string | null {
  const [first, last] = [readFecha(desde), readFecha(hasta)]
  if (first === null || last === null) return calendar.missing
  if (daysBetween(desde, hasta)) return null
  return first > last ? texts.rangeTurned : texts.rangeTooLong(maxDays)
}
