import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { Menu, nativeTheme, Tray } from 'electron'
import type { Clock } from '../../core/lib/clock.ts'
import { Throttle } from '../../core/lib/throttle.ts'
import { trayIconFile, type TrayAction, type TrayAppearance, type TrayEntry } from './tray-appearance.ts'

/** Desktops drop or flicker what changes faster. Milliseconds. */
const drawEvery = 200

/** Draws an appearance on the desktop's tray; calls `onAction` for what the person picks. */
export class TrayIconView {
  readonly #tray: Tray
  readonly #icons: string
  readonly #onAction: (action: TrayAction) => void
  readonly #throttle: Throttle<TrayAppearance>
  /** The bar changed its colour. */
  readonly #onTheme = () => this.#setIcon(this.#shown)
  #file: string
  #shown: TrayAppearance

  /**
   * @param icons folder of the tray icons
   * @throws when the desktop has no tray
   */
  constructor(icons: string, appearance: TrayAppearance, onAction: (action: TrayAction) => void, clock: Clock) {
    this.#icons = icons
    this.#onAction = onAction
    this.#shown = appearance
    this.#file = fileOf(appearance)
    this.#tray = new Tray(join(icons, this.#file))
    // Windows and some Linux desktops; macOS opens the menu instead.
    if (process.platform !== 'darwin') this.#tray.on('click', () => this.#onAction('open'))
    this.#tray.setToolTip(appearance.tooltip)
    this.#setMenu(appearance.menu)
    this.#throttle = new Throttle(drawEvery, clock, (next) => this.#draw(next))
    nativeTheme.on('updated', this.#onTheme)
  }

  render(appearance: TrayAppearance): void {
    this.#throttle.push(appearance)
  }

  dispose(): void {
    nativeTheme.off('updated', this.#onTheme)
    this.#throttle.dispose()
    this.#tray.destroy()
  }

  #draw(appearance: TrayAppearance): void {
    const { tooltip, menu } = this.#shown
    this.#shown = appearance
    this.#setIcon(appearance)
    if (appearance.tooltip !== tooltip) this.#tray.setToolTip(appearance.tooltip)
    if (!isDeepStrictEqual(appearance.menu, menu)) this.#setMenu(appearance.menu)
  }

  #setIcon(appearance: TrayAppearance): void {
    const file = fileOf(appearance)
    if (file === this.#file) return
    this.#file = file
    this.#tray.setImage(join(this.#icons, file))
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

const fileOf = ({ icon }: TrayAppearance): string => trayIconFile(icon, process.platform, nativeTheme.shouldUseDarkColorsForSystemIntegratedUI)
