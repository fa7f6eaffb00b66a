import { createHash } from 'node:crypto'
import type { SettingsStore } from '../files/settings.ts'

/**
 * Where between two full hours this PC looks, from 0 to 1: drawn once and kept. Computers that were made from one image keep the same
 * number, so their name has its part in it.
 */
export function offsetOf(settings: Pick<SettingsStore, 'current' | 'save'>, computer: string): number {
  const kept = settings.current.watchOffset ?? Math.random()
  if (settings.current.watchOffset === null) settings.save({ watchOffset: kept })
  const named = createHash('sha256').update(computer).digest().readUInt32BE() / 2 ** 32
  return (kept + named) % 1
}
