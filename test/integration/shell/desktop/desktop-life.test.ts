/** How the program lives in a desktop: its window, the tray, the system's start, the keyboard, links and notifications. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { launchApp, runCli, type RunningApp } from '../../../e2e/harness/app.ts'
import { openBrowser } from '../../../e2e/harness/browser.ts'
import { until } from '../../../e2e/harness/control.ts'
import { Simulator } from '../../../simulator/simulator.ts'

const credentials = {
  apikey: '20021',
  apitoken: 'b1c2d3e4f5061728394a5b6c7d8e9f01',
  usertoken: 'aa112233445566778899aabbccddeeff00112233445566778899aabbccdd77ab',
}

let simulator: Simulator
let folder: string
let configuration: string
let app: RunningApp

beforeAll(async () => {
  simulator = await Simulator.start({ processAfterMs: 0 })
  simulator.addPointOfSale({ name: 'Casa', ...credentials })
})
afterAll(() => simulator.stop())

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reencola-vida-'))
  configuration = await mkdtemp(join(tmpdir(), 'reencola-config-'))
})
afterEach(async () => {
  await app[Symbol.asyncDispose]()
  await rm(folder, { recursive: true })
  await rm(configuration, { recursive: true })
})

const environment = () => ({ REENCOLA_API_URL: simulator.url, XDG_CONFIG_HOME: configuration })
/** @param before commands of the control API that are carried out before the program starts */
async function start(args: string[] = [], before: Record<string, unknown> = {}) {
  app = await launchApp({ args, dataFolder: folder, env: { ...environment(), REENCOLA_ANFITRION_INICIO: JSON.stringify(before) } })
}
async function restart(args: string[] = [], before: Record<string, unknown> = {}) {
  await app.control.do('quit', {})
  await app.exit
  await app[Symbol.asyncDispose]()
  await start(args, before)
}

const call: RunningApp['control']['call'] = (name, args) => app.control.call(name, args)
const value: RunningApp['control']['value'] = (name, args) => app.control.value(name, args)

const window = async () => (await app.control.state()).windows[0]
const shown = () => until(async () => (await window())?.visible, 'the window')
const hide = () => app.control.do('window', { action: 'hide' })
const navigation = () => until(() => value('takeNavigation', {}), 'where to go')
const stored = async () => JSON.parse(await readFile(join(folder, 'ajustes.json'), 'utf8').catch(() => '{}')) as Record<string, unknown>
const log = () => readFile(join(folder, 'logs', 'reencola.log'), 'utf8').catch(() => '')
const save = () => value('savePointOfSale', { name: 'Casa', credentials })
const cli = (args: string[], stdin = '') => runCli(args, stdin, { REENCOLA_DATOS: folder, ...environment() })

const display = (id: number, x: number, width = 1920, height = 1040) => ({
  id,
  bounds: { x, y: 0, width, height: height + 40 },
  workArea: { x, y: 0, width, height },
  scaleFactor: 1,
})

describe('the window', () => {
  test('comes back where it was, as large and as zoomed, and to a display that is left', async () => {
    const docked = { displays: { displays: [display(1, 0), display(2, 1920)] } }
    await start([], docked)
    await shown()
    expect((await window())?.bounds).toEqual({ x: 370, y: 140, width: 1180, height: 760 })
    const bounds = { x: 2100, y: 50, width: 1000, height: 700 }
    await app.control.do('window/bounds', { bounds })
    for (const item of ['Agrandar', 'Agrandar', 'Achicar', 'Agrandar']) await app.control.do('menu', { menu: 'application', item })
    await app.control.do('window/zoom', { direction: 'in' })
    expect((await window())?.contents.zoomFactor).toBe(1.5)
    await app.control.do('window', { action: 'maximize' })
    await restart([], docked)
    await shown()
    expect(await window()).toMatchObject({ normalBounds: bounds, maximized: true, contents: { zoomFactor: 1.5 } })

    await app.control.do('window', { action: 'unmaximize' })
    await app.control.do('menu', { menu: 'application', item: 'Tamaño normal' })
    await until(async () => (await stored())['windowMaximised'] === false, 'the settings')
    await restart([], { displays: { displays: [display(1, 0, 1024, 600)] } })
    await shown()
    expect(await window()).toMatchObject({ bounds: { x: 12, y: 0, width: 1000, height: 600 }, maximized: false, contents: { zoomFactor: 1 } })
  })

  test('is brought back when its display goes away, also while hidden', async () => {
    await start([], { displays: { displays: [display(1, 0), display(2, 1920)] } })
    await shown()
    const far = { x: 2500, y: 100, width: 1000, height: 700 }
    for (const action of ['focus', 'hide'] as const) {
      await app.control.do('displays', { displays: [display(1, 0), display(2, 1920)] })
      await app.control.do('window', { action: 'show' })
      await app.control.do('window/bounds', { bounds: far })
      await app.control.do('window', { action })
      await app.control.do('displays', { displays: [display(1, 0)] })
      const { x = -1, y = -1 } = (await window())?.bounds ?? {}
      expect(x).toBeGreaterThanOrEqual(0)
      expect(x + 1000).toBeLessThanOrEqual(1920)
      expect(y + 700).toBeLessThanOrEqual(1040)
    }
  })

  test('a drag is written once, when it is over', async () => {
    await start()
    await shown()
    for (let x = 0; x < 20; x++) await app.control.do('window/bounds', { bounds: { x: 100 + x } })
    await until(async () => (await stored())['windowBounds'], 'the settings')
    expect((await stored())['windowBounds']).toMatchObject({ x: 119 })
  })
})

