import { until } from '../../e2e/harness/control.ts'
import { mkdtemp, rm } from 'node:fs/promises'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { launchApp, type RunningApp } from '../../e2e/harness/app.ts'
import { openBrowser } from '../../e2e/harness/browser.ts'

const fixture = join(import.meta.dirname, '..', '..', 'host', 'fixture')

/** What the fixture's preload exposes, seen from inside the page. */
interface FixturePage {
  fixture: {
    invoke(channel: string, ...args: unknown[]): Promise<unknown>
    refused(): Promise<string>
    shout(word: string, listener: (heard: string) => void): void
  }
}

let app: RunningApp
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'host-page-'))
  app = await launchApp({ appFolder: fixture, env: { FIXTURE_DATOS: folder } })
})

afterAll(async () => {
  await app[Symbol.asyncDispose]()
  await rm(folder, { recursive: true })
})

/** A bare request, with any headers: `fetch` would not send a Host or Origin of our choice. */
function ask(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<number | undefined> {
  const { promise, resolve, reject } = Promise.withResolvers<number | undefined>()
  request(new URL(path, app.control.origin), { headers, method }, (response) => {
    response.resume()
    resolve(response.statusCode)
  })
    .on('error', reject)
    .end()
  return promise
}

const cookieOf = async () => (await fetch(app.url)).headers.get('set-cookie')?.split(';')[0] ?? ''

describe('the gate', () => {
  test.each(['/', '/index.html', '/page.js', '/.anfitrion/preload.js', '/control/state', '/nothing'])('%s answers 403 without the key', async (path) => {
    expect(await ask(path)).toBe(403)
    expect(await ask(`${path}?clave=${app.control.key.slice(0, -1)}`)).toBe(403)
    expect(await ask(path, { cookie: 'reencola-1=x' })).toBe(403)
  })

  test('exchanges the key for a cookie that scripts and other sites cannot use', async () => {
    const response = await fetch(app.url)
    expect(response.status).toBe(200)
    expect(response.headers.get('set-cookie')).toMatch(/; HttpOnly; SameSite=Strict; Path=\/$/u)
    expect(response.headers.get('set-cookie')).not.toContain(app.control.key)
    expect(await ask('/page.js', { cookie: await cookieOf() })).toBe(200)
  })

  test('refuses another name for the address, even with the key', async () => {
    expect(await ask(`/?clave=${app.control.key}`, { host: `evil.example:${new URL(app.url).port}` })).toBe(403)
    expect(await ask(`/?clave=${app.control.key}`, { host: `localhost:${new URL(app.url).port}` })).toBe(403)
  })

  test('refuses what another page on the same address asks with our cookie', async () => {
    const cookie = await cookieOf()
    expect(await ask('/control/quit', { cookie, origin: 'http://127.0.0.1:1' }, 'POST')).toBe(403)
    expect(await ask('/page.js', { cookie, 'sec-fetch-site': 'same-site' })).toBe(403)
    expect(await ask('/page.js', { cookie, 'sec-fetch-site': 'same-origin' })).toBe(200)
  })

  test.each([
    ['no cookie', () => ({ origin: app.control.origin, headers: {} })],
    ['another origin', async () => ({ origin: 'http://127.0.0.1:1', headers: { cookie: await cookieOf() } })],
    ['no origin', async () => ({ headers: { cookie: await cookieOf() } })],
  ])('opens no socket with %s', async (_what, options) => {
    const socket = new WebSocket(`${app.control.origin.replace('http', 'ws')}/.anfitrion/socket`, await options())
    const { promise, resolve } = Promise.withResolvers<string>()
    socket.on('error', (error) => resolve(error.message))
    socket.on('open', () => resolve('open'))
    expect(await promise).toBe('Unexpected server response: 403')
  })
})

describe('a page in a browser', () => {
  let browser: Browser
  let page: Page

  beforeAll(async () => {
    browser = await openBrowser()
    const context = await browser.newContext()
    page = await context.newPage()
    await page.goto(await app.ready())
    await page.getByText('5', { exact: true }).waitFor()
  })

  afterAll(() => browser.close())

  const inPage = <T>(run: (page: FixturePage) => T) => page.evaluate<Awaited<T>>(`(${run.toString()})(window)`)

  test('is what the app serves, its policy extended by the socket alone, the key out of sight', async () => {
    const response = await fetch(app.url)
    expect(response.headers.get('x-app')).toBe('fixture')
    expect(response.headers.get('content-security-policy')).toBe(`default-src 'none'; script-src 'self'; connect-src ws://${new URL(app.url).host}`)
    expect(page.url()).toBe(`${app.control.origin}/index.html#inicio`)
  })

  test('reaches handlers, and its frame looks as in Electron', async () => {
    expect(await inPage((window) => window.fixture.invoke('where'))).toEqual({
      url: 'fixture://app/index.html#inicio',
      origin: 'fixture://app',
      main: true,
    })
  })

  test('gets an error with its message and nothing else', async () => {
    const seen = await inPage((window) =>
      window.fixture.invoke('fail').then(
        () => null,
        (error: Error & { code?: string }) => ({ message: error.message, code: error.code ?? null, name: error.name }),
      ),
    )
    expect(seen).toEqual({ message: "Error invoking remote method 'fail': TypeError: no", code: null, name: 'Error' })
    expect(await inPage((window) => window.fixture.invoke('absent').catch((error: Error) => error.message))).toBe(
      "Error invoking remote method 'absent': Error: No handler registered for 'absent'",
    )
  })

  test('what structured clone carries arrives as it was, both ways', async () => {
    const seen = await inPage(async (window) => {
      const bytes = new Uint8Array([0, 7, 255])
      const sent = {
        nothing: undefined,
        odd: [Number.NaN, -0, Number.NEGATIVE_INFINITY],
        large: 12n,
        when: new Date(Date.UTC(2026, 10, 25)),
        broken: new Date(Number.NaN),
        names: new Map([[{ key: 1 }, new Set(['ñ'])]]),
        bytes,
        part: bytes.subarray(1),
        pattern: /a"b/giu,
        wrong: new RangeError('no'),
        ['__proto__x']: 1,
        list: Object.assign([] as unknown[], { 1: 1 }),
      }
      const back = (await window.fixture.invoke('same', sent)) as typeof sent
      return [
        Object.keys(back).join(),
        'nothing' in back && back.nothing === undefined,
        Object.is(back.odd[0], Number.NaN) && Object.is(back.odd[1], -0) && back.odd[2] === Number.NEGATIVE_INFINITY,
        back.large === 12n,
        back.when instanceof Date && back.when.toISOString() === '2026-11-25T00:00:00.000Z',
        Number.isNaN(back.broken.getTime()),
        [...back.names].every(([key, set]) => key.key === 1 && set.has('ñ')),
        back.bytes instanceof Uint8Array && back.bytes.join() === '0,7,255',
        back.part.join() === '7,255',
        back.pattern.source === 'a"b' && back.pattern.flags === 'giu',
        back.wrong instanceof Error && back.wrong.message === 'no',
        back.list.length === 2 && !(0 in back.list),
      ]
    })
    expect(seen).toEqual(['nothing,odd,large,when,broken,names,bytes,part,pattern,wrong,__proto__x,list', ...Array.from({ length: 11 }, () => true)])
  })

  test('cannot send what structured clone refuses', async () => {
    expect(await inPage((window) => window.fixture.refused())).toBe('An object could not be cloned.')
  })

  test('hears what the main process sends', async () => {
    expect(await inPage((window) => new Promise((resolve) => window.fixture.shout('hola', resolve)))).toBe('HOLA')
  })

  test('cannot change what the preload exposed', async () => {
    expect(await inPage((window) => Object.isFrozen(window.fixture))).toBe(true)
    expect(await inPage((window) => Reflect.set(window, 'fixture', null))).toBe(false)
  })

  test('sees the connection come and go', async () => {
    await page.evaluate("addEventListener('offline', () => document.title = 'sin conexión')")
    await app.control.do('online', { online: false })
    await until(() => page.evaluate<boolean>("document.title === 'sin conexión' && navigator.onLine === false"), 'the page to see it')
    await app.control.do('online', { online: true })
    await until(() => page.evaluate<boolean>('navigator.onLine === true'), 'the page to see it')
  })

  test('goes on working after a reload and in a second tab', async () => {
    await page.reload()
    await page.getByText('5', { exact: true }).waitFor()
    const other = await page.context().newPage()
    await other.goto(app.control.origin)
    await other.getByText('5', { exact: true }).waitFor()
    await app.control.until(({ windows }) => windows[0]?.contents.tabs === 2, 'two tabs')
    await other.close()
    await app.control.until(({ windows }) => windows[0]?.contents.tabs === 1, 'one tab')
  })

  test('starts over when its window was replaced', async () => {
    await app.control.do('window', { action: 'destroy' })
    await page.evaluate("document.querySelector('#sum').textContent = 'stale'")
    await app.control.do('tray', {})
    await page.getByText('5', { exact: true }).waitFor()
    const { windows } = await app.control.until((state) => state.windows[0]?.contents.tabs === 1, 'the tab')
    expect(windows).toHaveLength(1)
  })

  test('its secrets open again', async () => {
    const sealed = (await inPage((window) => window.fixture.invoke('seal', 'clave de prueba'))) as string
    expect(Buffer.from(sealed, 'base64').toString('latin1')).toMatch(/^anfitrion1:/u)
    expect(Buffer.from(sealed, 'base64').includes('clave de prueba')).toBe(false)
    const open = () => app.control.do('invoke', { channel: 'open', args: [sealed] })
    expect(await open()).toEqual({ resolved: true, value: { result: 'clave de prueba', shouldReEncrypt: false } })
    // What the keyring was when it was first asked, it stays for this process.
    await app.control.do('safe-storage', { decryption: 'temporarily-unavailable', backend: 'basic_text' })
    expect(await open()).toMatchObject({ resolved: true })
    await app.control.do('safe-storage', { decryption: 'works', shouldReEncrypt: true, ciphertexts: 'v10', backend: 'gnome_libsecret' })
    expect(await open()).toEqual({ resolved: true, value: { result: 'clave de prueba', shouldReEncrypt: true } })
    const weak = (await inPage((window) => window.fixture.invoke('seal', 'x'))) as string
    expect(Buffer.from(weak, 'base64').toString('latin1')).toMatch(/^v10/u)
  })
})

const where = (frame?: { url: string; parentUrl?: string } | null) => app.control.do('invoke', { channel: 'where', ...(frame !== undefined && { frame }) })

describe('the control API', () => {
  test('asks what the app would answer', async () => {
    expect(await app.control.do('ask/request', { url: 'file:///etc/passwd' })).toEqual({ cancel: true, redirectURL: null })
    expect(await app.control.do('ask/request', { url: 'fixture://app/page.js' })).toEqual({ cancel: false, redirectURL: null })
    expect(await app.control.do('ask/permission', { permission: 'media' })).toEqual({ request: false, check: false })
    expect(await app.control.do('ask/window-open', { url: 'https://example.com' })).toEqual({ action: 'deny' })
    expect(await app.control.do('ask/navigation', { url: 'https://example.com' })).toEqual({ prevented: true })
    expect(await app.control.do('ask/webview', { src: 'https://example.com' })).toEqual({ prevented: false })
    expect(await app.control.do('ask/protocol', { url: 'fixture://app/' })).toMatchObject({ status: 404 })
  })

  test('speaks as any frame', async () => {
    expect(await where()).toMatchObject({ value: { main: true, origin: 'fixture://app' } })
    expect(await where({ url: 'https://evil.example/x' })).toMatchObject({ value: { main: true, origin: 'https://evil.example' } })
    expect(await where({ url: 'fixture://app/x', parentUrl: 'https://evil.example' })).toMatchObject({ value: { main: false } })
    expect(await where(null)).toEqual({ resolved: true, value: { main: false } })
  })

  test('shows and works the tray, its menu and notifications', async () => {
    const { trays } = await app.control.state()
    expect(trays).toMatchObject([{ toolTip: 'Fixture', image: { empty: false, width: 1, height: 1 } }])
    await app.control.do('menu', { item: 'Avisar' })
    const { notifications } = await app.control.state()
    expect(notifications).toMatchObject([{ title: 'Aviso', body: 'hola', state: 'shown' }])
    await expect(app.control.do('menu', { item: 'Apagado' })).rejects.toThrow('cannot be clicked')
    await app.control.do('window', { action: 'hide' })
    expect((await app.control.state()).windows).toMatchObject([{ visible: false, focused: false }])
    await app.control.do('tray', {})
    expect((await app.control.state()).windows).toMatchObject([{ visible: true, focused: true }])
  })

  test('says what is wrong with a command', async () => {
    await expect(app.control.do('power', { event: 'explode' as 'resume' })).rejects.toThrow('Invalid option')
    const unknown = await fetch(`${app.control.origin}/control/nada`, { method: 'POST', body: '{}', headers: { 'x-clave': app.control.key } })
    expect(unknown.status).toBe(400)
  })
})
