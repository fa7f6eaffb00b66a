import { setTimeout } from 'node:timers/promises'
import { ofBus, onBus, textsIn, type Ask } from './session-bus.ts'

/** Who shows the icons of a Linux desktop (freedesktop.org: Status Notifier Item). GNOME has none unless it was added. */
const watcher = 'org.kde.StatusNotifierWatcher'

/** A session that begins starts its bar beside the programs of its autostart. Milliseconds between two looks. */
const pause = 1_000
const mostLooks = 5

/**
 * Whether the desktop shows our icon. Electron's `new Tray` does not say: on Linux it makes one whether there is a place for it or not. It asks
 * the bar once, as it is made: where there was none yet, or it was not ready or refused, that icon is never seen, whatever comes later
 * (Chromium, status_icon_linux_dbus.cc; electron/electron#53213).
 * @param patient waits some seconds for a bar that may be starting
 * @param makeAnew takes the icon away and makes another one
 */
export async function showsIcon(patient: boolean, makeAnew: () => void): Promise<boolean> {
  if (process.platform !== 'linux') return true
  let anew = false
  for (let looks = 1; ; looks++) {
    const has = await onBus(whatBarHas)
    if (has === 'ours') return true
    if (looks >= mostLooks || (has !== 'others' && !patient)) return false
    // One that was only just made is still being announced at the first look.
    if (has === 'others' && looks > 1 && !anew) {
      anew = true
      makeAnew()
    }
    await setTimeout(pause)
  }
}

/** @returns `none`: there is no bar */
async function whatBarHas(ask: Ask): Promise<'ours' | 'others' | 'none'> {
  if ((await ask(ofBus('NameHasOwner', watcher)))?.readUInt32LE() !== 1) return 'none'
  const property = { to: watcher, path: '/StatusNotifierWatcher', interface: 'org.freedesktop.DBus.Properties', member: 'Get' }
  const items = await ask({ ...property, args: [watcher, 'RegisteredStatusNotifierItems'] })
  // One that does not say which it has is believed.
  if (!items) return 'ours'
  for (const item of textsIn(items)) {
    // A name on the bus, and where it has the icon; bars put different signs between.
    const [owner = ''] = item.split(/[/@]/u)
    if ((await ask(ofBus('GetConnectionUnixProcessID', owner)))?.readUInt32LE() === process.pid) return 'ours'
  }
  return 'others'
}