describe('the tray', () => {
  test('has an icon of its own kind for the state, and its tooltip', async () => {
    await start(['--oculto'])
    await until(async () => (await app.control.state()).trays.length === 1, 'the tray')
    const image = async () => (await app.control.state()).trays[0]?.image
    expect(await image()).toMatchObject({ empty: false, width: 24, height: 24, scaleFactors: expect.arrayContaining([1, 1.25, 1.5, 2, 3]) })
    expect((await image())?.source).toMatch(process.platform === 'win32' ? /calm-(?:light|dark)\.ico$/u : /calm\.png$/u)
    await app.control.do('online', { online: false })
    await app.control.do('tray', {})
    await shown()
    await save()
    const { id } = (await value('snapshot', {})).pointsOfSale[0] ?? { id: '' }
    await simulator.stop()
    await value('placeOrders', { pointOfSaleId: id, references: ['T-1'] })
    await until(async () => (await image())?.source?.includes('offline'), 'the icon')
    expect((await app.control.state()).trays[0]?.toolTip).toBe('Reencola: sin conexión, 1 comprobante en espera')
    simulator = await Simulator.start({ processAfterMs: 0 })
    simulator.addPointOfSale({ name: 'Casa', ...credentials })
  })

  test('where the desktop has none, a hidden start shows the window, and closing asks', async () => {
    await start(['--oculto'], { 'tray/area': { present: false } })
    await shown()
    await app.control.do('window', { action: 'close' })
    expect((await app.control.state()).dialogs).toHaveLength(1)
  })

  test('closing says once that it goes on, also to who wants no notifications or cannot see them', async () => {
    await start()
    await shown()
    await value('setNotifications', { on: false })
    await app.control.do('tray', {})
    await app.control.do('window', { action: 'close' })
    await until(async () => (await app.control.state()).notifications.length === 1, 'the notice')
    await app.control.do('tray', {})
    await app.control.do('window', { action: 'close' })
    expect((await app.control.state()).notifications).toHaveLength(1)
  })

  test('without notifications the same is said in a dialog', async () => {
    await start([], { 'notification/centre': { supported: false } })
    await shown()
    await app.control.do('tray', {})
    await app.control.do('window', { action: 'close' })
    expect((await app.control.state()).dialogs.map((dialog) => JSON.stringify(dialog)).join()).toContain('Reencola sigue abierta')
  })
})

