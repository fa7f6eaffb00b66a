import { EventEmitter } from 'node:events'
import type { HostWindow } from './browser-window.ts'

interface WindowEvents {
  /** A window was constructed. */
  created: [window: HostWindow]
  /** A window is visible and its page can be had. */
  presentable: [window: HostWindow]
  /** A listener prevented a close. */
  closeCancelled: []
  /** The last window went away. */
  allClosed: []
}

/** The windows that exist, oldest first; app, window and server meet here without importing each other. */
class OpenWindows extends EventEmitter<WindowEvents> {
  readonly #windows = new Set<HostWindow>()

  add(window: HostWindow): void {
    this.#windows.add(window)
    this.emit('created', window)
  }

  /** @param tell says that it was closed: by then it is in no list any more (RemoveFromWeakMap in electron_api_base_window.cc) */
  remove(window: HostWindow, tell: () => void): void {
    if (!this.#windows.delete(window)) return
    tell()
    if (this.#windows.size === 0) this.emit('allClosed')
  }

  all(): HostWindow[] {
    return [...this.#windows]
  }

  /**
   * The window that a person would have in front: the focused one, else the newest visible one, else the newest.
   * @param id a given window instead
   */
  front(id?: number): HostWindow | undefined {
    const windows = this.all().toReversed()
    if (id !== undefined) return windows.find((window) => window.id === id)
    return windows.find((window) => window.isFocused()) ?? windows.find((window) => window.isVisible()) ?? windows[0]
  }
}

export const openWindows = new OpenWindows()
