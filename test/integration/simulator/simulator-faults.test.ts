/** Each fault of the simulator over real sockets, and whether the API did its work meanwhile. */
import { once } from 'node:events'
import { connect } from 'node:net'
import { Agent, request } from 'undici'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { Simulator, type Fault } from '../../simulator/simulator.ts'

const point = { apikey: '1134', apitoken: 'aaaa', usertoken: 'uuuu' }
let simulator: Simulator
let agent: Agent

beforeEach(async () => {
  simulator = await Simulator.start()
  simulator.addPointOfSale(point)
  simulator.seed(['a', 'b', 'c'].map((external_reference) => ({ ...point, external_reference })))
  agent = new Agent()
})
afterEach(async () => {
  await agent.destroy()
  await simulator.stop()
})

async function resend(external_reference: string, signal?: AbortSignal) {
  const { statusCode, headers, body } = await request(`${simulator.url}/facturacion/reenviar_encolado`, {
    method: 'POST',
    body: JSON.stringify({ ...point, external_reference }),
    dispatcher: agent,
    ...(signal && { signal }),
  })
  return { status: statusCode, headers, text: await body.text() }
}

const accepted = { status: 200, text: '{"error":"N","errores":[]}' }
const done = () => simulator.requests().map((each) => each.done)

describe('no answer', () => {
  test.each([
    ['reset', 'ECONNRESET'],
    ['end', 'UND_ERR_SOCKET'],
    ['cut', 'UND_ERR_SOCKET'],
  ] as const)('%s, executed and not', async (phase, code) => {
    simulator.inject({ phase, reference: 'a', executed: true })
    simulator.inject({ phase, reference: 'b', executed: false })
    await expect(resend('a')).rejects.toMatchObject({ code })
    await expect(resend('b')).rejects.toMatchObject({ code })
    expect([simulator.executions('a'), simulator.executions('b')]).toEqual([1, 0])
    expect(simulator.counted('reenviar_encolado', point.apikey)).toBe(1)
    expect(await resend('b')).toMatchObject(accepted)
    expect(done()).toEqual([phase, phase, 'answered'])
    expect(simulator.requests()[0]).toMatchObject({ executed: true, external_reference: 'a' })
    expect(simulator.requests()[1]).toMatchObject({ executed: false, external_reference: 'b' })
  })

  test('a reset on accept comes before any byte is read', async () => {
    simulator.inject({ phase: 'accept-reset', skip: 1 })
    const first = connect(simulator.port, '127.0.0.1')
    await once(first, 'connect')
    const second = connect(simulator.port, '127.0.0.1')
    second.write('POST /')
    const [error] = await once(second, 'error').catch((reason: unknown) => [reason])
    expect(error).toMatchObject({ code: 'ECONNRESET' })
    expect(simulator.requests()).toEqual([])
    await expect.poll(() => simulator.connections()).toEqual({ accepted: 2, open: 1 })
    first.destroy()
  })

  test.each(['partial-reset', 'partial-end'] as const)('%s: only part of the body is read', async (phase) => {
    simulator.inject({ phase, bytes: 5 })
    const socket = connect(simulator.port, '127.0.0.1')
    const closed = Promise.race([once(socket, 'error'), once(socket, 'end')]).catch((reason: unknown) => [reason])
    socket.resume().write('POST /app/api/v2/facturacion/reenviar_encolado HTTP/1.1\r\nHost: x\r\nContent-Length: 500\r\n\r\n{"api')
    const [error] = await closed
    expect(error instanceof Error && 'code' in error ? error.code : 'end').toBe(phase === 'partial-end' ? 'end' : 'ECONNRESET')
    expect(simulator.requests()).toMatchObject([{ body: '{"api', executed: false, done: phase }])
    socket.destroy()
  })

  test.each(['hang', 'stall'] as const)('%s lasts until the client gives up, or the simulator stops', async (phase) => {
    const fault = simulator.inject({ phase, executed: true, times: 2 })
    const given = new AbortController()
    const first = resend('a', given.signal)
    await fault.reached
    expect(simulator.executions('a')).toBe(1)
    given.abort()
    await expect(first).rejects.toMatchObject({ name: 'AbortError' })
    const second = resend('b')
    const refused = expect(second).rejects.toThrow()
    await fault.hit(2)
    await simulator.stop()
    await refused
  })

  test('a wait of the client that ends is seen', async () => {
    const pause = simulator.inject({ phase: 'pause', executed: false })
    const given = new AbortController()
    const waiting = resend('a', given.signal)
    await pause.reached
    given.abort()
    await expect(waiting).rejects.toThrow()
    await expect.poll(done).toEqual(['client-left'])
    expect(simulator.executions('a')).toBe(0)
    pause.release()
    // A PHP server finishes what it began, whoever still listens.
    await expect.poll(() => simulator.executions('a')).toBe(1)
  })
})

