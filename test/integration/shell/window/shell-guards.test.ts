/** The running program where its disk, its streams or its files fail it. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { DatabaseSync } from 'node:sqlite'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { launchApp, runCli } from '../../../e2e/harness/app.ts'
import { until } from '../../../e2e/harness/control.ts'
import { unwatched, watchOff } from '../../../e2e/harness/unwatched.ts'
import { Simulator } from '../../../simulator/simulator.ts'

const credentials = {
  apikey: '50607',
  apitoken: 'tokguarda0123456789abcdef012345',
  usertoken: 'usrguarda0123456789abcdef0123456789abcdef0123456789abcdef012345',
}

let simulator: Simulator
let folder: string
let env: Record<string, string>
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reencola-guards-'))
  simulator = await Simulator.start()
  simulator.addPointOfSale({ ...credentials, name: 'Local' })
  simulator.seed([{ apikey: credentials.apikey, external_reference: 'FC-0001', status: 'error' }])
  env = { REENCOLA_API_URL: simulator.url, REENCOLA_DATOS: folder }
  await runCli(['configurar'], JSON.stringify({ nombre: 'Local', ...credentials }), env)
})
afterEach(async () => {
  await simulator.stop()
  await rm(folder, { recursive: true, force: true })
})

const toldOf = (status: unknown) => JSON.stringify(status).includes('credenciales.danado-')
const orders = () => join(folder, 'ordenes.db')

/** Another program that holds the orders. @returns what makes it let go */
function hold(): () => void {
  const other = new DatabaseSync(orders())
  other.exec('PRAGMA busy_timeout = 5000; BEGIN EXCLUSIVE')
  const end = () => {
    if (other.isOpen) other.close()
  }
  onTestFinished(end)
  return end
}

const makeOrders = async () => {
  await runCli(['reenviar', 'NADA', '--esperar', '0'], '', env)
  expect(existsSync(orders())).toBe(true)
}

describe('orders that another program holds at the start', () => {
  test.each([[[]], [['--oculto']], [['reenviar', 'FC-0001', '--json']]])('%j: said in words, after some seconds of patience', async (args) => {
    await makeOrders()
    hold()
    const { code, stdout, stderr } = await runCli(args, '', env)
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toContain('Otro programa está usando los archivos de reenvíos')
    expect(stderr).not.toContain('    at ')
    expect(simulator.executions('FC-0001')).toBe(0)
  })

  test('held for a moment only: the start waits, and goes on', async () => {
    await makeOrders()
    const end = hold()
    const started = runCli(['reenviar', 'FC-0001', '--json'], '', env)
    // It is known to be waiting once it has opened the file.
    await until(async () => (await readFile(join(folder, 'logs', 'reencola.log'), 'utf8').catch(() => '')) !== null, 'the start')
    setTimeout(end, 2_000)
    expect((await started).code).not.toBe(2)
    expect(simulator.executions('FC-0001')).toBe(1)
  })
})

test('a pause from the tray while another program holds the orders: the program lives, nothing is sent, and it is paused', async () => {
  await using app = await launchApp({ env, dataFolder: folder, args: ['--oculto'] })
  await until(() => existsSync(orders()), 'the orders')
  await runCli(['reenviar', 'NADA'], '', env)
  const end = hold()
  await app.control.do('menu', { item: 'Pausar envíos' })
  await app.control.until((state) => JSON.stringify(state).includes('Reanudar envíos'), 'the paused tray')
  end()
  await runCli(['reenviar', 'FC-0001'], '', env)
  await until(async () => (await runCli(['estado', '--json'], '', env)).stdout.includes('"held"'), 'the held order')
  expect(simulator.executions('FC-0001')).toBe(0)
  await app.control.do('menu', { item: 'Reanudar envíos' })
  await until(() => simulator.executions('FC-0001') === 1, 'the resend')
})

test('a resume from the tray while another program holds the orders: said in words, also to whoever wants no notifications; it stays paused', async () => {
  await writeFile(join(folder, 'ajustes.json'), JSON.stringify({ version: 1, notifications: false, ...watchOff }))
  await using app = await launchApp({ env, dataFolder: folder, args: ['--oculto'] })
  await until(() => existsSync(orders()), 'the orders')
  await runCli(['reenviar', 'NADA'], '', env)
  await app.control.do('menu', { item: 'Pausar envíos' })
  await app.control.until((state) => JSON.stringify(state.trays).includes('Reanudar envíos'), 'the paused tray')
  const end = hold()
  await app.control.do('menu', { item: 'Reanudar envíos' })
  const said = await app.control.until((state) => state.notifications.length + state.dialogs.length > 0, 'the words')
  expect(JSON.stringify([said.notifications, said.dialogs])).toContain('No se pudo usar el archivo de reenvíos')
  expect(JSON.stringify(said.trays)).toContain('Reanudar envíos')
  end()
  await app.control.do('menu', { item: 'Reanudar envíos' })
  await app.control.until((state) => JSON.stringify(state.trays).includes('Pausar envíos'), 'the tray that sends again')
})

