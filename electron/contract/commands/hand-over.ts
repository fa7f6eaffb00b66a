/** The list of what is to be corrected, for whoever corrects it: on the clipboard, in a file, on paper. */
import { z } from 'zod'
import { longestNote } from '../model/inbox.ts'
import { command, none } from './command.ts'
import type { Exported } from './history.ts'

const cell = z.string().max(4096)
/** A comprobante that somebody has to correct, as it is handed over to whoever can. */
const line = z.strictObject({
  /** What to do about it, and why it failed. */
  correct: cell,
  reason: cell,
  client: cell,
  document: cell,
  reference: cell,
  /** dd/mm/aaaa; empty where it is not known. */
  fecha: cell,
  tipo: cell,
  total: z.number().nullable(),
  moneda: cell,
  pointOfSale: cell,
  /** The person's own. */
  note: z.string().max(longestNote),
})
export type HandOverLine = z.output<typeof line>
const lines = z.array(line).min(1).max(100_000)

export const handOverCommands = {
  /** As text and as a table, so that Excel, a mail and a chat each take what they can. @returns false: it is too long for the clipboard */
  copyHandOver: command(z.strictObject({ lines })).returns<boolean>(),
  /** Asks where to, and writes a table for Excel. */
  exportHandOver: command(z.strictObject({ lines })).returns<Exported>(),
  /** Opens the system's dialog for what the page shows to a printer, and answers when it is closed. */
  printPage: command(none).returns<'printed' | 'cancelled'>(),
}