describe('an answer at another time', () => {
  test('a pause before and after the work', async () => {
    const before = simulator.inject({ phase: 'pause', reference: 'a', executed: false })
    const after = simulator.inject({ phase: 'pause', reference: 'b' })
    const answers = [resend('a')]
    await before.reached
    answers.push(resend('b'))
    await after.reached
    expect([simulator.executions('a'), simulator.executions('b')]).toEqual([0, 1])
    expect(simulator.requests().map((each) => each.overlapping)).toEqual([0, 1])
    before.release()
    after.release()
    expect(await Promise.all(answers)).toMatchObject([accepted, accepted])
  })

  test('a pause goes together with another fault', async () => {
    const pause = simulator.inject({ phase: 'pause' })
    simulator.inject({ phase: 'status', status: 502 })
    const answer = resend('a')
    await pause.reached
    pause.release()
    expect(await answer).toMatchObject({ status: 502 })
    expect(simulator.executions('a')).toBe(0)
  })

  test('a delay answers after its time, the work done at once', async () => {
    const delay = simulator.inject({ phase: 'delay', ms: 30 })
    const answer = resend('a')
    await delay.reached
    expect(simulator.executions('a')).toBe(1)
    expect(await answer).toMatchObject(accepted)
    const [seen] = simulator.requests()
    expect((seen?.finishedAt ?? 0) - (seen?.startedAt ?? 0)).toBeGreaterThanOrEqual(29)
  })
})

describe('another answer', () => {
  const cases: Array<[Fault, { status: number; text?: unknown; headers?: object }]> = [
    [{ phase: 'garbage' }, { status: 200, text: expect.stringContaining('\0') }],
    [{ phase: 'html' }, { status: 200, text: expect.stringMatching(/^<!DOCTYPE html>/u) }],
    [{ phase: 'empty' }, { status: 200, text: '' }],
    [{ phase: 'wrong-schema' }, { status: 200, text: expect.not.stringContaining('error') }],
    [{ phase: 'redirect' }, { status: 302, headers: { location: '/app/login.html' } }],
    [
      { phase: 'status', status: 429, headers: { 'retry-after': '30' } },
      { status: 429, headers: { 'retry-after': '30' } },
    ],
    ...[400, 401, 403, 404, 405, 407, 408, 409, 413, 422, 500, 502, 504, 524].map((status): (typeof cases)[number] => [
      { phase: 'status', status, body: 'no' },
      { status, text: 'no' },
    ]),
    [
      { phase: 'maintenance', until: Date.UTC(2026, 6, 26, 8, 25) },
      { status: 200, text: expect.stringContaining('05:25') },
    ],
    [
      { phase: 'oversized', bytes: 2_000_000 },
      { status: 200, text: expect.stringMatching(/^ {1999974}\{"error":"N"/u) },
    ],
  ]

  test.each(cases)('%o', async (fault, answer) => {
    simulator.inject({ ...fault, executed: true })
    expect(await resend('a')).toMatchObject(answer)
    simulator.inject({ ...fault, executed: false })
    expect(await resend('b')).toMatchObject(answer)
    expect([simulator.executions('a'), simulator.executions('b')]).toEqual([1, 0])
    expect(simulator.requests().map((each) => each.status)).toEqual([answer.status, answer.status])
    expect(await resend('c')).toMatchObject(accepted)
  })
})

describe('which request is hit', () => {
  test('by skip and times, method, reference', async () => {
    simulator.inject({ phase: 'status', method: /^reenviar/u, skip: 1, times: 2 })
    simulator.inject({ phase: 'status', status: 418, method: 'consulta', times: Infinity })
    simulator.inject({ phase: 'status', status: 409, reference: 'c' })
    const seen: number[] = []
    for (const reference of ['a', 'x', 'y', 'z', 'c']) seen.push((await resend(reference)).status)
    expect(seen).toEqual([200, 500, 500, 200, 409])
  })

  test('none once the fault is removed; what it held goes on', async () => {
    const pause = simulator.inject({ phase: 'pause', times: Infinity })
    const answer = resend('a')
    await pause.reached
    pause()
    expect(await answer).toMatchObject(accepted)
    expect(await resend('b')).toMatchObject(accepted)
    expect(pause.hits()).toBe(1)
  })

  test('a fault that asks for what it cannot know is refused', () => {
    expect(() => simulator.inject({ phase: 'accept-hang', method: 'consulta' })).toThrow('cannot know')
    expect(() => simulator.inject({ phase: 'partial-end', reference: 'a' })).toThrow('cannot know')
    expect(() => simulator.inject({ phase: 'accept-reset', executed: true })).toThrow('before any work')
  })
})

test('the link goes down and comes back on the same port', async () => {
  const hang = simulator.inject({ phase: 'hang' })
  const { port } = simulator
  const open = expect(resend('a')).rejects.toMatchObject({ code: 'ECONNRESET' })
  await hang.reached
  await simulator.link('down')
  await open
  await expect(resend('a')).rejects.toMatchObject({ code: 'ECONNREFUSED' })
  await simulator.link('up')
  expect(simulator.port).toBe(port)
  expect(await resend('a')).toMatchObject(accepted)
})
