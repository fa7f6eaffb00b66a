import { Notification } from 'electron'
import type { Logger } from '../../core/lib/logger.ts'
import { idOf, targetIn, type NotificationTarget } from './notification-target.ts'
import type { DueNotification } from './notifications-due.ts'
import { toastXml } from './toast.ts'

/** More than anybody leaves lying in the system's list of notifications. */
const mostKept = 100

/** Shows notifications on the desktop; a click opens what they are about. */
export class Notifications {
  /** By their id. Kept until closed: one that is garbage-collected loses its click. Oldest first. */
  readonly #open = new Map<string, Notification>()
  readonly #onClick: (target?: NotificationTarget) => void
  readonly #allowed: () => boolean
  readonly #logger: Logger
  #shown = 0

  /**
   * To be made early: Windows starts the program for a click on a notification of an earlier run and hands that click over
   * as soon as somebody listens.
   * @param onClick what a click is about; nothing when Windows does not say it
   * @param allowed whether the person wants notifications
   */
  constructor(onClick: (target?: NotificationTarget) => void, allowed: () => boolean, logger: Logger) {
    this.#onClick = onClick
    this.#allowed = allowed
    this.#logger = logger
    if (process.platform !== 'win32') return
    // Windows hands a click of an earlier run over to a class that Electron registers only here, or with the first notification.
    Notification.isSupported()
    Notification.handleActivation((details) => onClick(targetIn(details.arguments) ?? undefined))
  }

  /**
   * @param insist shows it also to those who want none
   * @returns false when it is not shown
   */
  show(due: DueNotification, insist = false): boolean {
    if (!(insist || this.#allowed()) || !Notification.isSupported()) return false
    const { title, body, target } = due
    const id = idOf(target, ++this.#shown)
    const notification = new Notification({ id, title, body, ...this.#buttonsOf(due) })
    this.#keep(id, notification)
    // On Windows both this and handleActivation say it: this one always knows the target, the other outlives the program.
    notification.on('click', () => this.#onClick(target))
    notification.on('action', ({ actionIndex }) => {
      const button = due.buttons?.[actionIndex]
      if (button) this.#onClick(button.target)
    })
    notification.on('close', ({ reason }) => {
      // Windows has only moved it into its list, where it may still be clicked.
      if (reason !== 'timedOut') this.#open.delete(id)
    })
    notification.on('failed', (_event, error) => {
      this.#open.delete(id)
      this.#logger.warn('notification failed', { error })
    })
    notification.show()
    return true
  }

  /**
   * On macOS they are Electron's, shown where the program is signed and its notifications are alerts; on Windows they are in the XML, which
   * takes the place of everything else. On Linux Electron has none.
   */
  #buttonsOf(due: DueNotification): Electron.NotificationConstructorOptions {
    if (process.platform === 'win32') return { toastXml: toastXml(due) }
    if (process.platform !== 'darwin' || !due.buttons) return {}
    return { actions: due.buttons.map(({ text }) => ({ type: 'button', text })) }
  }

  /** On Linux the system keeps two of the same id, and what the older one says is no longer so. */
  #keep(id: string, notification: Notification): void {
    const before = this.#open.get(id)
    before?.removeAllListeners()
    before?.close()
    this.#open.delete(id)
    this.#open.set(id, notification)
    const [oldest] = this.#open.keys()
    if (oldest !== undefined && this.#open.size > mostKept) this.#open.delete(oldest)
  }

  dispose(): void {
    for (const notification of this.#open.values()) notification.removeAllListeners()
    this.#open.clear()
  }
}
