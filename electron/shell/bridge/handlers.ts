import type { Placed } from '#contract/model/order.ts'
import type { Settings } from '#contract/model/settings.ts'
import type { Snapshot, Status } from '#contract/model/snapshot.ts'
import type { Navigation } from '#contract/commands/navigation.ts'
import { checkReference } from '#contract/model/references.ts'
import { fail, ok, type Result } from '#contract/result.ts'
import type { CommandArgs, CommandHandlers, CommandValue } from '#contract/schema.ts'
import { testTexts } from '#contract/texts/shell.ts'
import type { Inbox } from '../../core/inbox/inbox.ts'
import { explain } from '../../core/guidance/explain.ts'
import { describeOutcome } from '../../core/guidance/outcome.ts'
import type { Keychain } from '../../core/outbox/keychain.ts'
import type { Outbox } from '../../core/outbox/outbox.ts'
import { holdsKey, type SecretsInMemory } from '../../core/redaction/secrets-in-memory.ts'
import type { Clock } from '../../core/lib/clock.ts'
import { redactor } from '../../core/redaction/engine.ts'
import type { TusFacturas } from '../../core/tusfacturas/api.ts'
import { parseProxyUrl } from '../../core/tusfacturas/proxy.ts'
import { suggestionFrom } from './clipboard-suggestion.ts'
import { copiedTable } from './copied-table.ts'
import type { EverySecret } from '../files/every-secret.ts'
import { PointsImport } from '../files/points-import.ts'
import { done, idOf } from './done.ts'
import { inboxHandlers } from './handlers/inbox.ts'
import { desktopHandlers } from './handlers/desktop.ts'
import { diagnosisHandlers, type DiagnosisServices } from './handlers/diagnosis.ts'
import { handOverHandlers, type HandOverServices } from './handlers/hand-over.ts'
import { historyHandlers, type HistoryServices } from './handlers/history.ts'
import { licencesHandlers } from './handlers/licences.ts'
import { pointsImportHandlers, type PointsImportServices } from './handlers/points-import.ts'
import { tableHandlers } from './handlers/tables.ts'
import { webhooksHandlers, type WebhooksHandlerServices } from './handlers/webhooks.ts'
import { taskHandlers } from './handlers/tasks.ts'
import { whereaboutsHandlers } from './handlers/whereabouts.ts'
import type { Integration } from '../desktop/integration.ts'
import type { Notices } from '../desktop/notices.ts'
import type { ClockStatus } from './clock-status.ts'
import type { PlanStatus } from './plan-status.ts'
import { presentWatch } from '../watch/status.ts'
import type { RuleRunner } from '../../core/rules/runner.ts'
import type { Watcher } from '../../core/watch/watcher.ts'
import type { SetAside } from '../files/set-aside.ts'
import type { SettingsStore, StoredSettings } from '../files/settings.ts'
import type { Vault } from '../files/vault.ts'

export interface HandlerServices
  extends HistoryServices, HandOverServices, WebhooksHandlerServices, DiagnosisServices, Pick<PointsImportServices, 'choosePointsFile'> {
  version: string
  vault: Vault
  clock: Clock
  keychain: Pick<Keychain, 'read'>
  settings: SettingsStore
  outbox: Outbox
  inbox: Inbox
  api: TusFacturas
  secrets: Pick<SecretsInMemory, 'note'>
  everySecret: EverySecret
  /** Of the program as a whole: the outbox's, and what the shell adds. */
  status: () => Status
  readClipboard: () => Promise<string>
  writeClipboard: (text: string) => Promise<void>
  /** Where the build wrote the licences of what is bundled. */
  licencesFile: string
  integration: Integration
  setAside: Pick<SetAside, 'acknowledge'>
  clockStatus: Pick<ClockStatus, 'acknowledge'>
  plan: Pick<PlanStatus, 'acknowledge'>
  watcher: Pick<Watcher, 'state'>
  rules: Pick<RuleRunner, 'state'>
  /** Where the page was asked to go, once. */
  takeNavigation: () => Navigation | null
  notices: Pick<Notices, 'shows'>
  /** What the page left of itself; see keepPlace. */
  place: { place: string | null }
}

const firstPage = 100

const placed = (result: Result<Placed>): Result<Omit<Placed, 'orders'>> => {
  if (!result.ok) return result
  const { batchId, count, alreadyLive } = result.value
  return ok({ batchId, count, alreadyLive })
}