describe('Reenviar lo copiado', () => {
  test('from the tray: the window, what was copied, and a question; nothing is sent', async () => {
    await start(['--oculto'])
    await until(async () => (await app.control.state()).trays.length === 1, 'the tray')
    await app.control.do('clipboard', { text: 'FC-0001\r\nFC-0002' })
    await app.control.do('menu', { item: 'Reenviar lo copiado' })
    await shown()
    expect(await navigation()).toEqual({ screen: 'reenviar', offer: { from: 'clipboard', references: ['FC-0001', 'FC-0002'] } })
    expect(await value('takeNavigation', {})).toBeNull()
    await app.control.do('clipboard', { text: credentials.usertoken })
    await app.control.do('menu', { item: 'Reenviar lo copiado' })
    expect(await navigation()).toEqual({ screen: 'reenviar', offer: { from: 'clipboard', references: [] } })
    await app.control.do('clipboard', { text: 'Fecha\tReferencia\r\n17/10/2025\tVTA-1\r\n18/10/2025\tVTA-2\r\n' })
    await app.control.do('menu', { item: 'Reenviar lo copiado' })
    expect(await navigation()).toEqual({ screen: 'reenviar', offer: { from: 'clipboard', references: [], table: true } })
    expect((await value('snapshot', {})).orders.total).toBe(0)
  })

  test('the page asks, also when its window was only just made, and the answer sends it', async () => {
    simulator.seed([{ apikey: credentials.apikey, external_reference: 'P-1', status: 'error' }])
    await start(['--oculto'])
    await until(async () => (await app.control.state()).trays.length === 1, 'the tray')
    expect(await cli(['configurar'], JSON.stringify({ nombre: 'Casa', ...credentials }))).toMatchObject({ code: 0 })
    await app.control.do('clipboard', { text: 'P-1\r\n' })
    await app.control.do('menu', { item: 'Reenviar lo copiado' })
    const browser = await openBrowser()
    try {
      const page = await browser.newPage()
      await page.goto(await app.ready())
      const question = page.getByRole('dialog')
      await question.getByText('P-1').waitFor()
      expect(simulator.executions('P-1')).toBe(0)
      await question.getByRole('button', { name: 'Reenviar' }).and(page.locator(':enabled')).click()
      await until(() => simulator.executions('P-1') === 1, 'the resend')
    } finally {
      await browser.close()
    }
  })

  test('by a shortcut that is off at first, kept, and said to be taken', async () => {
    await start()
    await shown()
    expect((await app.control.state()).shortcuts.registered).toEqual([])
    expect((await value('snapshot', {})).desktop.shortcut).toMatchObject({ chosen: null, working: true })
    const taken = 'CommandOrControl+Alt+R'
    const free = 'CommandOrControl+Shift+F9'
    await app.control.do('shortcut', { accelerator: taken, action: 'take' })
    expect(await call('setShortcut', { chosen: taken })).toEqual({ ok: false, error: { code: 'shortcut-taken' } })
    expect((await value('snapshot', {})).desktop.shortcut).toMatchObject({ chosen: null, working: true })
    await value('setShortcut', { chosen: free })
    expect((await value('snapshot', {})).desktop.shortcut).toMatchObject({ chosen: free, working: true })

    await hide()
    await app.control.do('clipboard', { text: 'FC-7' })
    expect(await app.control.do('shortcut', { accelerator: free })).toBe(true)
    await shown()
    expect(await navigation()).toMatchObject({ offer: { from: 'clipboard', references: ['FC-7'] } })

    await restart([], { shortcut: { accelerator: free, action: 'take' } })
    await shown()
    expect((await value('snapshot', {})).desktop.shortcut).toMatchObject({ chosen: free, working: false })
    await app.control.do('shortcut', { accelerator: free, action: 'release' })
    await value('setShortcut', { chosen: free })
    expect((await value('snapshot', {})).desktop.shortcut).toMatchObject({ working: true })
    await value('setShortcut', { chosen: 'off' })
    expect((await app.control.state()).shortcuts.registered).toEqual([])
  })
})

const entry = () => readFile(join(configuration, 'autostart', 'reencola.desktop'), 'utf8').catch(() => null)

describe('starting with the system', () => {
  test.skipIf(process.platform !== 'linux')('is off, is what the system says, and starts hidden', async () => {
    await start()
    await shown()
    expect((await value('snapshot', {})).desktop).toMatchObject({ startWithSystem: 'off', offerStart: false })
    expect(await entry()).toBeNull()
    await value('setStartWithSystem', { on: true })
    expect((await value('snapshot', {})).desktop).toMatchObject({ startWithSystem: 'on' })
    expect(await entry()).toMatch(/^Exec=".+" "--oculto"$/mu)
    // Somebody turns it off in the desktop's own settings.
    await writeFile(join(configuration, 'autostart', 'reencola.desktop'), `${await entry()}Hidden=true\n`)
    expect((await value('snapshot', {})).desktop).toMatchObject({ startWithSystem: 'blocked' })
    await value('setStartWithSystem', { on: false })
    expect((await value('snapshot', {})).desktop).toMatchObject({ startWithSystem: 'off' })
    expect(await entry()).toBeNull()
  })

  test.skipIf(process.platform !== 'linux')('what cannot be written is said, and nothing is pretended', async () => {
    await writeFile(join(configuration, 'autostart'), '')
    await start()
    await shown()
    expect(await call('setStartWithSystem', { on: true })).toEqual({ ok: false, error: { code: 'start-not-changed' } })
    expect((await value('snapshot', {})).desktop).toMatchObject({ startWithSystem: 'off' })
  })

  test('is offered once, after the first success, whatever the answer', async () => {
    simulator.seed([{ apikey: credentials.apikey, external_reference: 'I-1', status: 'error' }])
    await start()
    await shown()
    await save()
    const { id } = (await value('snapshot', {})).pointsOfSale[0] ?? { id: '' }
    expect((await value('snapshot', {})).desktop.offerStart).toBe(false)
    await value('placeOrders', { pointOfSaleId: id, references: ['I-1'] })
    await until(async () => (await value('snapshot', {})).desktop.offerStart, 'the offer')
    await value('declineStart', {})
    expect((await value('snapshot', {})).desktop).toMatchObject({ offerStart: false, startWithSystem: 'off' })
    await restart()
    await shown()
    expect((await value('snapshot', {})).desktop.offerStart).toBe(false)
  })
})

