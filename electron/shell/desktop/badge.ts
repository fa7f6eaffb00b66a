import { join } from 'node:path'
import { app, nativeImage, type BrowserWindow } from 'electron'
import { trayTexts as texts } from '#contract/texts/shell.ts'
import type { Clock } from '../../core/lib/clock.ts'

/** Windows has pictures, not numbers: 1 to 9, and `9+`. */
const mostDrawn = 9
/** The bar makes a button for a window that is shown, and tells nobody when it is done. Milliseconds. */
const buttonPatience = 1_000

/**
 * A number on the program's own icon, where the system has a place for one: on macOS the dock, on Windows the window's button in the bar, as
 * long as there is one, on Linux what listens to com.canonical.Unity.LauncherEntry (KDE, Ubuntu's dock and others; for an installed program,
 * as it is found by its desktop file). Where there is none, nothing happens.
 */
export class Badge {
  readonly #icons: string
  readonly #clock: Clock
  readonly #window: () => BrowserWindow | null
  #shown = 0
  #cancel = () => {}

  /** @param icons folder of the pictures */
  constructor(icons: string, window: () => BrowserWindow | null, clock: Clock) {
    this.#icons = icons
    this.#window = window
    this.#clock = clock
  }

  /** @param count 0: none */
  show(count: number): void {
    if (count === this.#shown) return
    this.#shown = count
    if (process.platform === 'win32') this.#overlay()
    else if (process.platform === 'darwin') app.dock?.setBadge(count === 0 ? '' : String(count))
    else app.setBadgeCount(count)
  }

  /** On Windows a window that is shown anew has a button anew, without what the one before had on it. */
  windowShown(): void {
    if (process.platform !== 'win32' || this.#shown === 0) return
    this.#overlay()
    this.#cancel()
    this.#cancel = this.#clock.after(buttonPatience, () => this.#overlay())
  }

  /** Some docks keep a number when the program is gone. */
  dispose(): void {
    this.#cancel()
    this.show(0)
  }

  #overlay(): void {
    const count = this.#shown
    const picture = count === 0 ? null : nativeImage.createFromPath(join(this.#icons, `badge-${count > mostDrawn ? 'more' : count}.ico`))
    this.#window()?.setOverlayIcon(picture, count === 0 ? '' : texts.badge(count))
  }
}
