import { join } from 'node:path'
import { app, clipboard, nativeTheme } from 'electron'
import { countIn, resultStates, waitingStates, type Order } from '#contract/model/order.ts'
import type { Navigation } from '#contract/commands/navigation.ts'
import type { Status } from '#contract/model/snapshot.ts'
import { parseReferences } from '#contract/model/references.ts'
import type { Failure } from '#contract/result.ts'
import { describeFailure } from '#contract/texts/failures.ts'
import { notificationTexts } from '#contract/texts/shell.ts'
import { systemClock } from '../core/lib/clock.ts'
import { attentionOf } from './desktop/attention.ts'
import { Throttle } from '../core/lib/throttle.ts'
import { meansDefect } from '../core/storage/storage-error.ts'
import { setAppMenu } from './window/app-menu.ts'
import { closingOf } from './window/closing.ts'
import { keepBadge } from './desktop/badge.ts'
import { suggestionFrom } from './bridge/clipboard-suggestion.ts'
import { copiedTable } from './bridge/copied-table.ts'
import { askAboutSilence, askToClose, say, sayCareful, sayNoBrowser, sayPageGone } from './desktop/desktop-dialogs.ts'
import type { Intake } from './deliveries/intake.ts'
import type { Wish } from './deliveries/request.ts'
import { Incoming } from './start/incoming.ts'
import { restart } from './start/start-again.ts'
import { Integration } from './desktop/integration.ts'
import type { collectLaunches } from './start/launches.ts'
import { openedAtLogin, systemLoginItem } from './desktop/login-item.ts'
import { Notifier } from './desktop/notifier.ts'
import { Notifications } from './desktop/notifications.ts'
import type { NotificationTarget } from './desktop/notification-target.ts'
import { feedPage } from './bridge/page-feed.ts'
import { serveScheme } from './window/protocol.ts'
import { lockDown } from './window/security.ts'
import type { Services } from './services.ts'
import { watchSessionEnd } from './desktop/session-end.ts'
import { Shortcut } from './desktop/shortcut.ts'
import { showsIcon } from './desktop/status-area.ts'
import { trayAppearance, type TrayAction } from './desktop/tray-appearance.ts'
import { TrayIconView } from './desktop/tray.ts'
import { openUpdates } from './updates/open.ts'
import type { Install } from './updates/updates.ts'
import { WindowMemory } from './window/window-memory.ts'
import { MainWindow } from './window/window.ts'

const shownResults = 5
/** A window that is only just made has to load first. Milliseconds. */
const focusPatience = 3_000
/** Between two counts of what is new; a search tells of each day that it reads. Milliseconds. */
const countPause = 500

/** Window, tray and notifications on top of the services. */
export class Desktop {
  readonly #services: Services
  readonly #window: MainWindow
  readonly #notifications: Notifications
  readonly #notifier: Notifier
  readonly #badge: ReturnType<typeof keepBadge>
  readonly #integration: Integration
  #tray: TrayIconView | null = null
  /** The desktop shows the icon, as far as it has said. */
  #trayShown = process.platform !== 'linux'
  /** While that is being asked. */
  #looking: Promise<boolean> | null = null
  #lastRecent: Order[] = []
  #quitting = false
  #asking = false

