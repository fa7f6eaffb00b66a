import { readFile } from 'node:fs/promises'
import type { Licence } from '#contract/commands/licences.ts'
import type { Placed } from '#contract/model/order.ts'
import { fail, ok, type Result } from '#contract/result.ts'
import type { CommandHandlers } from '#contract/schema.ts'
import { explain } from '../../core/guidance/explain.ts'
import { redactor } from '../../core/redaction/engine.ts'
import { PointsOfSaleImport } from '../files/points-of-sale-import.ts'
import { presentWatch } from '../watch/status.ts'
import { suggestionFrom } from './clipboard-suggestion.ts'
import { copiedTable } from './copied-table.ts'
import { done, idOf } from './done.ts'
import { diagnosisHandlers } from './handlers/diagnosis.ts'
import { handOverHandlers } from './handlers/hand-over.ts'
import { historyHandlers } from './handlers/history.ts'
import { inboxHandlers } from './handlers/inbox.ts'
import { pointOfSaleHandlers } from './handlers/points-of-sale.ts'
import { presentSettings, saveSettings } from './handlers/settings.ts'
import { tableHandlers } from './handlers/tables.ts'
import { taskHandlers } from './handlers/tasks.ts'
import { webhooksHandlers } from './handlers/webhooks.ts'
import { whereaboutsHandlers } from './handlers/whereabouts.ts'
import type { PageServices } from './page-services.ts'
import { refused } from './references.ts'

const firstPage = 100

const placed = (result: Result<Placed>): Result<Omit<Placed, 'orders'>> => {
  if (!result.ok) return result
  const { batchId, count, alreadyLive } = result.value
  return ok({ batchId, count, alreadyLive })
}

/** What each command of the contract does. */
export function createHandlers(services: PageServices): CommandHandlers {
  const { vault, settings, outbox, everySecret, integration, page } = services
  const importing = new PointsOfSaleImport(vault, services.secrets, everySecret)
  const nameOf = (id: string) => vault.nameOf(id)
  return {
    snapshot: async () => {
      // A new page: nobody saves any more what the one before read.
      importing.forget()
      return ok({
        version: services.version,
        pointsOfSale: await vault.list(),
        settings: presentSettings(settings.current, vault),
        desktop: integration.state(),
        status: services.status(),
        orders: outbox.list({ offset: 0, limit: firstPage }),
        batches: outbox.batches(),
      })
    },

    estimateOrders: ({ pointOfSaleId, references }) =>
      withReferences(services, pointOfSaleId, references, () => ok(outbox.estimate(pointOfSaleId, references))),
    placeOrders: ({ pointOfSaleId, references }) => withReferences(services, pointOfSaleId, references, () => placed(outbox.place(pointOfSaleId, references))),
    listOrders: (query) => ok(outbox.list(query)),
    readBatch: ({ batchId, offset, limit }) => ok(outbox.batch(batchId, offset, limit)),
    orderStory: ({ id }) => outbox.story(id),
    cancelOrder: ({ id }) => done(outbox.cancel(id)),
    cancelBatch: ({ batchId }) => done(outbox.cancelBatch(batchId)),
    decideOrder: ({ id, decision }) => done(outbox.decide(id, decision)),
    resendOrder: ({ id }) => idOf(outbox.resend(id)),
    freshPdf: ({ id }) => outbox.freshPdf(id),

    setPaused: ({ paused }) => done(outbox.setPaused(paused)),
    retryGate: ({ pointOfSaleId }) => done(outbox.retryGate(pointOfSaleId)),
    acknowledgeStorage: () => done(outbox.acknowledgeStorage()),
    acknowledgeSetAside: ({ aside }) => done(services.setAside.acknowledge(aside)),
    acknowledgePlan: () => done(services.plan.acknowledge()),
    acknowledgeClock: () => (services.clockStatus.acknowledge(), ok(null)),
    explain: ({ text }) => ok(explain(text)),
    suggestFromClipboard: async () => {
      const copied = await services.readClipboard()
      const text = suggestionFrom(copied)
      if (text !== null) return ok({ text })
      const table = await copiedTable(copied)
      return ok(table && { table })
    },
    takeCopiedTable: async ({ key }) => {
      const text = await services.readClipboard()
      const table = await copiedTable(text)
      return ok(table !== null && (key === undefined || key === table.key) ? { text } : null)
    },
    copyText: async ({ text }) => (await services.writeClipboard(redactor((await everySecret.open()).texts)(text)), ok(null)),
    thirdPartyLicences: async () => ok(JSON.parse(await readFile(services.licencesFile, 'utf8')) as Licence[]),

    takeNavigation: () => {
      const { navigation } = page
      page.navigation = null
      return ok(navigation)
    },
    showScreen: ({ screen }) => (services.notifier.shows(screen), ok(null)),
    keepPlace: ({ place }) => ((page.place = place), ok(null)),
    readPlace: () => ok(page.place),
    readWatch: () => ok(presentWatch(services.watcher.state, nameOf)),
    readRules: () => ok(services.rules.state()),
    saveSettings: async (change) => done(await saveSettings(services, change)),

    setStartWithSystem: ({ on }) => integration.setStartWithSystem(on),
    declineStart: () => integration.declineStart(),
    setNotifications: ({ on }) => integration.setNotifications(on),
    setShortcut: ({ chosen }) => integration.setShortcut(chosen === 'off' ? null : chosen),
    checkForUpdates: () => integration.checkForUpdates(),
    restartToUpdate: () => integration.restartToUpdate(),
    restart: () => integration.restart(),

    ...pointOfSaleHandlers(services, importing),
    ...inboxHandlers(services),
    ...taskHandlers(services),
    ...tableHandlers(services),
    ...historyHandlers(services),
    ...handOverHandlers(services),
    ...webhooksHandlers(services),
    ...diagnosisHandlers(services),
    ...whereaboutsHandlers({ ...services, keychain: outbox.keychain }),
  }
}

async function withReferences<T>({ vault, everySecret }: PageServices, id: string, references: string[], work: () => Result<T>): Promise<Result<T>> {
  if (vault.nameOf(id) === null) return fail('point-of-sale-missing')
  return (await refused(references, everySecret)) ?? work()
}
