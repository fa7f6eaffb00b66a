import { dayLength } from '#contract/argentina.ts'
import type { WatchSettings } from '#contract/model/settings.ts'
import { hour } from '../lib/units.ts'
import { isWatchedAt, slotStart } from './times.ts'

export interface BetweenRounds {
  now: number
  /** Nothing is asked before that moment. */
  free: number
  /** Milliseconds between two rounds. */
  interval: number
  /** This PC's own, from 0 to 1. */
  offset: number
  /** A round is wanted at once. */
  asked: boolean
  /** The slot whose round went through; null: none yet. */
  doneSlot: number | null
}

/** The same hour a week later is the farthest that a round can lie ahead, and no server makes it wait for longer than a day. */
const farthest = 9 * dayLength

/** @returns when the next round begins if nothing happens meanwhile, milliseconds since the epoch; null: no hour is watched */
export function nextRoundAt(
  times: Pick<WatchSettings, 'days' | 'from' | 'until'>,
  { now, free, interval, offset, asked, doneSlot }: BetweenRounds,
): number | null {
  if (asked && isWatchedThroughout(times, now, free)) return free
  for (let slot = slotStart(now, interval, offset); slot < now + farthest; slot += interval) {
    const at = Math.max(slot, free, now)
    if (slot !== doneSlot && at < slot + interval && isWatchedAt(times, slot) && isWatchedAt(times, at)) return at
  }
  return null
}

/** Whoever asked is forgotten as soon as nothing is watched; the hours begin and end with full ones. */
function isWatchedThroughout(times: Pick<WatchSettings, 'days' | 'from' | 'until'>, from: number, to: number): boolean {
  for (let at = from; at < to; at += hour) if (!isWatchedAt(times, at)) return false
  return isWatchedAt(times, to)
}
