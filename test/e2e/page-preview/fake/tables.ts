/** Arranged by the reader itself; how text and workbooks are taken apart needs packages, which this page cannot load. */
import { fail, ok } from '#contract/result.ts'
import type { CommandHandlers } from '#contract/schema.ts'
import { referencesIn } from '../../../../electron/core/tables/column.ts'
import { looksLikeTable } from '../../../../electron/core/tables/table-look.ts'
import { arrange } from '../../../../electron/core/tables/arrange.ts'
import { decodeText } from '../../../../electron/core/tables/decode.ts'

const key = '0123456789abcdef'

export function fakeTables(): Pick<CommandHandlers, 'isTable' | 'readTable' | 'takeColumn' | 'rememberColumn' | 'giveReasons'> {
  let remembered: string | null = null
  return {
    isTable: ({ text }) => ok(looksLikeTable(text)),
    takeColumn: ({ rows, column, reasons = null }) => ok(referencesIn(rows, column, reasons)),
    readTable: (what) => {
      const text = 'text' in what ? what.text : decodeText(Uint8Array.from(atob(what.base64), (character) => character.charCodeAt(0)))
      if (text === null) return fail('file-not-read', { problem: 'not-a-table' })
      const table = arrange(
        text.split(/\r\n|\n/u).map((line) => line.split(/[\t;]/u)),
        null,
      )
      if (!table) return fail('file-not-read', { problem: 'empty' })
      const before = table.columns.findIndex(({ name }) => name === remembered)
      return ok({ ...table, list: !looksLikeTable(text), key, remembered: before !== -1, ...(before !== -1 && { clear: before, guess: before }) })
    },
    rememberColumn: ({ column }) => {
      remembered = column
      return ok(null)
    },
    giveReasons: ({ reasons }) => ok(reasons.length),
  }
}
