import { achievedStates } from '#contract/model/order.ts'
import type { DesktopState, ShortcutChoice } from '#contract/model/desktop.ts'
import { fail, ok, type Result } from '#contract/result.ts'
import type { Logger } from '../../core/lib/logger.ts'
import type { Outbox } from '../../core/outbox/outbox.ts'
import type { LoginItem } from './login-item.ts'
import type { SettingsStore, StoredSettings } from '../files/settings.ts'
import { saysIfTaken, shortcutLabels, type Shortcut } from './shortcut.ts'
import { Signal } from '../../core/lib/signal.ts'
import type { Install, Updates } from '../updates/updates.ts'

interface Parts {
  settings: SettingsStore
  outbox: Pick<Outbox, 'list' | 'onChange'>
  loginItem: LoginItem
  shortcut: Shortcut
  /** Null where this build has no feed. */
  updates: Updates | null
  /** Ends the program with that as its last act. */
  restart: (install: Install) => void
  /** Ends the program and has it start again. */
  startAgain: () => void
  logger: Logger
}

/** How the program lives in the desktop, as the person chose it and as the system lets it. */
export class Integration {
  readonly changed = new Signal<void>()
  readonly #parts: Parts
  readonly #subscriptions: (() => void)[]

  constructor(parts: Parts) {
    this.#parts = parts
    const { settings, outbox, shortcut, updates } = parts
    shortcut.use(settings.current.shortcut)
    this.#subscriptions = [
      outbox.onChange((change) => {
        // The first success is the moment for the offer.
        const handedOver = change.type === 'batches' && change.batches.some(({ active }) => !active)
        if (handedOver && !settings.current.askedAboutStart) this.changed.emit()
      }),
      updates?.changed.subscribe(() => this.changed.emit()) ?? (() => {}),
    ]
  }

  state(): DesktopState {
    const { settings, loginItem, updates } = this.#parts
    const { notifications, shortcut: chosen } = settings.current
    const startWithSystem = loginItem.read()
    return {
      startWithSystem,
      offerStart: startWithSystem === 'off' && this.#offerIsDue(),
      notifications,
      shortcut: { chosen, working: this.#shortcutWorks(chosen), labels: shortcutLabels(process.platform) },
      updates: updates?.state ?? null,
    }
  }

  get updateReady(): boolean {
    return this.#parts.updates?.state.phase === 'ready'
  }

  /** What the system made of it is read back. */
  setStartWithSystem(on: boolean): Result<null> {
    const { loginItem, logger } = this.#parts
    try {
      loginItem.set(on)
    } catch (error) {
      logger.warn('the login item was not changed', { reason: (error as Error).message })
      return fail('start-not-changed')
    }
    if ((loginItem.read() === 'on') !== on) return fail('start-not-changed')
    return this.#save({ askedAboutStart: true })
  }

  declineStart(): Result<null> {
    return this.#save({ askedAboutStart: true })
  }

  setNotifications(on: boolean): Result<null> {
    return this.#save({ notifications: on })
  }

  setShortcut(chosen: ShortcutChoice | null): Result<null> {
    const { shortcut } = this.#parts
    const before = shortcut.registered
    if (!shortcut.use(chosen)) return fail('shortcut-taken')
    const saved = this.#save({ shortcut: chosen })
    if (!saved.ok) shortcut.use(before)
    return saved
  }

  /** The answer comes when it is known; the page follows it through the events. */
  async checkForUpdates(): Promise<Result<null>> {
    await this.#parts.updates?.check()
    return ok(null)
  }

  async restartToUpdate(): Promise<Result<null>> {
    const install = await this.#parts.updates?.installer()
    if (!install) return fail('update-not-ready')
    // The answer leaves first.
    setImmediate(() => this.#parts.restart(install))
    return ok(null)
  }

  restart(): Result<null> {
    // The answer leaves first.
    setImmediate(() => this.#parts.startAgain())
    return ok(null)
  }

  dispose(): void {
    for (const end of this.#subscriptions) end()
    this.#parts.shortcut.dispose()
    this.#parts.updates?.dispose()
  }

  #shortcutWorks(chosen: ShortcutChoice | null): boolean | null {
    if (chosen === null) return true
    if (this.#parts.shortcut.registered !== chosen) return false
    return saysIfTaken(process.platform, process.env) || null
  }

  #offerIsDue(): boolean {
    const { settings, outbox } = this.#parts
    return !settings.current.askedAboutStart && outbox.list({ states: achievedStates, offset: 0, limit: 1 }).total > 0
  }

  #save(change: Partial<StoredSettings>): Result<null> {
    const saved = this.#parts.settings.save(change)
    if (!saved.ok) return saved
    this.changed.emit()
    return ok(null)
  }
}
