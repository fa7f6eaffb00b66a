/** How the program lives in the desktop: start with the system, notifications, global shortcut, updates. */
import { z } from 'zod'
import { command, event, none } from './command.ts'
import { shortcutChoices, type DesktopState } from '../model/desktop.ts'

export const desktopCommands = {
  setStartWithSystem: command(z.strictObject({ on: z.boolean() })).changes(),
  /** The person said no to the offer; it does not come back. */
  declineStart: command(none).changes(),
  setNotifications: command(z.strictObject({ on: z.boolean() })).changes(),
  setShortcut: command(z.strictObject({ chosen: z.enum(['off', ...shortcutChoices]) })).changes(),
  checkForUpdates: command(none).changes(),
  /** Closes the program, installs what was downloaded and opens it again. */
  restartToUpdate: command(none).changes(),
  /** Closes the program and opens it again: what a process cannot get any more, the next one may. */
  restart: command(none).changes(),
}

export const desktopEvents = {
  desktopChanged: event<DesktopState>(),
}