const link = (reference: string) => `reencola://reenviar?referencia=${encodeURIComponent(reference)}`

describe('what comes from outside', () => {
  test('a link starts the program with its reference filled in, whichever way it comes; nothing is sent', async () => {
    await start([link('FC-1')])
    await shown()
    expect(await navigation()).toEqual({ screen: 'reenviar', offer: { from: 'link', references: ['FC-1'] } })

    await hide()
    expect(await cli(['--', link('FC-2')])).toEqual({ code: 0, stdout: '', stderr: '' })
    await shown()
    expect(await navigation()).toMatchObject({ offer: { references: ['FC-2'] } })

    await hide()
    expect(await app.control.do('open-url', { url: link('FC-3') })).toEqual({ prevented: true })
    await shown()
    expect(await navigation()).toMatchObject({ offer: { references: ['FC-3'] } })

    // Another version of the program, whose message is not understood: its arguments are.
    await hide()
    await app.control.do('second-instance', { args: [link('FC-4')], additionalData: { type: 'of another version' } })
    await shown()
    expect(await navigation()).toMatchObject({ offer: { references: ['FC-4'] } })
    expect((await value('snapshot', {})).orders.total).toBe(0)
    expect(simulator.requests().filter(({ json }) => JSON.stringify(json).includes('FC-'))).toEqual([])
  })

  test('a hostile link only shows the window, and leaves nothing of itself in the log', async () => {
    await start()
    await shown()
    const secret = 'MUYSECRETO'
    const hostile = [
      `reencola://borrar?referencia=${secret}`,
      `reencola://reenviar?referencia=${secret}&referencia=B`,
      `reencola://reenviar?referencia=${secret}%00`,
      `reencola://reenviar?referencia=${secret}%FF`,
      `reencola://reenviar?referencia=${secret}${'x'.repeat(9_000)}`,
      `reencola://app/index.html?${secret}`,
    ]
    for (const url of hostile) {
      await hide()
      await app.control.do('open-url', { url })
      await shown()
      expect([url.slice(0, 80), await value('takeNavigation', {})]).toEqual([url.slice(0, 80), null])
    }
    // Arguments that ride along with a link are not ours either.
    await hide()
    expect(await cli([link(secret), '--oculto'])).toMatchObject({ code: 0, stdout: '' })
    await shown()
    expect(await value('takeNavigation', {})).toBeNull()
    await until(async () => (await log()).split('link refused').length - 1 === hostile.length, 'the log')
    expect(await log()).not.toContain(secret)
  })

  test('a notification leads to the batch that it is about, and only who wants them gets any', async () => {
    simulator.seed([
      { apikey: credentials.apikey, external_reference: 'N-1', status: 'error' },
      { apikey: credentials.apikey, external_reference: 'N-2', status: 'error', outcome: 'fail' },
    ])
    await start()
    await shown()
    await save()
    const { id } = (await value('snapshot', {})).pointsOfSale[0] ?? { id: '' }
    await hide()
    const { batchId } = await value('placeOrders', { pointOfSaleId: id, references: ['N-1'] })
    const [notice] = await until(async () => {
      const { notifications } = await app.control.state()
      return notifications.length > 0 && notifications
    }, 'the notification')
    expect(notice).toMatchObject({ id: `reencola-actividad-${batchId}`, title: 'Reenvío terminado' })
    expect(`${notice?.title} ${notice?.body}`).not.toContain('N-1')
    await app.control.do('notification', {})
    await shown()
    expect(await navigation()).toEqual({ screen: 'actividad', batchId })

    await value('setNotifications', { on: false })
    await hide()
    await value('placeOrders', { pointOfSaleId: id, references: ['N-2'] })
    // Who wants none sees it in the tray.
    await until(async () => (await app.control.state()).trays[0]?.toolTip === 'Reencola: 1 sigue con error', 'the result')
    expect((await app.control.state()).notifications).toHaveLength(1)
  })

  test('a notification of an earlier run starts the program where it belongs', async () => {
    await start(['type=click&tag=reencola-actividad-12'])
    await shown()
    expect(await navigation()).toEqual({ screen: 'actividad', batchId: 12 })
    await cli(['type=click&tag=14317607570838471237'])
    expect(await value('takeNavigation', {})).toBeNull()
  })
})
