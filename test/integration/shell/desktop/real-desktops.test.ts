/** What the desktops of Windows and Linux do that a kind stand-in would not: each on a stand-in that does it. */
import { chmod, mkdtemp, readdir, readFile, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { launchApp, runCli, type RunningApp } from '../../../e2e/harness/app.ts'
import { Control, until } from '../../../e2e/harness/control.ts'
import { Simulator } from '../../../simulator/simulator.ts'

const credentials = {
  apikey: '20031',
  apitoken: 'b1c2d3e4f5061728394a5b6c7d8e9f31',
  usertoken: 'aa112233445566778899aabbccddeeff00112233445566778899aabbccdd7731',
}

let simulator: Simulator
let folder: string
let app: RunningApp

beforeAll(async () => {
  simulator = await Simulator.start({ processAfterMs: 0 })
  simulator.addPointOfSale({ name: 'Casa', ...credentials })
})
afterAll(() => simulator.stop())
beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'reencola-real-')))
})
afterEach(async () => {
  await app[Symbol.asyncDispose]()
  await rm(folder, { recursive: true, force: true })
})

type Before = Record<string, unknown>
const data = () => join(folder, 'datos')
const log = () => readFile(join(data(), 'logs', 'reencola.log'), 'utf8').catch(() => '')
const environment = (before: Before) => ({ REENCOLA_API_URL: simulator.url, XDG_CONFIG_HOME: folder, REENCOLA_ANFITRION_INICIO: JSON.stringify(before) })
const start = async (before: Before, args: string[] = [], env: Record<string, string> = {}) => {
  app = await launchApp({ args, dataFolder: data(), env: { ...environment(before), ...env } })
}
const cli = (args: string[], stdin = '', before: Before = {}) => runCli(args, stdin, { REENCOLA_DATOS: data(), ...environment(before) })
const value: RunningApp['control']['value'] = (name, args) => app.control.value(name, args)
const window = async () => (await app.control.state()).windows[0]
const inBar = async () => (await app.control.state()).trays.map((tray) => tray.inBar)
const shown = () => until(async () => (await window())?.visible, 'the window')
const navigation = () => until(() => value('takeNavigation', {}), 'where to go')
const sandboxed = async () => (await app.control.state()).app.sandboxEnabled
const quit = async () => {
  await app.control.do('quit', {})
  await app.exit
  await app[Symbol.asyncDispose]()
}

const windows = { computer: { platform: 'win32', packaged: true }, 'local-state': { after: 0 } }
const wayland = { computer: { display: 'wayland' } }

/** Sends some while nobody looks. @returns their batch, once the notification is there */
async function notified(references: string | string[], outcome: 'issue' | 'fail' = 'issue'): Promise<number | null> {
  const all = [references].flat()
  simulator.seed(all.map((external_reference) => ({ apikey: credentials.apikey, external_reference, status: 'error' as const, outcome })))
  const id = await value('savePointOfSale', { name: 'Casa', credentials })
  await app.control.do('window', { action: 'hide' })
  const { batchId } = await value('placeOrders', { pointOfSaleId: id, references: all })
  await until(async () => (await app.control.state()).notifications.length > 0, 'the notification')
  return batchId
}