  /** @param bundle folder of the built main process, next to the page's */
  constructor(services: Services, bundle: string) {
    this.#services = services
    const { settings, outbox, logger, teardown } = services
    lockDown(logger, systemClock, (url) => void sayNoBrowser(url))
    serveScheme(join(bundle, '../renderer'))
    nativeTheme.themeSource = settings.current.theme

    const memory = teardown.keep('window memory', new WindowMemory(settings, systemClock))
    const delegate = {
      closing: () => this.#closing(),
      gaveUp: sayPageGone,
      silent: askAboutSilence,
      forward: () => this.#cameForward(),
      gone: () => this.#notifier.shows(null),
    }
    this.#window = teardown.keep('window', new MainWindow(join(bundle, '../preload/preload.cjs'), delegate, memory, logger, systemClock))
    setAppMenu((change) => this.#window.zoom(change))
    const show = (target?: NotificationTarget) => this.show(target)
    this.#notifications = teardown.keep('notifications', new Notifications(show, () => settings.current.notifications, logger))
    this.#badge = teardown.keep(
      'badge',
      keepBadge(join(bundle, 'tray'), () => this.#window.browserWindow, systemClock),
    )
    this.#notifier = new Notifier({
      outbox,
      takeUntold: () => services.inbox.kept.takeUntold(),
      nameOf: (id) => services.vault.nameOf(id),
      status: services.status(),
      inFront: () => this.#window.inFront,
      show: (due) => this.#notifications.show(due),
      logger,
    })
    const integration = new Integration({
      settings,
      outbox,
      loginItem: systemLoginItem(),
      shortcut: new Shortcut(() => void this.#resendCopied(), logger),
      updates: openUpdates(systemClock, logger),
      restart: (install) => this.#restart(install),
      startAgain: restart,
      logger,
    })
    this.#integration = teardown.keep('integration', integration)
    this.#makeTray(join(bundle, 'tray'))
    const sessionEnd = { onDoubt: (doubtful: boolean) => outbox.holdBack(doubtful), onEnd: () => teardown.run() }
    teardown.add('session end', watchSessionEnd(sessionEnd))
    feedPage({
      services,
      integration,
      window: this.#window,
      licencesFile: join(bundle, '../licencias.json'),
      onStatus: () => this.#onStatus(),
      notifier: this.#notifier,
    })
    const counted = teardown.keep('inbox count', new Throttle(countPause, systemClock, () => this.#onStatus()))
    teardown.add(
      'news',
      services.inbox.onChange(({ type }) => type === 'rows' && counted.push(undefined)),
      services.inbox.awakening.returned.subscribe(({ length }) => this.#notifier.onReturned(length)),
      services.watcher.roundOver.subscribe(() => {
        this.#notifier.onRound()
        this.#onStatus()
      }),
      services.rules.spent.subscribe((id) => this.#notifier.onSpent(id, settings.current.rules.perDay)),
      integration.changed.subscribe(() => this.#tray?.render(this.#appearance(services.status()))),
    )
  }

  /** Does what this start of the program asks for, and what comes from outside from now on. */
  start(request: Wish, launches: ReturnType<typeof collectLaunches>, intake: Intake): void {
    const incoming = new Incoming(this.#services, this, intake, app.isPackaged, this.#services.logger)
    const quiet = request.type === 'hidden' || (request.type === 'show' && openedAtLogin())
    void this.#lookForTray(quiet)
    if (!quiet) incoming.receive({ by: 'start', argv: [], data: request })
    incoming.listen(launches)
  }

  /** Without an icon nobody could find a program that started without a window. */
  async #lookForTray(quiet: boolean): Promise<void> {
    this.#looking ??= showsIcon(quiet, () => this.#tray?.makeAnew()).finally(() => (this.#looking = null))
    this.#trayShown = this.#tray !== null && (await this.#looking)
    if (quiet && !this.#trayShown && !this.#quitting) this.show()
  }

  show(navigation?: Navigation): void {
    this.#window.show()
    void this.#lookForTray(false)
    if (!navigation) return
    this.#window.navigation = navigation
    this.#window.send('navigate', null)
  }

  /** After crashes of one start after another: nothing is sent until the person says so, and they are told. */
  startCarefully(): void {
    const paused = this.#services.outbox.setPaused(true)
    this.show()
    if (paused.ok) sayCareful()
    else this.#sayFailure(paused.error)
  }

  /** Says that what a person asked for outside the window was not done. */
  tell(title: string, body: string): void {
    this.#insist(title, body, 'actividad')
  }

  /** From here on closing the window is no longer asked about. */
  quitting(): void {
    this.#quitting = true
  }

  #makeTray(icons: string): void {
    const { status, logger, teardown } = this.#services
    try {
      this.#tray = teardown.keep('tray', new TrayIconView(icons, this.#appearance(status()), (action) => this.#onTray(action), systemClock, logger))
    } catch (error) {
      logger.warn('no tray', { reason: (error as Error).message })
    }
  }

  #onStatus(): void {
    const status = this.#services.status()
    this.#window.send('statusChanged', status)
    this.#tray?.render(this.#appearance(status))
    this.#badge.show(attentionOf(status).badge)
    this.#notifier.onStatus(status)
  }

  #cameForward(): void {
    this.#badge.draw()
    this.#notifier.look()
  }

  #appearance(status: Status) {
    return trayAppearance(status, this.#recent(), this.#integration.updateReady)
  }

  /** While the orders cannot be read: those that were last shown. */
  #recent(): Order[] {
    try {
      this.#lastRecent = this.#services.outbox.list({ states: resultStates, offset: 0, limit: shownResults }).orders
    } catch (error) {
      if (meansDefect(error)) throw error
    }
    return this.#lastRecent
  }

  #sayFailure(failure: Failure): void {
    const { title, text } = describeFailure(failure)
    this.tell(title, text)
  }

  #onTray(action: TrayAction): void {
    const { settings, outbox } = this.#services
    if (!settings.current.trayConfirmed) settings.save({ trayConfirmed: true })
    switch (action) {
      case 'open':
        return this.show()
      case 'activity':
        return this.show({ screen: 'actividad' })
      case 'paste':
        return void this.#resendCopied()
      case 'pause':
      case 'resume': {
        const changed = outbox.setPaused(action === 'pause')
        if (!changed.ok) this.#sayFailure(changed.error)
        return this.#onStatus()
      }
      case 'update':
        return void this.#integration.restartToUpdate()
      case 'quit':
        return app.quit()
    }
  }

