import { app, ipcMain, session, type WebContents } from 'electron'
import { mayOpenOutside } from '#contract/model/links.ts'
import type { Clock } from '../../core/lib/clock.ts'
import type { Logger } from '../../core/lib/logger.ts'
import { isOwnUrl } from './app-scheme.ts'
import { outsideDoor } from './outside-door.ts'

/** @returns true when the page may load it */
export const mayLoad = (url: string, packaged: boolean): boolean => isOwnUrl(url) || (!packaged && url.startsWith('devtools://'))

/**
 * Denies what the page never needs. To be called when the app is ready and before the first window.
 * @param onNoBrowser a link that may leave was not opened
 */
export function lockDown(logger: Logger, clock: Clock, onNoBrowser: (url: string) => void): void {
  const door = outsideDoor(clock, logger, onNoBrowser)
  // electron-store answers any page with the data folder's path, for stores in pages; there are none.
  ipcMain.removeAllListeners('electron-store-get-data')
  const { defaultSession } = session
  defaultSession.setPermissionRequestHandler((_contents, permission, answer) => {
    logger.warn('permission denied', { permission })
    answer(false)
  })
  defaultSession.setPermissionCheckHandler(() => false)
  defaultSession.setDevicePermissionHandler(() => false)
  defaultSession.webRequest.onBeforeRequest(({ url }, answer) => {
    answer({ cancel: !mayLoad(url, app.isPackaged) })
  })
  defaultSession.on('will-download', (event) => {
    event.preventDefault()
    logger.warn('denied', { what: 'download' })
  })
  app.on('web-contents-created', (_event, contents) => {
    keepInPlace(contents, door, logger)
  })
}

function keepInPlace(contents: WebContents, door: ReturnType<typeof outsideDoor>, logger: Logger): void {
  // No policy of a page's holds WebRTC back in Chromium, and its packets pass neither `connect-src` nor onBeforeRequest.
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp')
  const refuse = (what: string) => (event: { preventDefault(): void }) => {
    event.preventDefault()
    logger.warn('denied', { what })
  }
  const stay = (what: string) => (event: { url: string; preventDefault(): void }) => {
    // A page that loads itself anew goes nowhere, and comes as any other navigation does (electron#8841).
    if (event.url !== contents.getURL()) refuse(what)(event)
  }
  contents.on('will-navigate', stay('navigation'))
  contents.on('will-frame-navigate', stay('frame navigation'))
  contents.on('will-redirect', refuse('redirect'))
  contents.on('will-attach-webview', refuse('webview'))
  // Without a listener Electron takes the first device that it finds (Electron's documentation of `webContents`).
  contents.on('select-bluetooth-device', (event, _devices, choose) => {
    refuse('bluetooth')(event)
    choose('')
  })
  contents.setWindowOpenHandler(({ url }) => {
    if (mayOpenOutside(url)) door.open(url)
    else logger.warn('denied', { what: 'new window' })
    return { action: 'deny' }
  })
}
