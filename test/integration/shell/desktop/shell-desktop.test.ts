import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { commandChannel } from '#contract/channels.ts'
import { contentSecurityPolicy } from '../../../../electron/shell/window/protocol-headers.ts'
import { launchApp, runCli, type RunningApp } from '../../../e2e/harness/app.ts'
import { until } from '../../../e2e/harness/control.ts'
import { Simulator } from '../../../simulator/simulator.ts'

const credentials = {
  apikey: '20020',
  apitoken: 'b1c2d3e4f5061728394a5b6c7d8e9f00',
  usertoken: 'aa112233445566778899aabbccddeeff00112233445566778899aabbccdd77aa',
}

let simulator: Simulator
let folder: string
let app: RunningApp

beforeAll(async () => {
  simulator = await Simulator.start({ processAfterMs: 0 })
  simulator.addPointOfSale({ name: 'Casa', ...credentials, quota: { reenviar_encolado: 100 } })
})
afterAll(() => simulator.stop())

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reencola-desktop-'))
  app = await start()
})
afterEach(async () => {
  await app[Symbol.asyncDispose]()
  await rm(folder, { recursive: true })
})

const start = (...args: string[]) => launchApp({ args, dataFolder: folder, env: { REENCOLA_API_URL: simulator.url } })
const cli = (args: string[], stdin?: string) => runCli(args, stdin, { REENCOLA_DATOS: folder, REENCOLA_API_URL: simulator.url })

const call: RunningApp['control']['call'] = (name, args) => app.control.call(name, args)
const value: RunningApp['control']['value'] = (name, args) => app.control.value(name, args)

const window = async () => (await app.control.state()).windows[0]
const shown = () => until(async () => (await window())?.visible, 'the window')
const tooltip = async () => (await app.control.state()).trays[0]?.toolTip
const save = (weakProtection: 'refuse' | 'accept' | 'session' = 'refuse') => call('savePointOfSale', { name: 'Casa', credentials, weakProtection })

test('the only way in from a page is the one channel of the commands', async () => {
  await shown()
  expect((await app.control.state()).ipc).toEqual({ handlers: [commandChannel], listeners: [] })
})

