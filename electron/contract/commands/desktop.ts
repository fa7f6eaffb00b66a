/** How the program lives in the desktop: start with the system, notifications, global shortcut, updates. */
import { z } from 'zod'
import { command, event, none } from './command.ts'

/** `blocked`: registered, but the system or the person keeps it from starting. */
export const startStates = ['on', 'off', 'blocked'] as const
export type StartState = (typeof startStates)[number]

/** Electron's accelerators that the person may choose from for «Reenviar lo copiado». */
export const shortcutChoices = ['CommandOrControl+Alt+R', 'CommandOrControl+Shift+F9'] as const
export type ShortcutChoice = (typeof shortcutChoices)[number]

export type UpdateState =
  | { phase: 'idle' }
  | { phase: 'checking' }
  | { phase: 'current' }
  | { phase: 'downloading'; version: string; percent: number }
  | { phase: 'ready'; version: string }
  /** Only what the person asked for is said to have failed. */
  | { phase: 'failed' }

export interface DesktopState {
  /** As the system says it is, not as it was asked for. */
  startWithSystem: StartState
  /** Something was resent for the first time, and the person has not yet been asked about starting with the system. */
  offerStart: boolean
  notifications: boolean
  shortcut: {
    chosen: ShortcutChoice | null
    /** False: another program has it. */
    working: boolean
    /** As this computer's keyboard names them. */
    labels: Record<ShortcutChoice, string>
  }
  /** Null where the program was built without an address for updates. */
  updates: UpdateState | null
}

export const desktopCommands = {
  readDesktop: command(none).returns<DesktopState>(),
  setStartWithSystem: command(z.strictObject({ on: z.boolean() })).returns<DesktopState>(),
  /** The person said no to the offer; it does not come back. */
  declineStart: command(none).returns<DesktopState>(),
  setNotifications: command(z.strictObject({ on: z.boolean() })).returns<DesktopState>(),
  setShortcut: command(z.strictObject({ chosen: z.enum(['off', ...shortcutChoices]) })).returns<DesktopState>(),
  checkForUpdates: command(none).returns<DesktopState>(),
  /** Closes the program, installs what was downloaded and opens it again. */
  restartToUpdate: command(none).returns<null>(),
}

export const desktopEvents = {
  desktopChanged: event<DesktopState>(),
}
