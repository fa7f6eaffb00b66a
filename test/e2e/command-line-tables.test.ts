/** `reenviar --archivo`, with real files, a real process and the simulator. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { Simulator } from '../simulator/simulator.ts'
import { runProduct } from './harness/product.ts'

const credentials = {
  apikey: '40405',
  apitoken: 'tokdetabla0123456789abcdef012345',
  usertoken: 'usrdetabla0123456789abcdef0123456789abcdef0123456789abcdef012345',
}
const fixture = (name: string) => join(import.meta.dirname, '..', 'fixtures', 'tables', name)

let folder: string
let simulator: Simulator
let env: Record<string, string>

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'reencola-tablas-'))
  simulator = await Simulator.start()
  simulator.addPointOfSale({ ...credentials, name: 'Local' })
  for (const external_reference of ['VTA-1', 'VTA-2', '1001']) simulator.seed([{ apikey: credentials.apikey, external_reference, status: 'error' }])
  env = { REENCOLA_DATOS: join(folder, 'datos'), REENCOLA_API_URL: simulator.url }
  await runProduct(['configurar'], JSON.stringify({ nombre: 'Local', ...credentials }), env)
})
afterEach(async () => {
  await simulator.stop()
  rmSync(folder, { recursive: true, force: true })
})

const cli = (...args: string[]) => runProduct(args, '', env)
const sent = () =>
  simulator
    .requests()
    .flatMap((request) => (request.method === 'reenviar_encolado' ? [(request.json as { external_reference: string }).external_reference] : []))

function file(name: string, content: string | Buffer): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

test('a table with a known heading: its references, and the total is left out and said', async () => {
  const path = file(
    'ventas.csv',
    Buffer.from('sep=;\r\nCliente;Referencia;Total\r\n"Perez; Muñoz";VTA-1;121,00\r\nGomez;VTA-2;50,00\r\nTotal;2;171,00\r\n', 'latin1'),
  )
  const done = await cli('reenviar', '--archivo', path, '--json')
  expect(done).toMatchObject({ code: 0, stderr: expect.stringContaining('no parece una referencia: 2') as string })
  expect(
    done.stdout
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { referencia: string }).referencia),
  ).toEqual(['VTA-1', 'VTA-2'])
  expect(sent().toSorted()).toEqual(['VTA-1', 'VTA-2'])
})

test('a table whose column is not clear ends with 2 and names the columns; --columna says it', async () => {
  const path = file('pedidos.csv', 'Número de Pedido;Venta;Total\n1001;VTA-1;1,00\n1002;VTA-2;2,00\n')
  const asked = await cli('reenviar', '--archivo', path)
  expect(asked).toMatchObject({ code: 2, stdout: '', stderr: expect.stringMatching(/Número de Pedido, Venta, Total/u) as string })
  const wrong = await cli('reenviar', '--archivo', path, '--columna', 'Otra')
  expect(wrong).toMatchObject({ code: 2, stderr: expect.stringMatching(/«Otra».*Número de Pedido, Venta, Total/u) as string })
  expect(sent()).toEqual([])
  expect(await cli('estado', '--json')).toMatchObject({ stdout: '' })
  expect(await cli('reenviar', '--archivo', path, '--columna', 'venta', '--json')).toMatchObject({ code: 0 })
  expect(sent().toSorted()).toEqual(['VTA-1', 'VTA-2'])
})

test.each([
  ['a workbook with a number that Excel damaged', () => fixture('ventas.xlsx'), /1,23456789\d+E\+19 es un número dañado por Excel/u],
  ['a workbook with a password', () => fixture('con-clave.xlsx'), /contraseña/u],
  ['an .ods that shows zeros in front of numbers', () => fixture('ventas.ods'), /ceros adelante/u],
  ['a decimal comma', () => file('lista.txt', '4,687E+11\r\nVTA-1\r\n'), /4,687E\+11 es un número dañado por Excel/u],
  ['a PDF with another name', () => file('ventas.xlsx', '%PDF-1.7'), /No es una lista ni una tabla/u],
  ['no file', () => join(folder, 'no-esta.csv'), /No se encontró/u],
  ['a folder', () => folder, /No es una lista/u],
])('%s is refused in words: nothing is stored', async (_what, path, said) => {
  expect(await cli('reenviar', '--archivo', path())).toMatchObject({ code: 2, stdout: '', stderr: expect.stringMatching(said) as string })
  expect(sent()).toEqual([])
})

test('a list of references, and one more by name', async () => {
  const path = file('lista.txt', Buffer.from('\uFEFFVTA-1\r\nVTA-2\r\n', 'utf16le'))
  expect(await cli('reenviar', '1001', '--archivo', path, '--json')).toMatchObject({ code: 0 })
  expect(sent().toSorted()).toEqual(['1001', 'VTA-1', 'VTA-2'])
})

const told = ['Referencia;Motivo', 'VTA-1;CUIT inválido', 'VTA-2;Timeout', '1001;-'].join('\n')

test('what the file says of each: a data error is left out and named, reasons are kept without keys', async () => {
  const path = file('motivos.csv', `${told}\n`.replace('Timeout', `Timeout ${credentials.usertoken}`))
  const done = await cli('reenviar', '--archivo', path, '--json')
  expect(done).toMatchObject({ code: 0, stderr: expect.stringMatching(/no se reenvía uno, que reenviar no arregla según el archivo: VTA-1 \(/u) as string })
  expect(sent().toSorted()).toEqual(['1001', 'VTA-2'])
  const database = new DatabaseSync(join(folder, 'datos', 'ordenes.db'), { readOnly: true })
  const kept = database.prepare('SELECT external_reference, text FROM given_reason ORDER BY 1').all()
  database.close()
  expect(kept).toMatchObject([
    { external_reference: 'VTA-1', text: 'CUIT inválido' },
    { external_reference: 'VTA-2', text: expect.stringMatching(/^Timeout /u) as string },
  ])
  expect(JSON.stringify(kept)).not.toContain(credentials.usertoken)
})

test('a reference that is named goes whatever the file says of it; with nothing else to send nothing is stored', async () => {
  const path = file('motivos.csv', 'Referencia;Motivo\nVTA-1;CUIT inválido\n')
  expect(await cli('reenviar', '--archivo', path)).toMatchObject({
    code: 2,
    stdout: '',
    stderr: expect.stringMatching(/el único que hay no se arregla reenviando: VTA-1 .*No se guardó nada/u) as string,
  })
  expect(sent()).toEqual([])
  expect(await cli('reenviar', 'VTA-1', '--archivo', path, '--json')).toMatchObject({ code: 0 })
  expect(sent()).toEqual(['VTA-1'])
})
