import type { handOverCommands } from '#contract/commands/hand-over.ts'
import { ok } from '#contract/result.ts'
import type { CommandHandlers } from '#contract/schema.ts'

export const fakeHandOver: Pick<CommandHandlers, keyof typeof handOverCommands> = {
  copyHandOver: ({ lines }) => ok(lines.length < 5_000),
  exportHandOver: ({ lines }) => ok({ kind: 'saved', rows: lines.length, file: 'Para corregir 25-11-2026.csv' }),
  printPage: () => ok('printed'),
}
