import { EventEmitter } from 'node:events'
import { join } from 'node:path'
import type * as Electron from 'electron'
import { app, requireReady } from './app.ts'
import { HostDownload } from './download.ts'
import { HostProtocol } from './protocol.ts'

type PermissionCheck = NonNullable<Parameters<Electron.Session['setPermissionCheckHandler']>[0]>
type PermissionRequest = NonNullable<Parameters<Electron.Session['setPermissionRequestHandler']>[0]>
type DevicePermission = NonNullable<Parameters<Electron.Session['setDevicePermissionHandler']>[0]>
type BeforeRequest = (details: Electron.OnBeforeRequestListenerDetails, callback: (response: Electron.CallbackResponse) => void) => void

export type Permission = Parameters<PermissionRequest>[1]

/** What `resolveProxy` answers, set by the control API: one text for everything. */
export const proxyOfSystem = { answer: 'DIRECT' }

/** Chromium's match patterns, as far as filters of an app need them: `*` stands for anything. */
function matches(pattern: string, url: string): boolean {
  const literal = pattern.replaceAll(/[\\^$.+?()[\]{}|/]/gu, String.raw`\$&`)
  return pattern === '<all_urls>' || new RegExp(`^${literal.replaceAll('*', '.*')}$`, 'u').test(url)
}

class HostWebRequest implements Pick<Electron.WebRequest, 'onBeforeRequest'> {
  #filter: Electron.WebRequestFilter = { urls: ['<all_urls>'] }
  #listener: BeforeRequest | null = null

  onBeforeRequest(...args: [Electron.WebRequestFilter, BeforeRequest | null] | [BeforeRequest | null]): void {
    const [filter, listener] = args.length === 2 ? args : [{ urls: ['<all_urls>'] }, args[0]]
    this.#filter = filter
    this.#listener = listener
  }

  get listens(): boolean {
    return this.#listener !== null
  }

  /** For the host: asks the app about one request; without a listener it passes. */
  ask(details: Electron.OnBeforeRequestListenerDetails): Promise<Electron.CallbackResponse> {
    const { urls, excludeUrls = [], types } = this.#filter
    const concerned =
      urls.some((pattern) => matches(pattern, details.url)) &&
      !excludeUrls.some((pattern) => matches(pattern, details.url)) &&
      (types === undefined || types.some((type) => type === details.resourceType))
    if (!this.#listener || !concerned) return Promise.resolve({})
    const { promise, resolve } = Promise.withResolvers<Electron.CallbackResponse>()
    this.#listener(details, resolve)
    return promise
  }
}

type Offered = Pick<
  Electron.Session,
  | 'clearCache'
  | 'clearStorageData'
  | 'closeAllConnections'
  | 'downloadURL'
  | 'getStoragePath'
  | 'isPersistent'
  | 'isSpellCheckerEnabled'
  | 'registerPreloadScript'
  | 'resolveProxy'
  | 'setCertificateVerifyProc'
  | 'setDevicePermissionHandler'
  | 'setDisplayMediaRequestHandler'
  | 'setPermissionCheckHandler'
  | 'setPermissionRequestHandler'
  | 'setProxy'
  | 'setSpellCheckerEnabled'
  | 'setUserAgent'
>

let lastRequestId = 0

export class HostSession extends EventEmitter implements Offered {
  static readonly #partitions = new Map<string, HostSession>()
  readonly protocol = new HostProtocol()
  readonly webRequest = new HostWebRequest()
  readonly #partition: string
  #permissionCheck: PermissionCheck | null = null
  #permissionRequest: PermissionRequest | null = null
  #devicePermission: DevicePermission | null = null
  #spellChecker = true
  #proxy: Electron.ProxyConfig = {}
  /** How often connections were closed. */
  #connectionsClosed = 0

  constructor(partition: string) {
    super()
    this.#partition = partition
  }

  static get defaultSession(): HostSession {
    requireReady('Session can only be received when app is ready')
    return defaultSession
  }

  static fromPartition(partition: string): HostSession {
    requireReady('Session can only be received when app is ready')
    if (partition === '') return defaultSession
    const session = HostSession.#partitions.get(partition) ?? new HostSession(partition)
    HostSession.#partitions.set(partition, session)
    return session
  }

