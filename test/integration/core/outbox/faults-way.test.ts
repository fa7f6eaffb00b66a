/** What can stand between us and TusFacturasAPP before a byte has left: nothing is spent, everything waits, and it goes on by itself. */
import { describe, expect, onTestFinished, test } from 'vitest'
import type { Banner } from '#contract/model/snapshot.ts'
import { makeCertificate } from '../../../simulator/certificates.ts'
import { closedPort } from '../tusfacturas/client-setup.ts'
import { checkInvariants } from './world/invariants.ts'
import { Proxy, Relay, asSomebody, hung, resetOnHello, startBlackHole, through, type Passage } from './world/ways.ts'
import { World, hour, minute, references } from './world/world.ts'

const office = makeCertificate({ name: 'Raíz de la oficina' })
const tls = makeCertificate({ name: 'tusfacturas', hosts: ['127.0.0.1'], issuer: office })
const certificates = () => [office.cert]
const orders = references(4)

const offline: Banner = { kind: 'offline', waiting: 4 }
const gate = (reason: 'certificado' | 'proxy'): Banner => ({ kind: 'gate', pointOfSaleId: 'uno', pointOfSaleName: 'Local uno', reason, waiting: 4 })

/** Four orders wait, nothing was spent, and the one banner says why. */
function expectWaiting(world: World, banner: Banner): void {
  expect(world.outbox.status().banners).toEqual([banner])
  expect(world.count(banner.kind === 'gate' ? 'held' : 'queued')).toBe(4)
  expect(world.posts()).toHaveLength(0)
  expect(world.ledger()).toEqual({ used: 0, possible: 0 })
  checkInvariants(world)
}

/** All four left, oldest first, each once. */
function expectSent(world: World): void {
  expect(world.outbox.status().banners).toEqual([])
  expect(Object.values(world.states())).toEqual(['accepted', 'accepted', 'accepted', 'accepted'])
  expect(world.posts().map((request) => request.external_reference)).toEqual(orders)
  expect(world.ledger()).toEqual({ used: 4, possible: 0 })
  checkInvariants(world)
}

const longAgo = Date.UTC(2020, 0, 1)
const hosts = ['127.0.0.1']
const passages: Array<[name: string, passage: Passage, banner: Banner]> = [
  ['TLS hang', hung, offline],
  ['TLS reset', resetOnHello, offline],
  ['unknown root', asSomebody(makeCertificate({ name: 'x', hosts, issuer: makeCertificate({ name: 'Raíz desconocida' }) })), gate('certificado')],
  ['expired', asSomebody(makeCertificate({ name: 'x', hosts, issuer: office, notBefore: longAgo, notAfter: longAgo + 1 })), gate('certificado')],
  ['wrong host', asSomebody(makeCertificate({ name: 'x', hosts: ['otro.example'], issuer: office })), gate('certificado')],
]

describe.each([
  ['at the free query', 0],
  ['at the POST, after a good query', 1],
])('%s', (_when, spared) => {
  test.each(passages)('%s: waits, and mends itself', async (_name, passage, banner) => {
    const world = await behindRelay()
    Object.assign(world.relay, { passage, spared })
    world.seed(orders)
    world.place(orders)
    await world.clock.advance(20_000)
    expect(world.relay.taken).toBeGreaterThan(spared)
    expectWaiting(world, banner)
    world.relay.passage = through
    await world.clock.advance(20 * minute)
    expectSent(world)
  })

  test.each([
    ['proxy 407', 'HTTP/1.1 407 Proxy Authentication Required\r\nproxy-authenticate: Basic realm="oficina"\r\n\r\n', gate('proxy')],
    ['CONNECT 503', 'HTTP/1.1 503 Service Unavailable\r\n\r\n', offline],
  ])('%s: waits, and mends itself', async (_name, refusal, banner) => {
    const proxy = await Proxy.start()
    const world = await World.start({ tls, route: { proxy: { url: `http://127.0.0.1:${proxy.port}` }, certificates } })
    Object.assign(proxy, { passage: hung, refusal, spared })
    world.seed(orders)
    world.place(orders)
    await world.clock.advance(5 * minute)
    expect(proxy.taken).toBeGreaterThan(spared)
    expectWaiting(world, banner)
    proxy.passage = through
    await world.clock.advance(20 * minute)
    expectSent(world)
  })
})

test('proxy down: waits, and goes on when it is back', async () => {
  const port = await closedPort()
  const world = await World.start({ tls, route: { proxy: { url: `http://127.0.0.1:${port}` }, certificates } })
  world.seed(orders)
  world.place(orders)
  await world.clock.advance(5 * minute)
  expectWaiting(world, offline)
  await Proxy.start(port)
  await world.clock.advance(20 * minute)
  expectSent(world)
})

