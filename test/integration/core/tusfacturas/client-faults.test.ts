/** Every way a call can fail: was the marker set, is it said, and did a byte reach the server? */
import { afterAll, describe, expect, test } from 'vitest'
import type { CallFailure, Reply } from '../../../../electron/core/tusfacturas/api.ts'
import type { Fault } from '../../../simulator/simulator.ts'
import { answering, baseOf, closedPort, credentials, diskFull, httpAnswer, startClient, startRaw, startSimulator } from './client-setup.ts'

interface Expected {
  sent: boolean
  failure: Partial<CallFailure>
}

const failed = ({ sent, failure }: Expected) => ({ kind: 'failed', sent, failure })
const sentOf = (reply: Reply<unknown>) => (reply.kind === 'failed' ? reply.sent : true)

describe('the simulator’s faults, executed or not', () => {
  const cut = { code: 'body-cut', httpStatus: 200 } as const
  const phases: Array<[fault: Fault, failure: Partial<CallFailure>]> = [
    [{ phase: 'partial-reset' }, { code: 'reset', httpStatus: null }],
    [{ phase: 'partial-end' }, { code: 'closed', httpStatus: null }],
    [{ phase: 'reset' }, { code: 'reset', httpStatus: null }],
    [
      { phase: 'reset', executed: true },
      { code: 'reset', httpStatus: null },
    ],
    [{ phase: 'end' }, { code: 'closed', httpStatus: null }],
    [
      { phase: 'end', executed: true },
      { code: 'closed', httpStatus: null },
    ],
    [{ phase: 'hang' }, { code: 'answer-timeout', httpStatus: null }],
    [
      { phase: 'hang', executed: true },
      { code: 'answer-timeout', httpStatus: null },
    ],
    [{ phase: 'stall' }, { code: 'answer-timeout', httpStatus: 200 }],
    [{ phase: 'cut' }, cut],
    [{ phase: 'cut', close: 'reset' }, cut],
    [
      { phase: 'oversized', bytes: 2 ** 20 + 1 },
      { code: 'answer-too-large', httpStatus: 200 },
    ],
    [{ phase: 'garbage' }, { code: 'answer-unreadable', httpStatus: 200 }],
    [{ phase: 'html' }, { code: 'answer-html', httpStatus: 200 }],
    [{ phase: 'empty' }, { code: 'answer-empty', httpStatus: 200 }],
    [{ phase: 'wrong-schema' }, { code: 'answer-unexpected', httpStatus: 200 }],
    [{ phase: 'redirect' }, { code: 'redirected', httpStatus: 302 }],
    [
      { phase: 'status', status: 500 },
      { code: 'http-status', httpStatus: 500 },
    ],
    [
      { phase: 'status', status: 502, executed: true },
      { code: 'http-status', httpStatus: 502 },
    ],
  ]

  test.each(phases)('%o', async (fault, failure) => {
    const simulator = await startSimulator()
    const injected = simulator.inject(fault)
    const { api, paid, markers } = startClient(simulator.url, { answerTimeout: 300 })
    expect(await api.resend(credentials, 'FC-1', paid())).toMatchObject(failed({ sent: true, failure }))
    expect(markers()).toBe(1)
    expect(injected.hits()).toBe(1)
    expect(simulator.requests()).toHaveLength(1)
    expect(simulator.executions('FC-1')).toBe(simulator.requests()[0]?.executed ? 1 : 0)
    expect(simulator.requests()[0]?.executed).toBe(fault.executed ?? ['stall', 'cut', 'oversized'].includes(fault.phase))
  })

  test('refused: no marker', async () => {
    const simulator = await startSimulator()
    const { api, paid, markers } = startClient(simulator.url)
    await simulator.link('down')
    expect(await api.resend(credentials, 'FC-1', paid())).toMatchObject(failed({ sent: false, failure: { code: 'refused', httpStatus: null } }))
    expect(markers()).toBe(0)
    await simulator.link('up')
    expect(await api.resend(credentials, 'FC-1', paid())).toEqual({ kind: 'done', value: null })
  })

  test('the link drops between two calls: the connection that stood is not used for the second', async () => {
    const simulator = await startSimulator()
    const { api, paid, markers } = startClient(simulator.url)
    await api.resend(credentials, 'FC-1', paid())
    await simulator.link('down')
    expect(await api.resend(credentials, 'FC-1', paid())).toMatchObject(failed({ sent: false, failure: { code: 'refused' } }))
    expect(markers()).toBe(1)
  })

  test('an answer of 32 MiB is read for a query, a byte more is not', async () => {
    const simulator = await startSimulator()
    const { api } = startClient(simulator.url)
    simulator.inject({ phase: 'oversized', bytes: 32 * 2 ** 20 })
    expect(await api.findByReference(credentials, 'FC-1')).toMatchObject({ kind: 'done', value: { total: 1 } })
    simulator.inject({ phase: 'oversized', bytes: 32 * 2 ** 20 + 1 })
    expect(await api.findByReference(credentials, 'FC-1')).toMatchObject(failed({ sent: true, failure: { code: 'answer-too-large' } }))
  })

  test('a status that is no success speaks for itself even when its body is cut', async () => {
    const server = await startRaw(answering('HTTP/1.1 401 X\r\ncontent-length: 100\r\n\r\n{"error"', true))
    const { api, paid } = startClient(baseOf(server.port))
    expect(await api.resend(credentials, 'FC-1', paid())).toMatchObject(
      failed({ sent: true, failure: { code: 'http-status', httpStatus: 401, original: '{"error"' } }),
    )
  })
})

