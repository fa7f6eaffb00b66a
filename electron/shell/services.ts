import { app, safeStorage, session } from 'electron'
import type { Banner, Status } from '../contract/model.ts'
import { startTexts } from '../contract/texts/shell.ts'
import { storageTexts } from '../contract/texts/storage.ts'
import { systemClock } from '../core/clock.ts'
import type { Logger } from '../core/logger.ts'
import type { SecretsInMemory } from '../core/redaction.ts'
import { Outbox } from '../core/outbox/outbox.ts'
import { StorageError } from '../core/storage/storage-error.ts'
import { openStorage, type Storage } from '../core/storage/storage.ts'
import type { TusFacturas } from '../core/tusfacturas/api.ts'
import { defaultBaseUrl, parseBaseUrl } from '../core/tusfacturas/base-url.ts'
import { officeCertificates } from '../core/tusfacturas/certificates.ts'
import { createTusFacturas } from '../core/tusfacturas/client.ts'
import { Dispatchers } from '../core/tusfacturas/dispatchers.ts'
import { openDataFile } from './data-file.ts'
import { NewerFileError } from './file-format.ts'
import { OfficeNetwork } from './office-network.ts'
import { Sealer } from './sealer.ts'
import { settingsFormat, SettingsStore } from './settings.ts'
import { StartProblem } from './start-problem.ts'
import type { Teardown } from './teardown.ts'
import { Vault, vaultFormat } from './vault.ts'

/** What window and command line share. */
export interface Services {
  vault: Vault
  settings: SettingsStore
  outbox: Outbox
  api: TusFacturas
  network: OfficeNetwork
  storage: Storage
  secrets: SecretsInMemory
  status: () => Status
}

/** TusFacturasAPP asks for at least 100 ms between two resends; a little more, as clocks are coarse. */
const spacing = 110

/**
 * Opens the vault. It needs no lock: its file is read again before each write.
 * @throws StartProblem
 */
export function openVault(folder: string, logger: Logger, secrets: SecretsInMemory): Vault {
  try {
    const file = openDataFile({ folder, name: 'credenciales', format: vaultFormat, logger, clock: systemClock })
    return new Vault(file, new Sealer(safeStorage, process.platform, systemClock, logger), logger, secrets)
  } catch (error) {
    throw cannotRead(folder, error)
  }
}

/**
 * Builds what the product consists of, in order. Nothing is sent before `outbox.start()`. Needs the single-instance lock.
 * @param baseUrl where TusFacturasAPP is
 * @param check of the orders: `beside` the start of a window, see Storage.verify
 * @throws StartProblem
 */
export function openServices(folder: string, baseUrl: URL, logger: Logger, secrets: SecretsInMemory, teardown: Teardown, check: 'now' | 'beside' = 'now'): Services {
  const settings = openSettings(folder, logger)
  const vault = openVault(folder, logger, secrets)
  const dispatchers = new Dispatchers({ proxy: null, ca: null })
  const api = createTusFacturas({ baseUrl, version: app.getVersion(), dispatchers, logger })
  teardown.add('api', () => {
    api.dispose().catch((error: unknown) => logger.warn('the connections did not close', { error }))
  })
  const network = new OfficeNetwork({
    apiUrl: baseUrl,
    settings: () => settings.current.proxy,
    proxyPassword: () => vault.proxyPassword(),
    resolveProxy: (url) => session.defaultSession.resolveProxy(url),
    certificates: officeCertificates,
    use: (route) => dispatchers.update(route),
    logger,
  })
  const storage = openOrders(folder, logger, check)
  teardown.add('storage', () => storage.dispose())
  const outbox = new Outbox({
    database: storage.database,
    journal: storage.journal,
    api,
    pointsOfSale: vault,
    rules: () => ({ automaticResends: settings.current.automaticResends, spacing }),
    clock: systemClock,
    logger,
    stopped: storage.stopped,
    onDamage: (detail) => storage.suspect(detail),
  })
  teardown.add('outbox', () => outbox.dispose())
  return { vault, settings, outbox, api, network, storage, secrets, status: () => withStandIn(outbox.status()) }
}

/** @throws StartProblem when REENCOLA_API_URL is no safe address */
export function apiUrl(wanted: string | undefined): URL {
  if (!wanted) return defaultBaseUrl
  const parsed = parseBaseUrl(wanted)
  if (!parsed.ok) throw new StartProblem(startTexts.apiUrl)
  return parsed.url
}

function openSettings(folder: string, logger: Logger): SettingsStore {
  try {
    return new SettingsStore(openDataFile({ folder, name: 'ajustes', format: settingsFormat, logger, clock: systemClock }), logger)
  } catch (error) {
    throw cannotRead(folder, error)
  }
}

/** A data file that cannot be used; nothing of it was touched. */
const cannotRead = (folder: string, error: unknown): StartProblem =>
  new StartProblem(error instanceof NewerFileError ? startTexts.newerFile(error.file, folder) : startTexts.settings(folder), error)

function openOrders(folder: string, logger: Logger, check: 'now' | 'beside'): Storage {
  try {
    return openStorage(folder, systemClock, logger, check)
  } catch (error) {
    if (!(error instanceof StorageError)) throw error
    throw new StartProblem(startTexts.storage(storageTexts.problems[error.problem]), error)
  }
}

/** Electron itself is missing where the stand-in host runs the program, and with it the system's keychain. */
const standIn: Banner[] = process.versions['electron'] === undefined ? [{ kind: 'stand-in' }] : []

const withStandIn = (status: Status): Status => (standIn.length > 0 ? { ...status, banners: [...status.banners, ...standIn] } : status)
