/** Two users of one computer: each with a folder of their own, and both with the same one. */
import { chmod, chown, mkdir, mkdtemp, readdir, readFile, realpath, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { launchApp, runCli, type RunningApp } from '../../../e2e/harness/app.ts'
import { until } from '../../../e2e/harness/control.ts'
import { Simulator } from '../../../simulator/simulator.ts'
import { closedPort } from '../../core/tusfacturas/client-setup.ts'

const credentials = {
  apikey: '20077',
  apitoken: 'b1c2d3e4f5061728394a5b6c7d8e9f77',
  usertoken: 'aa112233445566778899aabbccddeeff00112233445566778899aabbccdd7777',
}
const point = JSON.stringify({ nombre: 'Casa', ...credentials })

let simulator: Simulator
let scratch: string
let apps: RunningApp[] = []
beforeAll(async () => {
  simulator = await Simulator.start({ processAfterMs: 0 })
  simulator.addPointOfSale({ name: 'Casa', ...credentials })
})
afterAll(() => simulator.stop())
beforeEach(async () => {
  scratch = await realpath(await mkdtemp(join(tmpdir(), 'reencola-dos-')))
  await chmod(scratch, 0o755)
})
afterEach(async () => {
  for (const app of apps) await app[Symbol.asyncDispose]()
  apps = []
  await rm(scratch, { recursive: true, force: true })
})

/** What the session of a person says of itself. */
const sessionOf = (name: string, more: Record<string, string> = {}) => ({
  REENCOLA_API_URL: simulator.url,
  USER: name,
  USERNAME: name,
  HOME: join(scratch, name),
  XDG_CONFIG_HOME: join(scratch, name, '.config'),
  ...more,
})
const runAs = (uid: number, name: string, folder: string, args: string[], stdin = '') =>
  runCli(args, stdin, { ...sessionOf(name), REENCOLA_DATOS: folder }, undefined, uid)
const folderOf = (name: string) => join(scratch, name, 'datos')

const send = (name: string, reference: string) => runCli(['reenviar', '--', reference], '', { ...sessionOf(name), REENCOLA_DATOS: folderOf(name) })

async function open(name: string, dataFolder = folderOf(name), args: string[] = []): Promise<RunningApp> {
  const app = await launchApp({ args, dataFolder, env: sessionOf(name) })
  apps.push(app)
  await until(async () => (await readFile(join(dataFolder, 'logs', 'reencola.log'), 'utf8').catch(() => '')).includes('services ready'), 'the start')
  return app
}

describe('each with a folder of their own', () => {
  test('both run at once; what a command hands over reaches the program of whoever gives it, and no other', async () => {
    simulator.seed(['ANA-1', 'BETO-1'].map((external_reference) => ({ apikey: credentials.apikey, external_reference, status: 'error' as const })))
    const [ana, beto] = [await open('ana'), await open('beto')]
    for (const app of [ana, beto]) await app.control.value('savePointOfSale', { name: 'Casa', credentials })
    expect([(await send('ana', 'ANA-1')).code, (await send('beto', 'BETO-1')).code]).toEqual([4, 4])
    await until(() => ['ANA-1', 'BETO-1'].every((reference) => simulator.executions(reference) === 1), 'both resends')
    const seen = await Promise.all(
      [ana, beto].map(async (app) => (await app.control.value('listOrders', {})).orders.map(({ external_reference: reference }) => reference)),
    )
    expect(seen).toEqual([['ANA-1'], ['BETO-1']])
  })

  test.skipIf(process.platform !== 'linux')('the start with the session is of each by itself', async () => {
    const [ana, beto] = [await open('ana'), await open('beto')]
    await ana.control.value('setStartWithSystem', { on: true })
    expect((await ana.control.value('snapshot', {})).desktop.startWithSystem).toBe('on')
    expect((await beto.control.value('snapshot', {})).desktop.startWithSystem).toBe('off')
    expect(await readdir(join(scratch, 'ana', '.config', 'autostart'))).toEqual(['reencola.desktop'])
    await expect(readdir(join(scratch, 'beto', '.config'))).rejects.toThrow()
  })

  test('the port for notices of TusFacturasAPP is of the first one; the second is told, and has another or waits', async () => {
    const [ana, beto] = [await open('ana'), await open('beto')]
    for (const app of [ana, beto]) await app.control.value('savePointOfSale', { name: 'Casa', credentials })
    const place = { on: true, host: '127.0.0.1', port: await closedPort(), publicUrl: '' }
    await ana.control.value('saveWebhookPlace', place)
    await until(async () => (await ana.control.value('webhookStatus', {})).state === 'listening', 'the first one')
    await beto.control.value('saveWebhookPlace', place)
    expect(await beto.control.value('webhookStatus', {})).toMatchObject({ state: 'trouble', problem: 'port-taken' })
    await ana.control.value('saveWebhookPlace', { ...place, on: false })
    await beto.control.do('power', { event: 'resume' })
    await until(async () => (await beto.control.value('webhookStatus', {})).state === 'listening', 'the second one')
  })
})

/** Their numbers; nobody of this computer has them. */
const [anaNumber, betoNumber] = [40_101, 40_102]

/** A folder that everybody may write in. */
async function openToBoth(): Promise<string> {
  const folder = join(scratch, 'compartida')
  await mkdir(folder)
  await chmod(folder, 0o777)
  for (const [name, uid] of [
    ['ana', anaNumber],
    ['beto', betoNumber],
  ] as const) {
    await mkdir(join(scratch, name))
    await chown(join(scratch, name), uid, uid)
  }
  return folder
}

describe('both with the same one', () => {
  test('while one has it open, the other is told who, and nothing is stored or taken away', async () => {
    const shared = join(scratch, 'compartida')
    const ana = await open('ana', shared)
    // Windows keeps the second one out by a file that is open, and has no window of another session to tell.
    const unheard = { REENCOLA_ANFITRION_INICIO: JSON.stringify({ 'single-instance': { lock: 'unheard' } }) }
    const beto = await runCli([], '', { ...sessionOf('beto', unheard), REENCOLA_DATOS: shared })
    expect([beto.code, beto.stdout]).toEqual([5, ''])
    expect(beto.stderr).toMatch(/diálogo showErrorBox[^]*con el usuario «ana» de la PC .+REENCOLA_DATOS/u)
    expect(beto.stderr).not.toContain('otra sesión tuya')
    expect((await ana.control.value('snapshot', {})).orders.total).toBe(0)
    expect(await readdir(shared)).toContain('abierta.json')
  })

  describe.skipIf(process.getuid?.() !== 0)('on Linux, whether it is open or not', () => {
    test('the first one keeps it; the second is told to take another, in a window as in a command, and touches nothing', async () => {
      const folder = await openToBoth()
      const first = await launchApp({ uid: anaNumber, dataFolder: folder, env: sessionOf('ana') })
      apps.push(first)
      await until(async () => (await first.control.state()).windows[0]?.visible, 'the window')
      await first.control.value('savePointOfSale', { name: 'Casa', credentials })
      const before = (await readdir(folder)).toSorted()
      for (const [args, stdin] of [
        [[], ''],
        [['reenviar', 'X-1'], ''],
        [['configurar'], point],
        [['estado'], ''],
      ] as const) {
        const second = await runAs(betoNumber, 'beto', folder, [...args], stdin)
        expect([args, second.code, second.stdout]).toEqual([args, 2, ''])
        expect(second.stderr).toContain('hay archivos de otro usuario de esta PC')
      }
      expect((await readdir(folder)).toSorted()).toEqual(before)
      expect((await stat(join(folder, 'ordenes.db'))).uid).toBe(anaNumber)
    })

    test('one in which nothing can be made to see whose it is, is refused in words by every kind of start', async () => {
      // So long that the names of our files just fit into a path, and what is made to see whose the folder is does not.
      const longest = 4_095 - '/ordenes.db'.length
      let folder = scratch
      while (longest - folder.length > 201) folder = join(folder, 'x'.repeat(200))
      folder = join(folder, 'x'.repeat(longest - folder.length - 1))
      await mkdir(folder, { recursive: true })
      await writeFile(join(folder, 'ordenes.db'), '')
      await chown(join(folder, 'ordenes.db'), anaNumber, anaNumber)
      for (const args of [[], ['estado']]) {
        const { code, stdout, stderr } = await runCli(args, '', { ...sessionOf('beto'), REENCOLA_DATOS: folder })
        expect([args, code, stdout]).toEqual([args, 2, ''])
        expect(stderr).toContain('No se puede escribir en la carpeta de datos')
      }
      expect(await readdir(folder)).toEqual(['ordenes.db'])
    })

    test('an empty one that both may write in becomes of whoever comes first', async () => {
      const folder = await openToBoth()
      expect(await runAs(anaNumber, 'ana', folder, ['configurar'], point)).toMatchObject({ code: 0 })
      expect(await runAs(betoNumber, 'beto', folder, ['estado'])).toMatchObject({ code: 2, stderr: expect.stringContaining('archivos de otro usuario') })
      expect(await runAs(anaNumber, 'ana', folder, ['estado'])).toMatchObject({ code: 0 })
    })
  })
})

test('a folder that a program copies to other computers is refused by every kind of start, and nothing is made in it', async () => {
  const folder = join(scratch, 'Nube con ñ', 'Reencola')
  await mkdir(folder, { recursive: true })
  await writeFile(join(scratch, 'Nube con ñ', '.dropbox.cache'), '')
  for (const [args, stdin] of [
    [[], ''],
    [['reenviar', 'X-1', '--json'], ''],
    [['configurar'], point],
    [['estado'], ''],
  ] as const) {
    const { code, stdout, stderr } = await runCli([...args], stdin, { ...sessionOf('ana'), REENCOLA_DATOS: folder })
    expect([args, code, stdout]).toEqual([args, 2, ''])
    expect(stderr).toContain('Dropbox copia a otros lugares')
  }
  expect(await readdir(folder)).toEqual([])
})
