/** Webhooks over real HTTP: what is taken, what is turned away, and who cannot keep the others out. */
import { Agent, createServer } from 'node:http'
import { connect } from 'node:net'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { Doors } from '../../../../electron/core/webhooks/doors.ts'
import { event, handClock, openReceiver, post, rawConnection, token } from './receiver/scene.ts'
import { listening, portOf } from '../tusfacturas/client-setup.ts'

test('ten thousand events in bursts of five hundred: each stored once, in far fewer commits, repeated and reordered ones too', async () => {
  const scene = await openReceiver()
  const agent = new Agent({ keepAlive: true, maxSockets: 500 })
  onTestFinished(() => agent.destroy())
  const statuses = new Map<number | 'cut', number>()
  for (let burst = 0; burst < 20; burst++) {
    // Every burst repeats the last hundred of the one before, and comes in any order.
    const ids = Array.from({ length: 500 }, (_, i) => burst * 400 + i).toSorted((a, b) => ((a * 7919) % 500) - ((b * 7919) % 500))
    const answers = await Promise.all(ids.map((id) => post(scene, { body: event(`h${id}`), agent })))
    for (const status of answers) statuses.set(status, (statuses.get(status) ?? 0) + 1)
  }
  expect(Object.fromEntries(statuses)).toEqual({ 200: 10_000 })
  expect(scene.count()).toBe(19 * 400 + 500)
  expect(scene.commits()).toBeLessThan(1_000)
  expect(scene.stored().every((row) => row['proven'] === 1 && row['point_of_sale'] === 'uno' && row['source'] === 'receiver')).toBe(true)
})

describe('what is taken', () => {
  test.each([
    ['encolado', {}],
    ['emitido', { evento: 'emitido' }],
    ['error', { evento: 'error', msg: ['Cod. Error: #6661145.10016 - fecha'] }],
    ['eliminado', { evento: 'eliminado' }],
    ['cambio_fecha', { evento: 'cambio_fecha' }],
    ['test', { evento: 'test', recurso: 'test', external_reference: '' }],
    ['one not known yet', { evento: 'reprogramado', algo: 'nuevo' }],
  ])('%s', async (_, change) => {
    const scene = await openReceiver()
    expect(await post(scene, { body: event('h', change) })).toBe(200)
    const { evento, msg, original } = scene.stored()[0] ?? {}
    expect(evento).toBe('evento' in change ? change.evento : 'encolado')
    expect(JSON.parse(String(msg))).toEqual('msg' in change ? change.msg : [])
    expect(original === null).toBe(!('algo' in change))
  })

  test.each([
    ['no type', { 'content-type': '' }],
    ["a form's type, as PHP names it", { 'content-type': 'application/x-www-form-urlencoded' }],
    ['text', { 'content-type': 'text/plain; charset=utf-8' }],
    ['a query behind the path', {}],
  ])('whatever the type it is called by: %s', async (name, headers) => {
    const scene = await openReceiver()
    const path = name.startsWith('a query') ? `${scene.path}?x=1` : scene.path
    expect(await post(scene, { path, headers, body: event('h') })).toBe(200)
  })

  test('a token that the payload repeats is not stored with it', async () => {
    const scene = await openReceiver()
    const body = event('h', { evento: 'error', msg: [`No se pudo avisar con ${token}`], algo: Buffer.from(token).toString('base64') })
    expect(await post(scene, { body })).toBe(200)
    expect(scene.stored()).toMatchObject([{ proven: 1, external_reference: 'FC-1' }])
    for (const piece of [token, token.slice(0, 12), Buffer.from(token).toString('base64').slice(0, 16)])
      expect(JSON.stringify(scene.stored())).not.toContain(piece)
  })

  test('without a token of the person nothing is proven, whatever the sender says', async () => {
    const scene = await openReceiver({ secrets: { token: { kind: 'none' } } })
    expect(await post(scene, { body: event('h') })).toBe(200)
    expect(scene.stored()).toMatchObject([{ proven: 0 }])
  })
})

