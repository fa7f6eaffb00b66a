import { join } from 'node:path'
import { app, clipboard, ClipboardItem, nativeTheme, shell } from 'electron'
import { dayNumberAt, fechaOf } from '#contract/argentina.ts'
import { fail } from '#contract/result.ts'
import { systemClock } from '../../core/lib/clock.ts'
import { within } from '../../core/lib/within.ts'
import { logsFolder } from '../../core/storage/data-files.ts'
import { chooseOpenPath, chooseSavePath } from '../desktop/file-dialogs.ts'
import { gatherDiagnosis } from '../report/diagnosis.ts'
import type { Services } from '../services.ts'
import { presentWatch } from '../watch/status.ts'
import { printContents } from '../window/print.ts'
import type { MainWindow } from '../window/window.ts'
import { createHandlers } from './handlers.ts'
import { presentSettings } from './handlers/settings.ts'
import { registerCommands, type WhatChanged } from './ipc.ts'
import { tellNewest } from './newest.ts'
import type { PageServices } from './page-services.ts'

/** A keychain that says nothing keeps no answer back for longer; what it describes is told when it speaks. Milliseconds. */
const longestNews = 2_000

/** Comprobantes told in one go: some milliseconds of the page's time. */
const rowsAtOnce = 500

interface PageFeedOptions extends Pick<PageServices, 'integration' | 'notifier' | 'licencesFile'> {
  services: Services
  window: MainWindow
  /** What more than the page has to know. */
  onStatus: () => void
}

/** Answers the page's commands and tells it what changes. */
export function feedPage({ services, window, onStatus, ...parts }: PageFeedOptions): void {
  const { vault, settings, outbox, watcher, history, inbox, webhooks, clock, clockStatus, logger } = services
  const { integration, notifier } = parts
  const logs = join(services.folder, logsFolder)
  const handlers = createHandlers({
    ...services,
    ...parts,
    version: app.getVersion(),
    page: window,
    readClipboard: () => clipboard.readText(),
    writeClipboard: (text) => clipboard.writeText(text),
    writeTable: ({ text, html }) => clipboard.write([new ClipboardItem({ 'text/plain': text, 'text/html': html })]),
    printPage: async () => {
      const contents = window.browserWindow?.webContents
      return contents ? printContents(contents, logger) : fail('print-failed', { reason: 'other' })
    },
    openPath: (of) => chooseOpenPath(window.browserWindow, of),
    savePath: (of) => chooseSavePath(window.browserWindow, of, fechaOf(dayNumberAt(clock.now()))),
    onExportProgress: (done, total) => window.send('exportProgress', { done, total }),
    gatherDiagnosis: (withOrders) => gatherDiagnosis(services, logs, withOrders),
    openLogs: () => shell.openPath(logs),
  })
  history.onArchived = (archived) => {
    window.send('archiveChanged', { archived })
    onStatus()
  }
  const pointsOfSale = tellNewest(
    () => vault.list(),
    (list) => window.send('pointsOfSaleChanged', list),
    (error) => logger.warn('the points of sale could not be described', { error }),
  )
  const receiver = tellNewest(
    () => webhooks.status(),
    (status) => window.send('webhooksChanged', status),
    // The next event makes it describe itself again.
    (error) => logger.warn('the webhooks could not be described', { error }),
  )
  const whatChanged: WhatChanged = () => {
    const tell = outbox.fromHere()
    return async () => {
      tell()
      await within(systemClock, longestNews, Promise.all([pointsOfSale.told(), receiver.told()]), null)
    }
  }
  services.teardown.add(
    'page feed',
    registerCommands(handlers, (id) => window.owns(id), logger, whatChanged),
    outbox.onChange((change) => {
      switch (change.type) {
        case 'orders':
          window.send('ordersChanged', { orders: change.orders })
          return notifier.onOrders(change.orders)
        case 'batches':
          return window.send('batchesChanged', { batches: change.batches })
        case 'tasks':
          window.send('tasksChanged', { tasks: change.tasks })
          return notifier.onTasks(change.tasks)
        case 'status':
          return onStatus()
        case 'batches-due':
          return notifier.onBatches(change.outcomes)
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
    vault.changed.subscribe(() => pointsOfSale.touch()),
    webhooks.changed.subscribe(() => receiver.touch()),
    settings.changed.subscribe((current) => {
      nativeTheme.themeSource = current.theme
      window.send('settingsChanged', presentSettings(current, vault))
      // A file that was set aside is told of until the person has read about it, and the settings note that they have.
      onStatus()
    }),
    clock.onChange(onStatus),
    clockStatus.changed.subscribe(onStatus),
    services.plan.changed.subscribe(onStatus),
    integration.changed.subscribe(() => window.send('desktopChanged', integration.state())),
  )
}
