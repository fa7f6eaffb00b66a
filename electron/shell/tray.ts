import { isDeepStrictEqual } from 'node:util'
import { Menu, nativeImage, Tray, type NativeImage } from 'electron'
import calm16 from '../../build/icons/tray/calm-16.png?inline'
import calm32 from '../../build/icons/tray/calm-32.png?inline'
import needsYou16 from '../../build/icons/tray/needs-you-16.png?inline'
import needsYou32 from '../../build/icons/tray/needs-you-32.png?inline'
import offline16 from '../../build/icons/tray/offline-16.png?inline'
import offline32 from '../../build/icons/tray/offline-32.png?inline'
import working16 from '../../build/icons/tray/working-16.png?inline'
import working32 from '../../build/icons/tray/working-32.png?inline'
import type { TrayAction, TrayAppearance, TrayEntry, TrayIcon } from './tray-appearance.ts'

/** Data URLs at 100 % and 200 %. */
const images: Record<TrayIcon, [string, string]> = {
  calm: [calm16, calm32],
  working: [working16, working32],
  offline: [offline16, offline32],
  'needs-you': [needsYou16, needsYou32],
}

/** Draws an appearance on the desktop's tray; calls `onAction` for what the person picks. */
export class TrayIconView {
  readonly #tray: Tray
  readonly #onAction: (action: TrayAction) => void
  #shown: TrayAppearance

  /** @throws when the desktop has no tray */
  constructor(appearance: TrayAppearance, onAction: (action: TrayAction) => void) {
    this.#onAction = onAction
    this.#shown = appearance
    this.#tray = new Tray(imageOf(appearance.icon))
    // Windows and some Linux desktops; macOS opens the menu instead.
    if (process.platform !== 'darwin') this.#tray.on('click', () => this.#onAction('open'))
    this.#tray.setToolTip(appearance.tooltip)
    this.#setMenu(appearance.menu)
  }

  render(appearance: TrayAppearance): void {
    const { icon, tooltip, menu } = this.#shown
    if (appearance.icon !== icon) this.#tray.setImage(imageOf(appearance.icon))
    if (appearance.tooltip !== tooltip) this.#tray.setToolTip(appearance.tooltip)
    if (!isDeepStrictEqual(appearance.menu, menu)) this.#setMenu(appearance.menu)
    this.#shown = appearance
  }

  dispose(): void {
    this.#tray.destroy()
  }

  /** Linux shows changes only when the whole menu is set again. */
  #setMenu(entries: TrayEntry[]): void {
    this.#tray.setContextMenu(
      Menu.buildFromTemplate(
        entries.map((entry) => {
          switch (entry.kind) {
            case 'separator':
              return { type: 'separator' }
            case 'text':
              return { label: entry.label, enabled: false }
            case 'action':
              return { label: entry.label, click: () => this.#onAction(entry.action) }
          }
        }),
      ),
    )
  }
}

function imageOf(icon: TrayIcon): NativeImage {
  const [normal, double] = images[icon]
  const image = nativeImage.createFromDataURL(normal)
  image.addRepresentation({ scaleFactor: 2, dataURL: double })
  return image
}