describe('the window', () => {
  test('is made with everything denied that the page does not need', async () => {
    await shown()
    expect((await window())?.webPreferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
      devTools: true,
    })
    const { app: described } = await app.control.state()
    expect(described).toMatchObject({ sandboxEnabled: true, appUserModelId: 'app.reencola.desktop', holdsSingleInstanceLock: true })
  })

  test('cannot be led away, opened twice, given permissions or made to load from elsewhere', async () => {
    await shown()
    for (const event of ['will-navigate', 'will-frame-navigate', 'will-redirect'] as const)
      expect(await app.control.do('ask/navigation', { url: 'https://www.tusfacturas.app/', event })).toEqual({ prevented: true })
    for (const url of ['https://evil.example/', 'reencola://app/index.html', 'file:///etc/passwd', 'javascript:alert(1)'])
      expect(await app.control.do('ask/window-open', { url })).toEqual({ action: 'deny' })
    expect(await app.control.do('ask/webview', { src: 'https://evil.example/' })).toEqual({ prevented: true })
    expect(await app.control.do('ask/download', { url: 'reencola://app/index.html' })).toEqual({ prevented: true })
    for (const permission of ['media', 'geolocation', 'notifications', 'clipboard-read', 'openExternal'])
      expect(await app.control.do('ask/permission', { permission })).toEqual({ request: false, check: false })
    expect(await app.control.do('ask/device', { origin: 'reencola://app' })).toEqual({ allowed: false })
    for (const url of ['https://www.tusfacturas.app/', 'http://127.0.0.1/', 'file:///etc/passwd', 'ws://127.0.0.1/', 'reencola://other/index.html'])
      expect(await app.control.do('ask/request', { url })).toMatchObject({ cancel: true })
    expect(await app.control.do('ask/request', { url: 'reencola://app/index.html' })).toMatchObject({ cancel: false })
    expect((await app.control.state()).opened).toEqual([])
  })

  test('hands links of TusFacturasAPP, and no others, to the browser', async () => {
    await shown()
    const good = ['https://www.tusfacturas.app/app/comprobante.pdf', 'https://tusfacturas.app/']
    const bad = ['http://www.tusfacturas.app/', 'https://tusfacturas.app.evil.example/', 'https://u@www.tusfacturas.app/', 'https://eviltusfacturas.app/']
    expect((await window())?.contents.webRTCPolicy).toBe('disable_non_proxied_udp')
    for (const url of [...bad, ...good, ...good]) expect(await app.control.do('ask/window-open', { url })).toEqual({ action: 'deny' })
    // The second follows too closely.
    expect((await app.control.state()).opened).toEqual([{ method: 'openExternal', target: good[0] }])
  })

  test('is rebuilt when its page crashes', async () => {
    await shown()
    const before = (await window())?.id
    await app.control.do('process-gone', {})
    await until(async () => (await window())?.visible && (await window())?.id !== before, 'another window')
    expect(await call('snapshot', {})).toMatchObject({ ok: true })
  })

  test('is rebuilt while a resend is on its way, which ends as if nothing had happened', async () => {
    await shown()
    seed('P-1')
    await save()
    const { id = '' } = (await value('snapshot', {})).pointsOfSale[0] ?? {}
    const fault = simulator.inject({ method: 'reenviar_encolado', phase: 'pause' })
    await value('placeOrders', { pointOfSaleId: id, references: ['P-1'] })
    await fault.reached
    const before = (await window())?.id
    await app.control.do('process-gone', {})
    await until(async () => (await window())?.visible && (await window())?.id !== before, 'another window')
    expect((await value('listOrders', {})).orders).toMatchObject([{ state: 'on_wire' }])
    fault.release()
    const order = await until(async () => (await value('listOrders', {})).orders.find(({ state }) => state !== 'on_wire'), 'the answer')
    expect(order).toMatchObject({ external_reference: 'P-1', requestsUsed: 1, requestsPossible: 0 })
    expect(['accepted', 'issued']).toContain(order.state)
    expect(simulator.executions('P-1')).toBe(1)
  })

  test('that crashes again and again is given up with words; the tray still brings a new one', async () => {
    await shown()
    for (let crashes = 0; crashes < 4; crashes++) {
      await shown()
      await app.control.do('process-gone', {})
    }
    await until(async () => JSON.stringify((await app.control.state()).dialogs).includes('La ventana dejó de responder'), 'the words')
    expect((await app.control.state()).windows).toEqual([])
    await app.control.do('tray', {})
    await shown()
    expect(await call('snapshot', {})).toMatchObject({ ok: true })
  })

  test('that does not answer is asked about: waited for, or built again', async () => {
    await shown()
    await app.control.do('dialog/hold', { hold: true })
    const dialogs = async () => (await app.control.state()).dialogs.map(({ answer }) => answer)
    const before = (await window())?.id
    await app.control.do('window/unresponsive', {})
    expect(await dialogs()).toEqual([null])
    await app.control.do('window/unresponsive', { over: true })
    await until(async () => (await dialogs())[0] !== null, 'the dialog to close')
    expect((await window())?.id).toBe(before)
    await app.control.do('window/unresponsive', {})
    await app.control.do('dialog/answer', { method: 'showMessageBox', answer: { response: 1 } })
    await until(async () => (await window())?.visible && (await window())?.id !== before, 'another window')
    expect(await call('snapshot', {})).toMatchObject({ ok: true })
  })

  test('stays with the tray once the tray was used, says so once, and comes back', async () => {
    await shown()
    await app.control.do('window', { action: 'close' })
    expect((await app.control.state()).dialogs).toHaveLength(1)
    expect((await window())?.visible).toBe(true)

    await app.control.do('tray', {})
    for (const notices of [1, 1]) {
      await app.control.do('window', { action: 'close' })
      expect((await window())?.visible).toBe(false)
      expect((await app.control.state()).notifications).toHaveLength(notices)
      await app.control.do('menu', { item: 'Abrir Reencola' })
      await shown()
    }
  })

  test('closing without a known tray asks, and quits when told to', async () => {
    await shown()
    await app.control.do('dialog/answer', { method: 'showMessageBox', answer: { response: 0 } })
    await app.control.do('window', { action: 'close' })
    expect(await app.exit).toEqual({ code: 0, signal: null })
  })
})

