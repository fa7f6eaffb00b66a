/** Files as they come: workbooks of several kinds, names that lie, and what is refused. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { strToU8, zipSync, type Zippable } from 'fflate'
import { expect, test } from 'vitest'
import { hidesZeros } from '../../../../electron/core/tables/lost-zeros.ts'
import { referencesIn } from '../../../../electron/core/tables/column.ts'
import { mayLackZeros } from '#contract/model/table.ts'
import { readTableFile } from '../../../../electron/core/tables/read-table.ts'

const fixture = (name: string) => readFileSync(join(import.meta.dirname, '..', '..', '..', 'fixtures', 'tables', name))

async function read(bytes: Uint8Array) {
  const table = await readTableFile(bytes)
  return { ...table, taken: table.clear === null ? null : referencesIn(table.rows, table.clear, table.reasons) }
}

interface SheetOf {
  name: string
  /** Rows of cells: text, or the XML of a cell's value with its attributes. */
  rows: (string | number)[][]
  state?: 'hidden' | 'veryHidden'
  /** Of rows, from 0, that are filtered away. */
  hidden?: number[]
}

const xml = (text: string) => strToU8(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>${text}`)
const cell = (value: string | number) =>
  typeof value === 'string' && value.startsWith('<c')
    ? value
    : typeof value === 'number'
      ? `<c><v>${value}</v></c>`
      : `<c t="inlineStr"><is><t>${value}</t></is></c>`

/** A workbook as Excel writes it, with texts inside the cells. */
function workbook(sheets: SheetOf[], more: Zippable = {}): Uint8Array {
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
  const relations = 'http://schemas.openxmlformats.org/package/2006/relationships'
  const files: Zippable = {
    '[Content_Types].xml': xml(
      `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>${sheets.map((_, n) => `<Override PartName="/xl/worksheets/sheet${n + 1}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>`).join('')}</Types>`,
    ),
    '_rels/.rels': xml(
      `<Relationships xmlns="${relations}"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ),
    'xl/workbook.xml': xml(
      `<workbook xmlns="${main}" xmlns:r="${office}"><sheets>${sheets.map(({ name, state }, n) => `<sheet name="${name}" sheetId="${n + 1}" r:id="rId${n + 1}"${state ? ` state="${state}"` : ''}/>`).join('')}</sheets></workbook>`,
    ),
    'xl/_rels/workbook.xml.rels': xml(
      `<Relationships xmlns="${relations}">${sheets.map((_, n) => `<Relationship Id="rId${n + 1}" Type="${office}/worksheet" Target="worksheets/sheet${n + 1}.xml"/>`).join('')}${'xl/styles.xml' in more ? `<Relationship Id="rIdS" Type="${office}/styles" Target="styles.xml"/>` : ''}</Relationships>`,
    ),
    ...more,
  }
  sheets.forEach(({ rows, hidden = [] }, n) => {
    files[`xl/worksheets/sheet${n + 1}.xml`] = xml(
      `<worksheet xmlns="${main}"><sheetData>${rows.map((row, at) => `<row r="${at + 1}"${hidden.includes(at) ? ' hidden="1"' : ''}>${row.map(cell).join('')}</row>`).join('')}</sheetData></worksheet>`,
    )
  })
  return zipSync(files)
}

test.each([
  ['ventas.xlsx', '000123'],
  ['ventas.xls', '123'],
  ['ventas.ods', '123'],
])('%s: title above, numbers whole, dates as dates, totals aside, the digits that Excel lost told', async (name, zeros) => {
  const { taken, columns, sheet } = await read(fixture(name))
  expect(columns.map((column) => column.name)).toEqual(['Fecha', 'Referencia', 'Total', 'Motivo'])
  expect(columns[0]?.samples).toEqual(['17/10/2025', 'Total'])
  expect(taken).toMatchObject({ references: ['VTA-1', '468712345678', zeros], damaged: [expect.stringMatching(/^1,2345678901234\d+E\+19$/u)] })
  expect(taken?.reasons).toEqual([['VTA-1', 'CUIT inválido']])
  expect(sheet).toBeNull()
})

