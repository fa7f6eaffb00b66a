import { isDeepStrictEqual } from 'node:util'
import type { BrowserWindow } from 'electron'
import { Alarm } from '../../core/lib/alarm.ts'
import type { Clock } from '../../core/lib/clock.ts'
import type { SettingsStore, StoredSettings } from '../files/settings.ts'

type Remembered = Pick<StoredSettings, 'windowBounds' | 'windowMaximised' | 'zoom'>

/** Dragging a window tells its place many times a second; it is written when that is over. Milliseconds. */
const settleTime = 500

/** Where the window was and how large its page is, for the next start. What cannot be written is only lost. */
export class WindowMemory {
  readonly #settings: SettingsStore
  readonly #alarm: Alarm
  #unwritten: Partial<Remembered> = {}

  constructor(settings: SettingsStore, clock: Clock) {
    this.#settings = settings
    this.#alarm = new Alarm(clock, () => this.dispose())
  }

  get known(): Remembered {
    return { ...this.#settings.current, ...this.#unwritten }
  }

  remember(change: Partial<Remembered>): void {
    this.#unwritten = { ...this.#unwritten, ...change }
    this.#alarm.set(settleTime)
  }

  watch(window: BrowserWindow): void {
    const look = () => {
      if (!window.isDestroyed() && !window.isMinimized()) this.remember({ windowBounds: window.getNormalBounds(), windowMaximised: window.isMaximized() })
    }
    window.on('resize', look)
    window.on('move', look)
    window.on('maximize', look)
    window.on('unmaximize', look)
  }

  /** Writes what is not yet written. */
  dispose(): void {
    this.#alarm.cancel()
    const changed = Object.entries(this.#unwritten).some(([name, value]) => !isDeepStrictEqual(value, this.#settings.current[name as keyof Remembered]))
    if (changed) this.#settings.save(this.#unwritten)
    this.#unwritten = {}
  }
}
