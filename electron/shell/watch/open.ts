import { hostname } from 'node:os'
import { powerMonitor } from 'electron'
import type { RoundContext } from '../../core/watch/ports.ts'
import { Watcher } from '../../core/watch/watcher.ts'
import type { SettingsStore } from '../files/settings.ts'
import type { Vault } from '../files/vault.ts'
import { offsetOf } from './offset.ts'

interface WatcherParts extends Omit<RoundContext, 'pointsOfSale'> {
  vault: Vault
  settings: SettingsStore
}

/** Watches nothing before its start(). It is given the free query by date, and nothing that costs a request. */
export function openWatcher({ vault, settings, api, ...context }: WatcherParts): Watcher {
  // Only a program that watches draws its moment.
  let own: number | null = null
  return new Watcher({
    ...context,
    api: { findByDate: (...asked) => api.findByDate(...asked) },
    pointsOfSale: vault,
    settings: () => settings.current.watch,
    get offset() {
      return (own ??= offsetOf(settings, hostname()))
    },
    // The event of a change is macOS' alone, so it is asked for whenever it matters. On Linux Chromium has no answer and says no (electron#29614).
    onBattery: () => powerMonitor.isOnBatteryPower(),
  })
}
