/** Between the page and other programs: the page itself may not touch the clipboard. */
import { z } from 'zod'
import { longestCopied } from '../model/clipboard.ts'
import { command, none } from './command.ts'

export const clipboardCommands = {
  copyText: command(z.strictObject({ text: z.string().min(1).max(longestCopied) })).returns<null>(),
  /** What the clipboard holds, if it looks like references and not like anything private. */
  suggestFromClipboard: command(none).returns<{ text: string } | null>(),
}
