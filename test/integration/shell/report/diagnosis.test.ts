import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { homedir, tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { strFromU8, unzipSync } from 'fflate'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { launchApp, runCli, type RunningApp } from '../../../e2e/harness/app.ts'
import { until } from '../../../e2e/harness/control.ts'
import { watchOff } from '../../../e2e/harness/unwatched.ts'
import packageFile from '../../../../package.json' with { type: 'json' }
import { Simulator } from '../../../simulator/simulator.ts'

const credentials = {
  apikey: '70707',
  apitoken: 'tokdediag0123456789abcdef01234567',
  usertoken: 'usrdediag0123456789abcdef0123456789abcdef0123456789abcdef01234567',
}
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
  const id = await value('savePointOfSale', { name: 'Sucursal Secreta', credentials })
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

  expect(JSON.parse(saved['entorno.json'] ?? '')).toMatchObject({
    reencola: packageFile.version,
    api: new URL(simulator.url).origin,
    sistema: { plataforma: process.platform },
  })
  expect(JSON.parse(saved['ajustes.json'] ?? '')).toMatchObject({
    theme: 'system',
    proxy: { mode: 'none', url: 'http://proxy.oficina:3128', conUsuario: true },
  })
  expect(JSON.parse(saved['estado.json'] ?? '')).toMatchObject({
    enPausa: false,
    avisos: [{ kind: 'stand-in' }],
    puntosDeVenta: [{ numero: 1, estado: 'ready', proteccion: 'stand-in' }],
    solicitudes: [{ puntoDeVenta: 1, method: 'reenviar_encolado', used: 1, possible: 0 }],
  })
  const storage = JSON.parse(saved['almacenamiento.json'] ?? '') as { expected_version: number; files: { name: string; mode: string }[] }
  expect(storage).toMatchObject({
    user_version: storage.expected_version,
    quick_check: 'ok',
    pragmas: { journal_mode: 'wal', synchronous: 2 },
    rows: { orders: 1, request: 1 },
  })
  expect(storage.files.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['ordenes.db', 'diario.jsonl', 'ajustes.json', 'credenciales.json', 'logs/reencola.log']),
  )
  if (process.platform !== 'win32') for (const file of storage.files) expect(file).toMatchObject({ mode: '600' })
  expect(saved['registro.txt']).toContain('the page is gone {"reason":"oom"}')
})

/** What Electron keeps beside our files, and the stand-in host in its place. */
const notOurs = /^anfitrion\./u