describe('notifications of Windows', () => {
  test.each([
    ['Windows', windows],
    ['macOS', { computer: { platform: 'darwin' } }],
  ])('one that moved into the list of notifications is kept, and still opens what it is about (%s)', async (_system, computer) => {
    await start(computer)
    await shown()
    const batchId = await notified('W-1')
    await app.control.do('notification', { event: 'close', reason: 'timedOut' })
    await app.control.do('notification', { event: 'click' })
    await shown()
    expect(await navigation()).toEqual({ screen: 'actividad', batchId })
    // On Windows the address that it carries would open it too, but nothing that the program is told of it would.
    expect((await app.control.state()).notifications[0]?.state).toBe('shown')
    await app.control.do('notification', { event: 'close', reason: 'userCanceled' })
    await until(async () => {
      await app.control.do('notification', { event: 'click' })
      return (await app.control.state()).notifications[0]?.state === 'collected'
    }, 'the one that was put away to be let go')
  })

  test('a click after a restart opens the right place, by the link that the toast carries', async () => {
    await start(windows)
    await shown()
    const batchId = await notified('W-2 & <ñ>')
    const [notice] = (await app.control.state()).notifications
    expect(notice?.toastXml).toContain(`launch="reencola://ver?pantalla=actividad&amp;lote=${batchId}"`)
    expect(notice?.toastXml).toContain('<text>Reenvío terminado</text>')
    await quit()

    await start(windows, ['--', `reencola://ver?pantalla=actividad&lote=${batchId}`])
    await shown()
    expect(await navigation()).toEqual({ screen: 'actividad', batchId })
  })

  test('a click while the program runs opens it once more, also when the object is gone', async () => {
    await start(windows)
    await shown()
    const batchId = await notified('W-3')
    await app.control.do('notification', { event: 'close', reason: 'userCanceled' })
    await app.control.do('window', { action: 'hide' })
    await app.control.do('notification', { event: 'click' })
    await shown()
    expect(await navigation()).toEqual({ screen: 'actividad', batchId })
  })

  test('a click that starts the program is delivered', async () => {
    await start({ ...windows, 'notification/activation': { arguments: 'type=click&tag=reencola-actividad-7.1' } }, ['--oculto'])
    await shown()
    expect(await navigation()).toEqual({ screen: 'actividad', batchId: 7 })
  })
})

const seen = async () => {
  await value('showScreen', { screen: 'actividad' })
  await until(async () => (await app.control.state()).trays[0]?.toolTip === 'Reencola: al día', 'it to be seen')
}

describe('what failed later', () => {
  test('on Windows: buttons that open, one of them the question whether to send again, and a number over the button of the window', async () => {
    await start(windows)
    await shown()
    const batchId = await notified(['T-1', 'T-2'], 'fail')
    const [notice] = (await app.control.state()).notifications
    expect(notice).toMatchObject({ body: '2 siguen con error', buttons: ['Ver', 'Reenviar los 2'], state: 'shown' })
    await app.control.do('notification', { event: 'action', actionIndex: 1 })
    await shown()
    expect(await navigation()).toEqual({ screen: 'actividad', batchId, resend: true })
    // Nothing is sent by that.
    expect([simulator.executions('T-1'), simulator.executions('T-2')]).toEqual([1, 1])
    await until(async () => (await window())?.overlay, 'the number')
    expect((await window())?.overlay).toEqual({ source: expect.stringMatching(/badge-2\.ico$/u) as string, description: 'Reencola: 2 comprobantes sin ver' })
    // The button of a window that is hidden goes away, and comes back without what was on it: oftener than the first number is drawn again.
    for (const time of [1, 2, 3]) {
      await app.control.do('window', { action: 'hide' })
      await app.control.do('notification', { event: 'action', actionIndex: 0 })
      await shown()
      expect(await navigation()).toEqual({ screen: 'actividad', batchId })
      await until(async () => (await window())?.overlay, `the number once more, ${time}`)
    }
    await seen()
    expect((await window())?.overlay).toBeNull()
    await quit()

    // The toast outlives the program: what its button says starts it anew.
    await start(windows, ['--', `reencola://ver?pantalla=actividad&lote=${batchId}&preguntar=reenviar`])
    await shown()
    expect(await navigation()).toEqual({ screen: 'actividad', batchId, resend: true })
    expect([simulator.executions('T-1'), simulator.executions('T-2')]).toEqual([1, 1])
  })

  test('on macOS: the same buttons, and a number in the dock', async () => {
    await start({ computer: { platform: 'darwin' } })
    await shown()
    const batchId = await notified('M-1', 'fail')
    const { notifications, app: described } = await app.control.state()
    expect(notifications[0]).toMatchObject({ body: '1 sigue con error', buttons: ['Ver', 'Reenviarlo'] })
    expect(described.badge.dock).toBe('1')
    await app.control.do('notification', { event: 'action', actionIndex: 1 })
    await shown()
    expect(await navigation()).toEqual({ screen: 'actividad', batchId, resend: true })
    expect(simulator.executions('M-1')).toBe(1)
    await seen()
    expect((await app.control.state()).app.badge.dock).toBe('')
  })

  test('on Linux: no buttons, which Electron has none of there, and a number for whatever dock listens', async () => {
    await start({ computer: { packaged: true } })
    await shown()
    const batchId = await notified('L-1', 'fail')
    const { notifications, app: described } = await app.control.state()
    expect(notifications[0]).toMatchObject({ body: '1 sigue con error', buttons: [], actions: [] })
    expect(described.badge.launcher).toEqual({ uri: 'application://app.reencola.desktop', count: 1, drawn: true })
    await app.control.do('notification', {})
    await shown()
    expect(await navigation()).toEqual({ screen: 'actividad', batchId })
  })
})

