import { EventEmitter } from 'node:events'
import type * as Electron from 'electron'

type Source = Electron.NativeTheme['themeSource']

/** What the desktop prefers, set by the control API. */
interface DesktopTheme {
  dark: boolean
  highContrast: boolean
  forcedColors: boolean
}

type Offered = Pick<
  Electron.NativeTheme,
  | 'inForcedColorsMode'
  | 'prefersReducedTransparency'
  | 'shouldUseDarkColors'
  | 'shouldUseDarkColorsForSystemIntegratedUI'
  | 'shouldUseHighContrastColors'
  | 'shouldUseInvertedColorScheme'
  | 'themeSource'
>

class HostNativeTheme extends EventEmitter implements Offered {
  readonly prefersReducedTransparency = false
  readonly shouldUseInvertedColorScheme = false
  #source: Source = 'system'
  #desktop: DesktopTheme = { dark: false, highContrast: false, forcedColors: false }

  get themeSource(): Source {
    return this.#source
  }

  set themeSource(source: Source) {
    if (!['system', 'light', 'dark'].includes(source)) throw new TypeError(`Invalid theme source: ${source}`)
    if (source === this.#source) return
    this.#source = source
    this.emit('updated')
  }

  get shouldUseDarkColors(): boolean {
    return this.#source === 'system' ? this.#desktop.dark : this.#source === 'dark'
  }

  get shouldUseDarkColorsForSystemIntegratedUI(): boolean {
    return this.#desktop.dark
  }

  get shouldUseHighContrastColors(): boolean {
    return this.#desktop.highContrast
  }

  get inForcedColorsMode(): boolean {
    return this.#desktop.forcedColors
  }

  /** For the control API: the person changed the desktop's theme. */
  setDesktop(desktop: Partial<DesktopTheme>): void {
    this.#desktop = { ...this.#desktop, ...desktop }
    this.emit('updated')
  }

  describe() {
    return { themeSource: this.#source, shouldUseDarkColors: this.shouldUseDarkColors, desktop: this.#desktop }
  }
}

export const nativeTheme = new HostNativeTheme()
