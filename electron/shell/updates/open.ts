import { app } from 'electron'
import type { Clock } from '../../core/lib/clock.ts'
import type { Logger } from '../../core/lib/logger.ts'
import { hasFeed } from './feed.ts'
import { Updates } from './updates.ts'

/** @returns null where this build has no feed: then nothing of updates exists, also not for the person */
export function openUpdates(clock: Clock, logger: Logger): Updates | null {
  if (!hasFeed(app.isPackaged, process.resourcesPath, app.getAppPath())) return null
  const open = async () => (await import('./electron-updater.ts')).openElectronUpdater(logger)
  return new Updates(open, clock, logger)
}
