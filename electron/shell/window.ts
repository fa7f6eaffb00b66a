import { app, BrowserWindow, nativeTheme } from 'electron'
import { eventChannel } from '../contract/channels.ts'
import type { EventName, EventPayload } from '../contract/schema.ts'
import type { Clock } from '../core/clock.ts'
import type { Logger } from '../core/logger.ts'
import { appOrigin } from './app-scheme.ts'

/** Close to the page's own first colours, so that nothing flashes before it is drawn. */
const backgrounds = { light: '#f3f5f6', dark: '#16191b' }

/** Rebuilt at most this often in `calmAfter` milliseconds. */
const mostRebuilds = 3
const calmAfter = 60_000

export interface WindowDelegate {
  /** The person closes the window. @returns what becomes of it */
  closing(): 'hide' | 'close' | 'stay'
  /** The page crashed again and again. */
  gaveUp(): void
  /** The page does not answer. @returns whether the person wants it built again; `false` also when `over` says that it answers */
  silent(window: BrowserWindow, over: AbortSignal): Promise<boolean>
}

/** The one window: made when first shown, hidden when closed, rebuilt when its page crashes. */
export class MainWindow {
  readonly #preload: string
  readonly #delegate: WindowDelegate
  readonly #logger: Logger
  readonly #clock: Clock
  #window: BrowserWindow | null = null
  #crashes: number[] = []
  #disposed = false

  constructor(preload: string, delegate: WindowDelegate, logger: Logger, clock: Clock) {
    this.#preload = preload
    this.#delegate = delegate
    this.#logger = logger
    this.#clock = clock
  }

  /** Brings the window up, whatever state it is in. */
  show(): void {
    if (!this.#window) {
      this.#window = this.#build()
      return
    }
    if (this.#window.isMinimized()) this.#window.restore()
    this.#window.show()
    this.#window.focus()
  }

  minimise(): void {
    this.#window?.minimize()
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

  /** Calls back once the page listens; at once when it already does. */
  whenLoaded(callback: () => void): void {
    const contents = this.#window?.webContents
    if (contents?.isLoading()) contents.once('did-finish-load', callback)
    else callback()
  }

  dispose(): void {
    this.#disposed = true
    this.#window?.destroy()
    this.#window = null
  }

  #build(): BrowserWindow {
    const window = new BrowserWindow({
      title: 'Reencola',
      width: 1180,
      height: 760,
      minWidth: 800,
      minHeight: 560,
      show: false,
      autoHideMenuBar: true,
      backgroundColor: nativeTheme.shouldUseDarkColors ? backgrounds.dark : backgrounds.light,
      webPreferences: {
        preload: this.#preload,
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        nodeIntegrationInWorker: false,
        nodeIntegrationInSubFrames: false,
        webSecurity: true,
        allowRunningInsecureContent: false,
        webviewTag: false,
        spellcheck: false,
        devTools: !app.isPackaged,
      },
    })
    window.once('ready-to-show', () => {
      window.show()
    })
    window.on('close', (event) => {
      const choice = this.#delegate.closing()
      if (choice === 'close') return
      event.preventDefault()
      if (choice === 'hide') window.hide()
    })
    window.on('closed', () => {
      if (this.#window === window) this.#window = null
    })
    window.webContents.on('render-process-gone', (_event, { reason }) => {
      this.#rebuild(window, reason)
    })
    window.on('unresponsive', () => void this.#askAboutSilence(window))
    window.loadURL(`${appOrigin}/index.html`).catch((error: Error) => {
      if (!window.isDestroyed()) this.#logger.error('the page did not load', { reason: error.message })
    })
    return window
  }

  async #askAboutSilence(window: BrowserWindow): Promise<void> {
    this.#logger.warn('the page does not answer')
    const over = new AbortController()
    window.once('responsive', () => over.abort())
    window.once('closed', () => over.abort())
    if (await this.#delegate.silent(window, over.signal)) this.#rebuild(window, 'unresponsive')
  }

  #rebuild(window: BrowserWindow, reason: string): void {
    if (this.#disposed || window.isDestroyed() || reason === 'clean-exit') return
    this.#logger.error('the page is gone', { reason })
    const now = this.#clock.now()
    this.#crashes = [...this.#crashes.filter((at) => now - at < calmAfter), now]
    this.#window = null
    // Its own `close` event must not ask or hide: the page is gone for good.
    window.destroy()
    if (this.#crashes.length > mostRebuilds) this.#delegate.gaveUp()
    else this.show()
  }
}