describe('the window comes up', () => {
  test('in a session of Wayland, where Electron waits for it to be shown before it says that it is ready', async () => {
    await start(wayland)
    await shown()
  })

  test.each([
    ['Linux', { computer: { draws: false } }],
    ['Windows', { computer: { ...windows.computer, draws: false }, 'local-state': { after: 0 } }],
  ])('where nothing of it is drawn, after a while (%s)', async (_system, computer) => {
    await start(computer)
    await shown()
    // Not a second time: whoever has put it away meanwhile has seen it.
    await app.control.do('window', { action: 'hide' })
    await app.control.do('window/reload', {})
    expect((await window())?.visible).toBe(false)
  })
})

test('a link that no browser takes is said, with the address to copy', async () => {
  await start({ browser: { opens: false } })
  await shown()
  const url = 'https://www.tusfacturas.app/comprobante.pdf'
  await app.control.do('ask/window-open', { url })
  await until(async () => JSON.stringify((await app.control.state()).dialogs).includes(url), 'the box')
  expect(await log()).not.toContain(url)
})

describe('a session of Wayland', () => {
  test('what was copied is read although no window had the focus', async () => {
    await start(wayland, ['--oculto'])
    await until(async () => (await app.control.state()).trays.length === 1, 'the tray')
    await app.control.do('clipboard', { text: 'FC-1\nFC-2' })
    await app.control.do('menu', { item: 'Reenviar lo copiado' })
    await shown()
    expect(await navigation()).toEqual({ screen: 'reenviar', offer: { from: 'clipboard', references: ['FC-1', 'FC-2'] } })
  })

  test('a shortcut that was switched off does nothing, though the desktop goes on telling of it', async () => {
    await start(wayland)
    await shown()
    const chosen = 'CommandOrControl+Alt+R'
    await value('setShortcut', { chosen })
    expect((await value('snapshot', {})).desktop.shortcut).toMatchObject({ chosen, working: null })
    await value('setShortcut', { chosen: 'off' })
    await app.control.do('window', { action: 'hide' })
    await app.control.do('clipboard', { text: 'FC-9' })
    expect(await app.control.do('shortcut', { accelerator: chosen })).toBe(true)
    await value('setShortcut', { chosen: 'CommandOrControl+Shift+F9' })
    await app.control.do('shortcut', { accelerator: chosen })
    expect([(await window())?.visible, await value('takeNavigation', {})]).toEqual([false, null])
    await app.control.do('shortcut', { accelerator: 'CommandOrControl+Shift+F9' })
    await shown()
    expect(await navigation()).toMatchObject({ offer: { references: ['FC-9'] } })
  })
})

describe('a desktop of Linux without a place for icons', () => {
  test('a hidden start shows the window all the same, as Electron makes an icon that nobody sees', async () => {
    await start({ 'tray/area': { present: false } }, ['--oculto'])
    await shown()
    expect((await app.control.state()).trays).toHaveLength(1)
    await app.control.do('window', { action: 'close' })
    expect((await app.control.state()).dialogs).toHaveLength(1)
  })

  test('a bar that comes a little later than the program is waited for, and gets an icon of its own: the first one stays out of it', async () => {
    await start({ 'tray/area': { present: false } }, ['--oculto'])
    await until(async () => (await app.control.state()).trays.length === 1, 'the tray')
    await app.control.do('tray/area', { present: true })
    await until(async () => (await inBar()).includes(true), 'the icon')
    expect(await inBar()).toEqual([true])
    expect((await app.control.state()).windows).toEqual([])
    await app.control.do('tray', {})
    await shown()
  })

  test('a bar that is there and does not take the icon is as none', async () => {
    await start({ 'tray/area': { present: true, takes: false } }, ['--oculto'])
    await shown()
    expect(await inBar()).toEqual([false])
    await app.control.do('window', { action: 'close' })
    expect((await app.control.state()).dialogs).toHaveLength(1)
  })

  test('one that takes icons only while the program runs gets ours with the next look', async () => {
    await start({ 'tray/area': { present: true, takes: false } })
    await shown()
    await app.control.do('tray/area', { present: true, takes: true })
    await until(async () => {
      await app.control.do('second-instance', { additionalData: null })
      return (await inBar()).includes(true)
    }, 'the icon')
    expect(await inBar()).toEqual([true])
  })
})

