/** What lies on the clipboard is offered as a table only where references may be in it, and nothing of what is in it is told before. */
import { describe, expect, test } from 'vitest'
import { suggestionFrom } from '../../../../electron/shell/bridge/clipboard-suggestion.ts'
import { copiedTable } from '../../../../electron/shell/bridge/copied-table.ts'

describe('offered', () => {
  test.each([
    ['cells of a spreadsheet with their heading', 'Fecha\tReferencia\tTotal\r\n17/10/2025\tVTA-1\t121,00\r\n18/10/2025\tVTA-2\t1.250,50\r\n', 2],
    ['cells without a heading', '17/10/2025\tVTA-1\t121,00\r\n18/10/2025\tVTA-2\t99,50\r\n19/10/2025\tVTA-3\t7,00', 3],
    ['one column under its heading', 'Referencia externa\r\nVTA-1\r\nVTA-2\r\n', 2],
    ['lines with semicolons', 'fecha;referencia;cliente\n17/10/2025;FC-0001;Perez\n18/10/2025;FC-0002;Gomez', 2],
    ['rows beside reasons', 'Referencia\tError\nFC-0001\tARCA no responde\nFC-0002\tFalta el CUIT', 2],
  ])('%s', async (_name, text, rows) => {
    expect(suggestionFrom(text)).toBeNull()
    const offered = await copiedTable(text)
    expect(offered).toEqual({ rows, key: expect.stringMatching(/^[0-9a-f]{16}$/u) as string })
    expect(await copiedTable(text)).toEqual(offered)
    expect((await copiedTable(`${text}\n20/10/2025\tVTA-9\t1,00`))?.key).not.toBe(offered?.key)
  })
})

describe('not offered', () => {
  test.each([
    ['references, which are offered as such', 'FC-0001\nFC-0002'],
    ['a sentence', 'Hola, ¿cómo va? Mañana a las 10:30 te llamo al 4444-5555.'],
    ['paragraphs', 'Estimados:\nLes escribo por la factura.\nSaludos,\nAna'],
    ['a password', 'P4ssw0rd!'],
    ['a card', '4509 9535 6623 3704'],
    [
      'credentials in rows',
      'apikey\t12345\napitoken\t0123456789abcdef0123456789abcdef\nusertoken\t0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef',
    ],
    ['people and their numbers', 'Nombre\tCUIT\nAna\t20123456789\nJuan\t20987654321'],
    ['amounts', 'Enero\t1.250,50\nFebrero\t1.300,00\nMarzo\t1.410,10'],
    ['one row', '17/10/2025\tVTA-1\t121,00'],
    ['nothing', ''],
    ['a book', 'Referencia\tTotal\n'.concat('VTA-1\t1,00\n'.repeat(20_000))],
  ])('%s', async (_name, text) => {
    expect(await copiedTable(text)).toBeNull()
  })
})
