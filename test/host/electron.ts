/** The module `electron` of the main process, as far as `electron/shell` uses it. */
import type * as Electron from 'electron'
import { app } from './api/app.ts'
import { autoUpdater } from './api/auto-updater.ts'
import { HostBaseWindow } from './api/base-window.ts'
import { HostWindow } from './api/browser-window.ts'
import { clipboard, HostClipboardItem } from './api/clipboard.ts'
import { dialog } from './api/dialog.ts'
import { globalShortcut } from './api/global-shortcut.ts'
import { ipcMain } from './api/ipc-main.ts'
import { HostMenu, HostMenuItem } from './api/menu.ts'
import { nativeImage } from './api/native-image.ts'
import { nativeTheme } from './api/native-theme.ts'
import { net } from './api/net.ts'
import { HostNotification } from './api/notification.ts'
import { powerMonitor } from './api/power-monitor.ts'
import { safeStorage } from './api/safe-storage.ts'
import { screen } from './api/screen.ts'
import { defaultSession, HostSession } from './api/session.ts'
import { shell } from './api/shell.ts'
import { HostTray } from './api/tray.ts'

/** Electron's own `protocol` is that of the default session. */
const { protocol } = defaultSession

// Each name must be one of Electron's; what stands behind it is checked against Electron's types where it is written.
const electron = {
  app,
  autoUpdater,
  BaseWindow: HostBaseWindow,
  BrowserWindow: HostWindow,
  clipboard,
  ClipboardItem: HostClipboardItem,
  dialog,
  globalShortcut,
  ipcMain,
  Menu: HostMenu,
  MenuItem: HostMenuItem,
  nativeImage,
  nativeTheme,
  net,
  Notification: HostNotification,
  powerMonitor,
  protocol,
  safeStorage,
  screen,
  session: HostSession,
  shell,
  Tray: HostTray,
} satisfies Partial<Record<keyof typeof Electron, unknown>>

export {
  app,
  autoUpdater,
  HostBaseWindow as BaseWindow,
  HostWindow as BrowserWindow,
  clipboard,
  HostClipboardItem as ClipboardItem,
  dialog,
  globalShortcut,
  ipcMain,
  HostMenu as Menu,
  HostMenuItem as MenuItem,
  nativeImage,
  nativeTheme,
  net,
  HostNotification as Notification,
  powerMonitor,
  protocol,
  safeStorage,
  screen,
  HostSession as session,
  shell,
  HostTray as Tray,
}
export default electron
