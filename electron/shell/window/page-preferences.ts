import type { WebPreferences } from 'electron'

/**
 * What the page may: nothing of Node, nothing of other pages, and developer tools only where there are developers. Most of it is
 * Electron's default; said here, so that a changed default changes nothing.
 * @param preload path of the built preload script
 */
export const pagePreferences = (preload: string, packaged: boolean): WebPreferences => ({
  preload,
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  webviewTag: false,
  spellcheck: false,
  devTools: !packaged,
})