test.each([
  ['ventas.xlsx', undefined],
  ['ventas.xls', true],
  ['ventas.ods', true],
])('%s: whether zeros in front of a number are shown that were not read', async (name, hides) => {
  const table = await readTableFile(fixture(name))
  expect(table.hidesZeros).toBe(hides)
  expect(mayLackZeros(table, ['VTA-1'])).toBe(false)
  expect(mayLackZeros(table, ['VTA-1', '123'])).toBe(hides === true)
})

/** The record of a number format, as it stands in an .xls. */
const formatRecord = (mask: string) =>
  Uint8Array.from([9, 9, 0x1e, 0x04, 5 + mask.length, 0, 164, 0, mask.length, 0, 0, ...strToU8(mask), 9, 9, 9, 9, 9, 9, 9, 9, 9])
const ods = (digits: string) =>
  zipSync({ 'content.xml': strToU8(`<number:number-style><number:number number:decimal-places="0" number:min-integer-digits="${digits}"/>`) })

test('zeros of dates, amounts and single digits hide nothing', () => {
  for (const mask of ['0000', '00-00']) expect(hidesZeros(formatRecord(mask), 'ole')).toBe(true)
  for (const mask of ['0', '0.00', '#,##0', 'dd/mm/yyyy', '--']) expect(hidesZeros(formatRecord(mask), 'ole')).toBe(false)
  expect([ods('1'), ods('2'), ods('12')].map((bytes) => hidesZeros(bytes, 'zip'))).toEqual([false, true, true])
})

const rows = (prefix: string) => [
  ['Referencia externa', 'Total'],
  [`${prefix}-1`, 10],
  [`${prefix}-2`, 20],
]

test('the sheet with the references, wherever it is, and never a hidden one', async () => {
  const bytes = workbook([
    {
      name: 'Resumen',
      rows: [
        ['Mes', 'Ventas'],
        ['Octubre', 12],
      ],
    },
    { name: 'Vieja', rows: rows('OCULTA'), state: 'hidden' },
    { name: 'Detalle', rows: rows('VTA') },
  ])
  expect(await read(bytes)).toMatchObject({ sheet: 'Detalle', taken: { references: ['VTA-1', 'VTA-2'] } })
})

test('a number keeps no decimals that it does not have, and one with decimals is told', async () => {
  const bytes = workbook([{ name: 'H', rows: [['Referencia'], [100_045], [100_046.5], ['VTA-3']] }])
  expect((await read(bytes)).taken).toMatchObject({ references: ['100045', 'VTA-3'], damaged: ['100046,5'] })
})

test('ten thousand rows of a workbook', async () => {
  const bytes = workbook([{ name: 'H', rows: [['Referencia', 'Total'], ...Array.from({ length: 10_000 }, (_, n) => [`VTA-${n}`, n])] }])
  expect((await read(bytes)).taken?.references).toHaveLength(10_000)
})

test('a page that was named .xls', async () => {
  const page =
    '<html><head><meta charset="utf-8"></head><body><table border=1><tr><th>Fecha</th><th>Referencia</th></tr><tr><td>17/10/2025</td><td>000123</td></tr><tr><td>18/10/2025</td><td>VTA&nbsp;2</td></tr></table></body></html>'
  expect((await read(Buffer.from(page))).taken?.references).toEqual(['000123', 'VTA 2'])
})

test('a page that breaks off is refused, so that no row is missing', async () => {
  const page = '<table><tr><td>Referencia</td></tr><tr><td>VTA-1</td></tr><tr><td>VTA-2</td></tr><!-- <tr><td>VTA-3</td></tr></table>'
  await expect(readTableFile(Buffer.from(page))).rejects.toThrow('damaged')
})

const zeros = new Uint8Array(120 * 1024 * 1024)

