import { randomUUID } from 'node:crypto'
import { EventEmitter } from 'node:events'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import type * as Electron from 'electron'
import { requireReady } from './app.ts'
import { computer } from './computer.ts'
import { HostEvent } from './event.ts'
import { buttonsOfToast, type ToastButton } from './toast.ts'

type Offered = Pick<
  Electron.Notification,
  | 'actions'
  | 'body'
  | 'close'
  | 'closeButtonText'
  | 'groupId'
  | 'groupTitle'
  | 'hasReply'
  | 'id'
  | 'replyPlaceholder'
  | 'show'
  | 'silent'
  | 'sound'
  | 'subtitle'
  | 'timeoutType'
  | 'title'
  | 'toastXml'
  | 'urgency'
>

type State = 'shown' | 'closed' | 'failed'

/**
 * Every notification that was ever shown, oldest first. The desktop has it, not the object: one that the app lets go is collected,
 * and whatever a person does with it afterwards reaches nobody.
 */
export const shownNotifications: ShownNotification[] = []

export class ShownNotification {
  readonly #object: WeakRef<HostNotification>
  readonly #description: ReturnType<HostNotification['describe']>

  constructor(notification: HostNotification) {
    this.#object = new WeakRef(notification)
    this.#description = notification.describe()
  }

  get id(): string {
    return this.#description.id
  }

  get toastXml(): string {
    return this.#description.toastXml
  }

  /** What a person can press: on Windows what the XML says, if there is any; on Linux Electron shows no buttons. */
  buttons(platform: NodeJS.Platform): ToastButton[] {
    const { toastXml, actions } = this.#description
    if (platform === 'linux') return []
    if (platform === 'win32' && toastXml !== '') return buttonsOfToast(toastXml)
    return actions.map(({ text = '' }) => ({ text, opens: null }))
  }

  /** @returns undefined when the app has let it go */
  get object(): HostNotification | undefined {
    return this.#object.deref()
  }

  describe() {
    const described = this.object?.describe() ?? { ...this.#description, state: 'collected' as const }
    return { ...described, buttons: this.buttons(computer.platform).map(({ text }) => text) }
  }
}

/** Windows allows no more (Electron, Notification). */
const longestId = 64

/** Collects what the app no longer holds, as happens sooner or later. */
export function collectGarbage(): void {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  collect()
}

/** What the desktop does with notifications, set by the control API. */
export const notificationCentre: {
  supported: boolean
  /** The next ones fail with this text. */
  failure: string | null
  onActivation: ((details: Electron.ActivationArguments) => void) | null
  /** Windows: the class that takes clicks of an earlier run is registered, by the first `isSupported` or `new Notification`. */
  activator: boolean
  /** A click of an earlier run that nobody could take yet. */
  waiting: Electron.ActivationArguments | null
} = { supported: true, failure: null, onActivation: null, activator: false, waiting: null }

/** Hands over a click on a notification of an earlier run, once somebody can take it. */
export function handOverActivation(): void {
  const { activator, onActivation, waiting } = notificationCentre
  if (!activator || !onActivation || !waiting) return
  notificationCentre.waiting = null
  setImmediate(() => onActivation(waiting))
}

function registerActivator(): void {
  notificationCentre.activator = true
  handOverActivation()
}

export class HostNotification extends EventEmitter implements Offered {
  actions: Electron.NotificationAction[]
  body: string
  closeButtonText: string
  readonly groupId: string
  readonly groupTitle: string
  hasReply: boolean
  readonly id: string
  replyPlaceholder: string
  silent: boolean
  sound: string
  subtitle: string
  timeoutType: 'default' | 'never'
  title: string
  toastXml: string
  urgency: 'normal' | 'critical' | 'low'
  #state: State | null = null

  constructor(options: Electron.NotificationConstructorOptions = {}) {
    super()
    requireReady('Cannot create Notification before app is ready')
    if (computer.platform === 'win32' && (options.id ?? '').length > longestId) throw new Error('id must be at most 64 characters')
    registerActivator()
    this.actions = options.actions ?? []
    this.body = options.body ?? ''
    this.closeButtonText = options.closeButtonText ?? ''
    this.groupId = options.groupId ?? ''
    this.groupTitle = options.groupTitle ?? ''
    this.hasReply = options.hasReply ?? false
    this.id = options.id ?? randomUUID()
    this.replyPlaceholder = options.replyPlaceholder ?? ''
    this.silent = options.silent ?? false
    this.sound = options.sound ?? ''
    this.subtitle = options.subtitle ?? ''
    this.timeoutType = options.timeoutType ?? 'default'
    this.title = options.title ?? ''
    this.toastXml = options.toastXml ?? ''
    this.urgency = options.urgency ?? 'low'
  }

  static isSupported(): boolean {
    registerActivator()
    return notificationCentre.supported
  }

  static handleActivation(callback: (details: Electron.ActivationArguments) => void): void {
    notificationCentre.onActivation = callback
    handOverActivation()
  }

  show(): void {
    if (!notificationCentre.supported) return
    const failure = notificationCentre.failure ?? this.#refusedByWindows()
    this.#state = failure === null ? 'shown' : 'failed'
    // Elsewhere than on Linux a second one of the same id takes the place of the first.
    const replaced = computer.platform === 'linux' ? -1 : shownNotifications.findIndex(({ id }) => id === this.id)
    if (replaced !== -1) shownNotifications.splice(replaced, 1)
    shownNotifications.push(new ShownNotification(this))
    setImmediate(() => this.emit(failure === null ? 'show' : 'failed', new HostEvent(), failure ?? undefined))
  }

  #refusedByWindows(): string | null {
    if (computer.platform !== 'win32') return null
    try {
      buttonsOfToast(this.toastXml)
      return null
    } catch (error) {
      return (error as Error).message
    }
  }

  close(): void {
    if (this.#state !== 'shown') return
    this.#state = 'closed'
    setImmediate(() => this.emit('close', Object.assign(new HostEvent(), { reason: 'applicationHidden' })))
  }

  describe() {
    const { id, title, subtitle, body, silent, urgency, timeoutType, actions, toastXml } = this
    return { id, title, subtitle, body, silent, urgency, timeoutType, actions, toastXml, state: this.#state }
  }
}
