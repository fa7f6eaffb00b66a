/** The client behind an office proxy: a real CONNECT proxy, with and without a password, and all it can refuse. */
import { createServer, type IncomingMessage } from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import { connect, type Socket } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { makeCertificate } from '../../../simulator/certificates.ts'
import { closedPort, credentials, diskFull, listening, portOf, startClient, startRaw, startSimulator } from './client-setup.ts'

const office = makeCertificate({ name: 'Raíz de la oficina' })
const tls = makeCertificate({ name: 'tusfacturas', hosts: ['127.0.0.1', 'localhost'], issuer: office })
const certificates = () => [office.cert]

/** Lets everything through, or only with this `user:password`. @returns its address and the CONNECT requests it saw */
async function startProxy({ password, secure = false }: { password?: string; secure?: boolean } = {}) {
  const seen: Array<{ target: string | undefined; authorization: string | undefined }> = []
  const open = new Set<Socket>()
  const server = secure ? createHttpsServer(tls) : createServer()
  server.on('connect', (request: IncomingMessage, socket: Socket, head: Buffer) => {
    seen.push({ target: request.url, authorization: request.headers['proxy-authorization'] })
    socket.on('error', () => {})
    if (password && request.headers['proxy-authorization'] !== `Basic ${Buffer.from(password).toString('base64')}`) {
      socket.end('HTTP/1.1 407 Proxy Authentication Required\r\nproxy-authenticate: Basic realm="oficina"\r\n\r\n')
      return
    }
    const [host = '', port = ''] = (request.url ?? '').split(':')
    const upstream = connect(Number(port), host, () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n')
      upstream.write(head)
      socket.pipe(upstream).pipe(socket)
    })
    upstream.on('error', () => socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n'))
    upstream.on('close', () => socket.destroy())
    socket.on('close', () => upstream.destroy())
  })
  server.on('connection', (socket: Socket) => open.add(socket))
  await listening(server)
  onTestFinished(() => {
    for (const socket of open) socket.destroy()
    server.close()
  })
  return { url: secure ? `https://localhost:${portOf(server)}` : `http://127.0.0.1:${portOf(server)}`, seen }
}

test.each([false, true])('through a proxy, itself behind TLS: %s', async (secure) => {
  const simulator = await startSimulator({ tls })
  const proxy = await startProxy({ secure })
  const { api, paid, markers } = startClient(simulator.url, { route: { proxy: { url: proxy.url }, certificates } })
  expect(await api.resend(credentials, 'FC-1', paid())).toEqual({ kind: 'done', value: null })
  expect(await api.findByReference(credentials, 'FC-1')).toMatchObject({ kind: 'done', value: { total: 1 } })
  expect(markers()).toBe(1)
  expect(new Set(proxy.seen.map(({ target }) => target))).toEqual(new Set([`127.0.0.1:${simulator.port}`]))
  expect(simulator.requests().map(({ headers }) => headers['proxy-authorization'])).toEqual([undefined, undefined])
})

test('plain http to this machine never passes a proxy, which would see the credentials', async () => {
  const simulator = await startSimulator()
  const proxy = await startRaw(() => {})
  const { api, paid } = startClient(simulator.url, { route: { proxy: { url: `http://127.0.0.1:${proxy.port}` }, certificates } })
  expect(await api.resend(credentials, 'FC-1', paid())).toEqual({ kind: 'done', value: null })
  expect(await api.findByReference(credentials, 'FC-1')).toMatchObject({ kind: 'done' })
  expect(proxy.connections()).toBe(0)
})

test('user and password, with letters beyond ASCII and a colon', async () => {
  const simulator = await startSimulator({ tls })
  const proxy = await startProxy({ password: 'oficina\\maría:ñ:@/ 1' })
  const { api, paid, markers, routes, logged } = startClient(simulator.url, { route: { proxy: { url: proxy.url }, certificates } })
  const asked = { kind: 'failed', sent: false, failure: { code: 'proxy-credentials', httpStatus: null } }
  expect(await api.resend(credentials, 'FC-1', paid())).toMatchObject(asked)
  routes.update({ proxy: { url: proxy.url, user: 'oficina\\maría', password: 'vieja' }, certificates })
  expect(await api.resend(credentials, 'FC-1', paid())).toMatchObject(asked)
  expect(markers()).toBe(0)
  routes.update({ proxy: { url: proxy.url, user: 'oficina\\maría', password: 'ñ:@/ 1' }, certificates })
  expect(await api.resend(credentials, 'FC-1', paid())).toEqual({ kind: 'done', value: null })
  expect(markers()).toBe(1)
  expect(simulator.requests()).toHaveLength(1)
  expect(logged.join('')).not.toContain('vieja')
})

test('without a proxy again', async () => {
  const simulator = await startSimulator({ tls })
  const proxy = await startProxy()
  const { api, paid, routes } = startClient(simulator.url, { route: { proxy: { url: proxy.url }, certificates } })
  await api.resend(credentials, 'FC-1', paid())
  const before = proxy.seen.length
  routes.update({ proxy: null, certificates })
  await api.resend(credentials, 'FC-1', paid())
  expect(simulator.requests()).toHaveLength(2)
  expect(proxy.seen).toHaveLength(before)
})

