/** Which connection carries a paid POST, and when a new one is made. */
import { setImmediate } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { systemClock, type Clock } from '../../../../electron/core/lib/clock.ts'
import { answering, baseOf, credentials, httpAnswer, startClient, startRaw, startSimulator } from './client-setup.ts'

const success = httpAnswer('{"error":"N","errores":[]}')

/** A wall clock moved by hand, with timers that run on: what a sleep of the machine looks like. */
function sleepyClock() {
  let time = Date.UTC(2026, 10, 23)
  const clock: Clock = { now: () => time, after: (delay, callback) => systemClock.after(delay, callback) }
  return { clock, sleep: (ms: number) => void (time += ms) }
}

/** undici hands out a connection again only after a turn of the event loop; until then a call takes a second one. */
async function pause() {
  for (let turn = 0; turn < 3; turn++) await setImmediate()
}

test('while an outbox drains, POSTs share a connection', async () => {
  const simulator = await startSimulator()
  const { clock } = sleepyClock()
  const { api, paid } = startClient(simulator.url, { clock })
  for (let n = 0; n < 5; n++) {
    await api.resend(credentials, 'FC-1', paid())
    await pause()
  }
  expect(simulator.connections().accepted).toBe(1)
  for (let n = 0; n < 20; n++) await api.resend(credentials, 'FC-1', paid())
  expect(simulator.connections().accepted).toBeLessThanOrEqual(2)
})

test.each([8 * 3_600_000, -3_600_000])('after the clock moved by %i ms, a POST has a new connection', async (ms) => {
  const simulator = await startSimulator()
  const { clock, sleep } = sleepyClock()
  const { api, paid } = startClient(simulator.url, { clock })
  await api.resend(credentials, 'FC-1', paid())
  await pause()
  sleep(ms)
  await api.resend(credentials, 'FC-1', paid())
  expect(simulator.requests().map(({ connection }) => connection)).toEqual([1, 2])
})

test('an idle connection is closed by us', async () => {
  const simulator = await startSimulator()
  const { api, paid } = startClient(simulator.url)
  await api.resend(credentials, 'FC-1', paid())
  await expect.poll(() => simulator.connections().open, { timeout: 10_000 }).toBe(0)
})

test('the server ends the idle connection: the next POST has a new one', async () => {
  const server = await startRaw((socket) => answering(success)(socket))
  const { api, paid, markers } = startClient(baseOf(server.port))
  for (let n = 1; n <= 10; n++) {
    expect(await api.resend(credentials, 'FC-1', paid())).toEqual({ kind: 'done', value: null })
    await pause()
    const socket = await server.connection(n)
    socket.end()
    await new Promise((resolve) => socket.once('close', resolve))
  }
  expect([server.connections(), markers()]).toEqual([10, 10])
})

test('the server resets the idle connection: no POST is marked that cannot arrive', async () => {
  const server = await startRaw((socket) => answering(success)(socket))
  const { api, paid, markers } = startClient(baseOf(server.port))
  let done = 0
  for (let n = 1; n <= 20; n++) {
    const reply = await api.resend(credentials, 'FC-1', paid())
    if (reply.kind === 'done') done++
    else expect(reply).toMatchObject({ kind: 'failed', sent: false, failure: { code: 'reset' } })
    await pause()
    ;(await server.connection(server.connections())).resetAndDestroy()
  }
  expect(done).toBeGreaterThanOrEqual(10)
  expect(markers()).toBe(done)
  expect(server.received().toString().match(/POST /gu)).toHaveLength(done)
})

test('the server closes as it reads the second POST of a connection: it is not written again', async () => {
  let posts = 0
  const server = await startRaw((socket) => {
    socket.on('data', (chunk) => {
      posts += chunk.toString('latin1').match(/POST /gu)?.length ?? 0
      if (posts === 2) socket.destroy()
      else socket.write(success)
    })
  })
  const { api, paid, markers } = startClient(baseOf(server.port))
  expect(await api.resend(credentials, 'FC-1', paid())).toEqual({ kind: 'done', value: null })
  await pause()
  expect(await api.resend(credentials, 'FC-1', paid())).toMatchObject({ kind: 'failed', sent: true, failure: { httpStatus: null } })
  expect(await api.resend(credentials, 'FC-1', paid())).toEqual({ kind: 'done', value: null })
  expect([posts, markers(), server.connections()]).toEqual([3, 3, 2])
})

test('an answer nobody asked for does not become the answer of the next POST', async () => {
  const server = await startRaw((socket, number) =>
    answering(number === 1 ? Buffer.concat([success, success]) : httpAnswer('{"error":"S","errores":["otro"]}'))(socket),
  )
  const { api, paid } = startClient(baseOf(server.port))
  await api.resend(credentials, 'FC-1', paid())
  await pause()
  expect(await api.resend(credentials, 'FC-2', paid())).toMatchObject({ kind: 'refused', texts: ['otro'] })
  expect(server.connections()).toBe(2)
})

test('a new route: calls under way end on the old one, the next uses new connections', async () => {
  const simulator = await startSimulator()
  const held = simulator.inject({ phase: 'pause' })
  const { api, paid, routes } = startClient(simulator.url)
  const first = api.resend(credentials, 'FC-1', paid())
  await held.reached
  routes.update({ proxy: null, certificates: () => [] })
  expect(await api.resend(credentials, 'FC-404', paid())).toMatchObject({ kind: 'refused' })
  held.release()
  expect(await first).toEqual({ kind: 'done', value: null })
  expect(simulator.requests().map(({ connection }) => connection)).toEqual([1, 2])
})

test('the same route again changes nothing', async () => {
  const simulator = await startSimulator()
  const { api, routes } = startClient(simulator.url)
  await api.findByReference(credentials, 'FC-1')
  await pause()
  routes.update({ proxy: null, certificates: null })
  await api.findByReference(credentials, 'FC-1')
  expect(simulator.connections().accepted).toBe(1)
})
