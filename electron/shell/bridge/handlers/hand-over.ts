import type { handOverCommands } from '#contract/commands/hand-over.ts'
import { longestCopied } from '#contract/model/clipboard.ts'
import { ok } from '#contract/result.ts'
import type { CommandHandlers } from '#contract/schema.ts'
import { handOverHtml, handOverTsv, maskedLines, saveHandOver } from '../../../core/history/hand-over.ts'
import type { PageServices } from '../page-services.ts'

/** What is to be corrected, for whoever corrects it. */
export const handOverHandlers = ({
  everySecret,
  logger,
  savePath,
  writeTable,
  printPage,
}: PageServices): Pick<CommandHandlers, keyof typeof handOverCommands> => ({
  copyHandOver: async ({ lines }) => {
    const masked = maskedLines(lines, await everySecret.mask())
    const text = handOverTsv(masked)
    if (text.length > longestCopied) return ok(false)
    await writeTable({ text, html: handOverHtml(masked) })
    return ok(true)
  },
  exportHandOver: async ({ lines }) => saveHandOver(lines, () => savePath('list'), await everySecret.mask(), logger),
  printPage: () => printPage(),
})
