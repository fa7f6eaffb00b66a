import { app } from '../api/app.ts'
import { clipboard } from '../api/clipboard.ts'
import { dialogDesk } from '../api/dialog.ts'
import { keyboard } from '../api/global-shortcut.ts'
import { describeIpc } from '../api/ipc-main.ts'
import { HostMenu } from '../api/menu.ts'
import { nativeTheme } from '../api/native-theme.ts'
import { connection } from '../api/net.ts'
import { shownNotifications } from '../api/notification.ts'
import { openWindows } from '../api/open-windows.ts'
import { keyring } from '../api/safe-storage.ts'
import { screen } from '../api/screen.ts'
import { HostSession, proxyOfSystem } from '../api/session.ts'
import { printer } from '../api/printer.ts'
import { opened } from '../api/shell.ts'
import { trays } from '../api/tray.ts'

/** Everything that a person at this computer would see, and what the app asked of the system. */
export function describeHost() {
  const applicationMenu = HostMenu.getApplicationMenu() as unknown as HostMenu | null
  return {
    app: app.describe(),
    windows: openWindows.all().map((window) => window.describe()),
    trays: [...trays].map((tray) => tray.describe()),
    applicationMenu: applicationMenu?.describe() ?? null,
    popupMenu: HostMenu.lastPopup?.describe() ?? null,
    notifications: shownNotifications.map((notification) => notification.describe()),
    dialogs: dialogDesk.records,
    clipboard: clipboard.text,
    clipboardHtml: clipboard.html,
    printed: printer.records,
    opened,
    shortcuts: keyboard.describe(),
    online: connection.online,
    proxy: proxyOfSystem.answer,
    safeStorage: keyring,
    theme: nativeTheme.describe(),
    displays: screen.describe(),
    sessions: HostSession.describeAll(),
    ipc: describeIpc(),
  }
}

export type HostState = ReturnType<typeof describeHost>
