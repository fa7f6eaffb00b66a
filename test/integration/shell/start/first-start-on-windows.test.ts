/** The first starts on Windows, where the key of the folder is made by whoever comes first and written seconds later. */
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { startTexts } from '#contract/texts/shell.ts'
import { beginCli, launchApp, type RunningApp } from '../../../e2e/harness/app.ts'
import { until } from '../../../e2e/harness/control.ts'
import { closedPort } from '../../core/tusfacturas/client-setup.ts'

const credentials = { apikey: '30055', apitoken: 'e1f203142536475869708b9c0d1e2f34', usertoken: 'dd112233445566778899aabbccddeef2' }
const point = JSON.stringify({ nombre: 'Casa', ...credentials })

let folder: string
let url: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reencola-llave-'))
  url = `http://127.0.0.1:${await closedPort()}`
})
afterEach(() => rm(folder, { recursive: true }))

/** A computer whose key is not written before the test says so. */
const held = { held: true }
const environment = (localState: Record<string, unknown> = held) => ({
  REENCOLA_API_URL: url,
  REENCOLA_ANFITRION_INICIO: JSON.stringify({ computer: { platform: 'win32', packaged: true }, 'local-state': localState }),
})
const launch = (localState?: Record<string, unknown>) => launchApp({ dataFolder: folder, env: environment(localState) })
const command = (args: string[], stdin = '') => beginCli(args, stdin, { REENCOLA_DATOS: folder, ...environment() })
const key = () => join(folder, 'Local State')
const stored = () => join(folder, 'credenciales.json')
const shown = (app: RunningApp) => until(async () => (await app.control.state()).windows[0]?.visible, 'the window')
const pointsOfSale = async (app: RunningApp) => (await app.control.value('snapshot', {})).pointsOfSale
const kill = async (app: RunningApp) => {
  app.kill('SIGKILL')
  await app.exit
}

test('while the program that makes the key runs, configurar waits for it, and what it stores can be opened', async () => {
  await using app = await launch()
  await shown(app)
  const configurar = command(['configurar'], point)
  await until(async () => (await app.control.state()).app.otherStarts > 0, 'the command to ask for the folder')
  expect(existsSync(key())).toBe(false)
  await app.control.do('local-state', { held: false })
  expect(await configurar.finished).toMatchObject({ code: 0, stderr: '' })
  await until(async () => (await pointsOfSale(app)).length === 1, 'what was stored')
  expect(await pointsOfSale(app)).toMatchObject([{ name: 'Casa', status: 'ready' }])
})

test.each([['ventana'], ['reenviar', 'FC-1'], ['estado'], ['listar', '--desde', '28/11/2026', '--hasta', '29/11/2026'], ['vigilar', '--una-vez']])(
  'while the program that makes the key runs, no other start makes one: %s',
  async (...args) => {
    await using app = await launch()
    await shown(app)
    const other = command(args[0] === 'ventana' ? [] : args)
    let ended = false
    void other.finished.then(() => (ended = true))
    await until(async () => ended || (await app.control.state()).app.otherStarts > 1, 'the other start to end, or to ask for the folder again')
    expect([ended, existsSync(key())]).toEqual([false, false])
    await app.control.do('local-state', { held: false })
    await other.finished
    await app.control.value('savePointOfSale', { name: 'Casa', credentials })
    await kill(app)
    await using next = await launch()
    expect(await pointsOfSale(next)).toMatchObject([{ name: 'Casa', status: 'ready' }])
  },
)

test('a program that holds the folder and makes no key is not waited for without end: it is said, and nothing is stored', async () => {
  await using app = await launch()
  await shown(app)
  const { code, stdout, stderr } = await command(['configurar'], point).finished
  expect([code, stdout.trim(), stderr]).toEqual([5, '', `${startTexts.firstStart}\n`])
  expect(existsSync(stored())).toBe(false)
})

test('credentials of the first seconds are called saved once the next start can open them; killed before that, nothing unreadable is left', async () => {
  {
    await using app = await launch()
    await shown(app)
    const keyAtAnswer = app.control.call('savePointOfSale', { name: 'Casa', credentials }).then(
      () => existsSync(key()),
      () => 'never answered',
    )
    for (let look = 0; look < 20; look++) await app.control.value('snapshot', {})
    await kill(app)
    expect(await keyAtAnswer).toBe('never answered')
  }
  expect(existsSync(stored()) && readFileSync(stored(), 'utf8').includes('Casa')).toBe(false)
  {
    await using again = await launch({ after: 100 })
    await again.control.value('savePointOfSale', { name: 'Casa', credentials })
    await kill(again)
  }
  await using next = await launch()
  expect(await pointsOfSale(next)).toMatchObject([{ name: 'Casa', status: 'ready' }])
})

test('a key that was lost all the same is said, the orders wait, and credentials that are typed again last', async () => {
  const again = { name: 'Casa', credentials }
  const id = await (async () => {
    await using app = await launch({ after: 0 })
    const saved = await app.control.value('savePointOfSale', again)
    await app.control.value('placeOrders', { pointOfSaleId: saved, references: ['FC-1'] })
    await kill(app)
    return saved
  })()
  rmSync(key())
  {
    await using app = await launch({ after: 0 })
    expect(await pointsOfSale(app)).toMatchObject([{ id, status: 'reload' }])
    const waiting = async () => (await app.control.value('listOrders', { search: 'FC-1' })).orders[0]
    await until(async () => (await waiting())?.state === 'held', 'the order to be held')
    expect(await app.control.value('savePointOfSale', { id, ...again })).toBe(id)
    await until(async () => (await waiting())?.state !== 'held', 'the order to go on')
    await kill(app)
  }
  await using next = await launch()
  expect(await pointsOfSale(next)).toMatchObject([{ id, status: 'ready' }])
})