test('a proxy that is down', async () => {
  const url = `http://127.0.0.1:${await closedPort()}`
  const { api, paid, markers } = startClient('https://www.tusfacturas.example/app/api/v2', { route: { proxy: { url }, certificates } })
  expect(await api.resend(credentials, 'FC-1', paid())).toMatchObject({ kind: 'failed', sent: false, failure: { code: 'proxy-unreachable' } })
  expect(markers()).toBe(0)
})

test.each(['http://reencola-proxy.invalid:3128', 'ftp://proxy:21', 'http://', 'proxy oficina'])('a proxy that cannot be found: %s', async (url) => {
  const { api, paid, markers } = startClient('https://www.tusfacturas.example/app/api/v2', { route: { proxy: { url }, certificates } })
  expect(await api.resend(credentials, 'FC-1', paid())).toMatchObject({ kind: 'failed', sent: false, failure: { code: 'proxy-unreachable' } })
  expect(markers()).toBe(0)
})

test.each([
  ['refuses with 403', 'HTTP/1.1 403 Forbidden\r\n\r\n', 'proxy-refused', 'proxy answered 403'],
  ['cannot reach beyond: 503', 'HTTP/1.1 503 Service Unavailable\r\ncontent-length: 2\r\n\r\nno', 'proxy-refused', 'proxy answered 503'],
  ['hangs up', '', 'proxy-unreachable', 'UND_ERR_PRX_CONN'],
  ['speaks no HTTP', 'SSH-2.0-OpenSSH_9.6\r\n', 'proxy-unreachable', undefined],
  ['opens the tunnel and hangs up', 'HTTP/1.1 200 OK\r\n\r\n', 'reset', undefined],
] as const)('a proxy that %s', async (_name, bytes, code, detail) => {
  const proxy = await startRaw((socket) => void socket.once('data', () => socket.end(bytes)))
  const { api, paid, markers } = startClient('https://www.tusfacturas.example/app/api/v2', {
    route: { proxy: { url: `http://127.0.0.1:${proxy.port}` }, certificates },
  })
  expect(await api.resend(credentials, 'FC-1', paid())).toMatchObject({ kind: 'failed', sent: false, failure: { code, ...(detail ? { detail } : {}) } })
  expect(markers()).toBe(0)
  expect(proxy.received().toString()).toContain('CONNECT ')
  expect(proxy.received().toString()).not.toContain(credentials.apitoken)
})

test('a proxy that says nothing', async () => {
  const proxy = await startRaw(() => {})
  const { api, paid, markers } = startClient('https://www.tusfacturas.example/app/api/v2', {
    route: { proxy: { url: `http://127.0.0.1:${proxy.port}` }, certificates },
    connectTimeout: 200,
  })
  const reply = await api.resend(credentials, 'FC-1', paid())
  expect(reply).toMatchObject({ kind: 'failed', sent: false })
  expect(reply.kind === 'failed' && ['proxy-unreachable', 'connect-timeout']).toContain(reply.kind === 'failed' && reply.failure.code)
  expect(markers()).toBe(0)
})

test.each([
  ['another root beyond the tunnel', [makeCertificate({ name: 'Otra raíz' }).cert], 'tls-untrusted'],
  ['a proxy whose own certificate is unknown', [], 'tls-untrusted'],
] as const)('%s', async (_name, trusted, code) => {
  const simulator = await startSimulator({ tls })
  const proxy = await startProxy({ secure: trusted.length === 0 })
  const route = { proxy: { url: proxy.url }, certificates: trusted.length > 0 ? () => [...trusted] : null }
  const { api, paid, markers } = startClient(simulator.url, { route })
  expect(await api.resend(credentials, 'FC-1', paid())).toMatchObject({ kind: 'failed', sent: false, failure: { code } })
  expect(markers()).toBe(0)
  expect(simulator.requests()).toEqual([])
})

test('the marker fails behind a proxy: the request does not enter the tunnel', async () => {
  const simulator = await startSimulator({ tls })
  const proxy = await startProxy()
  const { api } = startClient(simulator.url, { route: { proxy: { url: proxy.url }, certificates } })
  expect(await api.resend(credentials, 'FC-1', { onMarker: diskFull })).toMatchObject({ kind: 'failed', sent: false, failure: { code: 'marker-failed' } })
  expect(proxy.seen).toHaveLength(1)
  expect(simulator.requests()).toEqual([])
})

test('the server fails behind a proxy after reading: marker', async () => {
  const simulator = await startSimulator({ tls })
  simulator.inject({ phase: 'reset', executed: true })
  const proxy = await startProxy()
  const { api, paid, markers } = startClient(simulator.url, { route: { proxy: { url: proxy.url }, certificates } })
  expect(await api.resend(credentials, 'FC-1', paid())).toMatchObject({ kind: 'failed', sent: true })
  expect(markers()).toBe(1)
  expect(simulator.executions('FC-1')).toBe(1)
})

