import { randomUUID } from 'node:crypto'
import { EventEmitter } from 'node:events'
import type * as Electron from 'electron'
import { HostEvent } from './event.ts'

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

/** Every notification that was ever shown, oldest first. */
export const shownNotifications: HostNotification[] = []

/** What the desktop does with notifications, set by the control API. */
export const notificationCentre: {
  supported: boolean
  /** The next ones fail with this text. */
  failure: string | null
  onActivation: ((details: Electron.ActivationArguments) => void) | null
} = { supported: true, failure: null, onActivation: null }

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
    return notificationCentre.supported
  }

  static handleActivation(callback: (details: Electron.ActivationArguments) => void): void {
    notificationCentre.onActivation = callback
  }

  show(): void {
    if (!notificationCentre.supported) return
    const { failure } = notificationCentre
    this.#state = failure === null ? 'shown' : 'failed'
    shownNotifications.push(this)
    setImmediate(() => this.emit(failure === null ? 'show' : 'failed', new HostEvent(), failure ?? undefined))
  }

  close(): void {
    if (this.#state !== 'shown') return
    this.#state = 'closed'
    setImmediate(() => this.emit('close', new HostEvent()))
  }

  describe() {
    const { id, title, subtitle, body, silent, urgency, timeoutType, actions, toastXml } = this
    return { id, title, subtitle, body, silent, urgency, timeoutType, actions, toastXml, state: this.#state }
  }
}
