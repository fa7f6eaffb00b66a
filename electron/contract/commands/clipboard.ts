/** Between the page and other programs: the page itself may not touch the clipboard. */
import { z } from 'zod'
import { longestCopied } from '../model/clipboard.ts'
import { command, none } from './command.ts'

/** References as they are, one a line; of a table only how many rows it has, and by which it is known again. */
export type ClipboardSuggestion = { text: string } | { table: { rows: number; key: string } }

export const clipboardCommands = {
  copyText: command(z.strictObject({ text: z.string().min(1).max(longestCopied) })).returns<null>(),
  /** What the clipboard holds, if it looks like references and not like anything private. */
  suggestFromClipboard: command(none).returns<ClipboardSuggestion | null>(),
  /** The table that was copied, for a person who wants it read; null when another thing lies there now. `key`: of the one that was offered. */
  takeCopiedTable: command(z.strictObject({ key: z.string().max(64).optional() })).returns<{ text: string } | null>(),
}
