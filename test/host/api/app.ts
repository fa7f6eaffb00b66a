import { spawn } from 'node:child_process'
import { EventEmitter } from 'node:events'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import type * as Electron from 'electron'
import { HostCommandLine } from './command-line.ts'
import { computer, realPlatform } from './computer.ts'
import { HostEvent, prevented } from './event.ts'
import { localState } from './local-state.ts'
import { openWindows } from './open-windows.ts'
import { Paths, type PathName } from './paths.ts'
import { lockOfSystem, SingleInstance, type Launch } from './single-instance.ts'

/** What the host knows of the app that it runs. */
export interface AppPackage {
  folder: string
  name: string
  version: string
  /** The desktop file that it is known by on Linux; Electron makes one of the name when the package says none. */
  desktopName: string
}

type Offered = Pick<
  Electron.App,
  | 'commandLine'
  | 'dock'
  | 'enableSandbox'
  | 'exit'
  | 'focus'
  | 'getAppPath'
  | 'getLocale'
  | 'getLoginItemSettings'
  | 'getName'
  | 'getPath'
  | 'getPreferredSystemLanguages'
  | 'getSystemLocale'
  | 'getVersion'
  | 'hasSingleInstanceLock'
  | 'isDefaultProtocolClient'
  | 'isPackaged'
  | 'isReady'
  | 'name'
  | 'quit'
  | 'relaunch'
  | 'releaseSingleInstanceLock'
  | 'removeAsDefaultProtocolClient'
  | 'requestSingleInstanceLock'
  | 'setAppLogsPath'
  | 'setAppUserModelId'
  | 'setAsDefaultProtocolClient'
  | 'setBadgeCount'
  | 'setLoginItemSettings'
  | 'setName'
  | 'setPath'
  | 'whenReady'
>

/** Where quitting has got to: a window or a listener of `will-quit` can still bring `quitting` back to `running`. */
type Phase = 'running' | 'quitting' | 'gone'

const locale = 'es-AR'

/** Linux: an installed program has one, and what runs out of an AppImage or from its source has none. */
const hasDesktopFile = (): boolean => computer.packaged && computer.appImage === null

/** Chromium reads a command line into switches and arguments, and writes it down again in that order; after `--` all are arguments (base/command_line.cc). */
function switchesFirst([program = '', ...args]: readonly string[]): string[] {
  const end = args.indexOf('--')
  const isSwitch = (argument: string, at: number) => (end < 0 || at < end) && /^-[^-]|^--./u.test(argument)
  return [program, ...args.filter(isSwitch), ...args.filter((argument, at) => !isSwitch(argument, at))]
}

export class HostApp extends EventEmitter implements Offered {
  name = 'Electron'
  readonly commandLine = new HostCommandLine()
  readonly #paths = new Paths(() => this.name)
  readonly #instance = new SingleInstance()
  readonly #becameReady = Promise.withResolvers<void>()
  readonly #relaunches: Electron.RelaunchOptions[] = []
  #package: AppPackage = { folder: process.cwd(), name: this.name, version: '0.0.0', desktopName: 'Electron.desktop' }
  #ready = false
  #phase: Phase = 'running'
  #otherStarts = 0
  #sandboxEnabled = false
  #userModelId = ''
  #badge = { count: 0, dock: '' }
  #loginItem: Electron.Settings = { openAtLogin: false }
  readonly #protocolClients = new Set<string>()
  /** Node ends when nothing is pending; Electron does not. */
  readonly #staysAlive = setInterval(() => {}, 2 ** 30)

