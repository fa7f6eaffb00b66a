import { EventEmitter } from 'node:events'
import type * as Electron from 'electron'
import { app } from './app.ts'
import { destroyedObject } from './destroyed.ts'
import { HostEvent, prevented } from './event.ts'
import { HostFrame } from './frame.ts'
import { print } from './printer.ts'
import type { HostSession } from './session.ts'

/** A browser tab that draws the page. */
export interface Tab {
  message(channel: string, args: unknown[]): void
  reload(): void
  online(online: boolean): void
  close(): void
}

type Offered = Pick<
  Electron.WebContents,
  | 'close'
  | 'closeDevTools'
  | 'focus'
  | 'getTitle'
  | 'getType'
  | 'getURL'
  | 'getZoomFactor'
  | 'getZoomLevel'
  | 'id'
  | 'isCrashed'
  | 'isDestroyed'
  | 'isDevToolsOpened'
  | 'isFocused'
  | 'isLoading'
  | 'loadURL'
  | 'openDevTools'
  | 'print'
  | 'reload'
  | 'reloadIgnoringCache'
  | 'send'
  | 'setBackgroundThrottling'
  | 'setVisualZoomLevelLimits'
  | 'setWebRTCIPHandlingPolicy'
  | 'getWebRTCIPHandlingPolicy'
  | 'setWindowOpenHandler'
  | 'setZoomFactor'
  | 'setZoomLevel'
>

type WindowOpenHandler = Parameters<Electron.WebContents['setWindowOpenHandler']>[0]

/** Chromium's zoom levels are powers of this. */
const zoomStep = 1.2

let lastId = 0

/** The app cancelled a request (webRequest). */
export class BlockedByClient extends Error {
  constructor(url: string) {
    super(`ERR_BLOCKED_BY_CLIENT (-20) loading '${url}'`)
  }
}

/** The contents of a window. Its page is drawn by any number of browser tabs, none included. */
export class HostWebContents extends EventEmitter implements Offered {
  readonly id: number
  readonly mainFrame: Electron.WebFrameMain
  readonly session: Electron.Session
  /** For the host: how many pages were loaded here. */
  loads = 0
  readonly #session: HostSession
  readonly #tabs = new Set<Tab>()
  readonly #focusWindow: () => void
  #url = ''
  #title = ''
  #loading = false
  #crashed = false
  #destroyed = false
  #zoom = 1
  #devTools = false
  #focused = false
  #webRTCPolicy = 'default'
  #windowOpenHandler: WindowOpenHandler | null = null

  constructor(session: HostSession, focusWindow: () => void) {
    super()
    lastId += 1
    this.id = lastId
    this.#session = session
    this.session = session as unknown as Electron.Session
    this.#focusWindow = focusWindow
    this.mainFrame = new HostFrame(this) as unknown as Electron.WebFrameMain
    app.emit('web-contents-created', new HostEvent(), this)
  }

