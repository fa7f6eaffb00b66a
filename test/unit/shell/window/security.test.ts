import { expect, test, vi } from 'vitest'
import { systemClock } from '../../../../electron/core/lib/clock.ts'

type Listener = (...args: unknown[]) => unknown

const electron = vi.hoisted(() => ({
  handlers: {} as Record<string, Listener>,
  events: {} as Record<string, Listener>,
  packaged: true,
  open: (_url: string) => Promise.resolve(),
}))
const keep = (name: string) => (handler: Listener) => (electron.handlers[name] = handler)
vi.mock('electron', () => ({
  app: {
    get isPackaged() {
      return electron.packaged
    },
    on: (name: string, listener: Listener) => (electron.events[name] = listener),
  },
  ipcMain: { removeAllListeners: () => {} },
  shell: { openExternal: (url: string) => electron.open(url) },
  session: {
    defaultSession: {
      setPermissionRequestHandler: keep('request'),
      setPermissionCheckHandler: keep('check'),
      setDevicePermissionHandler: keep('device'),
      webRequest: { onBeforeRequest: keep('before') },
      on: (name: string, listener: Listener) => (electron.events[name] = listener),
    },
  },
}))
const { pagePreferences } = await import('../../../../electron/shell/window/page-preferences.ts')
const { lockDown, mayLoad } = await import('../../../../electron/shell/window/security.ts')
const { outsideDoor } = await import('../../../../electron/shell/window/outside-door.ts')
const { mayOpenOutside } = await import('#contract/model/links.ts')
const silent = { info: () => {}, warn: () => {}, error: () => {} }

test.each([
  'https://www.tusfacturas.app/',
  'https://tusfacturas.app/app/comprobante.pdf?x=1#y',
  'HTTPS://WWW.TUSFACTURAS.APP/',
  'https://www.tusfacturas.app:443/',
])('the browser may open %s', (url) => expect(mayOpenOutside(url)).toBe(true))

test.each([
  ['without encryption', 'http://www.tusfacturas.app/'],
  ['of another scheme', 'ftp://www.tusfacturas.app/'],
  ['a script', 'javascript://www.tusfacturas.app/%0aalert(1)'],
  ['a file', 'file://www.tusfacturas.app/etc/passwd'],
  ['data', 'data:text/html,https://www.tusfacturas.app/'],
  ['a program’s own scheme', 'ms-msdt://www.tusfacturas.app/'],
  ['with a user', 'https://www.tusfacturas.app@evil.example/'],
  ['with a user at the right host', 'https://u@www.tusfacturas.app/'],
  ['with a password alone', 'https://:p@www.tusfacturas.app/'],
  ['with a port', 'https://www.tusfacturas.app:8443/'],
  ['that begins alike', 'https://tusfacturas.app.evil.example/'],
  ['that ends alike', 'https://eviltusfacturas.app/'],
  ['with the host in its path', 'https://evil.example/www.tusfacturas.app'],
  ['with the host in its query', 'https://evil.example/?https://www.tusfacturas.app/'],
  ['with a backslash', 'https://evil.example\\@www.tusfacturas.app/'],
  ['with a letter that looks alike', 'https://www.tusfаcturas.app/'],
  ['with another dot', 'https://www.tusfacturas。app.evil.example/'],
  ['in punycode', 'https://xn--tusfcturas-y8a.app/'],
  ['with a dot at the end', 'https://www.tusfacturas.app./'],
  ['nothing', ''],
  ['no address', 'www.tusfacturas.app'],
])('the browser may not open one %s', (_which, url) => expect(mayOpenOutside(url)).toBe(false))

test('the page loads its own files and nothing else; the tools of development only unpackaged', () => {
  expect(mayLoad('reencola://app/index.html', true)).toBe(true)
  expect(mayLoad('devtools://devtools/bundled/inspector.html', false)).toBe(true)
  for (const url of [
    'devtools://devtools/',
    'file:///etc/passwd',
    'https://www.tusfacturas.app/',
    'ws://127.0.0.1/',
    'data:text/html,x',
    'blob:reencola://app/1',
    'about:blank',
    'reencola://other/',
    'reencola://app.evil.example/',
    '',
  ])
    expect([url, mayLoad(url, true)]).toEqual([url, false])
})

