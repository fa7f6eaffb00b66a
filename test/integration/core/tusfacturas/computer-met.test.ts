/** Faults of a computer and of its way out, as people reported them: what leaves, and what is believed. */
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import type { Socket } from 'node:net'
import { describe, expect, test } from 'vitest'
import { effectOf } from '../../../../electron/core/outbox/asking/verdict.ts'
import { parseProxyList } from '../../../../electron/core/tusfacturas/proxy.ts'
import type { Reply } from '../../../../electron/core/tusfacturas/api.ts'
import { makeCertificate } from '../../../simulator/certificates.ts'
import { baseOf, credentials, httpAnswer, startClient, startRaw, startSimulator } from './client-setup.ts'

const portal = httpAnswer('<html><body>Ingresá tu número de habitación</body></html>')
const root = makeCertificate({ name: 'Raíz de la oficina' })
const tls = makeCertificate({ name: 'tusfacturas', hosts: ['127.0.0.1', 'localhost'], issuer: root })
const certificates = () => [root.cert]

/** Nothing left, and nobody is asked for credentials. */
function expectUnsent(reply: Reply<unknown>, code: string): void {
  expect(reply).toMatchObject({ kind: 'failed', sent: false, failure: { code } })
  if (reply.kind === 'failed') expect(effectOf(reply.failure)).not.toMatchObject({ reason: 'credenciales' })
}

/** Lets everybody through, and then answers itself. */
const lie = (socket: Socket) =>
  socket.once('data', () => socket.write('HTTP/1.0 200 Connection established\r\n\r\n', () => socket.once('data', () => socket.end(portal))))

describe('the way to TusFacturasAPP leads to a portal', () => {
  test('which speaks no TLS: no byte of the request leaves', async () => {
    const server = await startRaw((socket) => socket.once('data', () => socket.end(portal)))
    const { api, paid, markers } = startClient(baseOf(server.port, 'https'))
    expectUnsent(await api.resend(credentials, 'FC-1', paid()), 'tls-failed')
    expect(markers()).toBe(0)
    expect(server.received().includes('FC-1')).toBe(false)
  })

  test('which has a certificate of its own', async () => {
    const own = makeCertificate({ name: 'portal.hotel', hosts: ['portal.hotel'], issuer: root })
    const simulator = await startSimulator({ tls: own })
    const { api, paid, markers } = startClient(simulator.url, { route: { certificates } })
    expectUnsent(await api.resend(credentials, 'FC-1', paid()), 'tls-wrong-host')
    expect([markers(), simulator.requests()]).toEqual([0, []])
  })

  test('behind a proxy that lets everybody through and then answers itself', async () => {
    const proxy = await startRaw(lie)
    const { api, paid, markers } = startClient('https://www.tusfacturas.app/app/api/v2', { route: { proxy: { url: `http://127.0.0.1:${proxy.port}` } } })
    expectUnsent(await api.resend(credentials, 'FC-1', paid()), 'tls-failed')
    expect(markers()).toBe(0)
    expect(proxy.received().includes('FC-1')).toBe(false)
  })
})

test('a proxy that knows NTLM alone', async () => {
  const proxy = await startRaw((socket) =>
    socket.once('data', () =>
      socket.end('HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Negotiate\r\nProxy-Authenticate: NTLM\r\nContent-Length: 0\r\n\r\n'),
    ),
  )
  const { api, paid, markers } = startClient('https://www.tusfacturas.app/app/api/v2', { route: { proxy: { url: `http://127.0.0.1:${proxy.port}` } } })
  const reply = await api.resend(credentials, 'FC-1', paid())
  expectUnsent(reply, 'proxy-credentials')
  if (reply.kind === 'failed') expect(effectOf(reply.failure)).toMatchObject({ type: 'gate', reason: 'proxy' })
  expect(markers()).toBe(0)
})

test('a name that leads to an address of IPv6 where nobody is, and to one of IPv4', async () => {
  const simulator = await startSimulator({ tls })
  const { api, paid } = startClient(simulator.url.replace('127.0.0.1', 'localhost'), { route: { certificates } })
  expect(await api.resend(credentials, 'FC-1', paid())).toEqual({ kind: 'done', value: null })
  expect(simulator.requests()).toHaveLength(1)
})

describe('what a PAC script answers', () => {
  test('an entry without its kind is none (McAfee’s own example has one)', () => {
    expect(parseProxyList('PROXY proxy01.company.com:9090; proxy02.company.com:9090')).toEqual([{ url: 'http://proxy01.company.com:9090' }])
  })

  test('hundreds of entries', () => {
    const all = Array.from({ length: 500 }, (_, n) => `PROXY proxy${n}:8080`).join('; ')
    expect(parseProxyList(`${all}; DIRECT`)).toHaveLength(5)
  })
})

const folder = join(import.meta.dirname, '..', '..', '..', '..')
const read = `
  const { readHttpDate } = await import('./electron/core/tusfacturas/http-date.ts')
  console.log(JSON.stringify([process.env.TZ, ...['Mon, 30 Nov 2026 16:00:00 GMT', 'Mon, 30 Nov 2026 16:00:00', 'Mon Nov 30 16:00:00 2026', 'Mon, 30 Nov 2026 13:00:00 -0300'].map(readHttpDate), readHttpDate('2026-11-30 16:00')]))`

test.each(['America/Argentina/Buenos_Aires', 'America/Santiago', 'Asia/Tokyo'])('a header of time without its zone is GMT, on a computer in %s', (TZ) => {
  const told = execFileSync(process.execPath, ['--input-type=module', '-e', read], { cwd: folder, env: { ...process.env, TZ }, encoding: 'utf8' })
  const at = Date.UTC(2026, 10, 30, 16)
  expect(JSON.parse(told)).toEqual([TZ, at, at, at, at, null])
})
