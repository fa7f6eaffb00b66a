/** What a test may do to the host: one entry a command, with the shape of its arguments. */
import { z } from 'zod'
import type * as Electron from 'electron'
import { app } from '../api/app.ts'
import { baseWindows } from '../api/base-window.ts'
import { clipboard } from '../api/clipboard.ts'
import { computer } from '../api/computer.ts'
import { printer } from '../api/printer.ts'
import { dialogDesk } from '../api/dialog.ts'
import { HostDownload } from '../api/download.ts'
import { HostEvent, prevented } from '../api/event.ts'
import { originOf } from '../api/frame.ts'
import { keyboard } from '../api/global-shortcut.ts'
import { deliverMessage, invokeHandler, type Sender } from '../api/ipc-main.ts'
import { HostMenu } from '../api/menu.ts'
import { localState } from '../api/local-state.ts'
import { letTimePass } from '../api/long-timers.ts'
import { nativeTheme } from '../api/native-theme.ts'
import { connection } from '../api/net.ts'
import { collectGarbage, handOverActivation, notificationCentre, shownNotifications } from '../api/notification.ts'
import { unescaped } from '../api/toast.ts'
import { openWindows } from '../api/open-windows.ts'
import { powerMonitor } from '../api/power-monitor.ts'
import { keyring } from '../api/safe-storage.ts'
import { screen } from '../api/screen.ts'
import { browser } from '../api/shell.ts'
import { lockOfSystem } from '../api/single-instance.ts'
import { HostSession, proxyOfSystem, type Permission } from '../api/session.ts'
import { trayArea, trays } from '../api/tray.ts'
import { clickItem, pressKeys } from './menu-click.ts'

/** A command that cannot be carried out as things are; the caller gets the message. */
export class ControlError extends Error {}

const command = <A extends z.ZodType, V>(args: A, run: (args: z.output<A>) => V) => ({ args, run })

function found<T>(thing: T | null | undefined, what: string): T {
  if (thing === null || thing === undefined) throw new ControlError(`there is no ${what}`)
  return thing
}

const windowId = z.int().optional()
const windowOf = (id?: number) => found(openWindows.front(id), 'window')
const contentsOf = (id?: number) => windowOf(id).webContents
const electronContents = (id?: number) => contentsOf(id) as unknown as Electron.WebContents
const sessionOf = (partition = '') => HostSession.fromPartition(partition)
const rectangle = z.object({ x: z.int(), y: z.int(), width: z.int().positive(), height: z.int().positive() })

/** A frame as a message claims to come from it; null stands for a frame that is gone. */
const frame = z
  .object({
    url: z.string(),
    /** URL of the frame around it; absent for a main frame. */
    parentUrl: z.string().optional(),
    /** True: the very frame object of the window, whatever its URL. */
    own: z.boolean().default(false),
  })
  .nullable()

const foreignFrame = (url: string, parentUrl?: string): Electron.WebFrameMain => {
  const parent = parentUrl === undefined ? null : foreignFrame(parentUrl)
  const made = { url, origin: originOf(url), parent, top: parent, frames: [], detached: false, isDestroyed: () => false }
  return Object.assign(made, { top: parent ?? made }) as unknown as Electron.WebFrameMain
}

/** The sender of a forged message: by default the window's own contents and frame. */
function senderOf(id: number | undefined, claimed: z.output<typeof frame> | undefined, foreignContents: boolean): Sender {
  const own = electronContents(id)
  const sender = foreignContents ? ({ id: own.id + 1_000, isDestroyed: () => false } as unknown as Electron.WebContents) : own
  if (claimed === undefined || claimed?.own) return { sender, senderFrame: own.mainFrame }
  return { sender, senderFrame: claimed && foreignFrame(claimed.url, claimed.parentUrl) }
}

const message = z.object({
  channel: z.string(),
  args: z.array(z.unknown()).default([]),
  window: windowId,
  frame: frame.optional(),
  /** True: the message comes from contents that belong to no window of the app. */
  foreignContents: z.boolean().default(false),
})

