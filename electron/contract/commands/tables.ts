/** Tables that people bring: reading one, and remembering which column holds the references. */
import { z } from 'zod'
import { command } from './command.ts'
import { maxFileBytes, mostColumns, mostRows, type ColumnReferences, type TableRead } from '../model/table.ts'

const column = z
  .int()
  .min(0)
  .max(mostColumns - 1)

export const tableCommands = {
  /** Whether a text is a table out of which the references have to be taken, and not a list of them. */
  isTable: command(z.strictObject({ text: z.string().min(1) })).returns<boolean>(),
  /** Takes the references out of a column of a table that was read, with the reasons of another. */
  takeColumn: command(
    z.strictObject({ rows: z.array(z.array(z.string()).max(mostColumns)).min(1).max(mostRows), column, reasons: column.optional() }),
  ).returns<ColumnReferences>(),
  /** Reads what was pasted, or a file's bytes in base64. */
  readTable: command(
    z.union([
      z.strictObject({ text: z.string().min(1).max(maxFileBytes) }),
      z.strictObject({
        base64: z
          .base64()
          .min(1)
          .max(Math.ceil(maxFileBytes / 3) * 4),
      }),
    ]),
  ).returns<TableRead>(),
  rememberColumn: command(z.strictObject({ key: z.string().regex(/^[0-9a-f]{16}$/u), column: z.string().min(1).max(400) })).returns<null>(),
}
