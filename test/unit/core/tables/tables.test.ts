/** Lists and tables as people have them: what is taken as a reference, and when somebody is asked. */
import { describe, expect, test } from 'vitest'
import { parseReferences } from '#contract/model/references.ts'
import { referencesIn } from '../../../../electron/core/tables/column.ts'
import { looksLikeTable } from '../../../../electron/core/tables/table-look.ts'
import { readTableFile, readTableText } from '../../../../electron/core/tables/read-table.ts'

/** What a text becomes when nobody is asked; `null` when somebody has to be. */
function read(text: string) {
  const table = readTableText(text)
  return table.clear === null ? null : referencesIn(table.rows, table.clear, table.reasons)
}
const read8 = async (bytes: Uint8Array) => {
  const table = await readTableFile(bytes)
  return table.clear === null ? null : referencesIn(table.rows, table.clear).references
}

describe('numbers that a spreadsheet has rewritten', () => {
  test.each([
    '4,687E+11',
    '4.687E+11',
    '1,23457E+15',
    '1E+20',
    '1,23E+015',
    '12345,67',
    '1.234,56',
    '1,234.56',
    '$ 1.234,56',
    '1.234.567',
    '12,345',
    '#N/A',
    '#¡REF!',
    '########',
  ])('%s is one damaged number, never two references', (text) => {
    for (const pasted of [text, `${text}\r\n`, `VTA-1\n${text}\nVTA-2`, `VTA-1;${text};VTA-2`]) {
      const { valid, invalid } = parseReferences(pasted)
      expect(invalid).toMatchObject([{ text, problem: 'damaged-number' }])
      expect(valid.map((each) => each.text)).toEqual(pasted.includes('VTA') ? ['VTA-1', 'VTA-2'] : [])
    }
    expect(looksLikeTable(`VTA-1;${text}`)).toBe(true)
  })

  test.each([
    ['12345,00\r\n12346,00\r\n', ['12345', '12346']],
    ['12345,00;12346,00', ['12345', '12346']],
    ['12345,00, 12346,00', ['12345', '12346']],
    ['12345,0', ['12345']],
    ['00045,00', ['00045']],
  ])('%j loses its fraction of zeros and says so', (text, expected) => {
    const { valid, rounded } = parseReferences(text)
    expect(valid.map((each) => each.text)).toEqual(expected)
    expect(rounded).toBe(expected.length)
    expect(read(text)).toMatchObject({ references: expected, rounded: expected.length })
  })

  test.each([
    ['100045,100046', ['100045', '100046']],
    ['100,101,102', ['100', '101', '102']],
    ['VTA-1,VTA-2', ['VTA-1', 'VTA-2']],
    ['1, 2', ['1', '2']],
    ['12E4', ['12E4']],
    ['#1001', ['#1001']],
  ])('%s stays a list', (text, expected) => {
    expect(parseReferences(text)).toMatchObject({ valid: expected.map((each) => ({ text: each })), invalid: [] })
    expect(looksLikeTable(text)).toBe(false)
  })
})

describe('what looks like a table', () => {
  test.each([
    ['a heading', 'Referencia\r\n100045\r\n100046\r\n'],
    ['an unknown heading', 'Código\n100045\n100046'],
    ['cells from a spreadsheet', 'VTA-1\t50\nVTA-2\t60'],
    ['one row with a date', 'VTA-1\t17/10/2025'],
    ['one row with a name', 'VTA-1;Perez Juan'],
    ['one row with an amount', 'VTA-1;121,00'],
    ['a date among references', 'VTA-1\n17/10/2025'],
    ['a written date', '17-oct-25\nVTA-1'],
    ['a name among references', 'VTA-1\nGomez\nVTA-2'],
    ['a total below', 'VTA-1\nVTA-2\nTotal'],
    ['a total far below', `${Array.from({ length: 5_000 }, (_, n) => `VTA-${n}`).join('\n')}\nTotal: 5000 ventas de octubre`],
    ['sep=', 'sep=;\nVTA-1;1'],
    ['quotes', '"VTA-1"\n"VTA-2"'],
    ['formulas', '="000123"\n="000124"'],
    ['an address', 'ana@example.com\n123'],
    ['semicolons in each line', 'VTA-1;100\nVTA-2;200'],
    ['commas in each line', 'VTA-1,100\nVTA-2,200'],
    ['a table of a database or a note', 'VTA-1 | 100\nVTA-2 | 200'],
  ])('%s', (_what, text) => {
    expect(looksLikeTable(text)).toBe(true)
  })

  test.each([
    'FC-1',
    'FC-1\r\nFC-2\r\n',
    'FC-1\tFC-2',
    'FC-1, FC-2',
    'FC-1, FC-2,\nFC-3, FC-4',
    ';FC-1;;FC-2;',
    'FC-1 | FC-2 | FC-3',
    'FC-1 · FC-2',
    '00012\n00013',
    'FC 1',
    '0001-00000012',
    'FC-1\n\n\nNO-ESTA',
    ' \u200B ',
    'FC-1\n\u200B\nFC-2',
    'prueba',
    '2025-0001',
  ])('%j is a list', (text) => {
    expect(looksLikeTable(text)).toBe(false)
  })
})