const deadProxy = async () => ({ url: `http://127.0.0.1:${await closedPort()}` })

test('a list of proxies: the next one carries the same call, free or paid, once, and is used for a while', async () => {
  const simulator = await startSimulator({ tls })
  const proxy = await startProxy()
  const route = { proxy: await deadProxy(), fallbacks: [await deadProxy(), { url: proxy.url }, null], certificates }
  const { api, paid, markers } = startClient(simulator.url, { route })
  expect(await api.findByReference(credentials, 'FC-1')).toMatchObject({ kind: 'done', value: { total: 1 } })
  expect(await api.resend(credentials, 'FC-1', paid())).toEqual({ kind: 'done', value: null })
  expect([markers(), simulator.executions('FC-1')]).toEqual([1, 1])
  expect(simulator.requests()).toHaveLength(2)
  expect(proxy.seen.length).toBeGreaterThan(0)
})

test('the one that answered is asked first for five minutes, then the first of the list again', async () => {
  const simulator = await startSimulator({ tls })
  const [second, first] = [await startProxy(), await startRaw((socket) => void socket.destroy())]
  let now = 1_000_000
  const clock = {
    now: () => now,
    after: (delay: number, callback: () => void) => {
      const timer = setTimeout(callback, delay)
      return () => clearTimeout(timer)
    },
  }
  const { api } = startClient(simulator.url, {
    clock,
    route: { proxy: { url: `http://127.0.0.1:${first.port}` }, fallbacks: [{ url: second.url }], certificates },
  })
  const ask = () => api.findByReference(credentials, 'FC-1')
  await ask()
  const tried = first.connections()
  await ask()
  expect([tried > 0, first.connections()]).toEqual([true, tried])
  now += 5 * 60_000
  expect(await ask()).toMatchObject({ kind: 'done' })
  expect(first.connections()).toBeGreaterThan(tried)
})

test('DIRECT at the end of the list', async () => {
  const simulator = await startSimulator({ tls })
  const { api, paid, markers } = startClient(simulator.url, { route: { proxy: await deadProxy(), fallbacks: [null], certificates } })
  expect(await api.resend(credentials, 'FC-1', paid())).toEqual({ kind: 'done', value: null })
  expect(markers()).toBe(1)
})

test('none of the list answers: not sent, and the log says what each did', async () => {
  const simulator = await startSimulator({ tls })
  const { api, paid, markers, logged } = startClient(simulator.url, { route: { proxy: await deadProxy(), fallbacks: [await deadProxy()], certificates } })
  expect(await api.resend(credentials, 'FC-1', paid())).toMatchObject({ kind: 'failed', sent: false, failure: { code: 'proxy-unreachable' } })
  expect(logged.join('').match(/http:\/\/127\.0\.0\.1:\d+: /gu)).toHaveLength(2)
  expect([markers(), simulator.requests()]).toEqual([0, []])
})

test('a proxy that takes the connection and says nothing: the next one, within the same call', async () => {
  const simulator = await startSimulator({ tls })
  const hanging = await startRaw(() => {})
  const proxy = await startProxy()
  const route = { proxy: { url: `http://127.0.0.1:${hanging.port}` }, fallbacks: [{ url: proxy.url }], certificates }
  const { api, paid, markers } = startClient(simulator.url, { route, connectTimeout: 300 })
  expect(await api.resend(credentials, 'FC-1', paid())).toEqual({ kind: 'done', value: null })
  expect([markers(), simulator.executions('FC-1')]).toEqual([1, 1])
})

test.each([
  [
    'after the marker nothing is tried again',
    async () => {
      const simulator = await startSimulator({ tls })
      simulator.inject({ phase: 'reset', method: 'reenviar_encolado', executed: true })
      return simulator
    },
    undefined,
    { sent: true },
  ],
  [
    'a marker that cannot be written is no reason to try another way',
    () => startSimulator({ tls }),
    diskFull,
    { sent: false, failure: { code: 'marker-failed' } },
  ],
] as const)('%s', async (_what, start, onMarker, expected) => {
  const simulator = await start()
  const [first, second] = [await startProxy(), await startProxy()]
  const { api, paid } = startClient(simulator.url, { route: { proxy: { url: first.url }, fallbacks: [{ url: second.url }], certificates } })
  expect(await api.resend(credentials, 'FC-1', onMarker ? { onMarker } : paid())).toMatchObject({ kind: 'failed', ...expected })
  expect(second.seen).toEqual([])
  expect(simulator.requests().length).toBeLessThanOrEqual(1)
})

test('a proxy that refuses is an answer: the list goes no further', async () => {
  const simulator = await startSimulator({ tls })
  const [first, second] = [await startProxy({ password: 'ana:clave' }), await startProxy()]
  const { api, paid } = startClient(simulator.url, { route: { proxy: { url: first.url }, fallbacks: [{ url: second.url }], certificates } })
  expect(await api.resend(credentials, 'FC-1', paid())).toMatchObject({ kind: 'failed', failure: { code: 'proxy-credentials' } })
  expect(second.seen).toEqual([])
})
