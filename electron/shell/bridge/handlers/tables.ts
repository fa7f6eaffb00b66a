import type { tableCommands } from '#contract/commands/tables.ts'
import { fail, ok } from '#contract/result.ts'
import type { CommandHandlers } from '#contract/schema.ts'
import type { Table, TableRead } from '#contract/model/table.ts'
import { referencesIn } from '../../../core/tables/column.ts'
import { folded } from '../../../core/tables/headings.ts'
import { looksLikeTable } from '../../../core/tables/table-look.ts'
import type { SettingsStore } from '../../files/settings.ts'
import { done } from '../done.ts'

/** Headings whose column is remembered; the oldest is forgotten first. */
const mostRemembered = 30

/** Reading tables. The readers are loaded when the first one comes. */
export const tableHandlers = ({ settings }: { settings: Pick<SettingsStore, 'current' | 'save'> }): Pick<CommandHandlers, keyof typeof tableCommands> => ({
  isTable: ({ text }) => ok(looksLikeTable(text)),
  takeColumn: ({ rows, column, reasons = null }) => ok(referencesIn(rows, column, reasons)),
  readTable: async (what) => {
    const { keyOf, readTableFile, readTableText } = await import('../../../core/tables/read-table.ts')
    const { TableError } = await import('../../../core/tables/file-kind.ts')
    try {
      const table = 'text' in what ? readTableText(what.text) : await readTableFile(Buffer.from(what.base64, 'base64'))
      return ok(withMemory(table, keyOf(table), settings.current.tableColumns))
    } catch (error) {
      if (error instanceof TableError) return fail('file-not-read', { problem: error.problem })
      throw error
    }
  },
  rememberColumn: ({ key, column }) => {
    const others = settings.current.tableColumns.filter((known) => known.key !== key)
    return done(settings.save({ tableColumns: [...others, { key, column }].slice(-mostRemembered) }))
  },
})

/** What the person chose before outweighs what the table looks like. */
function withMemory(table: Table, key: string, memory: { key: string; column: string }[]): TableRead {
  const before = table.headed ? memory.find((known) => known.key === key)?.column : undefined
  const column = before === undefined ? -1 : table.columns.findIndex(({ name }) => folded(name) === folded(before))
  return column === -1 ? { ...table, key, remembered: false } : { ...table, key, remembered: true, clear: column, guess: column }
}