describe('before a byte is written', () => {
  test('reset on accept: no marker, no byte', async () => {
    const server = await startRaw((socket) => socket.resetAndDestroy())
    const { api, paid, markers } = startClient(baseOf(server.port))
    const replies = []
    for (let n = 0; n < 20; n++) replies.push(await api.resend(credentials, 'FC-1', paid()))
    // Over plain TCP the system may report the connection before the reset; then the marker is set, and said.
    expect(replies.filter(sentOf)).toHaveLength(markers())
    expect(replies.every((reply) => reply.kind === 'failed' && reply.failure.code === 'reset')).toBe(true)
    if (markers() === 0) expect(server.received()).toHaveLength(0)
  })

  test('an unknown host', async () => {
    const { api, paid, markers } = startClient('https://reencola.invalid/app/api/v2')
    const reply = await api.resend(credentials, 'FC-1', paid())
    // Without any resolver the system says "try again" instead of "no such host".
    expect(reply).toMatchObject(failed({ sent: false, failure: { code: expect.stringMatching(/^dns-(?:not-found|temporary)$/u) as 'dns-not-found' } }))
    expect(markers()).toBe(0)
  })

  test('a TLS handshake that never goes on: connect-timeout', async () => {
    const server = await startRaw(() => {})
    const { api, paid, markers } = startClient(baseOf(server.port, 'https'), { connectTimeout: 200 })
    expect(await api.resend(credentials, 'FC-1', paid())).toMatchObject(failed({ sent: false, failure: { code: 'connect-timeout' } }))
    expect(markers()).toBe(0)
    expect(server.received().toString('latin1')).not.toContain('POST')
  })

  test('the marker fails: nothing is written, and the next call works', async () => {
    const server = await startRaw(answering(httpAnswer('{"error":"N","errores":[]}')))
    const { api, paid } = startClient(baseOf(server.port))
    for (let n = 0; n < 3; n++) {
      expect(await api.resend(credentials, 'FC-1', { onMarker: diskFull })).toMatchObject(
        failed({ sent: false, failure: { code: 'marker-failed', detail: 'database or disk is full' } }),
      )
    }
    expect(server.received()).toHaveLength(0)
    expect(await api.resend(credentials, 'FC-1', paid())).toEqual({ kind: 'done', value: null })
    expect(server.received().toString().match(/POST /gu)).toHaveLength(1)
    expect(await api.resend(credentials, 'FC-1', { onMarker: diskFull })).toMatchObject(failed({ sent: false, failure: { code: 'marker-failed' } }))
    expect(server.received().toString().match(/POST /gu)).toHaveLength(1)
  })

  test('the marker is set before the first byte and after the connection stands', async () => {
    const order: string[] = []
    const server = await startRaw((socket) => {
      socket.once('data', () => order.push('byte'))
      answering(httpAnswer('{"error":"N","errores":[]}'))(socket)
    })
    const { api } = startClient(baseOf(server.port))
    const call = api.resend(credentials, 'FC-1', { onMarker: () => void order.push(`marker ${server.received().length}`) })
    order.push('called')
    await call
    expect(order).toEqual(['called', 'marker 0', 'byte'])
  })
})

