import type { handOverCommands } from '#contract/commands/hand-over.ts'
import { longestCopied } from '#contract/model/clipboard.ts'
import { ok, type Result } from '#contract/result.ts'
import type { CommandHandlers } from '#contract/schema.ts'
import { handOver as texts } from '#contract/texts/hand-over.ts'
import { handOverHtml, handOverTsv, maskedLines, saveHandOver } from '../../../core/history/hand-over.ts'
import type { Logger } from '../../../core/lib/logger.ts'
import type { EverySecret } from '../../files/every-secret.ts'

export interface HandOverServices {
  everySecret: EverySecret
  logger: Logger
  /** Asks where to save the list; null: nowhere. */
  chooseListPath: (suggestedName: string) => Promise<string | null>
  writeTable: (table: { text: string; html: string }) => Promise<void>
  printPage: () => Promise<Result<'printed' | 'cancelled'>>
  /** Today in Argentina, dd/mm/aaaa. */
  today: () => string
}

/** What is to be corrected, for whoever corrects it. */
export const handOverHandlers = ({
  everySecret,
  logger,
  chooseListPath,
  writeTable,
  printPage,
  today,
}: HandOverServices): Pick<CommandHandlers, keyof typeof handOverCommands> => ({
  copyHandOver: async ({ lines }) => {
    const masked = maskedLines(lines, await everySecret.mask())
    const text = handOverTsv(masked)
    if (text.length > longestCopied) return ok(false)
    await writeTable({ text, html: handOverHtml(masked) })
    return ok(true)
  },
  exportHandOver: async ({ lines }) =>
    saveHandOver(lines, () => chooseListPath(texts.fileName(today().replaceAll('/', '-'))), await everySecret.mask(), logger),
  printPage: () => printPage(),
})