describe('a start that cannot be', () => {
  test('says so in a box, which Electron shows only once it is ready', async () => {
    await start({})
    const file = join(folder, 'archivo')
    await writeFile(file, '')
    const ended = await runCli([], '', { ...environment({}), REENCOLA_DATOS: file })
    expect(ended).toMatchObject({ code: 2, stderr: expect.stringContaining('anfitrión: diálogo showErrorBox') })
  })
})

describe('what Chromium is told', () => {
  test('the sandbox is asked for, and not where the system allows none and the AppImage said so', async () => {
    const image = { computer: { packaged: true, appImage: '/opt/Reencola.AppImage' } }
    await start(image)
    expect(await sandboxed()).toBe(true)
    await quit()
    await start(image, ['--no-sandbox'])
    await shown()
    expect(await sandboxed()).toBe(false)
  })

  test('no switch is added: what Electron does by itself is left to it', async () => {
    await start(wayland)
    await shown()
    expect((await app.control.state()).app.commandLine).toEqual({ appended: {}, arguments: [] })
  })
})

describe.skipIf(process.platform !== 'linux')('a computer without a display', () => {
  test.each([[[]], [['explicar', '--', 'Error 10016']], [['estado', '--json']], [['configurar']], [['reenviar', 'A']]])(
    '%j says what it needs, and does nothing',
    async (args) => {
      await start({})
      const { code, stdout, stderr } = await cli(args, '', { computer: { display: 'none' } })
      expect([code, stdout]).toEqual([2, ''])
      expect(stderr).toContain('xvfb-run -a')
    },
  )
})

test.each([
  ['an installed program', null, ['reencola']],
  ['an AppImage, of which no desktop file is installed', '/opt/Reencola.AppImage', []],
])('links lead to %s, or it is in the log that they do not', async (_what, appImage, clients) => {
  await start({ computer: { platform: 'linux', packaged: true, ...(appImage !== null && { appImage }) } })
  await until(async () => (await log()).includes('services ready'), 'the start')
  expect((await app.control.state()).app.protocolClients).toEqual(clients)
  expect((await log()).includes('links do not lead here')).toBe(clients.length === 0)
})