describe('the page protocol', () => {
  test('serves the page with its policy', async () => {
    await shown()
    const answer = await app.control.do('ask/protocol', { url: 'reencola://app/index.html' })
    expect(answer.status).toBe(200)
    expect(answer.headers).toMatchObject({
      'content-security-policy': contentSecurityPolicy,
      'content-type': 'text/html; charset=utf-8',
      'x-content-type-options': 'nosniff',
    })
    expect(answer.body).toContain('<html')
  })

  test('serves nothing from outside its folder, and nothing that is not there', async () => {
    await shown()
    for (const url of [
      'reencola://app/../main/main.js',
      'reencola://app/..%2fmain%2fmain.js',
      'reencola://app/%2e%2e/main/main.js',
      'reencola://app/%2e%2e%2fmain%2fmain.js',
      'reencola://app/..%5cmain%5cmain.js',
      'reencola://app/assets/..%2f..%2f..%2fpackage.json',
      'reencola://app//etc/passwd',
      'reencola://app/index.html%00.js',
      'reencola://app/%zz',
      'reencola://app/nothing.html',
      'reencola://app/assets',
      'reencola://other/index.html',
    ])
      expect([url, await app.control.do('ask/protocol', { url })]).toMatchObject([url, { status: 404, body: '' }])
  })

  test('only reads', async () => {
    await shown()
    expect(await app.control.do('ask/protocol', { url: 'reencola://app/index.html', method: 'POST' })).toMatchObject({ status: 405 })
  })
})

const refused = { resolved: true, value: { ok: false, error: { code: 'foreign-sender' } } }

