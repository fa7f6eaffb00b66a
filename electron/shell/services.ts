import { app, safeStorage, session } from 'electron'
import type { Banner, Status } from '#contract/model/snapshot.ts'
import { startTexts } from '#contract/texts/shell.ts'
import { systemClock } from '../core/lib/clock.ts'
import { Inbox } from '../core/inbox/inbox.ts'
import type { Logger } from '../core/lib/logger.ts'
import { classifyRefusal } from '../core/guidance/refusal.ts'
import type { SecretsInMemory } from '../core/redaction/secrets-in-memory.ts'
import { History } from '../core/history/history.ts'
import { adoptJournal } from '../core/outbox/adoption/reconcile.ts'
import { Outbox } from '../core/outbox/outbox.ts'
import { ServerClock } from '../core/tusfacturas/server-clock.ts'
import { keepClockOffset } from '../core/storage/clock-offset.ts'
import { openStorage } from '../core/storage/storage.ts'
import type { TusFacturasAccount } from '../core/tusfacturas/api.ts'
import { defaultBaseUrl, parseBaseUrl } from '../core/tusfacturas/base-url.ts'
import { officeCertificates } from '../core/tusfacturas/certificates.ts'
import { createTusFacturas } from '../core/tusfacturas/client.ts'
import { Pace, type Rank } from '../core/tusfacturas/pace.ts'
import { paced } from '../core/tusfacturas/paced.ts'
import { Routes } from '../core/tusfacturas/routes.ts'
import { ClockStatus } from './bridge/clock-status.ts'
import { PlanStatus } from './bridge/plan-status.ts'
import { openDataFile } from './files/data-file.ts'
import { EverySecret } from './files/every-secret.ts'
import { NewerFileError } from './files/file-format.ts'
import { OfficeNetwork } from './network/office-network.ts'
import { keyIsKept } from './start/first-key.ts'
import { patiently } from './start/patient-start.ts'
import { Sealer } from './files/sealer.ts'
import { watchSetAside } from './files/set-aside.ts'
import { settingsFormat, SettingsStore } from './files/settings.ts'
import { StartProblem } from './start/start-problem.ts'
import type { Teardown } from './start/teardown.ts'
import { Vault } from './files/vault.ts'
import { vaultFormat } from './files/vault-file.ts'
import { openRules } from './rules/open.ts'
import { allowedNow } from '../core/rules/decide.ts'
import { openWatcher } from './watch/open.ts'
import { WebhookDesk } from './webhooks/desk.ts'
import { webhookSecretsFormat, WebhookSecrets } from './webhooks/secrets.ts'

/** What every start that touches the data folder has. */
export interface Base {
  folder: string
  logger: Logger
  secrets: SecretsInMemory
  teardown: Teardown
  /** One process per data folder works on it. @returns false when another does; whether it was told is not known */
  takeLock: (told: Record<string, unknown>) => boolean
}

/** What it takes to ask TusFacturasAPP. */
export interface Access extends Base {
  vault: Vault
  settings: SettingsStore
  /** Its queries are a person's: they go first. */
  api: TusFacturasAccount
  /** The same for those who ask for something else. */
  apiFor: (rank: Rank) => TusFacturasAccount
  network: OfficeNetwork
  /** Where TusFacturasAPP is. */
  apiUrl: URL
  /** What time it is there. */
  clock: ServerClock
}

/** What window and command line share. */
export type Services = ReturnType<typeof openServices>

/** TusFacturasAPP asks for at least 100 ms between two calls; a little more, as clocks are coarse. */
const spacing = 110

/**
 * Opens the vault. It needs no lock: its file is read again before each write.
 * @throws StartProblem
 */
export function openVault({ folder, logger, secrets }: Base): Vault {
  return opening(folder, () => {
    const file = openDataFile({ folder, name: 'credenciales', format: vaultFormat, logger, clock: systemClock })
    return new Vault(file, openSealer(folder, logger), logger, secrets)
  })
}

/**
 * Opens what it takes to ask TusFacturasAPP something, without touching the orders: it needs no lock.
 * @param baseUrl where TusFacturasAPP is
 * @throws StartProblem
 */
export function openAccess(base: Base, baseUrl: URL): Access {
  const { logger, teardown } = base
  const settings = openSettings(base)
  const vault = openVault(base)
  const routes = new Routes({ proxy: null, certificates: null })
  const clock = new ServerClock(systemClock)
  const onServedTime = clock.heard.bind(clock)
  const unpaced = createTusFacturas({ baseUrl, version: app.getVersion(), routes, classify: classifyRefusal, logger, onServedTime })
  teardown.add('api', () => {
    unpaced.dispose().catch((error: unknown) => logger.warn('the connections did not close', { error }))
  })
  const pace = new Pace(systemClock, spacing)
  const apiFor = (rank: Rank) => paced(unpaced, pace, rank)
  const network = new OfficeNetwork({
    apiUrl: baseUrl,
    settings: () => settings.current.proxy,
    proxyPassword: () => vault.proxyPassword(),
    resolveProxy: (url) => session.defaultSession.resolveProxy(url),
    certificates: officeCertificates,
    use: (route) => routes.update(route),
    logger,
  })
  return { ...base, vault, settings, api: apiFor('person'), apiFor, network, apiUrl: baseUrl, clock }
}