describe('what is turned away', () => {
  const wrongs: [string, number, Parameters<typeof post>[1] & object, string][] = [
    ['another path', 404, { path: '/avisos/otra' }, 'path'],
    ['no path', 404, { path: '/' }, 'path'],
    ['reading', 405, { method: 'GET' }, 'method'],
    ['another token', 403, { headers: { 'TF-WebhookToken': `${token}x` } }, 'token'],
    ['an empty token', 403, { headers: { 'TF-WebhookToken': '' } }, 'token'],
    ['a page', 415, { headers: { 'content-type': 'text/html' } }, 'kind'],
    ['a file of a form', 415, { headers: { 'content-type': 'multipart/form-data; boundary=x' } }, 'kind'],
    ['packed', 415, { headers: { 'content-encoding': 'gzip' } }, 'kind'],
    ['garbage', 400, { body: '<<<{{{' }, 'body'],
    ['nothing', 400, { body: '' }, 'body'],
    ['JSON that is no event', 400, { body: '{"hola":1}' }, 'body'],
    ['64 KB and one', 413, { body: event('h', { msg: ['x'.repeat(65_536)] }) }, 'size'],
    ['64 KB and one, unannounced', 413, { body: event('h', { msg: ['x'.repeat(65_536)] }), headers: { 'transfer-encoding': 'chunked' } }, 'size'],
  ]
  test.each(wrongs)('%s: %i', async (_, status, wrong, refusal) => {
    const scene = await openReceiver()
    expect(await post(scene, { body: event('h'), ...wrong })).toBe(status)
    expect(scene.refused).toEqual([refusal])
    expect(scene.count()).toBe(0)
    expect(await post(scene, { headers: { 'tf-webhooktoken': token }, body: event('h') })).toBe(200)
  })

  test('ten megabytes, announced or not: cut short, and the next one is served', async () => {
    const scene = await openReceiver()
    const body = Buffer.alloc(10 * 1024 * 1024, 0x20)
    const answers = await Promise.all([post(scene, { body }), post(scene, { body, headers: { 'transfer-encoding': 'chunked' } })])
    for (const answer of answers) expect([413, 'cut']).toContain(answer)
    expect(scene.refused).toEqual(['size', 'size'])
    expect(await post(scene, { body: event('h') })).toBe(200)
  })

  test('while the token cannot be read, nobody is believed and nobody is lost: the sender is asked to come again', async () => {
    const scene = await openReceiver({ secrets: { token: { kind: 'locked' } } })
    expect(await post(scene, { body: event('h') })).toBe(503)
    scene.receiver.use(new Doors([{ pointOfSale: 'uno', path: scene.path, token: { kind: 'known', text: token } }]))
    expect(await post(scene, { body: event('h') })).toBe(200)
  })

  test('what the disk refuses is not said to be stored', async () => {
    let full = true
    const scene = await openReceiver({
      take: (take) => (deliveries) => {
        if (full) throw Object.assign(new Error('database or disk is full'), { code: 'ERR_SQLITE_ERROR', errcode: 13 })
        return take(deliveries)
      },
    })
    expect(await Promise.all([post(scene, { body: event('a') }), post(scene, { body: event('b') })])).toEqual([503, 503])
    full = false
    expect(await post(scene, { body: event('a') })).toBe(200)
    expect(scene.stored().map((row) => row['hook_id'])).toEqual(['a'])
  })

  test('no path and no token is ever written down', async () => {
    const scene = await openReceiver()
    for (const [, , wrong] of wrongs) await post(scene, { body: event('h'), ...wrong })
    await post(scene, { body: event('h') })
    const said = scene.logged.join('\n')
    expect(said).not.toContain(token)
    expect(said).not.toContain(scene.path.slice(-20))
  })
})

const head = (path: string, length: number) =>
  `POST ${path} HTTP/1.1\r\nHost: x\r\nTF-WebhookToken: ${token}\r\nContent-Type: application/json\r\nContent-Length: ${length}\r\n\r\n`

describe('bad senders', () => {
  const quick = { headers: 300, request: 600, look: 50 }

  test('one that never ends its headers, and one that never ends its body, are cut', async () => {
    const scene = await openReceiver({ patience: quick })
    const [headers, body] = await Promise.all([
      rawConnection(scene.port, 'POST / HTTP/1.1\r\nX-a: b\r\n'),
      rawConnection(scene.port, `${head(scene.path, 500)}{"evento":`),
    ])
    expect(await headers.closed).toMatch(/^HTTP\/1\.1 408/u)
    expect(await body.closed).toMatch(/^(?:HTTP\/1\.1 408|$)/u)
    expect(scene.count()).toBe(0)
  })

  test('a body that is cut half-way is not stored; garbage is answered and the connection closed', async () => {
    const scene = await openReceiver()
    const cut = await rawConnection(scene.port, `${head(scene.path, 500)}${event('h')}`)
    cut.socket.end()
    await cut.closed
    const garbage = await rawConnection(scene.port, '\x16\x03\x01\x02hola\r\n\r\n')
    expect(await garbage.closed).toMatch(/^HTTP\/1\.1 400/u)
    expect(await post(scene, { body: event('ok') })).toBe(200)
    expect(scene.stored().map((row) => row['hook_id'])).toEqual(['ok'])
  })

  test('two thousand that connect and say nothing keep nobody out', async () => {
    const scene = await openReceiver()
    const idle = await Promise.all(Array.from({ length: 2_000 }, () => rawConnection(scene.port, 'POST ')))
    const statuses = await Promise.all(Array.from({ length: 200 }, (_, i) => post(scene, { body: event(`h${i}`) })))
    expect(new Set(statuses)).toEqual(new Set([200]))
    await vi.waitUntil(() => idle.filter(({ socket }) => socket.destroyed || socket.closed).length >= 1_000, { timeout: 10_000 })
  })
})