  /** The page shows what was copied and asks; it also says when there is nothing in it. */
  async #resendCopied(): Promise<void> {
    let copied = await clipboard.readText()
    if (copied === '') {
      // In a Wayland session only the window that has the focus may read it.
      this.#window.show()
      await this.#window.focused(focusPatience)
      copied = await clipboard.readText()
    }
    const text = suggestionFrom(copied)
    const references = text === null ? [] : parseReferences(text).valid.map((reference) => reference.text)
    const table = text === null && (await copiedTable(copied)) !== null
    this.show({ screen: 'reenviar', offer: { from: 'clipboard', references, ...(table && { table }) } })
  }

  #closing(): 'hide' | 'close' | 'stay' {
    if (this.#quitting) return 'close'
    const { settings } = this.#services
    if (closingOf(process.platform, this.#trayShown, settings.current) === 'ask') {
      void this.#askToClose()
      return 'stay'
    }
    if (!settings.current.toldAboutTray) {
      this.#insist(notificationTexts.trayTitle, notificationTexts.tray, 'reenviar')
      settings.save({ toldAboutTray: true })
    }
    return 'hide'
  }

  /** Says it also to those who want no notifications, or cannot see any. */
  #insist(title: string, body: string, screen: NotificationTarget['screen']): void {
    if (!this.#notifications.show({ title, body, target: { screen } }, true)) say(title, body)
  }

  async #askToClose(): Promise<void> {
    if (this.#asking) return
    this.#asking = true
    const { counts } = this.#services.status()
    const answer = await askToClose(this.#window.browserWindow, countIn(counts, waitingStates))
    this.#asking = false
    if (answer === 'quit') app.quit()
    if (answer === 'minimise') this.#window.minimise()
  }

  /** The new version may start before this one has ended: everything is closed and let go first. */
  #restart(install: Install): void {
    this.#quitting = true
    this.#services.teardown.run()
    app.releaseSingleInstanceLock()
    install((error) => {
      this.#services.logger.error('the update was not installed', { error })
      restart()
    })
  }
}
