import { EventEmitter } from 'node:events'

/** Electron's own updater is not used; electron-updater only tells through it that the program quits for an update. */
export const autoUpdater = new EventEmitter()
