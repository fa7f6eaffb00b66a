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
 * @param icons folder of the pictures
 */
export function keepBadge(icons: string, window: () => BrowserWindow | null, clock: Clock) {
  let shown = 0
  let again: (() => void)[] = []
  const cancel = () => {
    for (const end of again) end()
  }
  const overlay = () => {
    const picture = shown === 0 ? null : nativeImage.createFromPath(join(icons, `badge-${shown > mostDrawn ? 'more' : shown}.ico`))
    window()?.setOverlayIcon(picture, shown === 0 ? '' : texts.badge(shown))
  }
  /** To be called too when the window was shown: on Windows it has a button anew then, without what the one before had on it. */
  const draw = () => {
    if (process.platform === 'darwin') return app.dock?.setBadge(shown === 0 ? '' : String(shown))
    if (process.platform !== 'win32') return void app.setBadgeCount(shown)
    cancel()
    overlay()
    again = drawnAgain.map((delay) => clock.after(delay, overlay))
  }
  /** @param count 0: none */
  const show = (count: number) => {
    if (count === shown) return
    shown = count
    draw()
  }
  /** Some docks keep a number when the program is gone. */
  const dispose = () => {
    show(0)
    cancel()
  }
  return { show, draw, dispose }
}