/** What each command of the contract does. */
export function createHandlers(services: HandlerServices): CommandHandlers {
  const { vault, outbox, everySecret, secrets } = services
  const points = new PointsImport(vault, secrets, everySecret)
  return {
    snapshot: async () => {
      // A new page: nobody saves any more what the one before read.
      points.forget()
      return ok(await snapshot(services))
    },

    savePointOfSale: async (args) => {
      const names = [args.name, args.company?.name ?? '']
      const leaks = holdsKey(names, Object.values(args.credentials ?? {})) || (await everySecret.isIn(names))
      return leaks ? fail('looks-secret', { what: 'name' }) : idOf(await vault.save(args))
    },
    weighDeletion: ({ id }) => ok(outbox.weighDeletion(id)),
    deletePointOfSale: ({ id }) => vault.delete(id),
    testCredentials: (args) => testCredentials(services, args),

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
    readLedger: () => ok(outbox.ledger()),
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

    ...tableHandlers(services),
    ...licencesHandlers(services.licencesFile),
    ...historyHandlers(services),
    ...handOverHandlers(services),
    ...webhooksHandlers(services),
    ...desktopHandlers(services.integration),
    takeNavigation: () => ok(services.takeNavigation()),
    showScreen: ({ screen }) => (services.notices.shows(screen), ok(null)),
    keepPlace: ({ place }) => {
      services.place.place = place
      return ok(null)
    },
    readPlace: () => ok(services.place.place),
    ...diagnosisHandlers(services),
    ...taskHandlers(services),
    readWatch: () => ok(presentWatch(services.watcher.state, (id) => vault.nameOf(id))),
    readRules: () => ok(services.rules.state()),
    ...inboxHandlers(services),
    ...whereaboutsHandlers(services),
    ...pointsImportHandlers({ points, choosePointsFile: services.choosePointsFile }),
    saveSettings: async (change) => done(await saveSettings(services, change)),
  }
}

async function snapshot({ version, vault, settings, outbox, status, integration }: HandlerServices): Promise<Snapshot> {
  return {
    version,
    pointsOfSale: await vault.list(),
    settings: presentSettings(settings.current, vault),
    desktop: integration.state(),
    status: status(),
    orders: outbox.list({ offset: 0, limit: firstPage }),
    batches: outbox.batches(),
  }
}

/** The settings as the page may see them. */
export const presentSettings = ({ theme, automaticResends, archiveAfter, plan, watch, rules, proxy }: StoredSettings, vault: Vault): Settings => ({
  theme,
  automaticResends,
  archiveAfter,
  plan,
  watch,
  rules,
  proxy: { ...proxy, hasPassword: vault.hasProxyPassword },
})

async function withReferences<T>({ vault, everySecret }: HandlerServices, id: string, references: string[], work: () => Result<T>): Promise<Result<T>> {
  if (vault.nameOf(id) === null) return fail('point-of-sale-missing')
  const wrong = references.map(checkReference).find(({ problem }) => problem !== null)
  if (wrong?.problem) return fail('reference-invalid', { reference: wrong.text.slice(0, 80), problem: wrong.problem })
  if (await everySecret.isIn(references)) return fail('looks-secret', { what: 'reference' })
  return work()
}

async function testCredentials(
  { vault, keychain, api, secrets, today }: HandlerServices,
  args: CommandArgs<'testCredentials'>,
): Promise<Result<CommandValue<'testCredentials'>>> {
  if ('id' in args && vault.nameOf(args.id) === null) return fail('point-of-sale-missing')
  const keys = 'id' in args ? await keychain.read(args.id) : null
  if (keys && keys.kind !== 'open') return fail(keys.kind === 'silent' ? 'keychain-silent' : 'credentials-undecryptable')
  const credentials = 'id' in args ? keys?.credentials : secrets.note(args.credentials, (typed) => Object.values(typed))
  if (!credentials) return fail('credentials-undecryptable')
  const reply = await api.findByDate(credentials, today(), 0, 1)
  if (reply.kind === 'failed')
    return ok({ works: false, explanation: describeOutcome({ type: 'failure', failure: reply.failure, sent: reply.sent, free: true }) })
  if (reply.kind === 'refused' && reply.refusal !== 'not-found')
    return ok({ works: false, explanation: describeOutcome({ ...reply, type: 'refused', free: true }) })
  return ok({
    works: true,
    explanation: {
      code: null,
      kind: 'observacion',
      resendHelps: 'no-se-sabe',
      title: testTexts.worksTitle,
      explanation: testTexts.works,
      nextStep: '',
      texts: [],
    },
  })
}

async function saveSettings(
  { vault, settings, history }: HandlerServices,
  { theme, automaticResends, archiveAfter, plan, watch, rules, proxy }: CommandArgs<'saveSettings'>,
): Promise<Result<unknown>> {
  if (proxy?.mode === 'manual' && !parseProxyUrl(proxy.url)) return fail('bad-arguments', { reason: 'proxy-url' })
  const kept = proxy?.password === undefined ? null : await vault.setProxyPassword(proxy.password)
  if (kept && !kept.ok) return kept
  const saved = settings.save({
    ...(theme && { theme }),
    ...(automaticResends !== undefined && { automaticResends }),
    ...(archiveAfter !== undefined && { archiveAfter }),
    // What was read was of another limit.
    ...(plan !== undefined && plan !== settings.current.plan && { plan, planRead: '' }),
    ...(watch && { watch }),
    ...(rules && { rules }),
    ...(proxy && { proxy: { mode: proxy.mode, url: proxy.url, user: proxy.user } }),
  })
  if (saved.ok && archiveAfter !== undefined) void history.archive(archiveAfter)
  if (saved.ok) return saved
  // All of it or nothing: a refused form leaves no half of itself behind.
  await kept?.value.undo()
  return saved
}
