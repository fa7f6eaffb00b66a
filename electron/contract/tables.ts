/** Tables that people bring: reading one, and remembering which column holds the references. */
import { z } from 'zod'
import { command } from './command.ts'
import { maxFileBytes, type TableRead } from './table.ts'

export const tableCommands = {
  /** Reads what was pasted, or a file's bytes in base64. */
  readTable: command(
    z.union([z.strictObject({ text: z.string().min(1).max(maxFileBytes) }), z.strictObject({ base64: z.base64().min(1).max(Math.ceil(maxFileBytes / 3) * 4) })]),
  ).returns<TableRead>(),
  rememberColumn: command(z.strictObject({ key: z.string().regex(/^[0-9a-f]{16}$/u), column: z.string().min(1).max(400) })).returns<null>(),
}
