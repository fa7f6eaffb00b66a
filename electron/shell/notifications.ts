import { Notification } from 'electron'
import type { Logger } from '../core/logger.ts'
import type { Notice } from './notices.ts'

/** Shows notices on the desktop; a click opens what they are about. */
export class Notifications {
  /** Kept until closed: one that is garbage-collected loses its click. */
  readonly #open = new Set<Notification>()
  readonly #onClick: () => void
  readonly #logger: Logger

  constructor(onClick: () => void, logger: Logger) {
    this.#onClick = onClick
    this.#logger = logger
    // Windows: clicks in the Action Center come here, also for notifications of an earlier run.
    if (process.platform === 'win32') Notification.handleActivation(() => onClick())
  }

  show({ title, body }: Notice): void {
    if (!Notification.isSupported()) return
    const notification = new Notification({ title, body })
    this.#open.add(notification)
    // On Windows handleActivation already says it.
    if (process.platform !== 'win32') notification.on('click', () => this.#onClick())
    notification.on('close', () => this.#open.delete(notification))
    notification.on('failed', (_event, error) => {
      this.#open.delete(notification)
      this.#logger.warn('notification failed', { error })
    })
    notification.show()
  }

  dispose(): void {
    for (const notification of this.#open) notification.removeAllListeners()
    this.#open.clear()
  }
}
