import { behindUtc, dayLength, dayNumberAt, fechaOf } from '#contract/argentina.ts'
import { watchedDays, type WatchSettings } from '#contract/model/settings.ts'
import { hour } from '../lib/units.ts'

/** 1970-01-01 was one. */
const thursday = 4

/** @param at milliseconds since the epoch @returns whether the person wants it to be watched at that moment */
export function isWatchedAt({ days, from, until }: Pick<WatchSettings, 'days' | 'from' | 'until'>, at: number): boolean {
  const day = dayNumberAt(at)
  const time = at - behindUtc - day * dayLength
  return days.includes((day + thursday) % 7) && time >= from * hour && time < until * hour
}

/**
 * When the round that is due at a moment should have begun. All rounds of a PC begin at the same distance from the full hour, as no
 * other PC's do.
 * @param interval milliseconds between two rounds
 * @param offset this PC's, from 0 to 1
 */
export function slotStart(at: number, interval: number, offset: number): number {
  const shift = Math.round(interval * offset)
  return Math.floor((at - shift) / interval) * interval + shift
}

/** @returns the days that are watched, newest first, dd/mm/aaaa */
export function daysInWindow(at: number): string[] {
  const today = dayNumberAt(at)
  return Array.from({ length: watchedDays }, (_, index) => fechaOf(today - index))
}
