import { join } from 'node:path'
import { app, nativeImage, type BrowserWindow } from 'electron'
import { trayTexts as texts } from '#contract/texts/shell.ts'
import type { Clock } from '../../core/lib/clock.ts'

/** Windows has pictures, not numbers: 1 to 9, and `9+`. */
const mostDrawn = 9
/**
 * The bar makes a button for a window that is shown, in its own time, and what is put on it before is lost (ITaskbarList3::SetOverlayIcon).
 * It tells the window only, in a message whose number Electron does not know. Milliseconds after the first attempt.
 */
const drawnAgain = [500, 5_000]

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
  #again: (() => void)[] = []

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
    this.draw()
  }

  /** To be called too when the window was shown: on Windows it has a button anew then, without what the one before had on it. */
  draw(): void {
    if (process.platform === 'darwin') return app.dock?.setBadge(this.#shown === 0 ? '' : String(this.#shown))
    if (process.platform !== 'win32') return void app.setBadgeCount(this.#shown)
    this.#cancel()
    this.#overlay()
    this.#again = drawnAgain.map((delay) => this.#clock.after(delay, () => this.#overlay()))
  }

  /** Some docks keep a number when the program is gone. */
  dispose(): void {
    this.show(0)
    this.#cancel()
  }

  #cancel(): void {
    for (const cancel of this.#again) cancel()
  }

  #overlay(): void {
    const count = this.#shown
    const picture = count === 0 ? null : nativeImage.createFromPath(join(this.#icons, `badge-${count > mostDrawn ? 'more' : count}.ico`))
    this.#window()?.setOverlayIcon(picture, count === 0 ? '' : texts.badge(count))
  }
}
