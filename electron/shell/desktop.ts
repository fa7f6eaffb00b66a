import { join } from 'node:path'
import { app, clipboard, dialog, nativeTheme, type BrowserWindow } from 'electron'
import { orderStates, type OrderState, type Status } from '../contract/model.ts'
import type { Navigation } from '../contract/navigation.ts'
import { parseReferences } from '../contract/references.ts'
import type { EventName, EventPayload } from '../contract/schema.ts'
import { dialogTexts, noticeTexts } from '../contract/texts/shell.ts'
import { systemClock } from '../core/clock.ts'
import type { Logger } from '../core/logger.ts'
import type { BacklogChange } from '../core/backlog/backlog.ts'
import type { OutboxChange } from '../core/outbox/ports.ts'
import { setAppMenu } from './app-menu.ts'
import { closingOf } from './closing.ts'
import { suggestionFrom } from './clipboard-suggestion.ts'
import { Dispatcher, type Request } from './dispatcher.ts'
import { createHandlers, presentSettings } from './handlers.ts'
import { Integration } from './integration.ts'
import { registerCommands } from './ipc.ts'
import type { collectLaunches } from './launches.ts'
import { openedAtLogin, systemLoginItem } from './login-item.ts'
import { noticeOfBatch, noticesOfStatus, type Notice } from './notices.ts'
import { Notifications } from './notifications.ts'
import { serveScheme } from './protocol.ts'
import { chooseTablePath } from './save-dialog.ts'
import { lockDown } from './security.ts'
import type { Services } from './services.ts'
import { Shortcut } from './shortcut.ts'
import type { Teardown } from './teardown.ts'
import { trayAppearance, type TrayAction } from './tray-appearance.ts'
import { TrayIconView } from './tray.ts'
import { chooseWebhookFile } from './webhook-import-dialog.ts'
import { openUpdates } from './updates/open.ts'
import { WindowMemory } from './window-memory.ts'
import { MainWindow } from './window.ts'

const withResult: OrderState[] = orderStates.filter((state) => !['queued', 'preflight', 'sending', 'on_wire', 'held'].includes(state))
const shownResults = 5

/** dd/mm/aaaa */
const argentineDate = new Intl.DateTimeFormat('es-AR', {
  day: '2-digit',
  month: '2-digit',
  year: 'numeric',
  timeZone: 'America/Argentina/Buenos_Aires',
})

/** Window, tray and notifications on top of the services. */
export class Desktop {
  readonly #services: Services
  readonly #logger: Logger
  readonly #window: MainWindow
  readonly #notifications: Notifications
  readonly #integration: Integration
  #tray: TrayIconView | null = null
  /** Where the page is to go, until it comes for it: it may not even be loaded. */
  #navigation: Navigation | null = null
  #lastStatus: Status
  #quitting = false
  #asking = false