describe('what the page may know', () => {
  test('every command refuses a foreign frame, a frame within, a gone one and another window', async () => {
    await shown()
    const message = { channel: commandChannel, args: ['snapshot', {}] }
    for (const frame of [{ url: 'https://www.tusfacturas.app/' }, { url: 'reencola://app/index.html', parentUrl: 'reencola://app/index.html' }, null])
      expect(await app.control.do('invoke', { ...message, frame })).toEqual(refused)
    expect(await app.control.do('invoke', { ...message, foreignContents: true })).toEqual(refused)
  })

  test('masks and states, never a secret; the stand-in says that it is one', async () => {
    await shown()
    expect(await save()).toMatchObject({ ok: true })
    expect((await value('snapshot', {})).pointsOfSale).toMatchObject([{ protection: 'stand-in', masks: { apikey: '••••', usertoken: '••••77aa' } }])
    const snapshot = await value('snapshot', {})
    expect(snapshot.status.banners).toEqual([{ kind: 'stand-in' }])
    for (const secret of Object.values(credentials)) expect(JSON.stringify(snapshot)).not.toContain(secret)
    expect(await value('testCredentials', { id: snapshot.pointsOfSale[0]?.id ?? '' })).toMatchObject({ works: true })
    expect(await value('testCredentials', { credentials: { ...credentials, apikey: '99999' } })).toMatchObject({
      works: false,
      explanation: { kind: 'credenciales' },
    })
  })

  test('a weak keychain is refused, and a lost secret is asked for again', async () => {
    await shown()
    await app.control.do('safe-storage', { ciphertexts: 'v10' })
    expect(await save()).toEqual({ ok: false, error: { code: 'vault-weak' } })
    expect(await save('session')).toMatchObject({ ok: true })
    expect((await value('snapshot', {})).pointsOfSale).toMatchObject([{ protection: 'session' }])
    await app.control.do('safe-storage', { ciphertexts: 'anfitrion1:' })
    const { id = '' } = (await value('snapshot', {})).pointsOfSale[0] ?? {}
    expect(await call('savePointOfSale', { id, name: 'Casa', credentials })).toMatchObject({ ok: true })
    const stored = await readFile(join(folder, 'credenciales.json'), 'utf8')
    app.kill('SIGTERM')
    await app.exit
    await app[Symbol.asyncDispose]()
    app = await start('--oculto')
    await app.control.do('safe-storage', { decryption: 'undecryptable' })
    await app.control.do('tray', {})
    await shown()
    expect((await value('snapshot', {})).pointsOfSale).toMatchObject([{ id, status: 'reload' }])
    expect(await readFile(join(folder, 'credenciales.json'), 'utf8')).toBe(stored)
  })

  test('the clipboard only when it looks like references', async () => {
    await shown()
    await app.control.do('clipboard', { text: 'FC-0001\r\nFC-0002' })
    expect(await value('suggestFromClipboard', {})).toEqual({ text: 'FC-0001\nFC-0002' })
    for (const text of ['Hola, ¿cómo va?', credentials.usertoken, 'apikey: 12345', '4509 9535 6623 3704', '20123456789', 'P4ssw0rd!', ''])
      await app.control.do('clipboard', { text }).then(async () => expect([text, await value('suggestFromClipboard', {})]).toEqual([text, null]))
  })

  test('a copied table is offered by its rows alone, and its text is had only when it is asked for', async () => {
    await shown()
    const sales = 'Fecha\tReferencia\tCliente\tTotal\r\n17/10/2025\tVTA-1\tPerez, Juan\t121,00\r\n18/10/2025\tVTA-2\tGomez\t1.250,50\r\n'
    await app.control.do('clipboard', { text: sales })
    const offered = await value('suggestFromClipboard', {})
    expect(offered).toEqual({ table: { rows: 2, key: expect.stringMatching(/^[0-9a-f]{16}$/u) as string } })
    expect(await value('takeCopiedTable', {})).toEqual({ text: sales })
    const { key = '' } = (offered as { table?: { key: string } } | null)?.table ?? {}
    expect(await value('takeCopiedTable', { key })).toEqual({ text: sales })
    expect(await value('takeCopiedTable', { key: 'f'.repeat(16) }), 'another one than was offered').toBeNull()
    await app.control.do('clipboard', { text: 'Algo que se copió después' })
    expect(await value('takeCopiedTable', {})).toBeNull()
  })

  test('a manual proxy must be an address, and its password does not come back', async () => {
    await shown()
    const proxy = { mode: 'manual', user: 'ana', password: 'clave-larga-del-proxy' } as const
    expect(await call('saveSettings', { proxy: { ...proxy, url: 'no es una dirección' } })).toMatchObject({ error: { code: 'bad-arguments' } })
    await value('saveSettings', { theme: 'dark', proxy: { ...proxy, url: 'http://proxy.oficina:3128' } })
    expect((await value('snapshot', {})).settings).toMatchObject({
      theme: 'dark',
      proxy: { mode: 'manual', url: 'http://proxy.oficina:3128', user: 'ana', hasPassword: true },
    })
    expect((await app.control.state()).theme.themeSource).toBe('dark')
    for (const file of ['ajustes.json', 'credenciales.json', 'logs/reencola.log'])
      expect(await readFile(join(folder, file), 'utf8')).not.toContain(proxy.password)
  })
})

test('settings that cannot be written stay as they were, the password of the proxy with them', async () => {
  await shown()
  const before = (await value('snapshot', {})).settings
  // A folder in the file's place: the file system refuses it whoever asks.
  await rm(join(folder, 'ajustes.json'), { force: true })
  await mkdir(join(folder, 'ajustes.json', 'in the way'), { recursive: true })
  const proxy = { mode: 'manual', url: 'http://proxy.oficina:3128', user: 'ana', password: 'clave' } as const
  expect(await call('saveSettings', { theme: 'dark', proxy })).toEqual({ ok: false, error: { code: 'settings-not-saved' } })
  expect((await value('snapshot', {})).settings).toEqual(before)
  expect((await app.control.state()).theme.themeSource).toBe('system')
  await rm(join(folder, 'ajustes.json'), { recursive: true })
  await value('saveSettings', { theme: 'dark' })
  expect((await value('snapshot', {})).settings).toEqual({ ...before, theme: 'dark' })
})

const seed = (reference: string, outcome: 'issue' | 'fail' = 'issue') =>
  simulator.seed([
    {
      apikey: credentials.apikey,
      external_reference: reference,
      tipo: 'FACTURA B',
      razon_social: 'Consumidor Final',
      total: 100,
      status: 'error',
      outcome,
    },
  ])

