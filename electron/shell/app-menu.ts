import { app, Menu, type MenuItemConstructorOptions } from 'electron'
import { menuTexts as texts } from '../contract/texts/shell.ts'

/** Shown with Alt only (macOS: always); it is there for its shortcuts. Electron's own is in English and reloads the page. */
export function setAppMenu(): void {
  const appMenu: MenuItemConstructorOptions[] =
    process.platform === 'darwin' ? [{ label: app.name, submenu: [{ role: 'hide', label: texts.hide }, { role: 'quit', label: texts.quit }] }] : []
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      ...appMenu,
      {
        label: texts.edit,
        submenu: [
          { role: 'undo', label: texts.undo },
          { role: 'redo', label: texts.redo },
          { type: 'separator' },
          { role: 'cut', label: texts.cut },
          { role: 'copy', label: texts.copy },
          { role: 'paste', label: texts.paste },
          { role: 'selectAll', label: texts.selectAll },
        ],
      },
      {
        label: texts.view,
        submenu: [
          { role: 'zoomIn', label: texts.zoomIn },
          { role: 'zoomOut', label: texts.zoomOut },
          { role: 'resetZoom', label: texts.resetZoom },
        ],
      },
      {
        label: texts.window,
        submenu: [
          { role: 'minimize', label: texts.minimise },
          { role: 'close', label: texts.close },
          { role: 'quit', label: texts.quit, accelerator: 'CommandOrControl+Q' },
        ],
      },
    ]),
  )
}