test('it tells of every file in the data folder, whatever the program has done there', async () => {
  await work()
  const { id = '' } = (await value('snapshot', {})).pointsOfSale[0] ?? {}
  await value('setWebhookToken', { pointOfSaleId: id, token: webhookToken })
  await app.control.do('quit', {})
  await app.exit
  const terminal = await runCli(['reenviar', 'OTRA'], '', { REENCOLA_DATOS: folder, REENCOLA_API_URL: 'http://127.0.0.1:9/' })
  expect(terminal).toMatchObject({ code: 3 })
  const kept = await readFile(join(folder, 'credenciales.json'))
  // As an older version wrote it; damaged; and a start that crashes.
  await writeFile(join(folder, 'ajustes.json'), JSON.stringify(watchOff))
  await writeFile(join(folder, 'credenciales.json'), 'x')
  await again()
  await app[Symbol.asyncDispose]()
  await writeFile(join(folder, 'credenciales.json'), kept)
  await writeFile(join(folder, 'revisar'), 'as a defect is noted while the program runs')
  await writeFile(join(folder, 'diario.jsonl'), '{"diario":2,"identity":"another","from":0}\n')
  await again()

  const files = await value('previewDiagnosis', { withOrders: false })
  const { files: told } = JSON.parse(files.find(({ name }) => name === 'almacenamiento.json')?.text ?? '') as { files: { name: string }[] }
  const there = (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
  expect(told.map(({ name }) => name)).toEqual(there.filter((name) => !notOurs.test(name)).toSorted())
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

/** The program again on the same folder: nothing is in its memory. */
async function again(beforehand: object = {}): Promise<void> {
  await app[Symbol.asyncDispose]()
  app = await launchApp({ dataFolder: folder, env: { REENCOLA_API_URL: simulator.url, REENCOLA_ANFITRION_INICIO: JSON.stringify(beforehand) } })
  await app.ready()
}

const proxyPassword = 'Contrasena-del-proxy-77'
const webhookToken = 'ficha-de-webhooks-0123456789abcdef'
const spellings = (secret: string) => [
  secret,
  secret.toUpperCase(),
  encodeURIComponent(secret),
  Buffer.from(`x:${secret}`).toString('base64'),
  `${secret.slice(0, 9)} ${secret.slice(9)}`,
]

/** Orders whose texts say every secret in every spelling, as an older version of the program stored them. */
async function storedTooMuch(): Promise<void> {
  await work()
  const { id = '' } = (await value('snapshot', {})).pointsOfSale[0] ?? {}
  await value('setWebhookToken', { pointOfSaleId: id, token: webhookToken })
  await value('saveSettings', { proxy: { mode: 'none', url: '', user: 'ana', password: proxyPassword } })
  await app[Symbol.asyncDispose]()
  const texts = [credentials.apitoken, credentials.usertoken, proxyPassword, webhookToken].flatMap(spellings)
  const database = new DatabaseSync(join(folder, 'ordenes.db'))
  database
    .prepare("UPDATE orders SET state = 'failed_again', reasons = ?, next_at = NULL")
    .run(JSON.stringify([...texts, `apikey ${credentials.apikey}`, 'Error 70707: una cifra']))
  database.close()
  await writeFile(join(folder, 'logs', 'reencola.log'), texts.map((text) => `dijo ${text}\n`).join(''), { flag: 'a' })
}

const secretPieces = [credentials.apitoken, credentials.usertoken, proxyPassword, webhookToken].flatMap((secret) => [
  ...spellings(secret).slice(0, 4),
  secret.slice(9),
])

test('after a restart no secret of the vault leaves in any spelling: not in the diagnosis, the table or the clipboard', async () => {
  await storedTooMuch()
  await again()
  const files = await value('previewDiagnosis', { withOrders: true })
  const orders = files.find(({ name }) => name === 'reenvios.json')?.text ?? ''
  expect(JSON.parse(orders)).toMatchObject([{ external_reference: reference, state: 'failed_again' }])
  // A number that merely is the key's stays readable.
  expect(orders).toContain('Error 70707: una cifra')
  expect(orders).toContain('apikey ••••')
  expect(files.find(({ name }) => name === 'leeme.txt')?.text).not.toContain('Atención')

  const path = join(folder, 'tabla.csv')
  await app.control.do('dialog/answer', { method: 'showSaveDialog', answer: { filePath: path } })
  expect(await value('exportOrders', {})).toMatchObject({ kind: 'saved', rows: 1 })
  await value('copyText', { text: `copiado ${spellings(credentials.usertoken).join(' ')}` })
  const left = { files: JSON.stringify(files), table: await readFile(path, 'utf8'), copied: (await app.control.state()).clipboard }
  expect(left.table).toContain(reference)
  expect(left.copied).toMatch(/^copiado •••• /u)
  for (const piece of secretPieces)
    for (const [where, text] of Object.entries(left)) expect([where, piece, text.includes(piece)]).toEqual([where, piece, false])
})

test('while the keychain does not open, keys are masked by their looks, and the diagnosis says so', async () => {
  await storedTooMuch()
  await again({ 'safe-storage': { decryption: 'temporarily-unavailable' } })
  const files = await value('previewDiagnosis', { withOrders: true })
  expect(files.find(({ name }) => name === 'leeme.txt')?.text).toContain('el llavero de la PC no respondió')
  for (const secret of [credentials.apitoken, credentials.usertoken])
    for (const piece of [secret, secret.toUpperCase()]) expect(JSON.stringify(files)).not.toContain(piece)
})

const refusal = (what: string) => ({ ok: false, error: { code: 'looks-secret', params: { what } } })

test('what a person types or pastes is stored without the keys in it: a reason masked, references and names refused', async () => {
  await work()
  const { id = '' } = (await value('snapshot', {})).pointsOfSale[0] ?? {}
  await again()
  const key = credentials.usertoken
  for (const pasted of [key, key.toUpperCase(), `usertoken: ${key}`, `${key.slice(0, 30)} ${key.slice(30)}`]) {
    const one = { pointOfSaleId: id, external_reference: pasted }
    expect(await call('placeOrders', { pointOfSaleId: id, references: ['FC-1', pasted] })).toEqual(refusal('reference'))
    expect(await call('estimateOrders', { pointOfSaleId: id, references: [pasted] })).toEqual(refusal('reference'))
    expect(await call('giveReason', { ...one, text: 'x' })).toEqual(refusal('reference'))
    expect(await call('lookAtReference', one)).toEqual(refusal('reference'))
    expect(await call('changeDate', { ...one, fecha: '25/11/2026', vencimiento: '25/11/2026', resend: false })).toEqual(refusal('reference'))
    expect(await call('deleteQueued', { ...one, fecha: '25/11/2026' })).toEqual(refusal('reference'))
    expect(await call('resendLater', { ...one, at: Date.now() + 3_600_000 })).toEqual(refusal('reference'))
  }
  expect(await call('savePointOfSale', { id, name: `Casa ${credentials.apitoken}` })).toEqual(refusal('name'))
  expect(await call('savePointOfSale', { name: 'nuevo-token-0123456789', credentials: { ...credentials, apitoken: 'nuevo-token-0123456789' } })).toEqual(
    refusal('name'),
  )
  expect(await value('giveReason', { pointOfSaleId: id, external_reference: reference, text: `Dice que ${key} no va` })).toMatchObject({
    texts: ['Dice que •••• no va'],
  })
  const terminal = await runCli(['reenviar', key], '', { REENCOLA_DATOS: folder, REENCOLA_API_URL: simulator.url })
  expect(terminal).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('Eso parece una clave, no una referencia') })
  expect((await value('listOrders', {})).total).toBe(1)

  await app[Symbol.asyncDispose]()
  for (const name of await readdir(folder)) {
    if (name === 'anfitrion.key' || !(await stat(join(folder, name))).isFile()) continue
    const bytes = await readFile(join(folder, name))
    for (const secret of [key, credentials.apitoken, key.toUpperCase()]) expect([name, bytes.includes(secret)]).toEqual([name, false])
  }
  for (const { json } of simulator.requests()) expect((json as { external_reference?: string }).external_reference ?? '').not.toContain(key)
})