/**
 * Builds what the product consists of, in order. Nothing is sent before `outbox.start()`. Needs the single-instance lock.
 * @param baseUrl where TusFacturasAPP is
 * @param check of the orders: `beside` the start of a window, see Storage.verify
 * @throws StartProblem
 */
export function openServices(base: Base, baseUrl: URL, check: 'now' | 'beside' = 'now') {
  const { folder, logger, secrets, teardown } = base
  const access = openAccess(base, baseUrl)
  const { vault, settings, api, clock } = access
  const storage = teardown.keep(
    'storage',
    patiently(() => openStorage(folder, systemClock, logger, adoptJournal, check)),
  )
  teardown.add('clock', keepClockOffset(storage.database, clock, logger))
  const open = () =>
    new Outbox({
      database: storage.database,
      journal: storage.journal,
      api: access.apiFor('sending'),
      pointsOfSale: vault,
      rules: () => ({ automaticResends: settings.current.automaticResends, spacing, automatic: allowedNow(settings.current, clock.now()) }),
      clock,
      logger,
      stopped: storage.stopped,
      onDamage: (detail) => storage.suspect(detail),
    })
  const outbox = teardown.keep('outbox', patiently(open))
  const inbox = teardown.keep('inbox', new Inbox({ api, pointsOfSale: vault, clock, database: storage.database, guard: outbox.guard }))
  outbox.onChange((change) => inbox.heed(change))
  vault.changed.subscribe(() => inbox.forget(vault.deletedIds()))
  const watching = { vault, settings, api: access.apiFor('watching'), keychain: outbox.keychain, inbox: inbox.kept, clock, logger }
  const watcher = teardown.keep('watcher', openWatcher(watching))
  watcher.roundOver.subscribe(() => outbox.reached())
  const rules = teardown.keep('rules', openRules({ database: storage.database, outbox, vault, settings, clock, logger }))
  const history = teardown.keep('history', new History({ database: storage.database, clock, logger, present: outbox.present }))
  const webhookSecrets = openWebhookSecrets(base)
  const webhooks = teardown.keep('webhooks', openWebhooks(access, outbox, logger, webhookSecrets))
  const everySecret = new EverySecret([vault, webhookSecrets], secrets, systemClock)
  const setAside = watchSetAside(folder, settings)
  const clockStatus = new ClockStatus(clock)
  const plan = teardown.keep('plan', new PlanStatus({ settings, outbox, clock }))
  let inError: number | null = null
  const status = (): Status => {
    const { banners, unseen, ...rest } = outbox.status()
    inError = outbox.guard.read(
      'new comprobantes in error',
      () => inbox.kept.unseenCount(),
      () => inError,
    )
    const unwatched = watcher.refused.length
    const planned = plan.with([...banners, ...setAside.banners(), ...standIn])
    return { ...rest, unseen: { orders: unseen?.orders ?? {}, inError }, ...(unwatched > 0 && { unwatched }), ...planned, ...clockStatus.with(planned.banners) }
  }
  return { ...access, outbox, history, inbox, storage, everySecret, webhooks, watcher, rules, setAside, clockStatus, plan, status }
}

/** @throws StartProblem when REENCOLA_API_URL is no safe address */
export function apiUrl(wanted: string | undefined): URL {
  if (!wanted) return defaultBaseUrl
  const parsed = parseBaseUrl(wanted)
  if (!parsed.ok) throw new StartProblem(startTexts.apiUrl)
  return parsed.url
}

/** The addresses and tokens of the webhooks. It needs no lock to read them. @throws StartProblem */
export function openWebhookSecrets({ folder, logger, secrets }: Base): WebhookSecrets {
  return opening(folder, () => {
    const file = openDataFile({ folder, name: 'avisos', format: webhookSecretsFormat, logger, clock: systemClock })
    return new WebhookSecrets(file, openSealer(folder, logger), logger, secrets)
  })
}

const openSealer = (folder: string, logger: Logger): Sealer => new Sealer(safeStorage, process.platform, logger, () => keyIsKept(folder))

/** Receives nothing before its start(). */
const openWebhooks = ({ settings, vault, clock }: Access, outbox: Outbox, logger: Logger, secrets: WebhookSecrets): WebhookDesk =>
  new WebhookDesk({
    settings,
    vault,
    outbox,
    secrets,
    load: async () => (await import('../core/webhooks/receiver.ts')).Receiver,
    clock,
    logger,
    onProven: (creado) => clock.heardOfEvent(creado),
  })

const openSettings = ({ folder, logger }: Base): SettingsStore =>
  opening(folder, () => {
    // What the person had chosen is not known: nothing is spent that they may have switched off.
    const ifDamaged = { ...settingsFormat.schema.parse({}), automaticResends: 0 as const }
    return new SettingsStore(openDataFile({ folder, name: 'ajustes', format: settingsFormat, logger, clock: systemClock, ifDamaged }), logger)
  })

/** @throws StartProblem for a data file that cannot be used; nothing of it was touched */
function opening<T>(folder: string, open: () => T): T {
  try {
    return open()
  } catch (error) {
    throw new StartProblem(error instanceof NewerFileError ? startTexts.newerFile(error.file, folder) : startTexts.settings(folder), error)
  }
}

/** Electron itself is missing where the stand-in host runs the program, and with it the system's keychain. */
const standIn: Banner[] = process.versions['electron'] === undefined ? [{ kind: 'stand-in' }] : []
