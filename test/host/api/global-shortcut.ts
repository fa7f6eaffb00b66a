import type * as Electron from 'electron'
import { requireReady } from './app.ts'
import { computer } from './computer.ts'

const registered = new Map<string, () => void>()
/** Accelerators that another program has, set by the control API. */
const taken = new Set<string>()

/**
 * In a Wayland session the desktop's portal has the shortcuts: it is asked and does not say what it made of it, and it is never told
 * that one is no longer wanted (electron/electron#52218).
 */
const byPortal = (): boolean => computer.platform === 'linux' && computer.display === 'wayland'

const modifier = /^(?:Command|Cmd|Control|Ctrl|CommandOrControl|CmdOrCtrl|Alt|Option|AltGr|Shift|Super|Meta)$/iu
const key =
  /^(?:[\da-z]|F(?:[1-9]|1\d|2[0-4])|[\])!@#$%^&*(:;<=>?{}|~`_[\\'",./-]|Plus|Space|Tab|Capslock|Numlock|Scrolllock|Backspace|Delete|Insert|Return|Enter|Up|Down|Left|Right|Home|End|PageUp|PageDown|Escape|Esc|PrintScreen|num(?:\d|dec|add|sub|mult|div)|Volume(?:Up|Down|Mute)|Media(?:NextTrack|PreviousTrack|Stop|PlayPause))$/iu

function normalised(accelerator: string): string {
  const parts = accelerator.split('+')
  const last = parts.at(-1) ?? ''
  if (!key.test(last) || !parts.slice(0, -1).every((part) => modifier.test(part))) {
    throw new TypeError(`Error processing argument at index 0, conversion failure from ${accelerator}`)
  }
  return [
    ...parts
      .slice(0, -1)
      .map((part) => part.toLowerCase())
      .toSorted(),
    last.toLowerCase(),
  ].join('+')
}

export const globalShortcut = {
  register(accelerator, callback) {
    requireReady('globalShortcut cannot be used before the app is ready')
    const name = normalised(accelerator)
    if (!byPortal() && (taken.has(name) || registered.has(name))) return false
    if (byPortal() && taken.has(name)) return true
    registered.set(name, callback)
    return true
  },
  registerAll(accelerators, callback) {
    for (const accelerator of accelerators) globalShortcut.register(accelerator, callback)
  },
  isRegistered: (accelerator) => registered.has(normalised(accelerator)),
  unregister: (accelerator) => {
    if (!byPortal()) registered.delete(normalised(accelerator))
  },
  unregisterAll: () => {
    if (!byPortal()) registered.clear()
  },
} satisfies Pick<Electron.GlobalShortcut, 'isRegistered' | 'register' | 'registerAll' | 'unregister' | 'unregisterAll'>

/** The keyboard, for the control API. */
export const keyboard = {
  /** Another program takes an accelerator, or lets it go. */
  take: (accelerator: string) => void taken.add(normalised(accelerator)),
  release: (accelerator: string) => void taken.delete(normalised(accelerator)),
  /** @returns false when the app has not registered it */
  press(accelerator: string): boolean {
    const callback = registered.get(normalised(accelerator))
    callback?.()
    return callback !== undefined
  },
  describe: () => ({ registered: [...registered.keys()], taken: [...taken] }),
}
