/** Which column was chosen stays known for that heading. */
import { expect, test } from 'vitest'
import { ok } from '#contract/result.ts'
import { settingsSchema } from '../../../../electron/shell/files/settings.ts'
import { tableHandlers } from '../../../../electron/shell/bridge/handlers/tables.ts'

function open() {
  const settings = { current: settingsSchema.parse({}), save: (change: object) => ok(Object.assign(settings.current, change)) }
  return { settings, handlers: tableHandlers({ settings }) }
}

async function read({ handlers }: ReturnType<typeof open>, text: string) {
  const result = await handlers.readTable({ text })
  if (!result.ok) throw new Error(result.error.code)
  return result.value
}

const table = 'Pedido;Venta\n1001;VTA-1\n1002;VTA-2'

test('for tables with the same headings, and for no other', async () => {
  const opened = open()
  const { key, clear } = await read(opened, table)
  expect(clear).toBeNull()
  expect(await opened.handlers.rememberColumn({ key, column: 'Venta' })).toMatchObject({ ok: true })
  expect(await read(opened, 'PEDIDO;VENTA\n7;VTA-7')).toMatchObject({ clear: 1, remembered: true })
  expect(await read(opened, 'Pedido;Venta\n7;VTA-7\n8;VTA-8')).toMatchObject({ clear: 1, guess: 1, remembered: true })
  expect(await read(opened, 'Pedido;Venta;Total\n7;VTA-7;1,00')).toMatchObject({ clear: null, remembered: false })
})

test('thirty headings, the oldest forgotten first', async () => {
  const { handlers, settings } = open()
  for (let n = 0; n < 40; n++) await handlers.rememberColumn({ key: String(n).padStart(16, '0'), column: 'A' })
  expect(settings.current.tableColumns).toHaveLength(30)
  expect(settings.current.tableColumns.at(-1)?.key).toBe('0000000000000039')
})

test('what cannot be read is a refusal', async () => {
  expect(await open().handlers.readTable({ base64: Buffer.from('%PDF-1.7').toString('base64') })).toEqual({
    ok: false,
    error: { code: 'file-not-read', params: { problem: 'not-a-table' } },
  })
})
