import { Notification } from 'electron'
import type { Logger } from '../../core/lib/logger.ts'
import { idOf, targetIn, type NoticeTarget } from './notification-target.ts'
import type { Notice } from './notifications-due.ts'

/** Shows notices on the desktop; a click opens what they are about. */
export class Notifications {
  /** Kept until closed: one that is garbage-collected loses its click. */
  readonly #open = new Set<Notification>()
  readonly #onClick: (target?: NoticeTarget) => void
  readonly #allowed: () => boolean
  readonly #logger: Logger
  #shown = 0

  /**
   * To be made early: Windows starts the program for a click on a notification of an earlier run and hands that click over
   * as soon as somebody listens.
   * @param onClick what a click is about; nothing when Windows does not say it
   * @param allowed whether the person wants notifications
   */
  constructor(onClick: (target?: NoticeTarget) => void, allowed: () => boolean, logger: Logger) {
    this.#onClick = onClick
    this.#allowed = allowed
    this.#logger = logger
    if (process.platform === 'win32') Notification.handleActivation((details) => onClick(targetIn(details.arguments) ?? undefined))
  }

  /**
   * @param insist shows it also to those who want none
   * @returns false when it is not shown
   */
  show({ title, body, target }: Notice, insist = false): boolean {
    if (!(insist || this.#allowed()) || !Notification.isSupported()) return false
    const notification = new Notification({ id: idOf(target, ++this.#shown), title, body })
    this.#open.add(notification)
    // On Windows both this and handleActivation say it: this one always knows the target, the other outlives the program.
    notification.on('click', () => this.#onClick(target))
    notification.on('close', () => this.#open.delete(notification))
    notification.on('failed', (_event, error) => {
      this.#open.delete(notification)
      this.#logger.warn('notification failed', { error })
    })
    notification.show()
    return true
  }

  dispose(): void {
    for (const notification of this.#open) notification.removeAllListeners()
    this.#open.clear()
  }
}
