import { join } from 'node:path'
import { app, clipboard, ClipboardItem, nativeTheme, shell } from 'electron'
import { dayNumberAt, fechaOf } from '#contract/argentina.ts'
import { fail } from '#contract/result.ts'
import type { Navigation } from '#contract/commands/navigation.ts'
import { systemClock } from '../../core/lib/clock.ts'
import type { Logger } from '../../core/lib/logger.ts'
import { logsFolder } from '../../core/storage/data-files.ts'
import { Diagnosis } from '../report/diagnosis.ts'
import { createHandlers, presentSettings } from './handlers.ts'
import type { Integration } from '../desktop/integration.ts'
import type { Notices } from '../desktop/notices.ts'
import { registerCommands, type News } from './ipc.ts'
import { Newest } from './newest.ts'
import { chooseOpenPath, openedKinds } from '../desktop/open-dialog.ts'
import { chooseSavePath, savedKinds } from '../desktop/save-dialog.ts'
import type { Services } from '../services.ts'
import { presentWatch } from '../watch/status.ts'
import { printContents } from '../window/print.ts'
import type { MainWindow } from '../window/window.ts'

/** A keychain that says nothing keeps no answer back for longer; what it describes is told when it speaks. Milliseconds. */
const longestNews = 2_000

/** Comprobantes told in one go: some milliseconds of the page's time. */
const rowsAtOnce = 500

interface PageFeedOptions {
  services: Services
  integration: Integration
  window: MainWindow
  /** Where the build wrote the licences of what is bundled. */
  licencesFile: string
  logger: Logger
  /** Where the page was asked to go, once. */
  takeNavigation: () => Navigation | null
  /** What more than the page has to know. */
  onStatus: () => void
  notices: Notices
}

/**
 * Answers the page's commands and tells it what changes.
 * @returns a function that ends both
 */
export function feedPage({ services, integration, window, licencesFile, logger, takeNavigation, onStatus, notices }: PageFeedOptions): () => void {
  const { vault, settings, outbox, watcher, history, inbox, webhooks, clock, clockStatus } = services
  const today = () => fechaOf(dayNumberAt(clock.now()))
  const folder = app.getPath('userData')
  const logs = join(folder, logsFolder)
  const handlers = createHandlers({
    ...services,
    version: app.getVersion(),
    readClipboard: () => clipboard.readText(),
    writeClipboard: (text) => clipboard.writeText(text),
    writeTable: ({ text, html }) => clipboard.write([new ClipboardItem({ 'text/plain': text, 'text/html': html })]),
    printPage: async () => {
      const contents = window.browserWindow?.webContents
      return contents ? printContents(contents, logger) : fail('print-failed', { reason: 'other' })
    },
    chooseListPath: (name) => chooseSavePath(window.browserWindow, savedKinds.list, name),
    licencesFile,
    logger,
    choosePointsFile: () => chooseOpenPath(window.browserWindow, openedKinds.points),
    chooseWebhookFile: () => chooseOpenPath(window.browserWindow, openedKinds.webhooks),
    today,
    choosePath: (name) => chooseSavePath(window.browserWindow, savedKinds.table, name),
    diagnosis: new Diagnosis({
      services,
      apiUrl: services.apiUrl,
      folder,
      logs,
      choosePath: (name) => chooseSavePath(window.browserWindow, savedKinds.diagnosis, name),
      today,
      logger,
    }),
    openLogs: () => shell.openPath(logs),
    onExportProgress: (done, total) => window.send('exportProgress', { done, total }),
    keychain: outbox.keychain,
    integration,
    takeNavigation,
    notices,
    place: window,
  })
  history.onArchived = (archived) => {
    window.send('archiveChanged', { archived })
    onStatus()
  }
  const pointsOfSale = new Newest(
    () => vault.list(),
    (list) => window.send('pointsOfSaleChanged', list),
    (error) => logger.warn('the points of sale could not be described', { error }),
  )
  const receiver = new Newest(
    () => webhooks.status(),
    (status) => window.send('webhooksChanged', status),
    // The next event makes it describe itself again.
    (error) => logger.warn('the webhooks could not be described', { error }),
  )
  const news: News = () => {
    const tell = outbox.fromHere()
    return async () => {
      tell()
      await within(longestNews, Promise.all([pointsOfSale.told(), receiver.told()]))
    }
  }
  const subscriptions = [
    registerCommands(handlers, (id) => window.owns(id), logger, news),
    outbox.onChange((change) => {
      switch (change.type) {
        case 'orders':
          window.send('ordersChanged', { orders: change.orders })
          return notices.onOrders(change.orders)
        case 'batches':
          return window.send('batchesChanged', { batches: change.batches })
        case 'tasks':
          window.send('tasksChanged', { tasks: change.tasks })
          return notices.onTasks(change.tasks)
        case 'status':
          return onStatus()
        case 'batches-due':
          return notices.onBatches(change.outcomes)
      }
    }),
    inbox.onChange((change) => {
      if (change.type === 'progress') return window.send('inboxProgress', change.progress)
      if (change.type === 'repeated') return window.send('inboxRepeated', { listing: change.listing, targets: change.targets })
      const { rows, gone } = change
      for (let from = 0; from < Math.max(rows.length, gone.length); from += rowsAtOnce)
        window.send('inboxChanged', { rows: rows.slice(from, from + rowsAtOnce), gone: gone.slice(from, from + rowsAtOnce) })
    }),
    watcher.changed.subscribe((state) =>
      window.send(
        'watchChanged',
        presentWatch(state, (id) => vault.nameOf(id)),
      ),
    ),
    services.rules.changed.subscribe((state) => window.send('rulesChanged', state)),
    vault.onChange(() => pointsOfSale.touch()),
    webhooks.onChange(() => receiver.touch()),
    settings.onChange((current) => {
      nativeTheme.themeSource = current.theme
      window.send('settingsChanged', presentSettings(current, vault))
      // A file that was set aside is told of until the person has read about it, and the settings note that they have.
      onStatus()
    }),
    clock.onChange(onStatus),
    clockStatus.changed.subscribe(onStatus),
    services.plan.changed.subscribe(onStatus),
    integration.onChange(() => window.send('desktopChanged', integration.state())),
  ]
  return () => {
    for (const end of subscriptions) end()
  }
}

/** Settles with the work, or once it has taken too long. */
async function within(longest: number, work: Promise<unknown>): Promise<void> {
  const { promise: late, resolve } = Promise.withResolvers<void>()
  const cancel = systemClock.after(longest, resolve)
  await Promise.race([work, late])
  cancel()
}