  /**
   * Asks the app for the document, as a browser would, so that the window is known to have something to show before any
   * browser looks at it. Tabs that are open load the new page.
   */
  async loadURL(url: string): Promise<void> {
    this.#url = new URL(url).href
    this.#loading = true
    this.emit('did-start-loading')
    try {
      await this.requestDocument(this.#url)
    } catch (error) {
      this.#loading = false
      const [code, name] = error instanceof BlockedByClient ? ([-20, 'ERR_BLOCKED_BY_CLIENT'] as const) : ([-2, 'ERR_FAILED'] as const)
      this.emit('did-fail-load', new HostEvent(), code, name, url, true)
      throw new Error(`${name} (${code}) loading '${url}'`, { cause: error })
    }
    if (this.#destroyed) return
    this.loads++
    this.emit('did-navigate', new HostEvent(), this.#url, 200, 'OK')
    this.#finishLoad()
    for (const tab of this.#tabs) tab.reload()
  }

  /** For the host: a request of the page, past the app's `onBeforeRequest` and into its protocol handler. */
  async requestDocument(
    url: string,
    init: RequestInit = {},
    resourceType: Electron.OnBeforeRequestListenerDetails['resourceType'] = 'mainFrame',
  ): Promise<Response> {
    const contents = this as unknown as Electron.WebContents
    const { cancel, redirectURL } = await this.#session.askRequest(contents, url, resourceType, init.method)
    if (cancel) throw new BlockedByClient(url)
    return this.#session.protocol.request(redirectURL ?? url, init)
  }

  /** For the host: a tab finished loading the page; Electron tells so after every load. */
  tabLoaded(title: string): void {
    this.#crashed = false
    if (title !== this.#title) {
      this.#title = title
      this.emit('page-title-updated', new HostEvent(), title, true)
    }
    this.emit('did-start-loading')
    this.#finishLoad()
  }

  #finishLoad(): void {
    this.#loading = false
    this.emit('dom-ready', new HostEvent())
    this.emit('did-finish-load')
    this.emit('did-stop-loading')
  }

  /** For the host: where the page is now, as path, query and fragment. */
  tabMoved(location: string): void {
    const url = URL.parse(location, this.#url)?.href
    if (url === undefined || url === this.#url) return
    this.#url = url
    this.emit('did-navigate-in-page', new HostEvent(), url, true)
  }

  attach(tab: Tab): void {
    this.#tabs.add(tab)
  }

  detach(tab: Tab): void {
    this.#tabs.delete(tab)
  }

  /** For the control API: the computer lost or found its connection. */
  setOnline(online: boolean): void {
    for (const tab of this.#tabs) tab.online(online)
  }

  /** For the control API: the page's process died. */
  crash(details: Electron.RenderProcessGoneDetails): void {
    this.#crashed = true
    this.emit('render-process-gone', new HostEvent(), details)
    app.emit('render-process-gone', new HostEvent(), this, details)
  }

  /** For the control API: may the page open this address in a new window? Electron allows where there is no handler. */
  askWindowOpen(url: string): Electron.WindowOpenHandlerResponse {
    const referrer = { url: this.#url, policy: 'strict-origin-when-cross-origin' as const }
    const details = { url, frameName: '', features: '', disposition: 'foreground-tab' as const, referrer }
    return this.#windowOpenHandler?.(details) ?? { action: 'allow' }
  }

  /** For the control API: may the page navigate there? @returns true when the app prevents it */
  askNavigation(event: 'will-navigate' | 'will-frame-navigate' | 'will-redirect', url: string): boolean {
    const isMainFrame = event !== 'will-frame-navigate'
    const frame = this.mainFrame
    return prevented(this, event, { url, isSameDocument: false, isMainFrame, frame, initiator: frame }, url, false, isMainFrame)
  }

  /** For the control API: may the page attach a webview? @returns true when the app prevents it */
  askWebview(src: string): boolean {
    return prevented(this, 'will-attach-webview', {}, {}, { src })
  }

  /** For the control API: a key before the page gets it. @returns true when the app takes it */
  askInput(input: Electron.Input): boolean {
    return prevented(this, 'before-input-event', {}, input)
  }

  send(channel: string, ...args: unknown[]): void {
    if (typeof channel !== 'string') throw new TypeError('Missing required channel argument')
    const copies = structuredClone(args)
    for (const tab of this.#tabs) tab.message(channel, copies)
  }

  getURL(): string {
    return this.#url
  }

  getTitle(): string {
    return this.#title
  }

  getType(): 'window' {
    return 'window'
  }

  isLoading(): boolean {
    return this.#loading
  }

  isCrashed(): boolean {
    return this.#crashed
  }

  isDestroyed(): boolean {
    return this.#destroyed
  }

  reload(): void {
    for (const tab of this.#tabs) tab.reload()
  }

  reloadIgnoringCache(): void {
    this.reload()
  }

  setWindowOpenHandler(handler: WindowOpenHandler): void {
    this.#windowOpenHandler = handler
  }

  setZoomFactor(factor: number): void {
    if (!(factor > 0)) throw new Error("'zoomFactor' must be a double greater than 0.0")
    this.#zoom = factor
  }

  getZoomFactor(): number {
    return this.#zoom
  }

  setZoomLevel(level: number): void {
    this.#zoom = zoomStep ** level
  }

  getZoomLevel(): number {
    return Math.log(this.#zoom) / Math.log(zoomStep)
  }

  /** State alone: the browser that draws the page has its own. */
  setWebRTCIPHandlingPolicy(policy: Parameters<Electron.WebContents['setWebRTCIPHandlingPolicy']>[0]): void {
    this.#webRTCPolicy = policy
  }

  getWebRTCIPHandlingPolicy(): string {
    return this.#webRTCPolicy
  }

  setVisualZoomLevelLimits(): Promise<void> {
    return Promise.resolve()
  }

  setBackgroundThrottling(): void {}

  /** No tab prints: whoever looks at one has the browser's own dialog. */
  print(...asked: Parameters<Electron.WebContents['print']>): void {
    if (this.#destroyed) throw new TypeError('Object has been destroyed')
    print(...asked)
  }

  openDevTools(): void {
    this.#devTools = true
  }

  closeDevTools(): void {
    this.#devTools = false
  }

  isDevToolsOpened(): boolean {
    return this.#devTools
  }

  focus(): void {
    this.#focusWindow()
  }

  setFocused(focused: boolean): void {
    if (focused === this.#focused) return
    this.#focused = focused
    this.emit(focused ? 'focus' : 'blur')
  }

  isFocused(): boolean {
    return this.#focused
  }

  close(): void {
    this.destroy()
  }

  destroy(): void {
    if (this.#destroyed) return
    this.#destroyed = true
    for (const tab of this.#tabs) tab.close()
    this.emit('destroyed')
    destroyedObject(this, HostWebContents.prototype, ['isDestroyed', 'destroy', 'detach', 'setFocused'])
  }

  describe() {
    return {
      id: this.id,
      url: this.#url,
      title: this.#title,
      crashed: this.#crashed,
      zoomFactor: this.#zoom,
      devTools: this.#devTools,
      tabs: this.#tabs.size,
      webRTCPolicy: this.#webRTCPolicy,
      hasWindowOpenHandler: this.#windowOpenHandler !== null,
    }
  }
}
