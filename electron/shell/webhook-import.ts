import { readFile, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { largestWebhookFile, type WebhookImport } from '../contract/webhooks.ts'
import { decodeFile, readWebhookFile } from '../core/followup/webhook-file.ts'
import type { Logger } from '../core/logger.ts'
import type { Outbox } from '../core/outbox/outbox.ts'

/** Events of one commit; between two, the window lives on. */
const chunk = 500
const shownExamples = 5
const longestExample = 120

/**
 * Reads a file of saved webhooks and stores what it holds, as events whose sender is not proven.
 * @throws SQLite's error when the disk refuses; what was stored until then stays, and reading the file again finds it repeated
 */
export async function importWebhookFile(path: string, pointOfSale: string, outbox: Pick<Outbox, 'webhooks'>, logger: Logger): Promise<WebhookImport> {
  let text: string
  try {
    if ((await stat(path)).size > largestWebhookFile) return { kind: 'too-large' }
    text = decodeFile(await readFile(path))
  } catch (error) {
    logger.warn('a file of webhooks could not be read', { reason: (error as NodeJS.ErrnoException).code })
    return { kind: 'unreadable' }
  }
  const { events, notUnderstood } = readWebhookFile(text)
  let stored = 0
  for (let from = 0; from < events.length; from += chunk) {
    const deliveries = events.slice(from, from + chunk).map((event) => ({ event, pointOfSale, proven: false, source: 'file' as const }))
    stored += outbox.webhooks(deliveries).filter(({ fresh }) => fresh).length
    await new Promise<void>((resolve) => setImmediate(resolve))
  }
  return {
    kind: 'read',
    fileName: basename(path),
    stored,
    repeated: events.length - stored,
    notUnderstood: notUnderstood.length,
    examples: notUnderstood.slice(0, shownExamples).map((piece) => ({ ...piece, text: piece.text.slice(0, longestExample) })),
  }
}