describe('garbage on the wire', () => {
  test.each([
    ['no HTTP at all', 'SSH-2.0-OpenSSH_9.6\r\n\r\n', { code: 'answer-unreadable', httpStatus: null }],
    ['endless headers', `HTTP/1.1 200 OK\r\nx: ${'y'.repeat(40_000)}\r\n\r\n`, { code: 'answer-unreadable', httpStatus: null }],
    ['a chunked body cut short', 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\n{"err\r\n', { code: 'body-cut', httpStatus: 200 }],
    ['early hints, then nothing', 'HTTP/1.1 103 Early Hints\r\nlink: x\r\n\r\n', { code: 'closed', httpStatus: null }],
    ['a switch of protocols', 'HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n', { httpStatus: null }],
  ] as const)('%s', async (_name, bytes, failure) => {
    const server = await startRaw(answering(bytes, true))
    const { api, paid, markers } = startClient(baseOf(server.port))
    expect(await api.resend(credentials, 'FC-1', paid())).toMatchObject(failed({ sent: true, failure }))
    expect(markers()).toBe(1)
    expect(server.received().toString().match(/POST /gu)).toHaveLength(1)
  })

  test('a body without a length ends with the connection', async () => {
    const server = await startRaw(answering('HTTP/1.1 200 OK\r\n\r\n{"error":"N","errores":[]}', true))
    const { api, paid } = startClient(baseOf(server.port))
    expect(await api.resend(credentials, 'FC-1', paid())).toEqual({ kind: 'done', value: null })
  })
})

describe('giving up', () => {
  test('a signal that is already aborted: nothing happens at all', async () => {
    const server = await startRaw(() => {})
    const { api, paid, markers } = startClient(baseOf(server.port))
    expect(await api.resend(credentials, 'FC-1', paid(AbortSignal.abort()))).toMatchObject(failed({ sent: false, failure: { code: 'aborted' } }))
    expect(await api.findByReference(credentials, 'FC-1', AbortSignal.abort())).toMatchObject(failed({ sent: false, failure: { code: 'aborted' } }))
    expect([markers(), server.connections()]).toEqual([0, 0])
  })

  test('just before the connection stands: no marker, no byte', async () => {
    const server = await startRaw(answering(httpAnswer('{"error":"N","errores":[]}')))
    const { api, paid, markers } = startClient(baseOf(server.port))
    // The first call loads what makes connections; from the second on one begins at once.
    await api.findByReference(credentials, 'FC-0')
    const cancel = new AbortController()
    const call = api.resend(credentials, 'FC-1', paid(cancel.signal))
    cancel.abort()
    expect(await call).toMatchObject(failed({ sent: false, failure: { code: 'aborted' } }))
    await server.connection(2)
    expect(await api.resend(credentials, 'FC-2', paid())).toEqual({ kind: 'done', value: null })
    expect(markers()).toBe(1)
    expect(server.received().toString()).not.toContain('FC-1')
  })

  test('during the handshake: no marker, and none later', async () => {
    const server = await startRaw(() => {})
    const { api, paid, markers } = startClient(baseOf(server.port, 'https'), { connectTimeout: 5000 })
    const cancel = new AbortController()
    const call = api.resend(credentials, 'FC-1', paid(cancel.signal))
    const socket = await server.connection(1)
    cancel.abort()
    expect(await call).toMatchObject(failed({ sent: false, failure: { code: 'aborted' } }))
    socket.destroy()
    expect(markers()).toBe(0)
  })

  test('while the answer is awaited: the marker was set, and the connection is cut', async () => {
    const simulator = await startSimulator()
    const hang = simulator.inject({ phase: 'hang' })
    const { api, paid, markers } = startClient(simulator.url)
    const cancel = new AbortController()
    const call = api.resend(credentials, 'FC-1', paid(cancel.signal))
    await hang.reached
    cancel.abort()
    expect(await call).toMatchObject(failed({ sent: true, failure: { code: 'aborted' } }))
    expect(markers()).toBe(1)
    await expect.poll(() => simulator.connections().open).toBe(0)
  })

  test('inside the marker: it was set, so it is said, but nothing is written', async () => {
    const server = await startRaw(answering(httpAnswer('{"error":"N","errores":[]}')))
    const { api } = startClient(baseOf(server.port))
    const cancel = new AbortController()
    const reply = await api.resend(credentials, 'FC-1', { onMarker: () => cancel.abort(), signal: cancel.signal })
    expect(reply).toMatchObject(failed({ sent: true, failure: { code: 'aborted' } }))
    await api.findByReference(credentials, 'FC-1')
    expect(
      server
        .received()
        .toString()
        .match(/reenviar_encolado/gu),
    ).toBeNull()
  })

  test('dispose ends what is under way, and what comes later', async () => {
    const simulator = await startSimulator()
    const hang = simulator.inject({ phase: 'hang', times: 2 })
    const { api, paid } = startClient(simulator.url)
    const calls = [api.resend(credentials, 'FC-1', paid()), api.findByReference(credentials, 'FC-1')]
    await hang.hit(2)
    await api.dispose()
    for (const reply of await Promise.all(calls)) expect(reply).toMatchObject(failed({ sent: true, failure: { code: 'aborted' } }))
    expect(await api.resend(credentials, 'FC-1', paid())).toMatchObject(failed({ sent: false, failure: { code: 'aborted' } }))
  })
})

describe('a port where nobody listens', () => {
  let unexpected: unknown[] = []
  const onUnexpected = (error: unknown) => unexpected.push(error)
  process.on('unhandledRejection', onUnexpected)
  afterAll(() => {
    process.off('unhandledRejection', onUnexpected)
    expect(unexpected).toEqual([])
    unexpected = []
  })

  test('free queries fail in words too', async () => {
    const { api, logged } = startClient(baseOf(await closedPort()))
    expect(await api.findByDate(credentials, '23/11/2026', 0, 10)).toMatchObject(failed({ sent: false, failure: { code: 'refused', detail: 'ECONNREFUSED' } }))
    expect(logged).toHaveLength(1)
    expect(logged[0]).not.toContain(credentials.apitoken)
  })
})