  constructor() {
    super()
    openWindows.on('closeCancelled', () => {
      if (this.#phase === 'quitting') this.#phase = 'running'
    })
    openWindows.on('allClosed', () => {
      if (this.#phase === 'quitting') this.#willQuit()
      else if (this.#phase === 'running' && !this.emit('window-all-closed')) this.quit()
    })
  }

  get isPackaged(): boolean {
    return computer.packaged
  }

  /** For the host: names the app, before its code is loaded. */
  adopt(appPackage: AppPackage): void {
    this.#package = appPackage
    this.name = appPackage.name
  }

  /** For the host: emits `ready`, once the app's code is loaded. */
  becomeReady(): void {
    if (this.#phase !== 'running') return
    this.#ready = true
    this.emit('ready', new HostEvent(), {})
    this.#becameReady.resolve()
  }

  /**
   * For the host: another process was started on the same data folder. Electron puts it off while it is not ready, by a task of the
   * loop (NotificationCallbackWrapper in electron_api_app.cc).
   */
  secondInstance({ argv, workingDirectory, additionalData }: Launch): void {
    this.#otherStarts++
    // Without any it is null (its own tests of `app`, "no additional data").
    const told = () => this.emit('second-instance', new HostEvent(), switchesFirst(argv), workingDirectory, additionalData ?? null)
    if (lockOfSystem.early) setImmediate(told)
    else void this.#becameReady.promise.then(told)
  }

  /** For the host: the system opens an address of ours by the command that is registered for it: another start, which tells this one. */
  openAddress(url: string): void {
    const argv = [...process.argv.slice(0, computer.packaged ? 1 : 2), '--', url]
    this.secondInstance({ argv, workingDirectory: process.cwd(), additionalData: null })
  }

  describe() {
    return {
      name: this.name,
      version: this.getVersion(),
      appPath: this.getAppPath(),
      paths: this.#paths.all(),
      ready: this.#ready,
      holdsSingleInstanceLock: this.#instance.held,
      otherStarts: this.#otherStarts,
      sandboxEnabled: this.#sandboxEnabled,
      appUserModelId: this.#userModelId,
      badge: this.#describeBadge(),
      loginItem: this.#loginItem,
      protocolClients: [...this.#protocolClients],
      commandLine: this.commandLine.describe(),
    }
  }

  isReady(): boolean {
    return this.#ready
  }

  whenReady(): Promise<void> {
    return this.#becameReady.promise
  }

  quit(): void {
    if (this.#phase !== 'running' || prevented(this, 'before-quit', {})) return
    this.#phase = 'quitting'
    const windows = openWindows.all()
    if (windows.length === 0) this.#willQuit()
    for (const window of windows) window.close()
  }

  exit(exitCode = 0): void {
    if (this.#phase === 'gone') return
    this.#phase = 'gone'
    for (const window of openWindows.all()) window.destroy()
    this.#leave(exitCode)
  }

  relaunch(options: Electron.RelaunchOptions = {}): void {
    this.#relaunches.push(options)
  }

  #willQuit(): void {
    if (prevented(this, 'will-quit', {})) {
      this.#phase = 'running'
      return
    }
    this.#phase = 'gone'
    this.#leave(0)
  }

  #leave(exitCode: number): void {
    this.emit('quit', new HostEvent(), exitCode)
    this.#instance.release()
    clearInterval(this.#staysAlive)
    process.once('exit', () => this.#startAgain())
    // Before the loop runs Electron ends at once (Browser::Exit).
    if (!this.#ready && realPlatform !== 'win32') process.exit(exitCode)
    localState.commit()
    // Pipes are asynchronous on Windows: what was printed must get out first.
    process.stdout.write('', () => process.exit(exitCode))
  }

  /**
   * As with Electron's unpackaged binary, the first argument is the folder of the app. Out of an AppImage nothing comes back: who
   * starts the new process runs from the mount, which goes away with this one (electron-builder#1727).
   */
  #startAgain(): void {
    if (computer.appImage !== null) return
    for (const { execPath = process.execPath, args = process.argv.slice(1) } of this.#relaunches) {
      const [folder = this.getAppPath(), ...rest] = computer.packaged ? [this.getAppPath(), ...args] : args
      const command = execPath === process.execPath ? [join(import.meta.dirname, '..', 'run.js'), ...rest] : args
      const env = { ...process.env, REENCOLA_ANFITRION_APP: folder }
      spawn(execPath, command, { env, detached: true, stdio: 'inherit' }).unref()
    }
  }

  requestSingleInstanceLock(additionalData?: Record<string, unknown>): boolean {
    const launch = { argv: process.argv, workingDirectory: process.cwd(), additionalData }
    return this.#instance.acquire(this.getPath('userData'), launch, (other) => this.secondInstance(other))
  }

  hasSingleInstanceLock(): boolean {
    return this.#instance.held
  }

  releaseSingleInstanceLock(): void {
    this.#instance.release()
  }

  getName(): string {
    return this.name
  }

  setName(name: string): void {
    this.name = name
  }

  getVersion(): string {
    return this.#package.version
  }

  getAppPath(): string {
    return this.#package.folder
  }

  getPath(name: PathName): string {
    return this.#paths.get(name)
  }

  setPath(name: string, path: string): void {
    this.#paths.set(name, path)
  }

  setAppLogsPath(path?: string): void {
    if (path !== undefined) this.#paths.set('logs', path)
  }

  getLocale(): string {
    return this.#ready ? locale : ''
  }

  getSystemLocale(): string {
    return locale
  }

  getPreferredSystemLanguages(): string[] {
    return [locale, 'es']
  }

  enableSandbox(): void {
    if (this.#ready) throw new Error('app.enableSandbox() can only be called before app is ready')
    this.#sandboxEnabled = true
  }

  setAppUserModelId(id: string): void {
    this.#userModelId = id
  }

  /**
   * A dock on macOS alone. On Linux a signal on the session bus that names the desktop file: who draws numbers draws it for an installed
   * program, and nobody says whether anybody did (launcher_entry.cc). Nothing else has one.
   */
  setBadgeCount(count = 0): boolean {
    if (computer.platform === 'win32') return false
    this.#badge = { count, dock: computer.platform === 'darwin' && count > 0 ? String(count) : '' }
    return true
  }

  get dock(): Electron.Dock | undefined {
    if (computer.platform !== 'darwin') return undefined
    const setBadge = (text: string) => void (this.#badge = { count: Number(text) || 0, dock: text })
    return { setBadge, getBadge: () => this.#badge.dock } as Electron.Dock
  }

  #describeBadge() {
    const { count, dock } = this.#badge
    if (computer.platform !== 'linux') return { dock, launcher: null }
    return { dock, launcher: { uri: `application://${this.#package.desktopName}`, count, drawn: hasDesktopFile() } }
  }

  focus(): void {
    openWindows.front()?.focus()
  }

  setAsDefaultProtocolClient(protocol: string): boolean {
    // On Linux links lead to a desktop file, and without one that is installed to nobody (SetDefaultWebClient in browser_linux.cc).
    if (computer.platform === 'linux' && !hasDesktopFile()) return false
    this.#protocolClients.add(protocol)
    return true
  }

  removeAsDefaultProtocolClient(protocol: string): boolean {
    return this.#protocolClients.delete(protocol)
  }

  isDefaultProtocolClient(protocol: string): boolean {
    return this.#protocolClients.has(protocol)
  }

  setLoginItemSettings(settings: Electron.Settings): void {
    this.#loginItem = settings
  }

  /** As on Windows, the item counts only when asked for with the path and arguments it was set with; Linux has none. */
  getLoginItemSettings(options: Electron.LoginItemSettingsOptions = {}): Electron.LoginItemSettings {
    const { openAtLogin = false, enabled = true, path = process.execPath, args = [], name = this.name } = this.#loginItem
    const registered = openAtLogin && computer.platform !== 'linux'
    const same = isDeepStrictEqual([path, args], [options.path ?? process.execPath, options.args ?? []])
    return {
      openAtLogin: registered && (same || computer.platform === 'darwin'),
      wasOpenedAtLogin: false,
      status: registered ? 'enabled' : 'not-registered',
      executableWillLaunchAtLogin: registered && enabled,
      launchItems: registered ? [{ name, path, args, scope: 'user', enabled }] : [],
    }
  }
}

export const app = new HostApp()

/** Refuses what Electron refuses before `ready`. */
export function requireReady(what: string): void {
  if (!app.isReady()) throw new Error(what)
}