  static describeAll() {
    return Object.fromEntries([['', defaultSession] as const, ...HostSession.#partitions].map(([n, s]) => [n, s.describe()]))
  }

  setPermissionCheckHandler(handler: PermissionCheck | null): void {
    this.#permissionCheck = handler
  }

  setPermissionRequestHandler(handler: PermissionRequest | null): void {
    this.#permissionRequest = handler
  }

  setDevicePermissionHandler(handler: DevicePermission | null): void {
    this.#devicePermission = handler
  }

  setDisplayMediaRequestHandler(): void {}

  setCertificateVerifyProc(): void {}

  setUserAgent(): void {}

  registerPreloadScript(script: Electron.PreloadScriptRegistration): string {
    return script.id ?? ''
  }

  setSpellCheckerEnabled(enable: boolean): void {
    this.#spellChecker = enable
  }

  isSpellCheckerEnabled(): boolean {
    return this.#spellChecker
  }

  isPersistent(): boolean {
    return this.#partition === '' || this.#partition.startsWith('persist:')
  }

  getStoragePath(): string | null {
    if (!this.isPersistent()) return null
    return join(app.getPath('sessionData'), 'Partitions', this.#partition.replace('persist:', ''))
  }

  setProxy(config: Electron.ProxyConfig): Promise<void> {
    this.#proxy = config
    return Promise.resolve()
  }

  /** A fixed or absent proxy answers for itself; everything else is the system's, as the control API says. */
  resolveProxy(_url: string): Promise<string> {
    const { mode, proxyRules } = this.#proxy
    if (mode === 'direct') return Promise.resolve('DIRECT')
    if (proxyRules) return Promise.resolve(`PROXY ${proxyRules.replace(/^https?:\/\//u, '')}`)
    return Promise.resolve(proxyOfSystem.answer)
  }

  downloadURL(url: string): void {
    void this.download(url, undefined)
  }

  closeAllConnections(): Promise<void> {
    this.#connectionsClosed += 1
    return Promise.resolve()
  }

  clearCache(): Promise<void> {
    return Promise.resolve()
  }

  clearStorageData(): Promise<void> {
    return Promise.resolve()
  }

  /** For the host: may this request go out? */
  askRequest(
    contents: Electron.WebContents | undefined,
    url: string,
    resourceType: Electron.OnBeforeRequestListenerDetails['resourceType'],
    method = 'GET',
  ): Promise<Electron.CallbackResponse> {
    lastRequestId += 1
    return this.webRequest.ask({
      id: lastRequestId,
      url,
      method,
      resourceType,
      referrer: '',
      timestamp: Date.now(),
      uploadData: [],
      ...(contents && { webContentsId: contents.id, webContents: contents, frame: contents.mainFrame }),
    })
  }

  /** For the host: fetches what the app's handler serves, and keeps it unless the app prevents that. */
  async download(url: string, contents: Electron.WebContents | undefined): Promise<void> {
    try {
      if ((await this.askRequest(contents, url, 'other')).cancel) return
      const answer = await this.protocol.request(url)
      const item = new HostDownload(url)
      if (!item.offerTo(this, contents)) item.save(await answer.bytes())
    } catch (error) {
      process.stderr.write(`anfitrión: no se pudo descargar ${url}: ${String(error)}\n`)
    }
  }

  /** For the control API: what does the app say about a permission? Electron grants where there is no handler. */
  async askPermission(contents: Electron.WebContents, permission: Permission, url: string) {
    const details = { requestingUrl: url, isMainFrame: true, securityOrigin: new URL(url).origin }
    const { promise: request, resolve } = Promise.withResolvers<boolean>()
    if (this.#permissionRequest) this.#permissionRequest(contents, permission, resolve, details)
    else resolve(true)
    const check = this.#permissionCheck?.(contents, permission, new URL(url).origin, details) ?? true
    return { request: await request, check }
  }

  /** For the control API: may the page use a device? Null without a handler. */
  askDevice(details: Electron.DevicePermissionHandlerHandlerDetails): boolean | null {
    return this.#devicePermission?.(details) ?? null
  }

  describe() {
    return {
      handlers: {
        permissionCheck: this.#permissionCheck !== null,
        permissionRequest: this.#permissionRequest !== null,
        devicePermission: this.#devicePermission !== null,
        beforeRequest: this.webRequest.listens,
        willDownload: this.listenerCount('will-download') > 0,
      },
      spellChecker: this.#spellChecker,
      proxy: this.#proxy,
      connectionsClosed: this.#connectionsClosed,
      protocol: this.protocol.describe(),
    }
  }
}

/** Exists before `ready` for the host's own use; the app gets it only afterwards. */
export const defaultSession = new HostSession('')
