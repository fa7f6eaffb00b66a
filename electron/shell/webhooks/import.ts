import { readFile, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { largestWebhookFile, type WebhookImport } from '#contract/commands/webhooks.ts'
import { ok, type Result } from '#contract/result.ts'
import { decodeFile, readWebhookFile } from '../../core/webhooks/file.ts'
import type { Logger } from '../../core/lib/logger.ts'
import type { Outbox } from '../../core/outbox/outbox.ts'

const shownExamples = 5
const longestExample = 120

/**
 * Reads a file of saved webhooks and stores what it holds, as events whose sender is not proven.
 * @returns a failure when the disk refuses; what was stored until then stays, and reading the file again finds it repeated
 */
export async function importWebhookFile(path: string, pointOfSale: string, outbox: Pick<Outbox, 'webhooks'>, logger: Logger): Promise<Result<WebhookImport>> {
  let text: string
  try {
    if ((await stat(path)).size > largestWebhookFile) return ok({ kind: 'too-large' })
    text = decodeFile(await readFile(path))
  } catch (error) {
    logger.warn('a file of webhooks could not be read', { reason: (error as NodeJS.ErrnoException).code })
    return ok({ kind: 'unreadable' })
  }
  let [read, stored, notUnderstood] = [0, 0, 0]
  const examples: (WebhookImport & { kind: 'read' })['examples'] = []
  for (const portion of readWebhookFile(text)) {
    const taken = outbox.webhooks(portion.events.map((event) => ({ event, pointOfSale, proven: false, source: 'file' as const })))
    if (!taken.ok) return taken
    read += taken.value.length
    stored += taken.value.filter(({ fresh }) => fresh).length
    notUnderstood += portion.notUnderstood.length
    for (const piece of portion.notUnderstood.slice(0, shownExamples - examples.length)) examples.push({ ...piece, text: piece.text.slice(0, longestExample) })
    // The window, and whoever sends events now, get their turn.
    await new Promise<void>((resolve) => setImmediate(resolve))
  }
  return ok({ kind: 'read', fileName: basename(path), stored, repeated: read - stored, notUnderstood, examples })
}