describe('the column of the references', () => {
  test.each<[string, string, string[]]>([
    ['sep=;', 'sep=;\r\nReferencia;Total\r\nVTA-1;121,00\r\nVTA-2;50,00\r\n', ['VTA-1', 'VTA-2']],
    ['a separator inside quotes', 'Cliente;Referencia;Total\r\n"Perez; Juan";VTA-1;121,00\r\nGomez;VTA-2;50,00\r\n', ['VTA-1', 'VTA-2']],
    ['a separator inside the quotes of a heading', '"cliente; razon social",external_reference,total\r\nGomez,VTA-2,50.00\r\n', ['VTA-2']],
    ['another name', 'Fecha;Ref. externa;Total\r\n17/10/2025;VTA-1;121,00\r\n', ['VTA-1']],
    ['one column with a heading', 'Referencia\r\n100045\r\n100046\r\n', ['100045', '100046']],
    ['one column with an unknown heading', 'Código\n100045\n100046', ['100045', '100046']],
    [
      'titles above',
      'Distribuidora del Sur SRL\nVentas con error al 17/10/2025\n\nFecha;Cliente;Referencia externa;Importe\n01/10/2025;Gomez;VTA-1;10,00\n02/10/2025;Lopez;VTA-2;20,00\n',
      ['VTA-1', 'VTA-2'],
    ],
    ['titles above, in a spreadsheet', 'Reporte de ventas;;;\n;;;\nFecha;Nro. de referencia;Total;\n01/10/2025;A-1;10,00;\n', ['A-1']],
    ['totals below', 'Referencia;Total\nVTA-1;121,00\nVTA-2;50,00\nTotal;171,00\n', ['VTA-1', 'VTA-2']],
    ['a total in another column', 'Fecha;Referencia;Total\n01/10/2025;VTA-1;121,00\nTotal general;2;171,00\n', ['VTA-1']],
    ['a total without a reference', 'Cliente;Referencia;Total\nGomez;VTA-1;121,00\nTOTALES;;121,00\n', ['VTA-1']],
    ['the heading again on each page', 'Referencia;Total\nVTA-1;1,00\nReferencia;Total\nVTA-2;2,00\n', ['VTA-1', 'VTA-2']],
    ['formulas that keep zeros', 'Referencia;Total\n="000123";1,00\n="000124";2,00', ['000123', '000124']],
    ['an apostrophe that keeps zeros', "Referencia;Total\n'000123;1,00", ['000123']],
    ['leading zeros', 'Referencia\n000123\n000124', ['000123', '000124']],
    ['non-breaking spaces and marks', 'Referencia\u00A0externa\u200B;Total\n\u00A0VTA-1\u00A0;1,00', ['VTA-1']],
    ['CR alone', 'Referencia;Total\rVTA-1;1,00\rVTA-2;2,00\r', ['VTA-1', 'VTA-2']],
    ['the clipboard of a spreadsheet', 'Fecha\tReferencia\tTotal\r\n17/10/2025\tVTA-1\t121,00\r\n18/10/2025\tVTA-2\t1.250,50\r\n', ['VTA-1', 'VTA-2']],
    ['a cell with a line break', 'Cliente\tReferencia\r\n"Gomez\ne hijos"\tVTA-1\r\n', ['VTA-1']],
    ['empty columns and rows', ';;Referencia;;Total\n;;VTA-1;;1,00\n;;;;\n;;VTA-2;;2,00\n', ['VTA-1', 'VTA-2']],
    ['commas with names in quotes', 'Name,External Reference,Total\n"Doe, Jane",VTA-1,"1,250.00"\n', ['VTA-1']],
    ['no headings, one column that can be it', '17/10/2025;Gomez SA;VTA-1;121,50\n18/10/2025;Lopez;VTA-2;50,25', ['VTA-1', 'VTA-2']],
    ['two references by name: the API’s own word wins', 'Referencia;external_reference\nPago de abril;VTA-1\nPago de mayo;VTA-2', ['VTA-1', 'VTA-2']],
    ['camel case', 'id,externalReference,status\n1,VTA-1,error\n2,VTA-2,error', ['VTA-1', 'VTA-2']],
    ['quotes around everything', '"Referencia externa","Total"\n"VTA-1","1,00"', ['VTA-1']],
    ['several in a cell', 'Referencia;Total\n"VTA-1, VTA-2";1,00', ['VTA-1', 'VTA-2']],
    ['numbers written with decimals', 'Referencia\n12345,00\n12346,00\n', ['12345', '12346']],
    ['upper case and accents', 'N° DE REFERENCIA;TOTAL\n100;1,00\n101;2,00', ['100', '101']],
    ['a vertical line', 'Fecha|Referencia|Total\n01/10/2025|VTA-1|1,00\n', ['VTA-1']],
  ])('%s', (_what, text, expected) => {
    expect(read(text)?.references).toEqual(expected)
  })

  test.each<[string, string, string[], number]>([
    ['two that could be it', 'Pedido;Venta;Total\n1001;VTA-1;1,00\n1002;VTA-2;2,00', ['Pedido', 'Venta', 'Total'], 0],
    ['no known name', 'Cliente;Comprobante;Total\nGomez;0001-00000012;1,00\nLopez;0001-00000013;2,00', ['Cliente', 'Comprobante', 'Total'], 1],
    [
      'a known name over something else',
      'Fecha;Referencia;Pedido\n01/10/2025;Transferencia de Juan Perez;1001\n02/10/2025;Pago de abril;1002',
      ['Fecha', 'Referencia', 'Pedido'],
      2,
    ],
    ['no headings, two that could be it', 'VTA-1;121\nVTA-2;50', ['Columna A', 'Columna B'], 0],
    [
      'a shop',
      'Número de orden;Email;Fecha;Estado de la orden;Total\n1001;a@example.com;17/10/2025;Abierta;1.250,00\n1002;b@example.com;18/10/2025;Abierta;50,00',
      ['Número de orden', 'Email', 'Fecha', 'Estado de la orden', 'Total'],
      0,
    ],
  ])('%s: somebody is asked', (_what, text, names, guess) => {
    const table = readTableText(text)
    expect(table).toMatchObject({ clear: null, guess, columns: names.map((name) => ({ name })) })
  })

  test('a quote that nothing closes swallows no line', () => {
    expect(read('Cliente;Referencia\n"Gomez;VTA-1\nLopez;VTA-2\nPaz;VTA-3')?.references).toEqual(['VTA-1', 'VTA-2', 'VTA-3'])
  })

  test('damaged numbers, totals and notes are told and not sent', () => {
    expect(read('Referencia;Total\n4,687E+11;1,00\nVTA-1;2,00\nanulada por el cliente;3,00\nTotal;6,00')).toMatchObject({
      references: ['VTA-1'],
      damaged: ['4,687E+11'],
      aside: ['anulada por el cliente', 'Total'],
    })
  })

  test('the reasons beside them', () => {
    const text = 'Referencia;Motivo del error\nVTA-1;10016 fecha\nVTA-2;\nVTA-3;"ARCA; sin respuesta"'
    expect(read(text)?.reasons).toEqual([
      ['VTA-1', '10016 fecha'],
      ['VTA-3', 'ARCA; sin respuesta'],
    ])
  })

  test.each([
    'motivo',
    'Error',
    'OBSERVACIONES',
    'Mensaje de error',
    'error_message',
    'Detalle',
    'Observaciones del área de facturación',
    'Motivo de rechazo de ARCA',
  ])('%s is a column of reasons', (name) => {
    expect(readTableText(`Referencia;${name}\nVTA-1;algo`)).toMatchObject({ clear: 0, reasons: 1 })
  })

  test('a chosen column of dates is what the person chose, and nothing of it is hidden', () => {
    const table = readTableText('Fecha;Cliente\n17/10/2025;Gomez\n18/10/2025;Lopez')
    expect(table.clear).toBeNull()
    expect(referencesIn(table.rows, 0)).toMatchObject({ references: ['17/10/2025', '18/10/2025'], unusual: ['17/10/2025', '18/10/2025'] })
  })

  test('ten thousand rows', () => {
    const text = `Referencia;Total\n${Array.from({ length: 10_000 }, (_, n) => `VTA-${n};${n},50`).join('\n')}`
    expect(read(text)?.references).toHaveLength(10_000)
  })

  test.each(['', ' \n\t\n', 'sep=;\n'])('%j holds nothing', (text) => {
    expect(() => readTableText(text)).toThrow('empty')
  })
})