describe('tray, notifications and other starts', () => {
  test('a batch that ends behind another window is said once; a click opens Actividad', async () => {
    await shown()
    seed('D-1')
    seed('D-2')
    await save()
    const { id = '' } = (await value('snapshot', {})).pointsOfSale[0] ?? {}
    await app.control.do('window', { action: 'blur' })
    await value('placeOrders', { pointOfSaleId: id, references: ['D-1', 'D-2'] })
    const [notice] = await until(async () => {
      const { notifications } = await app.control.state()
      return notifications.length > 0 && notifications
    }, 'the notification')
    expect(notice).toMatchObject({ title: 'Reenvíos terminados', body: '2 emitidos' })
    await app.control.do('notification', {})
    await until(async () => (await window())?.focused, 'the window in front')
    const results = async () => (await app.control.state()).trays[0]?.menu?.filter(({ label }) => label.startsWith('D-'))
    await until(async () => (await results())?.length === 2, 'both results in the menu')
  })

  test('the tray pauses and resumes sending', async () => {
    await shown()
    await app.control.do('menu', { item: 'Pausar envíos' })
    expect((await value('snapshot', {})).status.paused).toBe(true)
    await until(async () => (await tooltip())?.includes('en pausa'), 'the tooltip')
    await app.control.do('menu', { item: 'Reanudar envíos' })
    expect((await value('snapshot', {})).status.paused).toBe(false)
  })

  test('Salir ends the program', async () => {
    await shown()
    await app.control.do('menu', { item: 'Salir' })
    expect(await app.exit).toEqual({ code: 0, signal: null })
  })

  test('a second start shows the window and ends quietly', async () => {
    await shown()
    await app.control.do('window', { action: 'hide' })
    expect(await cli([])).toEqual({ code: 0, stdout: '', stderr: '' })
    await shown()
    await app.control.do('window', { action: 'hide' })
    expect(await cli(['--oculto'])).toEqual({ code: 0, stdout: '', stderr: '' })
    expect((await window())?.visible).toBe(false)
  })

  test('another start that says nonsense only shows the window', async () => {
    await shown()
    await app.control.do('window', { action: 'hide' })
    const nonsense = { type: 'place', pointOfSaleId: 'x', references: ['a\u0007'] }
    await app.control.do('second-instance', { additionalData: nonsense })
    await shown()
    expect((await value('snapshot', {})).orders.total).toBe(0)
  })

  test('configurar while the program runs is seen there, and the next call uses it', async () => {
    await shown()
    const configured = await cli(['configurar'], JSON.stringify({ nombre: 'Casa', ...credentials, apikey: '1' }))
    expect(configured).toMatchObject({ code: 0, stdout: '{"ok":true,"nombre":"Casa"}\n' })
    await until(async () => (await value('snapshot', {})).pointsOfSale.length === 1, 'the point of sale')
    const { id = '' } = (await value('snapshot', {})).pointsOfSale[0] ?? {}
    expect(await value('testCredentials', { id })).toMatchObject({ works: false })
    await cli(['configurar'], JSON.stringify({ nombre: 'CASA', ...credentials }))
    await until(async () => (await value('testCredentials', { id })).works, 'the new credentials')
    expect((await value('snapshot', {})).pointsOfSale).toMatchObject([{ id, name: 'CASA' }])
  })

  test('estado reads while the program works', async () => {
    await shown()
    seed('E-1')
    await save()
    const { id = '' } = (await value('snapshot', {})).pointsOfSale[0] ?? {}
    await value('placeOrders', { pointOfSaleId: id, references: ['E-1'] })
    const lines = await until(async () => {
      const { code, stdout } = await cli(['estado', '--json'])
      expect(code).toBe(0)
      return stdout.includes('"metodo"') && stdout
    }, 'the ledger')
    const [order, ledger] = lines
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>)
    expect(order).toMatchObject({ referencia: 'E-1', pdv: 'Casa' })
    expect(ledger).toMatchObject({ pdv: 'Casa', metodo: 'reenviar_encolado' })
  })
})
