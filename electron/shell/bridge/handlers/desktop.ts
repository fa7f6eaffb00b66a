import type { desktopCommands } from '#contract/commands/desktop.ts'
import type { CommandHandlers } from '#contract/schema.ts'
import type { Integration } from '../../desktop/integration.ts'

export const desktopHandlers = (integration: Integration): Pick<CommandHandlers, keyof typeof desktopCommands> => ({
  setStartWithSystem: ({ on }) => integration.setStartWithSystem(on),
  declineStart: () => integration.declineStart(),
  setNotifications: ({ on }) => integration.setNotifications(on),
  setShortcut: ({ chosen }) => integration.setShortcut(chosen === 'off' ? null : chosen),
  checkForUpdates: () => integration.checkForUpdates(),
  restartToUpdate: () => integration.restartToUpdate(),
  restart: () => integration.restart(),
})
