import { existsSync } from 'node:fs'
import { app } from 'electron'
import { autoUpdater } from 'electron-updater'
import type { Logger } from '../../core/lib/logger.ts'
import type { UpdateSource } from './updates.ts'

/** electron-updater, set so that it never installs by itself: an installer that runs while Windows shuts down leaves no program. */
export function openElectronUpdater(logger: Logger): UpdateSource {
  autoUpdater.autoDownload = true
  autoUpdater.autoInstallOnAppQuit = false
  autoUpdater.allowDowngrade = false
  autoUpdater.disableWebInstaller = true
  autoUpdater.forceDevUpdateConfig = !app.isPackaged
  const say = (level: keyof Logger) => (message?: unknown) => logger[level]('updater', { message: String(message).slice(0, 1_000) })
  autoUpdater.logger = { info: say('info'), warn: say('warn'), error: say('warn') }
  // An emitter without this listener throws what it reports; the promises reject with the same.
  autoUpdater.on('error', () => {})

  let report: ((percent: number) => void) | null = null
  let downloaded: string | null = null
  autoUpdater.on('download-progress', ({ percent }) => report?.(percent))
  autoUpdater.on('update-downloaded', ({ downloadedFile }) => {
    downloaded = downloadedFile
  })
  return {
    check: async (onPercent) => {
      report = onPercent
      const found = await autoUpdater.checkForUpdates()
      if (!found?.isUpdateAvailable) return null
      // Awaited later: until then nobody else would catch it.
      const done = Promise.resolve(found.downloadPromise)
      done.catch(() => {})
      return { version: found.updateInfo.version, downloaded: done }
    },
    canInstall: () => downloaded !== null && existsSync(downloaded),
    install: (failed) => {
      // What fails here may say so only after this process was told to quit.
      autoUpdater.once('error', failed)
      autoUpdater.quitAndInstall(true, true)
    },
  }
}