test('every right, device, request and way out is denied', () => {
  lockDown(silent, systemClock, () => {})
  const answer = vi.fn()
  electron.handlers['request']?.(null, 'media', answer)
  expect(answer).toHaveBeenCalledExactlyOnceWith(false)
  expect(electron.handlers['check']?.(null, 'media', 'reencola://app')).toBe(false)
  for (const deviceType of ['hid', 'serial', 'usb']) expect(electron.handlers['device']?.({ deviceType, origin: 'reencola://app', device: {} })).toBe(false)
  const cancelled = vi.fn()
  electron.handlers['before']?.({ url: 'https://evil.example/' }, cancelled)
  expect(cancelled).toHaveBeenCalledExactlyOnceWith({ cancel: true })

  const prevented = { preventDefault: vi.fn() }
  electron.events['will-download']?.(prevented)
  expect(prevented.preventDefault).toHaveBeenCalledOnce()

  const within: Record<string, Listener> = {}
  const webRTC = vi.fn()
  let open: ((details: { url: string }) => unknown) | undefined
  electron.events['web-contents-created']?.(null, {
    on: (name: string, listener: Listener) => (within[name] = listener),
    getURL: () => 'reencola://app/index.html#con-error',
    setWebRTCIPHandlingPolicy: webRTC,
    setWindowOpenHandler: (handler: typeof open) => (open = handler),
  })
  expect(webRTC).toHaveBeenCalledExactlyOnceWith('disable_non_proxied_udp')
  for (const name of ['will-navigate', 'will-frame-navigate', 'will-redirect', 'will-attach-webview', 'select-bluetooth-device']) {
    const event = { url: 'reencola://app/other.html', preventDefault: vi.fn() }
    const choose = vi.fn()
    within[name]?.(event, [{ deviceId: '1' }], choose)
    expect([name, event.preventDefault.mock.calls.length]).toEqual([name, 1])
    if (name === 'select-bluetooth-device') expect(choose).toHaveBeenCalledExactlyOnceWith('')
  }
  for (const name of ['will-navigate', 'will-frame-navigate']) {
    const itself = { url: 'reencola://app/index.html#con-error', preventDefault: vi.fn() }
    within[name]?.(itself)
    expect([name, itself.preventDefault.mock.calls.length]).toEqual([name, 0])
  }
  for (const url of ['https://www.tusfacturas.app/', 'https://evil.example/']) expect(open?.({ url })).toEqual({ action: 'deny' })
})

test('the page has nothing but what it needs; developer tools only where it is not packaged', () => {
  const closed = {
    preload: '/preload.cjs',
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    webviewTag: false,
    spellcheck: false,
  }
  expect(pagePreferences('/preload.cjs', true)).toEqual({ ...closed, devTools: false })
  expect(pagePreferences('/preload.cjs', false)).toEqual({ ...closed, devTools: true })
})

test('of a thousand links at once one is opened, and another only when the first is open and a moment has passed', async () => {
  const opening = Promise.withResolvers<void>()
  const opened: string[] = []
  electron.open = (url) => (opened.push(url), opening.promise)
  let now = 1_000_000
  const warn = vi.fn()
  const door = outsideDoor({ now: () => now, after: () => () => {} }, { ...silent, warn }, () => {})
  for (let index = 0; index < 1_000; index++) door.open(`https://tusfacturas.app/${index}`)
  now += 60_000
  door.open('https://tusfacturas.app/while-the-first-is-being-opened')
  expect(opened).toEqual(['https://tusfacturas.app/0'])
  expect(warn).toHaveBeenCalledOnce()
  opening.resolve()
  await new Promise(setImmediate)
  door.open('https://tusfacturas.app/second')
  now += 999
  door.open('https://tusfacturas.app/too-soon')
  await new Promise(setImmediate)
  now -= 3_600_000
  door.open('https://tusfacturas.app/clock-set-back')
  expect(opened.map((url) => url.split('/').at(-1))).toEqual(['0', 'second', 'clock-set-back'])
})
