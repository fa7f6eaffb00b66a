import { EventEmitter } from 'node:events'
import type * as Electron from 'electron'
import { app, requireReady } from './app.ts'
import { computer } from './computer.ts'
import { destroyedObject } from './destroyed.ts'
import { HostEvent, prevented } from './event.ts'
import type { HostImage } from './native-image.ts'
import { openWindows } from './open-windows.ts'
import { screen } from './screen.ts'
import { HostSession } from './session.ts'
import { HostWebContents } from './web-contents.ts'

type Offered = Pick<
  Electron.BrowserWindow,
  | 'blur'
  | 'center'
  | 'close'
  | 'destroy'
  | 'flashFrame'
  | 'focus'
  | 'getBackgroundColor'
  | 'getBounds'
  | 'getContentBounds'
  | 'getMinimumSize'
  | 'getNormalBounds'
  | 'getPosition'
  | 'getSize'
  | 'getTitle'
  | 'hide'
  | 'id'
  | 'isAlwaysOnTop'
  | 'isDestroyed'
  | 'isEnabled'
  | 'isFocused'
  | 'isFullScreen'
  | 'isMaximized'
  | 'isMenuBarVisible'
  | 'isMinimized'
  | 'isVisible'
  | 'loadURL'
  | 'maximize'
  | 'minimize'
  | 'moveTop'
  | 'removeMenu'
  | 'restore'
  | 'setAlwaysOnTop'
  | 'setAutoHideMenuBar'
  | 'setBackgroundColor'
  | 'setBounds'
  | 'setIcon'
  | 'setMenu'
  | 'setMenuBarVisibility'
  | 'setMinimumSize'
  | 'setOverlayIcon'
  | 'setPosition'
  | 'setProgressBar'
  | 'setSize'
  | 'setSkipTaskbar'
  | 'setTitle'
  | 'show'
  | 'showInactive'
  | 'title'
  | 'unmaximize'
>

const defaultSize = { width: 800, height: 600 }
/** Milliseconds; the event that says so reaches only the window's own procedure (TaskbarButtonCreated). */
const buttonTakes = 200

let lastId = 0

/** A window as state: what Electron would draw is drawn by browser tabs, whether the window is shown or not. */
export class HostWindow extends EventEmitter implements Offered {
  readonly id: number
  readonly webContents: HostWebContents
  readonly #options: Electron.BrowserWindowConstructorOptions
  #bounds: Electron.Rectangle
  #title: string
  #backgroundColor: string
  #visible: boolean
  #minimized = false
  #maximized = false
  #destroyed = false
  #flashing = false
  #alwaysOnTop: boolean
  #menuRemoved = false
  /** Its button in the bar (Windows) is there. */
  #button = false
  /** What lies over that. */
  #overlay: { source: string | null; description: string } | null = null
  #loaded = false
  /** It was told, or is about to be, that there is something to show. */
  #ready = false
  #minimumSize: [number, number]
  #progress = -1