test('a careful start whose disk does not take the pause: the program lives, says that it is paused, and sends nothing', async () => {
  await makeOrders()
  const database = new DatabaseSync(orders())
  database.exec(`CREATE TRIGGER refuses BEFORE INSERT ON flag BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END`)
  await writeFile(join(folder, 'fallas.json'), JSON.stringify([3_000, 2_000, 1_000].map((ago) => Date.now() - ago)))
  await using app = await launchApp({ env, dataFolder: folder, args: [] })
  await app.control.until((state) => JSON.stringify(state.dialogs).includes('arrancó con los envíos en pausa'), 'the words')
  await app.control.until((state) => JSON.stringify(state.trays).includes('Reanudar envíos'), 'the paused tray')
  await runCli(['reenviar', 'FC-0001'], '', env)
  const ofOrder = () => database.prepare("SELECT state, hold_reason FROM orders WHERE external_reference = 'FC-0001'").get()
  await until(() => ofOrder() !== undefined, 'the order')
  expect({ ...ofOrder() }).toEqual({ state: 'held', hold_reason: 'pausa' })
  database.exec('DROP TRIGGER refuses')
  database.close()
  await app.control.do('menu', { item: 'Reanudar envíos' })
  await until(() => simulator.executions('FC-0001') === 1, 'the resend')
})

test('nobody reads what the desktop prints any more: that is no crash', async () => {
  const host = join(import.meta.dirname, '..', '..', '..', 'host', 'run.js')
  const control = join(folder, 'control.json')
  await unwatched(folder)
  const child = spawn(process.execPath, [host, '--oculto'], {
    env: { ...process.env, ...env, REENCOLA_ANFITRION_CONTROL: control },
    stdio: ['pipe', 'pipe', 'pipe', 'ipc'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  await until(() => existsSync(control) && existsSync(orders()), 'the program')
  child.stdout?.destroy()
  child.stderr?.destroy()
  // Each of these writes a warning to standard error.
  for (let times = 0; times < 3; times++) await runCli(['reenviar', 'FC-0001'], '', env)
  await until(() => simulator.executions('FC-0001') === 1, 'the resend')
  expect(child.exitCode).toBe(null)
  expect(existsSync(join(folder, 'fallas.json'))).toBe(false)
})

test.each([['stdout'], ['stderr']] as const)('nobody reads the %s of the command line any more: the work is done, and it is no crash', async (stream) => {
  const host = join(import.meta.dirname, '..', '..', '..', 'host', 'run.js')
  const child = spawn(process.execPath, [host, 'reenviar', 'FC-0001', '--json'], { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] })
  child[stream]?.destroy()
  const [code] = (await once(child, 'exit')) as [number]
  expect(code).not.toBe(1)
  expect(simulator.executions('FC-0001')).toBe(1)
  expect(await readFile(join(folder, 'logs', 'reencola.log'), 'utf8').catch(() => '')).not.toContain('crash')
})

test('a truncated vault: told on the screen where it is, and the secret addresses of the webhooks stay', async () => {
  const id = (JSON.parse(await readFile(join(folder, 'credenciales.json'), 'utf8')) as { pointsOfSale: { id: string }[] }).pointsOfSale[0]?.id ?? ''
  const secrets = JSON.stringify({ version: 1, doors: [{ id, path: 'Y2lmcmFkbw==', token: 'Y2lmcmFkbw==' }] })
  await writeFile(join(folder, 'avisos.json'), secrets)
  await writeFile(join(folder, 'ajustes.json'), JSON.stringify({ version: 1, webhookOn: true, webhookPort: 27_481, ...watchOff }))
  const vault = await readFile(join(folder, 'credenciales.json'), 'utf8')
  await writeFile(join(folder, 'credenciales.json'), vault.slice(0, vault.length / 2))
  // A start without a window finds it first; the next window says it all the same.
  await runCli(['estado'], '', env)
  {
    await using app = await launchApp({ env, dataFolder: folder })
    const aside = (await readdir(folder)).find((name) => /^credenciales\.danado-\d+\.json$/u.test(name)) ?? ''
    expect(await app.control.call('snapshot', {})).toMatchObject({
      value: {
        pointsOfSale: [],
        status: {
          banners: expect.arrayContaining([{ kind: 'set-aside', aside, text: expect.stringContaining('Volvé a cargar los puntos de venta') }]) as unknown,
        },
      },
    })
    await until(async () => ((await app.control.call('webhookStatus', {})) as { value: { state: string } }).value.state === 'listening', 'the receiver')
    expect(await readFile(join(folder, aside), 'utf8')).toBe(vault.slice(0, vault.length / 2))
    expect(JSON.parse(await readFile(join(folder, 'avisos.json'), 'utf8'))).toEqual(JSON.parse(secrets))
    expect(await app.control.call('acknowledgeSetAside', { aside })).toMatchObject({ ok: true })
    expect(toldOf(await app.control.call('snapshot', {}))).toBe(false)
  }
  // The person puts a copy back: everything is there again.
  await writeFile(join(folder, 'credenciales.json'), vault)
  await using app = await launchApp({ env, dataFolder: folder })
  const snapshot = await app.control.call('snapshot', {})
  expect(snapshot).toMatchObject({ ok: true, value: { pointsOfSale: [{ name: 'Local', status: 'ready' }] } })
  expect(toldOf(snapshot)).toBe(false)
  await until(async () => ((await app.control.call('webhookStatus', {})) as { value: { state: string } }).value.state === 'listening', 'the receiver')
  expect(JSON.parse(await readFile(join(folder, 'avisos.json'), 'utf8'))).toMatchObject({ doors: [{ id, path: 'Y2lmcmFkbw==' }] })
})