test('a gate of the network opens as soon as the settings are mended, not only by itself', async () => {
  const proxy = await Proxy.start()
  const world = await World.start({ tls, route: { proxy: { url: `http://127.0.0.1:${proxy.port}` }, certificates } })
  Object.assign(proxy, { passage: hung, refusal: 'HTTP/1.1 407 x\r\n\r\n' })
  world.seed(orders)
  world.place(orders)
  await world.clock.advance(1_000)
  expectWaiting(world, gate('proxy'))
  world.routes.update({ proxy: null, certificates })
  world.outbox.wake('network-settings')
  await world.clock.advance(1_000)
  expectSent(world)
})

test('no DNS: waits; the same orders leave once the name is found', async () => {
  const world = await World.start({ url: 'https://reencola.invalid/app/api/v2' })
  world.seed(orders)
  world.place(orders)
  await world.clock.advance(10 * minute)
  expectWaiting(world, offline)
  await world.restart({ url: world.simulator.url })
  await world.clock.advance(minute)
  expectSent(world)
})

test('connect black hole: waits', async () => {
  const world = await World.start({ url: `https://127.0.0.1:${await startBlackHole()}/app/api/v2`, connectTimeout: 250 })
  world.seed(orders)
  world.place(orders)
  await world.clock.advance(minute)
  expectWaiting(world, offline)
  await world.restart({ url: world.simulator.url })
  await world.clock.advance(minute)
  expectSent(world)
})

describe('refused', () => {
  test('for an hour: waits with longer and longer pauses, spends nothing, and leaves by itself', async () => {
    const world = await World.start()
    world.seed(orders)
    await world.simulator.link('down')
    world.place(orders)
    await world.clock.advance(hour)
    expectWaiting(world, offline)
    await world.simulator.link('up')
    await world.clock.advance(15 * minute)
    expectSent(world)
  })

  test('after an offline spell one order goes first, and the others only once it is answered', async () => {
    const world = await World.start({ lanes: ['uno', 'dos', 'tres'] })
    for (const lane of world.lanes) world.seed(orders, {}, lane)
    await world.simulator.link('down')
    for (const lane of world.lanes) world.place(orders, lane)
    await world.clock.advance(10 * minute)
    const first = world.simulator.inject({ phase: 'pause', method: 'reenviar_encolado' })
    await world.simulator.link('up')
    world.outbox.wake('online')
    await first.reached
    expect(world.posts()).toHaveLength(1)
    expect(world.simulator.requests({ method: 'consulta_avanzada' })).toHaveLength(1)
    first.release()
    await world.drain()
    expect(world.count('accepted')).toBe(12)
    checkInvariants(world)
  })

  test('“online” stuck true: hints while nothing gets through cost nothing', async () => {
    const world = await World.start()
    world.seed(orders)
    await world.simulator.link('down')
    world.place(orders)
    for (let hint = 0; hint < 100; hint++) {
      world.outbox.wake('online')
      await world.clock.advance(1_000)
    }
    expectWaiting(world, offline)
    await world.simulator.link('up')
    await world.clock.advance(15 * minute)
    expectSent(world)
  })

  test('“online” stuck false: without any hint the connection is found again', async () => {
    const world = await World.start()
    world.seed(orders)
    await world.simulator.link('down')
    world.place(orders)
    await world.clock.advance(12 * hour)
    expectWaiting(world, offline)
    await world.simulator.link('up')
    await world.clock.advance(15 * minute)
    expectSent(world)
  })
})

test('the link flaps 500 times, also with a POST on the wire: each order is executed once', async () => {
  const world = await World.start()
  const { simulator, clock } = world
  const all = references(250)
  world.seed(all)
  for (let flap = 0; flap < 500; flap++) {
    await simulator.link('up')
    world.outbox.wake('online')
    if (flap % 2 === 0) world.place([all[flap / 2]!])
    if (flap % 5 === 0) {
      // Cut while TusFacturasAPP works on it, every second time after it has.
      const cut = simulator.inject({ phase: 'pause', method: 'reenviar_encolado', executed: flap % 10 === 0 })
      await Promise.race([cut.reached, clock.advance(1_000)])
      await simulator.link('down')
      cut()
    } else {
      await clock.advance(500)
      await simulator.link('down')
    }
    await clock.advance(100)
  }
  await world.fairWeather()
  expect(world.number("SELECT count(*) FROM orders WHERE state = 'accepted'")).toBe(250)
  expect(all.filter((reference) => simulator.executions(reference) !== 1)).toEqual([])
  checkInvariants(world)
})

async function behindRelay(): Promise<World & { relay: Relay }> {
  const relayed = await World.start({ tls, route: { proxy: null, certificates }, connectTimeout: 250 })
  const relay = await Relay.start(relayed.simulator.port)
  onTestFinished(() => relay.down())
  await relayed.restart({ url: `https://127.0.0.1:${relay.port}/app/api/v2` })
  return Object.assign(relayed, { relay })
}