  constructor(options: Electron.BrowserWindowConstructorOptions = {}) {
    super()
    requireReady('Cannot create BrowserWindow before app is ready')
    lastId += 1
    this.id = lastId
    this.#options = options
    const { x = 0, y = 0, width = defaultSize.width, height = defaultSize.height } = options
    this.#bounds = { x, y, width, height }
    this.#minimumSize = [options.minWidth ?? 0, options.minHeight ?? 0]
    this.#title = options.title ?? app.name
    this.#backgroundColor = options.backgroundColor ?? '#FFF'
    this.#alwaysOnTop = options.alwaysOnTop ?? false
    this.#visible = options.show ?? true
    const { session, partition = '', zoomFactor = 1 } = options.webPreferences ?? {}
    const ownSession = (session as unknown as HostSession | undefined) ?? HostSession.fromPartition(partition)
    this.webContents = new HostWebContents(ownSession, () => this.focus())
    this.webContents.setZoomFactor(zoomFactor)
    this.webContents.on('did-finish-load', () => this.#becameLoaded())
    this.webContents.on('page-title-updated', (event: HostEvent, title: string) => {
      if (!prevented(this, 'page-title-updated', {}, title, true) && !event.defaultPrevented) this.#title = title
    })
    openWindows.add(this)
    app.emit('browser-window-created', new HostEvent(), this)
    if (this.#visible) this.#shown()
    if (this.#visible) this.#setFocused(true)
  }

  static getAllWindows(): HostWindow[] {
    return openWindows.all()
  }

  static getFocusedWindow(): HostWindow | null {
    return openWindows.all().find((window) => window.isFocused()) ?? null
  }

  static fromId(id: number): HostWindow | null {
    return openWindows.all().find((window) => window.id === id) ?? null
  }

  static fromWebContents(contents: Electron.WebContents): HostWindow | null {
    return openWindows.all().find((window) => window.webContents.id === contents.id) ?? null
  }

  get title(): string {
    return this.#title
  }

  set title(title: string) {
    this.#title = title
  }

  get preload(): string | undefined {
    return this.#options.webPreferences?.preload
  }

  loadURL(url: string): Promise<void> {
    return this.webContents.loadURL(url)
  }

  #becameLoaded(): void {
    if (this.#loaded) return
    this.#loaded = true
    this.#readySoon()
  }

  /** A compositor of Wayland draws no window that it was not told to show: whoever waits for this before the first `show` waits for ever (electron#48859). */
  #readySoon(): void {
    if (this.#ready || !this.#loaded || !computer.draws || (computer.display === 'wayland' && !this.#visible)) return
    this.#ready = true
    setImmediate(() => {
      if (this.#destroyed) return
      this.emit('ready-to-show')
      this.#offer()
    })
  }

  #offer(): void {
    if (this.#visible && this.#loaded) openWindows.emit('presentable', this)
  }

  show(): void {
    this.showInactive()
    this.focus()
  }

  showInactive(): void {
    this.#minimized = false
    if (this.#visible) return
    this.#visible = true
    this.#shown()
    this.emit('show')
    this.#readySoon()
    this.#offer()
  }

  /** The bar learns of a window that is shown, and makes its button, later. */
  #shown(): void {
    setTimeout(() => (this.#button = this.#visible), buttonTakes).unref()
  }

  hide(): void {
    if (!this.#visible) return
    this.#visible = false
    this.#button = false
    this.#overlay = null
    this.#setFocused(false)
    this.emit('hide')
  }

  /** A compositor of Wayland gives the focus when it wants to, not at once. */
  focus(): void {
    if (!this.#visible) return
    if (computer.display === 'x11') this.#setFocused(true)
    else setImmediate(() => !this.#destroyed && this.#visible && this.#setFocused(true))
  }

  blur(): void {
    this.#setFocused(false)
  }

  #setFocused(focused: boolean): void {
    if (focused === this.webContents.isFocused()) return
    if (focused) HostWindow.getFocusedWindow()?.blur()
    this.webContents.setFocused(focused)
    this.#flashing &&= !focused
    this.emit(focused ? 'focus' : 'blur', new HostEvent())
    app.emit(focused ? 'browser-window-focus' : 'browser-window-blur', new HostEvent(), this)
  }

  close(): void {
    if (prevented(this, 'close', {})) openWindows.emit('closeCancelled')
    // Electron asks the page's beforeunload first, so the window goes away a little later.
    else setImmediate(() => this.destroy())
  }

  destroy(): void {
    if (this.#destroyed) return
    this.#setFocused(false)
    this.#destroyed = true
    this.#visible = false
    this.webContents.destroy()
    // Whoever hears that it was closed can do nothing with it any more (MarkDestroyed before Emit in electron_api_base_window.cc).
    destroyedObject(this, HostWindow.prototype, ['destroy', 'isDestroyed'])
    openWindows.remove(this, () => this.emit('closed'))
  }

  isDestroyed(): boolean {
    return this.#destroyed
  }

  isVisible(): boolean {
    return this.#visible
  }

  isFocused(): boolean {
    return this.webContents.isFocused()
  }

  isMinimized(): boolean {
    return this.#minimized
  }

  isMaximized(): boolean {
    return this.#maximized
  }

  isFullScreen(): boolean {
    return false
  }

  isEnabled(): boolean {
    return true
  }

  isAlwaysOnTop(): boolean {
    return this.#alwaysOnTop
  }

  isMenuBarVisible(): boolean {
    return !this.#menuRemoved
  }

  minimize(): void {
    if (this.#minimized) return
    this.#minimized = true
    this.#setFocused(false)
    this.emit('minimize')
  }

  restore(): void {
    if (!this.#minimized) return
    this.#minimized = false
    this.emit('restore')
  }

  maximize(): void {
    if (this.#maximized) return
    this.#maximized = true
    if (!this.#visible) this.show()
    this.emit('maximize')
    this.#emitMoved()
  }

  unmaximize(): void {
    if (!this.#maximized) return
    this.#maximized = false
    this.emit('unmaximize')
    this.#emitMoved()
  }

  moveTop(): void {}

  center(): void {}

  /** Those of the display while it is maximised. */
  getBounds(): Electron.Rectangle {
    return this.#maximized ? { ...screen.getDisplayMatching(this.#bounds).workArea } : { ...this.#bounds }
  }

  getContentBounds(): Electron.Rectangle {
    return this.getBounds()
  }

  #emitMoved(): void {
    this.emit('resize')
    this.emit('move')
  }

  getNormalBounds(): Electron.Rectangle {
    return { ...this.#bounds }
  }

  getSize(): number[] {
    const { width, height } = this.getBounds()
    return [width, height]
  }

  getPosition(): number[] {
    const { x, y } = this.getBounds()
    return [x, y]
  }

  setBounds(bounds: Partial<Electron.Rectangle>): void {
    const before = this.#bounds
    const after = { ...before, ...bounds }
    after.width = Math.max(after.width, this.#minimumSize[0])
    after.height = Math.max(after.height, this.#minimumSize[1])
    this.#bounds = after
    if (after.width !== before.width || after.height !== before.height) this.emit('resize')
    if (after.x !== before.x || after.y !== before.y) this.emit('move')
  }

  setSize(width: number, height: number): void {
    this.setBounds({ width, height })
  }

  setPosition(x: number, y: number): void {
    this.setBounds({ x, y })
  }

  setMinimumSize(width: number, height: number): void {
    this.#minimumSize = [width, height]
  }

  getMinimumSize(): number[] {
    return [...this.#minimumSize]
  }

  setTitle(title: string): void {
    this.#title = title
  }

  getTitle(): string {
    return this.#title
  }

  setBackgroundColor(color: string): void {
    this.#backgroundColor = color
  }

  getBackgroundColor(): string {
    return this.#backgroundColor
  }

  flashFrame(flag: boolean): void {
    this.#flashing = flag
  }

  setAlwaysOnTop(flag: boolean): void {
    this.#alwaysOnTop = flag
  }

  setProgressBar(progress: number): void {
    this.#progress = progress
  }

  setMenu(menu: Electron.Menu | null): void {
    this.#menuRemoved = menu === null
  }

  removeMenu(): void {
    this.#menuRemoved = true
  }

  setMenuBarVisibility(visible: boolean): void {
    this.#menuRemoved = !visible
  }

  setAutoHideMenuBar(): void {}

  setIcon(): void {}

  /**
   * Only on Windows, on the window's button in the bar: without one, also one that is not there yet, it is lost, and a window that is shown
   * anew has another (ITaskbarList3::SetOverlayIcon).
   */
  setOverlayIcon(overlay: Electron.NativeImage | null, description: string): void {
    if (typeof description !== 'string') throw new TypeError('Error processing argument at index 1, conversion failure from undefined')
    if (computer.platform !== 'win32' || !this.#button) return
    const image = overlay as unknown as HostImage | null
    this.#overlay = image && !image.isEmpty() ? { source: image.source, description } : null
  }

  setSkipTaskbar(): void {}

  describe() {
    const { webPreferences, ...options } = this.#options
    const { session: _session, ...preferences } = webPreferences ?? {}
    return {
      id: this.id,
      title: this.#title,
      visible: this.#visible,
      focused: this.isFocused(),
      minimized: this.#minimized,
      maximized: this.#maximized,
      bounds: this.getBounds(),
      normalBounds: this.#bounds,
      minimumSize: this.#minimumSize,
      flashing: this.#flashing,
      alwaysOnTop: this.#alwaysOnTop,
      backgroundColor: this.#backgroundColor,
      progress: this.#progress,
      menuRemoved: this.#menuRemoved,
      overlay: this.#overlay,
      options: { ...options, icon: undefined, parent: undefined },
      webPreferences: preferences,
      contents: this.webContents.describe(),
    }
  }
}