const shownTray = () => [...trays].findLast(({ inBar }) => inBar)
const trayEvents = ['click', 'double-click', 'right-click', 'middle-click', 'balloon-click'] as const
const notificationEvents = ['click', 'close', 'action', 'reply', 'failed'] as const
const powerEvents = ['suspend', 'resume', 'lock-screen', 'unlock-screen', 'shutdown', 'on-ac', 'on-battery'] as const
const windowActions = ['show', 'showInactive', 'hide', 'focus', 'blur', 'close', 'destroy', 'minimize', 'restore', 'maximize', 'unmaximize'] as const
const goneReasons = ['clean-exit', 'abnormal-exit', 'killed', 'crashed', 'oom', 'launch-failed'] as const

export const commands = {
  /** Another computer than this one, for REENCOLA_ANFITRION_INICIO; see computer.ts. */
  computer: command(
    z
      .object({
        platform: z.enum(['linux', 'win32', 'darwin']),
        packaged: z.boolean(),
        appImage: z.string(),
        display: z.enum(['x11', 'wayland', 'none']),
        draws: z.boolean(),
      })
      .partial(),
    (changes) => void Object.assign(computer, changes),
  ),

  /** A click on the newest tray icon that is to be seen. */
  tray: command(z.object({ event: z.enum(trayEvents).default('click') }), ({ event }) => {
    const tray = found(shownTray(), 'tray')
    if (event === 'balloon-click') tray.emit(event)
    else tray.emit(event, { altKey: false, ctrlKey: false, metaKey: false, shiftKey: false }, tray.getBounds(), { x: 0, y: 0 })
  }),

  /** Whether the desktop shows tray icons at all; for REENCOLA_ANFITRION_INICIO. */
  'tray/area': command(z.object({ present: z.boolean(), takes: z.boolean().optional() }), (area) => void Object.assign(trayArea, area)),

  /** A click on a menu item, by label, id or path of labels. */
  menu: command(
    z.object({ menu: z.enum(['tray', 'application', 'popup']).default('tray'), item: z.union([z.string(), z.array(z.string())]) }),
    ({ menu, item }) => {
      const application = HostMenu.getApplicationMenu() as unknown as HostMenu | null
      const menus = { tray: shownTray()?.menu, application, popup: HostMenu.lastPopup }
      const path = typeof item === 'string' ? [item] : item
      const refusal = clickItem(found(menus[menu], `${menu} menu`), path)
      if (refusal) throw new ControlError(refusal)
    },
  ),
  /** Keys, in the window that has the focus, of an item of the application's menu. @returns whether there is one that they reach */
  'menu/keys': command(z.object({ accelerator: z.string() }), ({ accelerator }) => {
    const menu = HostMenu.getApplicationMenu() as unknown as HostMenu | null
    return pressKeys(found(menu, 'application menu'), accelerator)
  }),

  /** What the person does with a notification; the newest one unless an id is given. */
  notification: command(
    z.object({
      event: z.enum(notificationEvents).default('click'),
      id: z.string().optional(),
      actionIndex: z.int().default(0),
      reply: z.string().default(''),
      reason: z.enum(['userCanceled', 'applicationHidden', 'timedOut']).default('userCanceled'),
      error: z.string().default('failed'),
    }),
    ({ event, id, actionIndex, reply, reason, error }) => {
      const all = shownNotifications.toReversed()
      const notification = found(id === undefined ? all[0] : all.find((shown) => shown.id === id), 'notification')
      const buttons = notification.buttons(computer.platform)
      if (event === 'action' && actionIndex >= buttons.length) throw new ControlError('there is no such button')
      const details = { actionIndex, selectionIndex: -1, reply, reason }
      const argument = { action: actionIndex, reply, failed: error, click: undefined, close: undefined }[event]
      collectGarbage()
      const opened = buttons[actionIndex]?.opens ?? null
      if (event === 'action' && opened !== null) return app.openAddress(opened)
      if (notification.object) prevented(notification.object, event, details, argument)
      const activates = event === 'click' || event === 'action' || event === 'reply'
      if (computer.platform === 'win32' && activates) {
        // A toast without `launch` says nothing of itself; one that opens an address does so as any link is opened.
        const [toast = ''] = /<toast [^>]*>/u.exec(notification.toastXml) ?? []
        const [, address] = /\slaunch="([^"]*)"/u.exec(toast) ?? []
        if (address === undefined || !toast.includes(' activationType="protocol"'))
          notificationCentre.onActivation?.({ type: event, arguments: '', actionIndex, reply })
        else app.openAddress(unescaped(address))
      }
    },
  ),
  /** The app was brought up by a notification of an earlier run (Windows). */
  'notification/activation': command(
    z.object({ type: z.enum(['click', 'action', 'reply']).default('click'), arguments: z.string().default('') }),
    (details) => {
      notificationCentre.waiting = details
      handOverActivation()
    },
  ),
  /** Whether the desktop shows notifications, and whether the next ones fail. */
  'notification/centre': command(
    z.object({ supported: z.boolean().optional(), failure: z.string().nullable().optional() }),
    (centre) => void Object.assign(notificationCentre, centre),
  ),

  /** What the person does with a window. */
  window: command(z.object({ action: z.enum(windowActions), window: windowId }), ({ action, window }) => windowOf(window)[action]()),
  'window/bounds': command(z.object({ bounds: rectangle.partial(), window: windowId }), ({ bounds, window }) =>
    windowOf(window).setBounds(bounds as Partial<Electron.Rectangle>),
  ),
  /**
   * The person logs off or the computer is shut down (Windows): the windows are told, and the process ends at once, without any of
   * the events of quitting (WM_ENDSESSION).
   */
  'session-end': command(
    z.object({
      reason: z.enum(['shutdown', 'close-app', 'critical', 'logoff']).default('shutdown'),
      /** True: it is only asked whether it may end, which is told the same way. */
      query: z.boolean().default(false),
    }),
    ({ reason, query }) => {
      const event = Object.assign(new HostEvent(), { reasons: [reason] })
      for (const window of [...openWindows.all(), ...baseWindows]) window.emit(query ? 'query-session-end' : 'session-end', event)
      if (!query) setImmediate(() => process.kill(process.pid, 'SIGKILL'))
    },
  ),
  /** Windows: when Chromium writes the key of `safeStorage`; see local-state.ts. Held back, or now; `after` so many milliseconds, beforehand. */
  'local-state': command(z.object({ held: z.boolean().default(false), after: z.int().nonnegative().optional() }), ({ held, after }) => {
    localState.held = held
    if (after !== undefined) localState.putOff = after
    else if (!held) localState.commit()
  }),
  /** Waits of half a minute and more end as if that time had passed, in milliseconds. */
  time: command(z.object({ pass: z.int().positive() }), ({ pass }) => letTimePass(pass)),
  /** Ctrl and the wheel. */
  'window/zoom': command(
    z.object({ direction: z.enum(['in', 'out']), window: windowId }),
    ({ direction, window }) => void contentsOf(window).emit('zoom-changed', new HostEvent(), direction),
  ),
  'window/reload': command(z.object({ window: windowId }), ({ window }) => contentsOf(window).reload()),

  power: command(z.object({ event: z.enum(powerEvents) }), ({ event }) => {
    if (event === 'on-ac' || event === 'on-battery') powerMonitor.onBattery = event === 'on-battery'
    // As Electron's types say: of the battery only macOS tells, of the socket Windows too.
    const silent = { 'on-battery': ['linux', 'win32'], 'on-ac': ['linux'] } as Partial<Record<typeof event, string[]>>
    if (!silent[event]?.includes(computer.platform)) powerMonitor.emit(event, new HostEvent())
  }),
  /** The computer's connection: `net.isOnline()`, and `navigator.onLine` with its events in the page. */
  online: command(z.object({ online: z.boolean() }), ({ online }) => {
    connection.online = online
    for (const window of openWindows.all()) window.webContents.setOnline(online)
  }),
  clipboard: command(z.object({ text: z.string() }), ({ text }) => clipboard.writeText(text)),
  proxy: command(z.object({ answer: z.string() }), ({ answer }) => {
    proxyOfSystem.answer = answer
  }),
  theme: command(z.object({ dark: z.boolean(), highContrast: z.boolean(), forcedColors: z.boolean() }).partial(), (desktop) =>
    nativeTheme.setDesktop(desktop as Parameters<typeof nativeTheme.setDesktop>[0]),
  ),
  displays: command(
    z.object({
      displays: z.array(z.object({ id: z.int(), bounds: rectangle, workArea: rectangle, scaleFactor: z.number().positive().default(1) })).min(1),
    }),
    ({ displays }) => screen.setDisplays(displays),
  ),
  shortcut: command(z.object({ accelerator: z.string(), action: z.enum(['press', 'take', 'release']).default('press') }), ({ accelerator, action }) =>
    keyboard[action](accelerator),
  ),
  'safe-storage': command(
    z
      .object({
        backend: z.enum(['basic_text', 'gnome_libsecret', 'kwallet', 'kwallet5', 'kwallet6', 'unknown']),
        available: z.boolean(),
        ciphertexts: z.enum(['anfitrion1:', 'v10', 'v11']),
        decryption: z.enum(['works', 'temporarily-unavailable', 'undecryptable']),
        shouldReEncrypt: z.boolean(),
      })
      .partial(),
    (switches) => void Object.assign(keyring, switches),
  ),

  /** The answer of the open dialog of that kind, else of the next one. */
  'dialog/answer': command(
    z.object({ method: z.enum(['showMessageBox', 'showMessageBoxSync', 'showOpenDialog', 'showSaveDialog']), answer: z.looseObject({}) }),
    ({ method, answer }) => dialogDesk.answer(method, answer),
  ),
  /** With `hold`, dialogs stay open until they are answered. */
  'dialog/hold': command(z.object({ hold: z.boolean() }), ({ hold }) => {
    dialogDesk.hold = hold
  }),

  /** What becomes of what the app prints from now on. */
  printer: command(z.object({ outcome: z.enum(['printed', 'cancelled', 'no-printer', 'failed']) }), ({ outcome }) => {
    printer.outcome = outcome
  }),

  /** Whether a browser takes the addresses that the app opens. */
  browser: command(z.object({ opens: z.boolean() }), ({ opens }) => {
    browser.opens = opens
  }),

  /** What becomes of the lock that this process asks for; for REENCOLA_ANFITRION_INICIO. */
  'single-instance': command(
    z.object({ lock: z.enum(['works', 'unheard']), timeout: z.int().positive(), hung: z.enum(['killed', 'left']), early: z.boolean() }).partial(),
    (switches) => void Object.assign(lockOfSystem, switches),
  ),
  'second-instance': command(
    z.object({ args: z.array(z.string()).default([]), workingDirectory: z.string().optional(), additionalData: z.unknown() }),
    ({ args, workingDirectory = process.cwd(), additionalData }) =>
      app.secondInstance({ argv: [...process.argv.slice(0, 2), ...args], workingDirectory, additionalData }),
  ),
  'open-url': command(z.object({ url: z.string() }), ({ url }) => ({ prevented: prevented(app, 'open-url', {}, url) })),
  /** A click on the app's icon in the dock (macOS). */
  activate: command(z.object({}), () => {
    const visible = openWindows.all().some((window) => window.isVisible())
    app.emit('activate', new HostEvent(), visible)
  }),
  quit: command(z.object({}), () => app.quit()),

  /** `ipcRenderer.invoke`, from any frame: tests what the app's check of senders says. */
  invoke: command(message, async ({ channel, args, window, frame: claimed, foreignContents }) => {
    try {
      const value = await invokeHandler(senderOf(window, claimed, foreignContents), channel, args)
      return { resolved: true as const, value }
    } catch (error) {
      return { resolved: false as const, message: String(error) }
    }
  }),
  /** `ipcRenderer.send`, likewise. */
  send: command(message, ({ channel, args, window, frame: claimed, foreignContents }) =>
    deliverMessage(senderOf(window, claimed, foreignContents), channel, args),
  ),

  /** The page's process dies, or another child process does. */
  'process-gone': command(
    z.object({
      process: z.enum(['render', 'GPU', 'Utility']).default('render'),
      reason: z.enum(goneReasons).default('crashed'),
      exitCode: z.int().default(5),
      window: windowId,
    }),
    ({ process: kind, reason, exitCode, window }) => {
      if (kind === 'render') contentsOf(window).crash({ reason, exitCode })
      else app.emit('child-process-gone', new HostEvent(), { type: kind, reason, exitCode })
    },
  ),

  /** The page stops answering, or answers again. */
  'window/unresponsive': command(z.object({ over: z.boolean().default(false), window: windowId }), ({ over, window }) => {
    windowOf(window).emit(over ? 'responsive' : 'unresponsive')
  }),
  /** A defect of the app: something that nobody catches. */
  defect: command(z.object({ text: z.string(), kind: z.enum(['exception', 'rejection']).default('exception') }), ({ text, kind }) => {
    setImmediate(() => {
      if (kind === 'exception') throw new Error(text)
      void Promise.reject(new Error(text))
    })
  }),

  'ask/navigation': command(
    z.object({
      url: z.string(),
      event: z.enum(['will-navigate', 'will-frame-navigate', 'will-redirect']).default('will-navigate'),
      window: windowId,
    }),
    ({ url, event, window }) => ({ prevented: contentsOf(window).askNavigation(event, url) }),
  ),
  'ask/window-open': command(z.object({ url: z.string(), window: windowId }), ({ url, window }) => ({
    action: contentsOf(window).askWindowOpen(url).action,
  })),
  'ask/webview': command(z.object({ src: z.string(), window: windowId }), ({ src, window }) => ({
    prevented: contentsOf(window).askWebview(src),
  })),
  'ask/permission': command(
    z.object({ permission: z.string(), url: z.string().optional(), window: windowId, partition: z.string().optional() }),
    ({ permission, url, window, partition }) => {
      const contents = electronContents(window)
      return sessionOf(partition).askPermission(contents, permission as Permission, url ?? contents.getURL())
    },
  ),
  'ask/device': command(
    z.object({ deviceType: z.enum(['hid', 'serial', 'usb']).default('usb'), origin: z.string(), partition: z.string().optional() }),
    ({ deviceType, origin, partition }) => ({
      allowed: sessionOf(partition).askDevice({ deviceType, origin, device: { deviceId: '1' } as unknown as Electron.USBDevice }),
    }),
  ),
  'ask/request': command(
    z.object({
      url: z.string(),
      method: z.string().default('GET'),
      resourceType: z.enum(['mainFrame', 'subFrame', 'stylesheet', 'script', 'image', 'font', 'xhr', 'webSocket', 'other']).default('xhr'),
      partition: z.string().optional(),
      window: windowId,
    }),
    async ({ url, method, resourceType, partition, window }) => {
      const contents = openWindows.front(window)?.webContents as unknown as Electron.WebContents | undefined
      const { cancel = false, redirectURL = null } = await sessionOf(partition).askRequest(contents, url, resourceType, method)
      return { cancel, redirectURL }
    },
  ),
  /** What the app's protocol handler serves, whatever `onBeforeRequest` says. */
  'ask/protocol': command(
    z.object({ url: z.string(), method: z.string().default('GET'), headers: z.record(z.string(), z.string()).default({}) }),
    async ({ url, method, headers }) => {
      const response = await sessionOf().protocol.request(url, { method, headers })
      return { status: response.status, headers: Object.fromEntries(response.headers), body: await response.text() }
    },
  ),
  'ask/download': command(z.object({ url: z.string(), filename: z.string().default('archivo') }), ({ url, filename }) => {
    return { prevented: new HostDownload(url, filename).offerTo(sessionOf(), electronContents()) }
  }),
  'ask/input': command(
    z.object({
      key: z.string(),
      code: z.string().default(''),
      type: z.enum(['keyDown', 'keyUp']).default('keyDown'),
      control: z.boolean().default(false),
      shift: z.boolean().default(false),
      alt: z.boolean().default(false),
      meta: z.boolean().default(false),
      window: windowId,
    }),
    ({ window, ...input }) => ({
      prevented: contentsOf(window).askInput({ ...input, isAutoRepeat: false, isComposing: false, location: 0, modifiers: [] }),
    }),
  ),
}

export type Commands = typeof commands
export type CommandName = keyof Commands
export type CommandArgs<C extends CommandName> = z.input<Commands[C]['args']>
export type CommandValue<C extends CommandName> = Awaited<ReturnType<Commands[C]['run']>>

/**
 * Carries out one command.
 * @throws ControlError when there is no such command, its arguments are wrong, or there is nothing to do it to
 */
export async function runCommand(name: string, body: unknown): Promise<unknown> {
  if (!Object.hasOwn(commands, name)) throw new ControlError(`there is no command ${name}`)
  const { args, run } = commands[name as CommandName] as { args: z.ZodType; run: (args: unknown) => unknown }
  const parsed = args.safeParse(body)
  if (!parsed.success) throw new ControlError(z.prettifyError(parsed.error))
  return await run(parsed.data)
}
