import { basename, join } from 'node:path'
// Its entry for Node names a `require` that the bundle has already.
import { strToU8, zipSync } from 'fflate/browser'
import type { DiagnosisFile, DiagnosisSaved } from '#contract/commands/diagnosis.ts'
import { fail, ok, type Result } from '#contract/result.ts'
import { diagnosis as texts, diagnosisFiles, readme, type DiagnosisFileName } from '#contract/texts/diagnosis.ts'
import type { Logger } from '../../core/lib/logger.ts'
import { ordersFile } from '../../core/storage/data-files.ts'
import { examineStorage } from '../../core/storage/examine.ts'
import { writeWhole } from '../../core/storage/whole-file.ts'
import { exportRedaction, keysByPattern, secretsRedaction } from '../../core/redaction/rules.ts'
import { inOrder, redactor, type Redaction } from '../../core/redaction/engine.ts'
import { whereWeRun } from './where-we-run.ts'
import type { Services } from '../services.ts'
import { environment, newestOrders, settingsWithoutUser, situation } from './gather.ts'
import { logTail } from './log-tail.ts'

/** How many orders the person may add. */
const ordersTold = 200
/** Of the log, bytes. */
const logTold = 256 * 1024

export interface DiagnosisOptions {
  services: Pick<Services, 'outbox' | 'vault' | 'settings' | 'everySecret' | 'storage' | 'status'>
  apiUrl: URL
  /** The data folder, and the log's. */
  folder: string
  logs: string
  /** Asks where to save; null: nowhere. */
  choosePath: (suggestedName: string) => Promise<string | null>
  /** Today in Argentina, dd/mm/aaaa. */
  today: () => string
  logger: Logger
}

/** Gathers what helps to understand a failure, so that the person can read it and hand it on. */
export class Diagnosis {
  readonly #options: DiagnosisOptions
  /** What was looked at is what is saved. */
  #looked: { withOrders: boolean; files: DiagnosisFile[] } | null = null

  constructor(options: DiagnosisOptions) {
    this.#options = options
  }

  async preview(withOrders: boolean): Promise<DiagnosisFile[]> {
    const files = await this.#gather(withOrders)
    this.#looked = { withOrders, files }
    return files
  }

  async save(withOrders: boolean): Promise<Result<DiagnosisSaved>> {
    const files = this.#looked?.withOrders === withOrders ? this.#looked.files : await this.preview(withOrders)
    const path = await this.#options.choosePath(texts.fileName(this.#options.today().replaceAll('/', '-')))
    if (path === null) return ok({ kind: 'cancelled' })
    try {
      const zip = zipSync(Object.fromEntries(files.map(({ name, text }) => [name, strToU8(text)])))
      await writeWhole(path, async (file) => (await file.writeFile(zip), path))
    } catch (error) {
      this.#options.logger.warn('the diagnosis was not saved', { reason: (error as Error).message })
      return fail('export-failed')
    }
    return ok({ kind: 'saved', file: basename(path) })
  }

  async #gather(withOrders: boolean): Promise<DiagnosisFile[]> {
    const { services, apiUrl, folder, logs } = this.#options
    const { outbox, vault, settings, storage, status } = services
    const parts: [DiagnosisFileName, string, Redaction?][] = [
      ['entorno.json', json(environment(folder, apiUrl))],
      ['ajustes.json', json(settingsWithoutUser(settings.current))],
      ['estado.json', json(situation(status(), await vault.list(), outbox.ledger()))],
      ['almacenamiento.json', json(await examineStorage(storage.database, folder, join(folder, ordersFile)))],
      ['registro.txt', logTail(logs, logTold)],
    ]
    // Thousands of lines: what is looked for is prepared once, when everything has been gathered.
    const secrets = await services.everySecret.open()
    const known = redactor(secrets.texts)
    const inOrders = secrets.complete ? known : inOrder(known, keysByPattern)
    const redactAll = exportRedaction(known, whereWeRun())
    if (withOrders) parts.push(['reenvios.json', json(newestOrders(outbox.list({ offset: 0, limit: ordersTold }))), secretsRedaction(inOrders, whereWeRun())])
    const first: typeof parts = [
      [
        'leeme.txt',
        readme(
          parts.map(([name]) => name),
          secrets.complete,
        ),
      ],
    ]
    return [...first, ...parts].map(([name, text, redact = redactAll]) => ({ name, about: diagnosisFiles[name], text: byLine(redact, text) }))
  }
}

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`

/** A redaction looks at one line at a time: a value that is cut off must not take the rest of the file with it. */
const byLine = (redact: Redaction, text: string): string => text.split('\n').map(redact).join('\n')
