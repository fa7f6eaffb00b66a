import { join } from 'node:path'
import type { DiagnosisFile } from '#contract/commands/diagnosis.ts'
import { diagnosisFiles, readme, type DiagnosisFileName } from '#contract/texts/diagnosis.ts'
import { ordersFile } from '../../core/storage/data-files.ts'
import { examineStorage } from '../../core/storage/examine.ts'
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

/** Gathers what helps to understand a failure, with no secret in it. @param logs folder of the log */
export async function gatherDiagnosis(services: Services, logs: string, withOrders: boolean): Promise<DiagnosisFile[]> {
  const { outbox, vault, settings, storage, status, apiUrl, everySecret, folder } = services
  const parts: [DiagnosisFileName, string, Redaction?][] = [
    ['entorno.json', json(environment(folder, apiUrl))],
    ['ajustes.json', json(settingsWithoutUser(settings.current))],
    ['estado.json', json(situation(status(), await vault.list(), outbox.ledger()))],
    ['almacenamiento.json', json(await examineStorage(storage.database, folder, join(folder, ordersFile)))],
    ['registro.txt', logTail(logs, logTold)],
  ]
  // Thousands of lines: what is looked for is prepared once, when everything has been gathered.
  const secrets = await everySecret.open()
  const known = redactor(secrets.texts)
  const inOrders = secrets.complete ? known : inOrder(known, keysByPattern)
  const redactAll = exportRedaction(known, whereWeRun())
  if (withOrders) parts.push(['reenvios.json', json(newestOrders(outbox.list({ offset: 0, limit: ordersTold }))), secretsRedaction(inOrders, whereWeRun())])
  const about = readme(
    parts.map(([name]) => name),
    secrets.complete,
  )
  parts.unshift(['leeme.txt', about])
  return parts.map(([name, text, redact = redactAll]) => ({ name, about: diagnosisFiles[name], text: byLine(redact, text) }))
}

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`

/** A redaction looks at one line at a time: a value that is cut off must not take the rest of the file with it. */
const byLine = (redact: Redaction, text: string): string => text.split('\n').map(redact).join('\n')