test('a list keeps its cells, without the quotes around them', () => {
  expect(read('"FC-1"\n"FC-2";FC-3\nFC"4')?.references).toEqual(['FC-1', 'FC-2', 'FC-3', 'FC"4'])
})

const swapped = (bytes: Buffer) => Buffer.from(bytes).swap16()

describe('alphabets', () => {
  const text = 'Razón social;Referencia\r\nPeña;VTA-1\r\nÑandú;VTA-2\r\n'
  test.each([
    ['UTF-8', Buffer.from(text)],
    ['UTF-8 with BOM', Buffer.from(`\uFEFF${text}`)],
    ['windows-1252', Buffer.from(text, 'latin1')],
    ['UTF-16 LE', Buffer.from(`\uFEFF${text}`, 'utf16le')],
    ['UTF-16 BE', swapped(Buffer.from(`\uFEFF${text}`, 'utf16le'))],
    ['UTF-16 LE without BOM', Buffer.from(text, 'utf16le')],
    ['UTF-16 BE without BOM', swapped(Buffer.from(text, 'utf16le'))],
  ])('%s', async (_name, bytes) => {
    expect((await readTableFile(bytes)).columns.map(({ name }) => name)).toEqual(['Razón social', 'Referencia'])
    expect(await read8(bytes)).toEqual(['VTA-1', 'VTA-2'])
  })
})
