import { setTimeout } from 'node:timers/promises'
import { busHas } from './session-bus.ts'

/** Who shows the icons of a Linux desktop (freedesktop.org: Status Notifier Item). GNOME has none unless it was added. */
const watcher = 'org.kde.StatusNotifierWatcher'

/** A session that begins starts its bar beside the programs of its autostart. Milliseconds between two looks. */
const pause = 1_000
const mostLooks = 5

/**
 * Whether the desktop shows icons. Electron's `new Tray` does not say: on Linux it makes one whether there is a place for it or not.
 * @param patient waits some seconds for a bar that may be starting
 */
export async function showsIcons(patient: boolean): Promise<boolean> {
  if (process.platform !== 'linux') return true
  for (let looks = 1; ; looks++) {
    if (await busHas(watcher)) return true
    if (!patient || looks >= mostLooks) return false
    await setTimeout(pause)
  }
}
