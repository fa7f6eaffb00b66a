import { app, BrowserWindow, nativeTheme, screen } from 'electron'
import { eventChannel } from '#contract/channels.ts'
import type { Navigation } from '#contract/commands/navigation.ts'
import type { EventName, EventPayload } from '#contract/schema.ts'
import type { Clock } from '../../core/lib/clock.ts'
import type { Logger } from '../../core/lib/logger.ts'
import { within } from '../../core/lib/within.ts'
import { appOrigin } from './app-scheme.ts'
import { pagePreferences } from './page-preferences.ts'
import type { WindowMemory } from './window-memory.ts'
import { placeWindow, withinReach, type Rectangle } from './window-placement.ts'
import { nextZoom, type ZoomChange } from './zoom.ts'

/** Close to the page's own first colours, so that nothing flashes before it is drawn. */
const backgrounds = { light: '#f3f5f6', dark: '#16191b' }

const usual = { width: 1180, height: 760 }
const smallest = { width: 800, height: 560 }

/** Rebuilt at most this often in `calmAfter` milliseconds. */
const mostRebuilds = 3
/** A page takes more memory than all the rest; who closed its window this long ago does not look at it soon. Milliseconds. */
const freedAfter = 300_000
const calmAfter = 60_000
/** A page is there in one second, on a slow computer in three. Milliseconds. */
const longestUnseen = 5_000

export interface WindowDelegate {
  /** The person closes the window. @returns what becomes of it */
  closing(): 'hide' | 'close' | 'stay'
  /** The page crashed again and again. */
  gaveUp(): void
  /** The page does not answer. @returns whether the person wants it built again; `false` also when `over` says that it answers */
  silent(window: BrowserWindow, over: AbortSignal): Promise<boolean>
  /** It is shown, or has the keyboard. */
  forward(): void
  /** Its page is no more. */
  gone(): void
}

/** The one window: made when first shown, where it was; hidden when closed, freed a while later, rebuilt when its page crashes. */
export class MainWindow {
  readonly #preload: string
  readonly #delegate: WindowDelegate
  readonly #memory: WindowMemory
  readonly #logger: Logger
  readonly #clock: Clock
  /** Displays come, go and change while the window is open. */
  readonly #refit = () => this.#bringBack()
  #window: BrowserWindow | null = null
  #crashes: number[] = []
  #disposed = false
  #keepHidden = () => {}
  /** Where the page is to go, until it comes for it: it may not even be loaded. */
  navigation: Navigation | null = null
  /** What the page has left for the one after it; its own business. */
  place: string | null = null

