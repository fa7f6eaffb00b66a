import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { launchApp, type RunningApp } from '../../e2e/harness/app.ts'
import { until } from '../../e2e/harness/control.ts'

const fixture = join(import.meta.dirname, '..', '..', 'host', 'fixture')
const seed = Number(process.env['SEMILLA'] ?? Date.now() % 2 ** 31)

let app: RunningApp
let folder: string
/** Given with the document while the window still shows one. */
let cookie: string

beforeAll(async () => {
  process.stdout.write(`SEMILLA=${seed}\n`)
  folder = await mkdtemp(join(tmpdir(), 'host-hostile-'))
  app = await launchApp({ appFolder: fixture, env: { FIXTURE_DATOS: folder } })
  await app.ready()
  cookie = (await fetch(app.url)).headers.get('set-cookie')?.split(';')[0] ?? ''
})
afterAll(async () => {
  await app[Symbol.asyncDispose]()
  await rm(folder, { recursive: true })
})

/** Writes bytes and reads until the other side is done or says nothing for a moment. @returns what came */
function say(bytes: string | Buffer, cut = false): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(Number(new URL(app.url).port), '127.0.0.1')
    let heard = ''
    socket.setEncoding('latin1').on('data', (chunk: string) => (heard += chunk))
    socket.on('error', () => {})
    socket.once('close', () => resolve(heard))
    socket.setTimeout(2_000, () => socket.destroy())
    if (cut) socket.write(bytes, () => socket.resetAndDestroy())
    else socket.end(bytes)
  })
}

const alive = async () => expect((await app.control.state()).app.holdsSingleInstanceLock).toBe(true)
const upgrade = 'Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n'
const host = () => `Host: ${new URL(app.url).host}\r\n`

describe('without the key', () => {
  test.each(['//', '///', '/\\', 'http://', 'http://[', '//[::1', '*', '/%', '/?ventana=%'])(
    '%s, to be upgraded or not, is refused and the program lives',
    async (target) => {
      for (const headers of [upgrade, `${upgrade}Origin: https://evil.example\r\n`, ''])
        for (const name of [host(), 'Host: evil.example\r\n', '']) {
          const heard = await say(`GET ${target} HTTP/1.1\r\n${name}${headers}\r\n`)
          expect(heard).toMatch(/^(?:HTTP\/1\.1 40[03] .*|)/u)
          expect(heard).not.toContain('HTTP/1.1 101')
        }
      await alive()
    },
  )
})

test('what no page says over the socket is dropped, and the socket goes on working', async () => {
  const socket = new WebSocket(`${app.control.origin.replace('http', 'ws')}/.anfitrion/socket`, {
    origin: app.control.origin,
    headers: { cookie: cookie },
  })
  await once(socket, 'open')
  const odd = [
    '',
    '{',
    'null',
    '[]',
    '1',
    '"x"',
    '{"type":"invoke"}',
    '{"type":"invoke","id":1,"channel":"where"}',
    '{"type":"send","channel":"error","args":{"root":{"t":"node","v":0},"nodes":[{"t":"Array","v":[0,[]]}]}}',
    '{"type":"send","channel":"x","args":[[1,2]]}',
    '{"type":"send","channel":"x","args":{"root":{"t":"node","v":7},"nodes":[]}}',
    '{"type":"send","channel":"x","args":{"root":{"t":"node","v":"0"},"nodes":[null]}}',
    '{"type":"invoke","id":3,"channel":"where","args":{"root":1,"nodes":[]}}',
    '{"type":"invoke","id":4,"channel":"where","args":{"root":{"t":"node","v":0},"nodes":[{"t":"Array","v":[-1,[]]}]}}',
    '{"type":"moved","at":"http://["}',
    '{"type":"loaded","at":"//","title":"x"}',
    '{"type":"loaded"}',
    '\u0000',
  ]
  for (const text of odd) socket.send(text)
  socket.send(Buffer.from([0xff, 0xfe, 0x00]))
  socket.send('{"type":"invoke","id":7,"channel":"where","args":{"root":{"t":"node","v":0},"nodes":[{"t":"Array","v":[0,[]]}]}}')
  const heard: string[] = []
  socket.on('message', (data: Buffer) => heard.push(data.toString()))
  await until(() => heard.some((text) => text.includes('"id":7')), 'the answer')
  socket.close()
  await alive()
})

test('frames that are no frames end their own socket and nothing else', async () => {
  const open = `GET /.anfitrion/socket HTTP/1.1\r\n${host()}${upgrade}Origin: ${app.control.origin}\r\nCookie: ${cookie}\r\n\r\n`
  const frames = [
    [0xff, 0xff],
    [0x81, 0x05, 1, 2, 3, 4, 5],
    [0x83, 0x80, 0, 0, 0, 0],
    [0xc1, 0x80, 0, 0, 0, 0],
    [0x81, 0xff, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0],
    [0x88, 0x81, 0, 0, 0, 0, 1],
    [0x81, 0x82, 0, 0, 0, 0, 0xc3, 0x28],
  ]
  for (const frame of frames) expect(await say(Buffer.concat([Buffer.from(open), Buffer.from(frame)]))).toContain('HTTP/1.1 101')
  await alive()
})

test('a launch that cannot be read is dropped', async () => {
  for (const text of ['', '{', 'null', '[]', '{"argv":1}', '{"argv":[1],"workingDirectory":"/"}']) {
    const socket = connect(join(folder, 'anfitrion.sock'))
    socket.on('error', () => {})
    socket.end(text)
    await once(socket, 'close')
  }
  await alive()
})

test('whatever is written to the port, the program lives', async () => {
  let state = seed
  const below = (limit: number) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff
    return (state >>> 8) % limit
  }
  const pick = <T>(all: readonly T[]): T => all[below(all.length)] as T
  const targets = [
    '/',
    '//',
    '/control/state',
    '/control/nada',
    '/control/tray',
    '/.anfitrion/socket',
    '/.anfitrion/preload.js',
    '/index.html',
    '/%00',
    `/?clave=${app.control.key}`,
    'http://x/',
    '*',
    '/..%2f..',
    `/${'a'.repeat(9_000)}`,
  ]
  const headers = [
    host(),
    'Host: x\r\n',
    upgrade,
    `Cookie: ${cookie}\r\n`,
    `X-Clave: ${app.control.key}\r\n`,
    `Origin: ${app.control.origin}\r\n`,
    'Content-Length: 5\r\n',
    'Content-Length: -1\r\n',
    'Transfer-Encoding: chunked\r\n',
    'Expect: 100-continue\r\n',
    'Sec-Fetch-Site: cross-site\r\n',
    `X: ${'y'.repeat(20_000)}\r\n`,
    'bad header\r\n',
    '\u0000\r\n',
  ]
  for (let turn = 0; turn < 250; turn++) {
    const lines = Array.from({ length: below(6) }, () => pick(headers)).join('')
    const whole = `${pick(['GET', 'POST', 'HEAD', 'PUT', 'CONNECT', 'OPTIONS', 'PRI', 'x'])} ${pick(targets)} ${pick(['HTTP/1.1', 'HTTP/1.0', 'HTTP/2.0', 'x'])}\r\n${lines}\r\n${pick(['', '{}', '5\r\nhello\r\n0\r\n\r\n', '{"a":', '\u00ff\u00ff'])}`
    const bytes = Buffer.from(whole, 'latin1')
    await say(below(4) === 0 ? bytes.subarray(0, below(bytes.length)) : bytes, below(3) === 0)
  }
  await alive()
}, 120_000)
