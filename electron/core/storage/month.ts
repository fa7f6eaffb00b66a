/** Argentina keeps UTC-3 all year; the subscription's month is its month. */
const offset = 3 * 60 * 60 * 1000

/** @param at milliseconds since the epoch @returns the month in Argentina, e.g. `2026-11` */
export const monthOf = (at: number): string => new Date(at - offset).toISOString().slice(0, 7)

/** @returns the day in Argentina, e.g. `2026-11-25` */
export const dayOf = (at: number): string => new Date(at - offset).toISOString().slice(0, 10)

/** @param day `2026-11-25` @returns when it begins in Argentina, milliseconds since the epoch */
export const startOfDay = (day: string): number => Date.parse(`${day}T00:00:00Z`) + offset

/** @returns when the day after it begins */
export const endOfDay = (day: string): number => startOfDay(day) + 24 * 60 * 60 * 1000

/** @param at milliseconds since the epoch @returns the same time of day so many months before; the 31st of a short month is its end */
export function monthsBefore(at: number, months: number): number {
  const local = new Date(at - offset)
  const month = local.getUTCMonth() - months
  const lastDay = new Date(Date.UTC(local.getUTCFullYear(), month + 1, 0)).getUTCDate()
  return local.setUTCFullYear(local.getUTCFullYear(), month, Math.min(local.getUTCDate(), lastDay)) + offset
}