  constructor(preload: string, delegate: WindowDelegate, memory: WindowMemory, logger: Logger, clock: Clock) {
    this.#preload = preload
    this.#delegate = delegate
    this.#memory = memory
    this.#logger = logger
    this.#clock = clock
    for (const event of displayEvents) screen.on(event as 'display-added', this.#refit)
  }

  /** Brings the window up, whatever state it is in. */
  show(): void {
    if (!this.#window) {
      this.#window = this.#build()
      return
    }
    if (this.#window.isMinimized()) this.#window.restore()
    this.#bringBack()
    this.#window.show()
    this.#window.focus()
  }

  /** Resolves once the keyboard is its own, or after `patience` milliseconds. */
  async focused(patience: number): Promise<void> {
    const window = this.#window
    if (!window || window.isFocused()) return
    const settled = Promise.withResolvers<void>()
    window.once('focus', settled.resolve)
    window.once('closed', settled.resolve)
    await within(this.#clock, patience, settled.promise, null)
  }

  minimise(): void {
    this.#window?.minimize()
  }

  zoom(change: ZoomChange): void {
    const zoom = nextZoom(this.#memory.known.zoom, change)
    this.#memory.remember({ zoom })
    this.#window?.webContents.setZoomFactor(zoom)
  }

  /** For ipc: whether web contents of that id are this window's. */
  owns(webContentsId: number): boolean {
    return this.#window?.webContents.id === webContentsId
  }

  /** For dialogs; null while there is no window. */
  get browserWindow(): BrowserWindow | null {
    return this.#window
  }

  /** The person is looking at it. */
  get inFront(): boolean {
    return this.#window !== null && this.#window.isVisible() && !this.#window.isMinimized() && this.#window.isFocused()
  }

  send<E extends EventName>(name: E, payload: EventPayload<E>): void {
    this.#window?.webContents.send(eventChannel, name, payload)
  }

  dispose(): void {
    this.#disposed = true
    this.#keepHidden()
    for (const event of displayEvents) screen.off(event as 'display-added', this.#refit)
    this.#window?.destroy()
    this.#window = null
  }

  #build(): BrowserWindow {
    const { windowBounds, windowMaximised, zoom } = this.#memory.known
    const placed = placeWindow(windowBounds, workAreas(), usual)
    const window = new BrowserWindow({
      title: 'Reencola',
      ...placed,
      // A small screen is smaller than what the page would like.
      minWidth: Math.min(smallest.width, placed.width),
      minHeight: Math.min(smallest.height, placed.height),
      show: false,
      autoHideMenuBar: true,
      backgroundColor: nativeTheme.shouldUseDarkColors ? backgrounds.dark : backgrounds.light,
      webPreferences: { ...pagePreferences(this.#preload, app.isPackaged), zoomFactor: zoom },
    })
    this.#showOnce(window, windowMaximised)
    this.#memory.watch(window)
    window.on('close', (event) => {
      const choice = this.#delegate.closing()
      if (choice === 'close') return
      event.preventDefault()
      if (choice === 'hide') window.hide()
    })
    window.on('hide', () => this.#freeLater(window))
    window.on('show', () => {
      this.#keepHidden()
      this.#delegate.forward()
    })
    window.on('focus', () => this.#delegate.forward())
    window.on('closed', () => {
      if (this.#window === window) this.#window = null
      if (!this.#disposed) this.#delegate.gone()
    })
    window.webContents.on('did-finish-load', () => window.webContents.setZoomFactor(this.#memory.known.zoom))
    window.webContents.on('zoom-changed', (_event, direction) => this.zoom(direction))
    window.webContents.on('render-process-gone', (_event, { reason }) => {
      this.#rebuild(window, reason)
    })
    window.on('unresponsive', () => void this.#askAboutSilence(window))
    window.loadURL(`${appOrigin}/index.html`).catch((error: Error) => {
      if (!window.isDestroyed()) this.#logger.error('the page did not load', { reason: error.message })
    })
    return window
  }

  /**
   * Shows it as soon as there is something to see. `ready-to-show` alone is not enough: in a session of Wayland Electron draws no window that
   * was not shown, so it never comes (electron#48859), nor does it where the graphics driver or the page fails. An empty window says more than none.
   */
  #showOnce(window: BrowserWindow, maximised: boolean): void {
    let settled = false
    const settle = () => {
      settled = true
      cancel()
    }
    const show = () => {
      if (settled || window.isDestroyed()) return
      settle()
      if (maximised) window.maximize()
      window.show()
    }
    const cancel = this.#clock.after(longestUnseen, show)
    window.once('ready-to-show', show)
    if (process.platform === 'linux') window.webContents.once('did-finish-load', show)
    // Whoever has it shown before and puts it away again is not to see it come up by itself.
    window.once('show', () => {
      if (maximised && !settled) window.maximize()
      settle()
    })
    window.once('closed', settle)
  }

  #freeLater(window: BrowserWindow): void {
    this.#keepHidden()
    this.#keepHidden = this.#clock.after(freedAfter, () => {
      if (window.isDestroyed() || window.isVisible()) return
      this.#logger.info('the hidden page is freed', {})
      if (this.#window === window) this.#window = null
      window.destroy()
    })
  }

  async #askAboutSilence(window: BrowserWindow): Promise<void> {
    this.#logger.warn('the page does not answer')
    const over = new AbortController()
    window.once('responsive', () => over.abort())
    window.once('closed', () => over.abort())
    if (await this.#delegate.silent(window, over.signal)) this.#rebuild(window, 'unresponsive')
  }

  /** Undocked, a window would stay where no display is any more. Maximised ones are the system's to move. */
  #bringBack(): void {
    const window = this.#window
    if (!window || window.isMaximized() || withinReach(window.getBounds(), workAreas())) return
    window.setBounds(placeWindow(window.getBounds(), workAreas(), usual))
  }

  #rebuild(window: BrowserWindow, reason: string): void {
    if (this.#disposed || window.isDestroyed() || reason === 'clean-exit') return
    this.#logger.error('the page is gone', { reason })
    const now = this.#clock.now()
    this.#crashes = [...this.#crashes.filter((at) => now - at < calmAfter), now]
    this.#window = null
    // The page must not go back to what it was doing: that may be why it crashed.
    this.place = null
    // Its own `close` event must not ask or hide: the page is gone for good.
    window.destroy()
    if (this.#crashes.length > mostRebuilds) this.#delegate.gaveUp()
    else this.show()
  }
}

const displayEvents = ['display-added', 'display-removed', 'display-metrics-changed'] as const

/** The primary display's first. */
function workAreas(): [Rectangle, ...Rectangle[]] {
  const primary = screen.getPrimaryDisplay()
  const others = screen.getAllDisplays().filter(({ id }) => id !== primary.id)
  return [primary.workArea, ...others.map(({ workArea }) => workArea)]
}