test.each<[string, () => Uint8Array, string]>([
  ['a password', () => fixture('con-clave.xlsx'), 'locked'],
  ['half a workbook', () => fixture('ventas.xlsx').subarray(0, 3_000), 'damaged'],
  ['half an old one', () => fixture('ventas.xls').subarray(0, 1_500), 'damaged'],
  ['a PDF', () => Buffer.from('%PDF-1.7\n1 0 obj'), 'not-a-table'],
  ['a picture', () => Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), 'not-a-table'],
  ['a program', () => Buffer.from('4d5a900003000000000000000000ffff', 'hex'), 'not-a-table'],
  ['a zip of something else', () => zipSync({ 'carta.txt': strToU8('hola') }), 'not-a-table'],
  ['a bomb', () => workbook([{ name: 'H', rows: [['Referencia'], ['A']] }], { 'xl/media/x.bin': zeros }), 'too-big'],
  [
    'a bomb that hides its size',
    () => hideSize(workbook([{ name: 'H', rows: [['Referencia'], ['A']] }], { 'xl/media/x.bin': zeros }), 'xl/media/x.bin'),
    'too-big',
  ],
  ['more than it may weigh', () => Buffer.alloc(5 * 1024 * 1024 + 1, 'A'), 'too-big'],
  ['too many rows', () => Buffer.from('VTA;1\n'.repeat(50_001)), 'too-many-rows'],
  ['nothing', () => Buffer.alloc(0), 'empty'],
  ['a workbook of nothing', () => workbook([{ name: 'H', rows: [] }]), 'empty'],
])('%s is refused in words', async (_what, bytes, problem) => {
  await expect(readTableFile(bytes())).rejects.toMatchObject({ name: 'TableError', problem })
})

/** Declares that a part unpacks to nothing. */
function hideSize(zip: Uint8Array, name: string): Uint8Array {
  const bytes = Buffer.from(zip)
  const at = bytes.lastIndexOf(name) - 46
  expect(bytes.readUInt32LE(at)).toBe(0x02014b50)
  bytes.writeUInt32LE(0, at + 24)
  return bytes
}

/** Cells of the first style: a number format of its own. */
const styled = (format: string): Zippable => ({
  'xl/styles.xml': xml(
    `<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts><numFmt numFmtId="164" formatCode="${format}"/></numFmts><fonts><font/></fonts><fills><fill/></fills><borders><border/></borders><cellStyleXfs><xf/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="164" applyNumberFormat="1"/></cellXfs></styleSheet>`,
  ),
})

test.each([
  ['000000', '000123'],
  ['00000000;-00000000', '00000123'],
  ['[Red]000000', '000123'],
  ['000000_)', '000123'],
  ['000000;@', '000123'],
  ['&quot;VTA-&quot;0000', 'VTA-0123'],
  ['00\\-0000', '00-0123'],
  ['#,##0', '123'],
])('a number that is shown by the format %s is %s', async (format, shown) => {
  const bytes = workbook([{ name: 'Hoja1', rows: [['Referencia'], ['<c s="1"><v>123</v></c>']] }], styled(format))
  expect((await readTableFile(bytes)).rows).toEqual([[shown]])
})

test('no fraction of a number passes for a second reference, and none that nobody sees for one', async () => {
  const numbers = [12345.678, 468712345678.00006, 100000.00000000001, 12345.001, 0.00015]
  const { taken } = await read(workbook([{ name: 'Hoja1', rows: [['Referencia', 'x'], ...numbers.map((n) => [n, 'a'])] }]))
  expect(taken).toMatchObject({ references: ['468712345678', '100000'], damaged: ['12345,68', '1,2345001E+4', '1,5E-4'] })
})

test('a formula that nobody has worked out is told, and one that is empty is nothing', async () => {
  const cells = [
    ['Referencia', 'x'],
    ['<c><f>A1&amp;1</f></c>', 'a'],
    ['<c t="str"><f>IF(1,&quot;&quot;)</f><v></v></c>', 'b'],
    ['VTA-2', 'c'],
  ]
  const { taken } = await read(workbook([{ name: 'Hoja1', rows: cells }]))
  expect(taken).toMatchObject({ references: ['VTA-2'], damaged: ['#VALOR!'] })
})

test('two rows of headings, what a formula gave, and what it could not give', async () => {
  const cells = [
    ['Comprobante', '', 'Cliente'],
    ['Fecha', 'Referencia', 'Nombre'],
    [45_947, '<c t="str"><f>A1&amp;&quot;-1&quot;</f><v>VTA-1</v></c>', 'Gomez'],
    [45_948, '<c t="e"><f>VLOOKUP(1,A:B,2,0)</f><v>#N/A</v></c>', 'Lopez'],
    [45_949, 'VTA-3', ''],
  ]
  const { taken, columns } = await read(workbook([{ name: 'Hoja1', rows: cells }]))
  expect(columns.map(({ name }) => name)).toEqual(['Fecha', 'Referencia', 'Nombre'])
  expect(taken).toMatchObject({ references: ['VTA-1', 'VTA-3'], damaged: ['#N/A'] })
})

