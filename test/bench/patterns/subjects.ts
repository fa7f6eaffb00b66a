/** Everything that looks at text from outside with a pattern, as the program calls it. */
import { findCredentials } from '#contract/model/credentials.ts'
import { mayOpenOutside } from '#contract/model/links.ts'
import { checkReference, parseReferences } from '#contract/model/references.ts'
import { decodeFile, readWebhookFile } from '../../../electron/core/webhooks/file.ts'
import { readWebhooks } from '../../../electron/core/webhooks/payload.ts'
import { largestBody } from '../../../electron/core/webhooks/request.ts'
import { explain } from '../../../electron/core/guidance/explain.ts'
import { classifyRefusal } from '../../../electron/core/guidance/refusal.ts'
import type { Order } from '#contract/model/order.ts'
import { csvLine } from '../../../electron/core/history/csv.ts'
import { redactor } from '../../../electron/core/redaction/engine.ts'
import { readAnswer, readMoment } from '../../../electron/core/tusfacturas/answers.ts'
import { readReply } from '../../../electron/core/tusfacturas/replies.ts'
import { readAccepted, readDeletion, readServiceState } from '../../../electron/core/tusfacturas/schemas.ts'
import { readStatus } from '../../../electron/core/tusfacturas/statuses.ts'
import { parseCommandLine } from '../../../electron/shell/cli/command-line.ts'
import { printable, printableLines } from '../../../electron/shell/cli/printable.ts'
import { suggestionFrom } from '../../../electron/shell/bridge/clipboard-suggestion.ts'
import { readLink } from '../../../electron/shell/start/deep-link.ts'
import { lineOf } from '../../../electron/shell/report/log.ts'
import { targetIn } from '../../../electron/shell/desktop/notification-target.ts'
import { exportRedaction, logRedaction } from '../../../electron/core/redaction/rules.ts'
import { readTableText } from '../../../electron/core/tables/read-table.ts'
import { looksLikeTable } from '../../../electron/core/tables/table-look.ts'

const secrets = ['10010', 'a1b2c3d4e5f60718293a4b5c6d7e8f90', '00112233445566778899aabbccddeeff00112233445566778899aabbccdd3f2a', 'clave del proxy "1"']
const here = { home: '/home/ana', user: 'ana', host: 'pc-contaduria' }
const redact = redactor(secrets)
const forLog = logRedaction(redact, here)
const forExport = exportRedaction(redact, here)

const explanation = { code: null, kind: 'datos', resendHelps: 'no', title: '', explanation: '', nextStep: '', texts: [] } as const
const order = {
  external_reference: '',
  pointOfSaleName: '',
  stateLabel: '',
  createdAt: 0,
  updatedAt: 0,
  requestsUsed: 0,
  requestsPossible: 0,
  comprobante: null,
  explanation,
} as unknown as Order

const answered = (body: string) => ({ sent: true, status: 200, headers: {}, body: Buffer.from(body), trouble: null })
const context = { classify: classifyRefusal, secrets, maxBytes: 2 ** 25, now: 0 }
const inErrors = (text: string) => JSON.stringify({ error: 'S', errores: [text] })

/** By what is looked at and by whom. */
export const subjects: Record<string, (text: string) => unknown> = {
  'respuesta: cuerpo (answers)': (text) => readAnswer(text),
  'respuesta: objeto dañado (answers)': (text) => readAnswer(`{"error":"S","errores":["${text}`),
  'respuesta: tras avisos de PHP (answers)': (text) => readAnswer(`<br>Notice ${text}{"error":"N"}`),
  'respuesta: comas de más (trailing-commas)': (text) => readAnswer(`{"error":"N","x":[${text},],}`),
  'respuesta: leída entera (replies)': (text) => readReply(answered(text), { ...context, read: readAccepted }),
  'respuesta: rechazo con un texto (replies)': (text) => readReply(answered(inErrors(text)), { ...context, read: readAccepted }),
  'respuesta: eliminación (schemas)': (text) =>
    readReply(answered(JSON.stringify({ error: 'PARCIAL', procesados: [text], errores: [text] })), { ...context, read: readDeletion }),
  'respuesta: alertas (schemas)': (text) =>
    readReply(answered(JSON.stringify({ error: 'N', facturacion: text, novedades: text })), { ...context, read: readServiceState }),
  'respuesta: fecha (readMoment)': (text) => readMoment(text),
  'estado (statuses)': (text) => readStatus(text),
  'texto de error (guidance)': (text) => explain(text),
  'textos de error (guidance)': (text) => explain([text, text, inErrors(text)]),
  'secretos conocidos (redaction)': (text) => redact(text),
  'renglón del registro (log)': (text) => lineOf(forLog, 'x', { text }),
  'renglón del diagnóstico (diagnosis)': (text) => forExport(text.slice(0, 65_536)),
  'referencias pegadas (references)': (text) => parseReferences(text),
  'una referencia (references)': (text) => checkReference(text),
  'credenciales pegadas (credentials)': (text) => findCredentials(text),
  'portapapeles (clipboard-suggestion)': (text) => suggestionFrom(text),
  'lo pegado, ¿es una tabla? (table-look)': (text) => looksLikeTable(text),
  'tabla (read-table)': (text) => readTableText(text),
  'webhook: cuerpo (webhook-payload)': (text) => readWebhooks(text.slice(0, largestBody)),
  'webhook: archivo (webhook-file)': (text) => Array.from(readWebhookFile(decodeFile(Buffer.from(text)))),
  'tabla: renglón (csv)': (text) => csvLine({ ...order, external_reference: text.slice(0, 255), explanation: { ...explanation, texts: explain(text).texts } }),
  'enlace (deep-link)': (text) => readLink(text),
  'enlace para afuera (links)': (text) => mayOpenOutside(text),
  'aviso de Windows (notice-target)': (text) => targetIn(text),
  'línea de comandos (command-line)': (text) => parseCommandLine(['reenviar', text, `--esperar=${text}`, `--${text}`]),
  'renglón de la terminal (printable)': (text) => [printable(text), printableLines(text)],
}
