/** Taking something from the page to another program. */
import { z } from 'zod'
import { command } from './command.ts'

export const clipboardCommands = {
  /** The page itself may not touch the clipboard. */
  copyText: command(z.strictObject({ text: z.string().min(1).max(100_000) })).returns<null>(),
}