test('rows that are filtered away are not taken, and counted', async () => {
  const table = await read(workbook([{ name: 'Hoja1', rows: [['Referencia'], ['VTA-1'], ['VTA-2'], ['']], hidden: [1, 3] }]))
  expect(table.taken?.references).toEqual(['VTA-2'])
  expect(table.hiddenRows).toBe(1)
})

test.each(['["VTA-1","VTA-2"]', '[{"external_reference":"VTA-1"}]', '\uFEFF{"error":"N","comprobantes":[]}'])(
  'a file of a program is no list: %s',
  async (text) => {
    await expect(readTableFile(strToU8(text))).rejects.toThrow('not-a-table')
  },
)

test('the rule of a table drawn with dashes is no reference, nor is a formula that was exported as it was typed', async () => {
  const drawn = await read(strToU8('| Referencia | Total |\n|---|---|\n| VTA-1 | 1 |\n| VTA-2 | 2 |\n'))
  expect(drawn.taken).toMatchObject({ references: ['VTA-1', 'VTA-2'], aside: ['---'] })
  const typed = await read(strToU8('Referencia;x\n=A1&"-2";a\nVTA-2;b\n'))
  expect(typed.taken).toMatchObject({ references: ['VTA-2'], damaged: ['=A1&"-2"'] })
})

test('a heading that comes again on each page is no reference, and two columns of one name are asked about', async () => {
  const again = await read(strToU8('Referencia;Total\nVTA-1;1\nReferencia;Total\nVTA-2;2\n'))
  expect(again.taken).toMatchObject({ references: ['VTA-1', 'VTA-2'], aside: ['Referencia'] })
  expect(await read(strToU8('Referencia;Cliente;Referencia\nA-1;x;B-1\nA-2;y;B-2\n'))).toMatchObject({ clear: null, guess: 0 })
})

test.each(['10:15', '30-71234567-8', 'ana@ejemplo.com.ar'])('among references %s is left aside', async (other) => {
  const { taken } = await read(strToU8(`Referencia;x\nVTA-1;a\n${other};b\nVTA-2;c\n`))
  expect(taken).toMatchObject({ references: ['VTA-1', 'VTA-2'], aside: [other] })
})

/** Excel's XML of 2003 with one column. */
const xml2003 = (body: string, styles = '') =>
  strToU8(
    `<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Styles>${styles}</Styles><Worksheet ss:Name="x"><Table><Row><Cell><Data ss:Type="String">Referencia</Data></Cell></Row>${body}</Table></Worksheet></Workbook>`,
  )

test.each([
  ['000000', true],
  ['00\\-0000', true],
  ['0', undefined],
  ['dd/mm/yyyy', undefined],
])('zeros that the XML of 2003 shows and does not hold are told: %s', async (format, hides) => {
  const style = `<Style ss:ID="s1"><NumberFormat ss:Format="${format}"/></Style>`
  const table = await read(xml2003('<Row><Cell ss:StyleID="s1"><Data ss:Type="Number">123</Data></Cell></Row>', style))
  expect(table).toMatchObject({ taken: { references: ['123'] } })
  expect(table.hidesZeros).toBe(hides)
})

// Looking at the rest of the file again for each of them would take minutes: the test would not end.
test.each([
  ['signs that open and never close', () => xml2003(`<Row><Cell><Data ss:Type="String">${'<'.repeat(1_000_000)}</Data></Cell></Row>`)],
  ['elements that never end', () => xml2003('<Row '.repeat(500_000))],
  ['values that never end', () => xml2003('<Row a="'.repeat(300_000))],
  ['comments that never end', () => xml2003('<!--'.repeat(500_000))],
  ['a line of brackets', () => strToU8(`Referencia;x\n${'('.repeat(1_000_000)};a\nVTA-1;b\n`)],
])('%s are read once', async (_what, bytes) => {
  await Promise.allSettled([readTableFile(bytes())])
})
