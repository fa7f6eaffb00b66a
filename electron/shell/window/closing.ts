import type { StoredSettings } from '../files/settings.ts'

/** What the window's close button does. */
export type Closing = 'hide' | 'ask'

/**
 * Hides where an icon is left to bring the window back. Linux desktops may show no tray without saying so, so there the
 * icon counts only once the person has used it.
 */
export const closingOf = (platform: NodeJS.Platform, trayMade: boolean, settings: Pick<StoredSettings, 'trayConfirmed'>): Closing =>
  trayMade && (platform !== 'linux' || settings.trayConfirmed) ? 'hide' : 'ask'
