import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { Menu, nativeTheme, Tray } from 'electron'
import type { Clock } from '../../core/lib/clock.ts'
import type { Logger } from '../../core/lib/logger.ts'
import { Throttle } from '../../core/lib/throttle.ts'
import { trayIconFile, type TrayAction, type TrayAppearance, type TrayEntry } from './tray-appearance.ts'

/** Desktops drop or flicker what changes faster. Milliseconds. */
const drawEvery = 200

/** Draws an appearance on the desktop's tray; calls `onAction` for what the person picks. */
export class TrayIconView {
  #tray: Tray
  readonly #icons: string
  readonly #onAction: (action: TrayAction) => void
  readonly #logger: Logger
  readonly #throttle: Throttle<TrayAppearance>
  /** The bar changed its colour. */
  readonly #onTheme = () => this.#setIcon(this.#shown)
  #file: string
  #shown: TrayAppearance

  /**
   * @param icons folder of the tray icons
   * @throws when the desktop has no tray
   */
  constructor(icons: string, appearance: TrayAppearance, onAction: (action: TrayAction) => void, clock: Clock, logger: Logger) {
    this.#icons = icons
    this.#onAction = onAction
    this.#logger = logger
    this.#shown = appearance
    this.#file = fileOf(appearance)
    this.#tray = this.#make()
    this.#throttle = new Throttle(drawEvery, clock, (next) => this.#draw(next))
    nativeTheme.on('updated', this.#onTheme)
  }

  render(appearance: TrayAppearance): void {
    this.#throttle.push(appearance)
  }

  /** For a bar that has not taken this one, see status-area.ts. */
  makeAnew(): void {
    if (this.#tray.isDestroyed()) return
    this.#orStays(() => {
      const before = this.#tray
      this.#tray = this.#make()
      before.destroy()
    })
  }

  dispose(): void {
    nativeTheme.off('updated', this.#onTheme)
    this.#throttle.dispose()
    this.#tray.destroy()
  }

  #make(): Tray {
    const tray = new Tray(join(this.#icons, this.#file))
    // Windows and some Linux desktops; macOS opens the menu instead.
    if (process.platform !== 'darwin') tray.on('click', () => this.#onAction('open'))
    tray.setToolTip(this.#shown.tooltip)
    tray.setContextMenu(menuOf(this.#shown.menu, this.#onAction))
    return tray
  }

  #draw(appearance: TrayAppearance): void {
    const { tooltip, menu } = this.#shown
    this.#shown = appearance
    this.#setIcon(appearance)
    if (appearance.tooltip !== tooltip) this.#tray.setToolTip(appearance.tooltip)
    // Linux shows changes only when the whole menu is set again.
    if (!isDeepStrictEqual(appearance.menu, menu)) this.#tray.setContextMenu(menuOf(appearance.menu, this.#onAction))
  }

  #setIcon(appearance: TrayAppearance): void {
    const file = fileOf(appearance)
    if (file === this.#file) return
    this.#file = file
    this.#orStays(() => this.#tray.setImage(join(this.#icons, file)))
  }

  /** An upgrade takes the pictures away under a program that runs. */
  #orStays(change: () => void): void {
    try {
      change()
    } catch (error) {
      this.#logger.warn('tray icon stays', { reason: (error as Error).message })
    }
  }
}

const menuOf = (entries: readonly TrayEntry[], onAction: (action: TrayAction) => void): Menu =>
  Menu.buildFromTemplate(
    entries.map((entry) => {
      switch (entry.kind) {
        case 'separator':
          return { type: 'separator' }
        case 'text':
          return { label: entry.label, enabled: false }
        case 'action':
          return { label: entry.label, click: () => onAction(entry.action) }
      }
    }),
  )

const fileOf = ({ icon }: TrayAppearance): string => trayIconFile(icon, process.platform, nativeTheme.shouldUseDarkColorsForSystemIntegratedUI)