describe('orders that another start was to take', () => {
  test('are not called taken when the lock was refused and nobody told', async () => {
    await start({})
    await shown()
    await value('savePointOfSale', { name: 'Casa', credentials })
    const unheard = { 'single-instance': { lock: 'unheard' } }
    const answered = await cli(['reenviar', 'L-1', '--json'], '', unheard)
    expect(answered).toMatchObject({ code: 5, stdout: '', stderr: expect.stringContaining('No se guardó ni se envió nada') })
    expect((await value('snapshot', {})).orders.total).toBe(0)
  })

  test('of another session are told where the program is open, in a box', async () => {
    await start({}, [], { SESSIONNAME: 'RDP-Tcp#3', CLIENTNAME: 'NOTEBOOK-ANA' })
    await shown()
    const unheard = { 'single-instance': { lock: 'unheard' } }
    const second = await runCli([], '', { REENCOLA_DATOS: data(), ...environment(unheard), SESSIONNAME: 'Console' })
    expect(second).toMatchObject({ code: 5, stdout: '' })
    expect(second.stderr).toMatch(/diálogo showErrorBox[^]*«RDP-Tcp#3» de la PC .+, conectada desde NOTEBOOK-ANA/u)
    await quit()
    expect(await readdir(data())).not.toContain('abierta.json')
  })

  test('are placed when they come before the program is ready', async () => {
    await cli(['configurar'], JSON.stringify({ nombre: 'Casa', ...credentials }))
    simulator.seed([{ apikey: credentials.apikey, external_reference: 'E-1', status: 'error' }])
    await start({ 'single-instance': { early: true } })
    expect(await cli(['reenviar', 'E-1'])).toMatchObject({ code: 4 })
    await until(() => simulator.executions('E-1') === 1, 'the resend')
  })
})

describe('a keyring that was locked when the program started', () => {
  const locked = { 'safe-storage': { decryption: 'temporarily-unavailable' } }

  test('asks to unlock it and start again, and never to type the credentials anew', async () => {
    await cli(['configurar'], JSON.stringify({ nombre: 'Casa', ...credentials }))
    simulator.seed([{ apikey: credentials.apikey, external_reference: 'K-1', status: 'error' }])
    await start(locked)
    await shown()
    const [point] = (await value('snapshot', {})).pointsOfSale
    expect(point).toMatchObject({ status: 'ready' })
    await value('placeOrders', { pointOfSaleId: point?.id ?? '', references: ['K-1'] })
    const gate = await until(async () => (await value('snapshot', {})).status.banners.find(({ kind }) => kind === 'gate'), 'the banner')
    expect(gate).toMatchObject({ reason: 'llavero' })
    // Unlocked meanwhile: this process does not learn of it.
    await app.control.do('safe-storage', { decryption: 'works' })
    const { id = '' } = point ?? {}
    expect(await app.control.call('retryGate', { pointOfSaleId: id })).toMatchObject({ ok: true })
    expect(simulator.executions('K-1')).toBe(0)
    await quit()

    await start({})
    await until(() => simulator.executions('K-1') === 1, 'the resend')
  })

  test('starts again by the button of its notice', async () => {
    await cli(['configurar'], JSON.stringify({ nombre: 'Casa', ...credentials }))
    await start({})
    await shown()
    const { pid } = JSON.parse(await readFile(app.controlFile, 'utf8')) as { pid: number }
    await rm(app.controlFile)
    await value('restart', {})
    const again = await Control.fromFile(app.controlFile, () => true)
    const said = JSON.parse(await readFile(app.controlFile, 'utf8')) as { pid: number }
    expect(said.pid).not.toBe(pid)
    await until(async () => (await again.state()).windows[0]?.visible, 'the window of the new one')
    await again.do('quit', {})
    await until(
      () =>
        again.state().then(
          () => false,
          () => true,
        ),
      'the end of the new one',
    )
  })

  test('is no reason to keep new ones in a worse place', async () => {
    await cli(['configurar'], JSON.stringify({ nombre: 'Casa', ...credentials }))
    await start({ 'safe-storage': { decryption: 'temporarily-unavailable', ciphertexts: 'v10' } })
    await shown()
    await value('snapshot', {})
    expect(await app.control.call('savePointOfSale', { name: 'Otra', credentials })).toEqual({ ok: false, error: { code: 'vault-unavailable' } })
  })
})

// Linux alone has a weak one to fall back to.
describe('a keyring is called', () => {
  test.each([
    ['good', 'system', { backend: 'basic_text', ciphertexts: 'v11' }],
    ['weak', 'weak', { backend: 'gnome_libsecret', ciphertexts: 'v10' }],
  ] as const)('%s by what it makes, whatever Chromium guesses by the name of the desktop', async (_what, protection, keyring) => {
    await start({ computer: { platform: 'linux' }, 'safe-storage': keyring })
    await shown()
    await value('savePointOfSale', { name: 'Casa', credentials, weakProtection: 'accept' })
    expect((await value('snapshot', {})).pointsOfSale).toMatchObject([{ protection }])
  })
})

describe('the end of the session of Windows', () => {
  test('stores what was not yet stored, without any of the events of quitting', async () => {
    await start(windows)
    await shown()
    await app.control.do('window/bounds', { bounds: { x: 111, y: 77 } })
    await app.control.do('session-end', {}).catch(() => {})
    await app.exit
    expect(JSON.parse(await readFile(join(data(), 'ajustes.json'), 'utf8'))).toMatchObject({ windowBounds: { x: 111, y: 77 } })
    // Closed, not cut off: nothing is left to be recovered.
    expect(await readdir(data())).not.toContain('ordenes.db-wal')
  })

  test('is heard of without a window too', async () => {
    await start(windows, ['--oculto'])
    await until(async () => (await app.control.state()).trays.length === 1, 'the tray')
    await app.control.do('session-end', {}).catch(() => {})
    await app.exit
    expect(await readdir(data())).not.toContain('ordenes.db-wal')
  })

  test('from when it is asked about nothing new is put on the wire; what was is still answered', async () => {
    simulator.seed(['S-1', 'S-2', 'S-3'].map((external_reference) => ({ apikey: credentials.apikey, external_reference, status: 'error' as const })))
    await start(windows)
    await shown()
    const id = await value('savePointOfSale', { name: 'Casa', credentials })
    await app.control.do('session-end', { query: true })
    await value('placeOrders', { pointOfSaleId: id, references: ['S-1', 'S-2', 'S-3'] })
    expect((await value('listOrders', { search: 'S-' })).orders.map(({ state }) => state)).toEqual(['queued', 'queued', 'queued'])
    await app.control.do('session-end', {}).catch(() => {})
    await app.exit
    await app[Symbol.asyncDispose]()
    expect(simulator.executions('S-1') + simulator.executions('S-2') + simulator.executions('S-3')).toBe(0)
    await start(windows)
    await until(() => ['S-1', 'S-2', 'S-3'].every((reference) => simulator.executions(reference) === 1), 'the resends of the next start')
  })
})

test.skipIf(process.platform === 'win32').each(['SIGTERM', 'SIGHUP', 'SIGINT'] as const)(
  'a session that ends with %s lets the program quit in order',
  async (signal) => {
    await start({})
    await shown()
    await until(async () => /services ready/u.test(await readFile(join(data(), 'logs', 'reencola.log'), 'utf8').catch(() => '')), 'the start')
    app.kill(signal)
    expect(await app.exit).toEqual({ code: 0, signal: null })
    // Closed, not cut off, and nobody is told any more that it is open here.
    expect((await readdir(data())).filter((name) => /-wal$|^abierta/u.test(name))).toEqual([])
  },
)

test('before the computer sleeps nothing new is put on the wire; it goes when it is awake, or was not put to sleep after all', async () => {
  simulator.seed(['Z-1', 'Z-2'].map((external_reference) => ({ apikey: credentials.apikey, external_reference, status: 'error' as const })))
  await start({})
  await shown()
  const id = await value('savePointOfSale', { name: 'Casa', credentials })
  const waits = async (reference: string) => {
    await app.control.do('power', { event: 'suspend' })
    await value('placeOrders', { pointOfSaleId: id, references: [reference] })
    expect((await value('listOrders', { search: reference })).orders).toMatchObject([{ state: 'queued' }])
    expect(simulator.executions(reference)).toBe(0)
  }
  await waits('Z-1')
  await app.control.do('power', { event: 'resume' })
  await until(() => simulator.executions('Z-1') === 1, 'the resend')
  await waits('Z-2')
  await app.control.do('time', { pass: 60_000 })
  await until(() => simulator.executions('Z-2') === 1, 'the resend')
})

test.skipIf(process.platform === 'win32')('out of an AppImage it comes back by the file itself, after it has let go of everything', async () => {
  const image = join(folder, 'Reencola con espacio.AppImage')
  const host = join(import.meta.dirname, '..', '..', '..', 'host', 'run.js')
  const note = join(folder, 'nota')
  await writeFile(image, `#!/bin/sh\necho "APPDIR=$APPDIR APPIMAGE=$APPIMAGE $*" > '${note}'\nexec '${process.execPath}' '${host}' "$@"\n`)
  await chmod(image, 0o755)
  await start({ computer: { packaged: true, appImage: image } }, [], { APPDIR: '/tmp/.mount_reenco' })
  await shown()
  await rm(app.controlFile)
  await value('restart', {})
  await app.exit
  const again = await Control.fromFile(app.controlFile, () => true)
  await until(async () => (await again.state()).app.holdsSingleInstanceLock, 'the lock of the new one')
  expect(await readFile(note, 'utf8')).toBe('APPDIR= APPIMAGE= \n')
  await again.do('quit', {})
  await until(
    () =>
      again.state().then(
        () => false,
        () => true,
      ),
    'the end of the new one',
  )
})