  /** @param bundle folder of the built main process, next to the page's */
  constructor(services: Services, bundle: string, logger: Logger, teardown: Teardown) {
    this.#services = services
    this.#logger = logger
    this.#lastStatus = services.status()
    const { settings, outbox } = services
    lockDown(logger)
    serveScheme(join(bundle, '../renderer'))
    nativeTheme.themeSource = settings.current.theme

    const memory = new WindowMemory(settings, systemClock)
    teardown.add('window memory', () => memory.dispose())
    const delegate = { closing: () => this.#closing(), gaveUp: () => this.#gaveUp(), silent: askAboutSilence }
    this.#window = new MainWindow(join(bundle, '../preload/preload.cjs'), delegate, memory, logger, systemClock)
    teardown.add('window', () => this.#window.dispose())
    setAppMenu((change) => this.#window.zoom(change))
    this.#notifications = new Notifications(
      (target) => this.show(target),
      () => settings.current.notifications,
      logger,
    )
    teardown.add('notifications', () => this.#notifications.dispose())
    this.#integration = new Integration({
      settings,
      outbox,
      loginItem: systemLoginItem(),
      shortcut: new Shortcut(() => void this.#resendCopied(), logger),
      updates: openUpdates(systemClock, logger),
      restart: (install) => this.#restart(install, teardown),
      logger,
    })
    teardown.add('integration', () => this.#integration.dispose())
    this.#makeTray(join(bundle, 'tray'), teardown)
    this.#listen(join(bundle, '../licencias.json'), teardown)
  }

  /** Does what this start of the program asks for, and what comes from outside from now on. */
  start(request: Request, launches: ReturnType<typeof collectLaunches>): void {
    const dispatcher = new Dispatcher(this.#services, this, app.isPackaged, this.#logger)
    const quiet = request.type === 'hidden' || (request.type === 'show' && openedAtLogin())
    // Without an icon nobody could find it.
    if (quiet && !this.#tray) this.show()
    else if (!quiet) dispatcher.receive({ by: 'start', argv: [], data: request })
    launches.forward((launch) => dispatcher.receive(launch))
  }

  show(navigation?: Navigation): void {
    this.#window.show()
    if (!navigation) return
    this.#navigation = navigation
    this.#send('navigate', null)
  }

  /** After crashes of one start after another: nothing is sent until the person says so, and they are told. */
  startCarefully(): void {
    this.#services.outbox.setPaused(true)
    this.show()
    const { carefulTitle, careful, understood } = dialogTexts
    void dialog.showMessageBox({ type: 'warning', title: carefulTitle, message: carefulTitle, detail: careful, buttons: [understood], noLink: true })
  }

  tell(title: string, body: string): void {
    this.#notifications.show({ title, body, target: { screen: 'actividad' } })
  }

  /** From here on closing the window is no longer asked about. */
  quitting(): void {
    this.#quitting = true
  }

  #makeTray(icons: string, teardown: Teardown): void {
    try {
      this.#tray = new TrayIconView(icons, this.#appearance(), (action) => this.#onTray(action), systemClock)
      teardown.add('tray', () => this.#tray?.dispose())
    } catch (error) {
      this.#logger.warn('no tray', { reason: (error as Error).message })
    }
  }

  #listen(noticesFile: string, teardown: Teardown): void {
    const { vault, settings, outbox, history, backlog, webhooks } = this.#services
    const handlers = createHandlers({
      ...this.#services,
      version: app.getVersion(),
      readClipboard: () => clipboard.readText(),
      writeClipboard: (text) => clipboard.writeText(text),
      noticesFile,
      logger: this.#logger,
      chooseWebhookFile: () => chooseWebhookFile(this.#window.browserWindow),
      today: () => argentineDate.format(systemClock.now()),
      choosePath: (name) => chooseTablePath(this.#window.browserWindow, name),
      onExportProgress: (done, total) => this.#send('exportProgress', { done, total }),
      integration: this.#integration,
      takeNavigation: () => {
        const navigation = this.#navigation
        this.#navigation = null
        return navigation
      },
    })
    history.onArchived = (archived) => {
      this.#send('archiveChanged', { archived })
      this.#onStatus()
    }
    const subscriptions = [
      registerCommands(handlers, (id) => this.#window.owns(id), this.#logger),
      outbox.onChange((change) => this.#onOutbox(change)),
      backlog.onChange((change) => this.#onBacklog(change)),
      vault.onChange(() => void this.#sendPointsOfSale()),
      webhooks.onChange(() => void this.#sendWebhooks()),
      settings.onChange((current) => {
        nativeTheme.themeSource = current.theme
        this.#send('settingsChanged', presentSettings(current, vault))
      }),
      this.#integration.onChange(() => {
        this.#send('desktopChanged', this.#integration.state())
        this.#tray?.render(this.#appearance())
      }),
    ]
    teardown.add('subscriptions', () => {
      for (const end of subscriptions) end()
    })
  }

  #send<E extends EventName>(name: E, payload: EventPayload<E>): void {
    this.#window.send(name, payload)
  }

  async #sendPointsOfSale(): Promise<void> {
    this.#send('pointsOfSaleChanged', await this.#services.vault.list())
  }

  async #sendWebhooks(): Promise<void> {
    this.#send('webhooksChanged', await this.#services.webhooks.status())
  }

  #onOutbox(change: OutboxChange): void {
    switch (change.type) {
      case 'orders':
        this.#send('ordersChanged', { orders: change.orders })
        break
      case 'batches':
        this.#send('batchesChanged', { batches: change.batches })
        break
      case 'status':
        this.#onStatus()
        break
      case 'tasks':
        this.#send('tasksChanged', { tasks: change.tasks })
        break
      case 'batch-finished':
        this.#notify(noticeOfBatch(change.batch, this.#window.inFront))
        break
    }
  }

  #onBacklog(change: BacklogChange): void {
    if (change.type === 'progress') return this.#send('backlogProgress', change.progress)
    const { listing, rows, repeated } = change
    this.#send('backlogRows', { listing, rows, repeated })
  }

  #onStatus(): void {
    const status = this.#services.status()
    this.#send('statusChanged', status)
    this.#tray?.render(this.#appearance())
    for (const notice of noticesOfStatus(this.#lastStatus, status, this.#window.inFront)) this.#notify(notice)
    this.#lastStatus = status
  }

  #notify(notice: Notice | null): void {
    if (notice) this.#notifications.show(notice)
  }

  #appearance() {
    const recent = this.#services.outbox.list({ states: withResult, offset: 0, limit: shownResults }).orders
    return trayAppearance(this.#services.status(), recent, this.#integration.updateReady)
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
      case 'resume':
        outbox.setPaused(action === 'pause')
        return this.#onStatus()
      case 'update':
        return void this.#integration.restartToUpdate()
      case 'quit':
        return app.quit()
    }
  }

  /** The page shows what was copied and asks; it also says when there is nothing in it. */
  async #resendCopied(): Promise<void> {
    const text = suggestionFrom(await clipboard.readText())
    const references = text === null ? [] : parseReferences(text).valid.map((reference) => reference.text)
    this.show({ screen: 'reenviar', offer: { from: 'clipboard', references } })
  }

  #closing(): 'hide' | 'close' | 'stay' {
    if (this.#quitting) return 'close'
    const { settings } = this.#services
    if (closingOf(process.platform, this.#tray !== null, settings.current) === 'ask') {
      void this.#askToClose()
      return 'stay'
    }
    if (!settings.current.toldAboutTray) {
      this.#sayOnce(noticeTexts.trayTitle, noticeTexts.tray)
      settings.save({ toldAboutTray: true })
    }
    return 'hide'
  }

  /** Also to those who want no notifications: the window is gone, and where to must be said. */
  #sayOnce(title: string, body: string): void {
    if (this.#notifications.show({ title, body, target: { screen: 'reenviar' } }, true)) return
    void dialog.showMessageBox({ type: 'info', title, message: title, detail: body, noLink: true })
  }

  async #askToClose(): Promise<void> {
    if (this.#asking) return
    this.#asking = true
    const { counts } = this.#services.status()
    const options = {
      type: 'question' as const,
      title: dialogTexts.closeTitle,
      message: dialogTexts.closeMessage,
      detail: dialogTexts.closeDetail((counts.queued ?? 0) + (counts.held ?? 0)),
      buttons: [dialogTexts.close, dialogTexts.minimise, dialogTexts.stay],
      defaultId: 1,
      cancelId: 2,
      noLink: true,
    }
    const parent = this.#window.browserWindow
    const { response } = await (parent ? dialog.showMessageBox(parent, options) : dialog.showMessageBox(options))
    this.#asking = false
    if (response === 0) app.quit()
    if (response === 1) this.#window.minimise()
  }

  /** The new version may start before this one has ended: everything is closed and let go first. */
  #restart(install: () => void, teardown: Teardown): void {
    this.#quitting = true
    teardown.run()
    app.releaseSingleInstanceLock()
    try {
      install()
    } catch (error) {
      this.#logger.error('the update was not installed', { error })
      app.relaunch()
      app.quit()
    }
  }

  #gaveUp(): void {
    dialog.showErrorBox(dialogTexts.crashTitle, dialogTexts.pageGone)
  }
}

async function askAboutSilence(window: BrowserWindow, over: AbortSignal): Promise<boolean> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'warning',
    title: dialogTexts.silentTitle,
    message: dialogTexts.silentTitle,
    detail: dialogTexts.silent,
    buttons: [dialogTexts.wait, dialogTexts.reopen],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
    signal: over,
  })
  return response === 1
}
