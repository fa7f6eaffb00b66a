import { dayNumber, dayNumberAt } from '#contract/argentina.ts'
import { newestDays } from '#contract/model/settings.ts'
import { knownFor } from '../lib/waits.ts'

/**
 * Tells which days were read so lately, by a person or by a round, that opening the list need not ask for them again.
 * @param readAt when a day was last read, milliseconds since the epoch; null: never
 */
export function knownDays(readAt: (pointOfSaleId: string, fecha: string) => number | null, now: number): (pointOfSaleId: string, fecha: string) => boolean {
  const today = dayNumberAt(now)
  return (pointOfSaleId, fecha) => {
    const read = readAt(pointOfSaleId, fecha)
    // What was read in the future was read before the clock was set back: it may be as old as anything.
    if (read === null || read > now) return false
    return now - read < (dayNumber(fecha) > today - newestDays ? knownFor.newest : knownFor.others)
  }
}
