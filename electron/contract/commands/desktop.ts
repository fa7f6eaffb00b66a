/** How the program lives in the desktop: start with the system, notifications, global shortcut, updates. */
import { z } from 'zod'
import { command, event, none } from './command.ts'
import { shortcutChoices, type DesktopState } from '../model/desktop.ts'

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
  /** Closes the program and opens it again: what a process cannot get any more, the next one may. */
  restart: command(none).returns<null>(),
}

export const desktopEvents = {
  desktopChanged: event<DesktopState>(),
}
