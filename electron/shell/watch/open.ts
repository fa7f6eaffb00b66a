import { createHash } from 'node:crypto'
import { hostname } from 'node:os'
import { powerMonitor } from 'electron'
import type { Logger } from '../../core/lib/logger.ts'
import { Watcher } from '../../core/watch/watcher.ts'
import type { Access, Services } from '../services.ts'
import type { SettingsStore } from '../files/settings.ts'

/** Watches nothing before its start(). It is given the free query by date, and nothing that costs a request. */
export function openWatcher({ settings, vault, clock, apiFor }: Access, { outbox, inbox }: Pick<Services, 'outbox' | 'inbox'>, logger: Logger): Watcher {
  const { findByDate } = apiFor('watching')
  return new Watcher({
    api: { findByDate },
    keychain: outbox.keychain,
    pointsOfSale: vault,
    inbox: inbox.kept,
    clock,
    logger,
    settings: () => settings.current.watch,
    offset: offsetOf(settings, hostname()),
    // The event of a change is macOS' alone, so it is asked for whenever it matters.
    onBattery: () => powerMonitor.isOnBatteryPower(),
  })
}

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
