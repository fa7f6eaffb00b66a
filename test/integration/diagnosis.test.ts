import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { strFromU8, unzipSync } from 'fflate'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { launchApp, type RunningApp } from '../e2e/harness/app.ts'
import { until } from '../e2e/harness/control.ts'
import { Simulator } from '../simulator/simulator.ts'

const credentials = { apikey: '70707', apitoken: 'tokdediag0123456789abcdef01234567', usertoken: 'usrdediag0123456789abcdef0123456789abcdef0123456789abcdef01234567' }
const client = 'Panadería La Espiga SRL'
const reference = 'PEDIDO-ESPIGA-0042'

let simulator: Simulator
let folder: string
let app: RunningApp

beforeEach(async () => {
  simulator = await Simulator.start()
  simulator.addPointOfSale({ name: 'Sucursal Secreta', ...credentials, quota: { reenviar_encolado: 100 } })
  simulator.seed([{ apikey: credentials.apikey, external_reference: reference, razon_social: client, status: 'error' }])
  folder = await mkdtemp(join(tmpdir(), 'reencola-diagnosis-'))
  app = await launchApp({ dataFolder: folder, env: { REENCOLA_API_URL: simulator.url } })
  await app.ready()
})
afterEach(async () => {
  await app[Symbol.asyncDispose]()
  await simulator.stop()
  await rm(folder, { recursive: true, force: true })
})

const call: RunningApp['control']['call'] = (name, args) => app.control.call(name, args)
const value: RunningApp['control']['value'] = (name, args) => app.control.value(name, args)

/** An office at work: a point of sale, an order with its answer, a proxy user, and a log that says too much. */
async function work(): Promise<void> {
  const { id } = await value('savePointOfSale', { name: 'Sucursal Secreta', credentials })
  await value('placeOrders', { pointOfSaleId: id, references: [reference] })
  await until(async () => (await value('listOrders', {})).orders[0]?.requestsUsed === 1, 'the answer')
  await value('saveSettings', { proxy: { mode: 'none', url: 'http://proxy.oficina:3128', user: 'ana.perez', password: 'clave del proxy' } })
  await app.control.do('process-gone', { process: 'render', reason: 'oom' })
  const leak = `${JSON.stringify({ razon_social: client, external_reference: reference, cuit: '30-71234567-8', home: homedir(), apitoken: credentials.apitoken, other: credentials.usertoken })}\n`
  await writeFile(join(folder, 'logs', 'reencola.log'), leak, { flag: 'a' })
}

const read = (bytes: Uint8Array) => Object.fromEntries(Object.entries(unzipSync(bytes)).map(([name, content]) => [name, strFromU8(content)]))

test('what was looked at is what is saved: complete, redacted, for the owner only', async () => {
  await work()
  const files = await value('previewDiagnosis', { withOrders: false })
  const path = join(folder, 'salida.zip')
  await writeFile(path, 'what was there before', { mode: 0o644 })
  await app.control.do('dialog/answer', { method: 'showSaveDialog', answer: { filePath: path } })
  expect(await value('saveDiagnosis', { withOrders: false })).toEqual({ kind: 'saved', file: 'salida.zip' })

  const saved = read(await readFile(path))
  expect(saved).toEqual(Object.fromEntries(files.map(({ name, text }) => [name, text])))
  expect(Object.keys(saved)).toEqual(['leeme.txt', 'entorno.json', 'ajustes.json', 'estado.json', 'almacenamiento.json', 'registro.txt'])
  if (process.platform !== 'win32') expect((await stat(path)).mode & 0o777).toBe(0o600)

  const all = JSON.stringify(saved)
  const tooMuch = [...Object.values(credentials), client, 'Espiga', reference, 'Sucursal Secreta', 'ana.perez', 'clave del proxy', '71234567', `"${homedir()}`]
  for (const text of tooMuch) expect([text, all.includes(text)]).toEqual([text, false])

  expect(JSON.parse(saved['entorno.json'] ?? '')).toMatchObject({ reencola: '0.1.0', api: new URL(simulator.url).origin, sistema: { plataforma: process.platform } })
  expect(JSON.parse(saved['ajustes.json'] ?? '')).toMatchObject({ theme: 'system', proxy: { mode: 'none', url: 'http://proxy.oficina:3128', conUsuario: true } })
  expect(JSON.parse(saved['estado.json'] ?? '')).toMatchObject({
    enPausa: false,
    avisos: [{ kind: 'stand-in' }],
    puntosDeVenta: [{ numero: 1, estado: 'ready', proteccion: 'stand-in' }],
    solicitudes: [{ puntoDeVenta: 1, method: 'reenviar_encolado', used: 1, possible: 0 }],
  })
  const storage = JSON.parse(saved['almacenamiento.json'] ?? '') as { expected_version: number; files: { name: string; mode: string }[] }
  expect(storage).toMatchObject({ user_version: storage.expected_version, quick_check: 'ok', pragmas: { journal_mode: 'wal', synchronous: 2 }, rows: { orders: 1, request: 1 } })
  expect(storage.files.map(({ name }) => name)).toEqual(expect.arrayContaining(['ordenes.db', 'diario.jsonl', 'ajustes.json', 'credenciales.json', 'logs/reencola.log']))
  if (process.platform !== 'win32') for (const file of storage.files) expect(file).toMatchObject({ mode: '600' })
  expect(saved['registro.txt']).toContain('the page is gone {"reason":"oom"}')
})

test('the orders are in it when the person asks for them, without any credential', async () => {
  await work()
  const files = await value('previewDiagnosis', { withOrders: true })
  const orders = files.find(({ name }) => name === 'reenvios.json')?.text ?? ''
  expect(JSON.parse(orders)).toMatchObject([{ external_reference: reference, requestsUsed: 1 }])
  for (const secret of Object.values(credentials)) expect(JSON.stringify(files)).not.toContain(secret)
})

test('nothing is saved when the person changes her mind or the disk refuses', async () => {
  await app.control.do('dialog/answer', { method: 'showSaveDialog', answer: { canceled: true, filePath: '' } })
  expect(await value('saveDiagnosis', { withOrders: false })).toEqual({ kind: 'cancelled' })
  const taken = join(folder, 'tomado.zip')
  await mkdir(join(taken, 'dentro'), { recursive: true })
  await app.control.do('dialog/answer', { method: 'showSaveDialog', answer: { filePath: taken } })
  expect(await call('saveDiagnosis', { withOrders: false })).toMatchObject({ ok: false, error: { code: 'export-failed' } })
  expect((await stat(taken)).isDirectory()).toBe(true)
})

test('the folder of the log, and no other, is opened', async () => {
  expect(await value('openLogFolder', {})).toBeNull()
  expect((await app.control.state()).opened).toEqual([{ method: 'openPath', target: join(folder, 'logs') }])
})
