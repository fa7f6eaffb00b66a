import { app, Menu, type MenuItemConstructorOptions } from 'electron'
import { menuTexts as texts } from '#contract/texts/shell.ts'
import type { ZoomChange } from './zoom.ts'

/**
 * Shown with Alt only (macOS: always); it is there for its shortcuts. Electron's own is in English and reloads the page.
 * @param zoom what the page's size is asked to do; Electron's own roles tell nobody, so it could not be kept
 */
export function setAppMenu(zoom: (change: ZoomChange) => void): void {
  const zoomItem = (label: string, change: ZoomChange, keys: string[]): MenuItemConstructorOptions[] =>
    keys.map((accelerator, index) => ({ label, accelerator, click: () => zoom(change), visible: index === 0 }))
  const appMenu: MenuItemConstructorOptions[] =
    process.platform === 'darwin'
      ? [
          {
            label: app.name,
            submenu: [
              { role: 'hide', label: texts.hide },
              { role: 'quit', label: texts.quit },
            ],
          },
        ]
      : []
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
          // Keyboards have the plus sign with and without Shift, and beside the digits.
          ...zoomItem(texts.zoomIn, 'in', ['CommandOrControl+Plus', 'CommandOrControl+=', 'CommandOrControl+numadd']),
          ...zoomItem(texts.zoomOut, 'out', ['CommandOrControl+-', 'CommandOrControl+numsub']),
          ...zoomItem(texts.resetZoom, 'reset', ['CommandOrControl+0', 'CommandOrControl+num0']),
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