describe('the place', () => {
  test('a port that is taken is said, and listened to once it is free', async () => {
    const clock = handClock()
    const scene = await openReceiver({ clock })
    const other = createServer()
    await listening(other)
    onTestFinished(() => void other.close())
    await scene.receiver.listen({ host: '127.0.0.1', port: portOf(other) })
    expect(scene.receiver.state).toMatchObject({ kind: 'trouble', problem: 'port-taken' })
    clock.fire()
    await vi.waitUntil(() => clock.waits.length === 2)
    expect(clock.waits).toEqual([5_000, 10_000])
    await new Promise((resolve) => other.close(resolve))
    scene.receiver.hint()
    await vi.waitUntil(() => scene.receiver.state.kind === 'listening')
  })

  test.each([
    ['192.0.2.7', 'address-gone'],
    ['no-existe.invalid', 'address-gone'],
  ])('an address that is not of this computer, %s: %s', async (host, problem) => {
    const scene = await openReceiver()
    await scene.receiver.listen({ host, port: 0 })
    expect(scene.receiver.state).toMatchObject({ kind: 'trouble', problem })
  })

  test('moved, switched off and on while senders are there', async () => {
    const scene = await openReceiver()
    const agent = new Agent({ keepAlive: true })
    onTestFinished(() => agent.destroy())
    await post(scene, { body: event('a'), agent })
    const moves = Promise.all([
      scene.receiver.listen({ host: '127.0.0.1', port: scene.port }),
      scene.receiver.listen(null),
      scene.receiver.listen({ host: '127.0.0.1', port: scene.port }),
    ])
    await moves
    expect(scene.receiver.state).toEqual({ kind: 'listening', port: scene.port })
    expect(await post(scene, { body: event('b') })).toBe(200)
    await scene.receiver.listen(null)
    expect(scene.receiver.state).toEqual({ kind: 'off' })
    expect(await post(scene, { body: event('c') })).toBe('cut')
  })

  test('closed for good it frees its port and starts nothing again', async () => {
    const scene = await openReceiver()
    scene.receiver.dispose()
    scene.receiver.hint()
    await vi.waitUntil(
      () =>
        new Promise<boolean>((resolve) => {
          const probe = connect(scene.port, '127.0.0.1')
          probe.once('error', () => resolve(true)).once('connect', () => (probe.destroy(), resolve(false)))
        }),
    )
  })
})

test('bytes that are no request, headers without end, upgrades and half requests: each is answered or cut, and the next event is taken', async () => {
  const scene = await openReceiver({ patience: { headers: 300, request: 400, look: 50 } })
  const start = `POST ${scene.path} HTTP/1.1\r\nHost: x\r\nTF-WebhookToken: ${token}\r\n`
  const odd = [
    '\0\0\0',
    'GET',
    'x'.repeat(70_000),
    'GET // HTTP/1.1\r\nHost: x\r\n\r\n',
    'GET http://[ HTTP/1.1\r\nHost: x\r\n\r\n',
    'CONNECT x:1 HTTP/1.1\r\nHost: x\r\n\r\n',
    'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
    '\u0016\u0003\u0001\u0002\0\u0001',
    `${start}${'a: b\r\n'.repeat(3_000)}\r\n`,
    `${start}X: ${'y'.repeat(20_000)}\r\n\r\n`,
    `${start}Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n`,
    `${start}Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello`,
    `${start}Transfer-Encoding: chunked\r\n\r\nZZ\r\n`,
    `${start}Content-Length: 100\r\n\r\n{"evento"`,
    `${start}Expect: 200-ok\r\nContent-Length: 2\r\n\r\n{}`,
    `${start}\r\n\r\n`,
    `POST ${scene.path}%00 HTTP/1.1\r\nHost: x\r\n\r\n`,
    `POST /${'../'.repeat(500)}avisos HTTP/1.1\r\nHost: x\r\n\r\n`,
  ]
  for (const bytes of odd) {
    const { socket, closed } = await rawConnection(scene.port, bytes)
    socket.end()
    expect(await closed).toMatch(/^(?:HTTP\/1\.1 (?:400|404|405|408|413|417|431)\b[^]*)?$/u)
  }
  expect(scene.count()).toBe(0)
  expect(await post(scene, { body: event('h') })).toBe(200)
})
