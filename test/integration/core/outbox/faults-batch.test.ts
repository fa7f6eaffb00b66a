/** Many orders: their order, their pace, and what interrupts them on the way. */
import { describe, expect, test } from 'vitest'
import type { OddAnswers } from '../../../simulator/odd-answers.ts'
import { checkInvariants } from './world/invariants.ts'
import { World, credentialsOf, day, hour, minute, references } from './world/world.ts'

/** The same every time, and in no order that means anything. */
const shuffled = (all: string[]): string[] => all.toSorted((a, b) => scatter(a) - scatter(b))
const scatter = (reference: string): number => (Number(reference.slice(3)) * 7_919) % 10_007

const executed = (world: World, lane = 'uno') =>
  world.simulator
    .executionOrder()
    .filter(({ apikey }) => apikey === lane)
    .map(({ external_reference }) => external_reference)

describe('a lane', () => {
  test('more than a query holds, pasted in any order: oldest first, one at a time, at least 100 ms apart', async () => {
    const world = await World.start()
    const all = references(320)
    // Spread over days and within each day, as a month's failures are.
    for (const [index, reference] of all.entries()) world.seed([reference], { fecha: `${String(1 + Math.floor(index / 16)).padStart(2, '0')}/11/2026` })
    world.place(shuffled(all))
    await world.drain()
    expect(executed(world)).toEqual(all)
    const posts = world.posts()
    expect(posts).toHaveLength(320)
    expect(posts.filter(({ overlapping }) => overlapping > 0)).toEqual([])
    const gaps = posts.slice(1).map(({ time }, index) => time - posts[index]!.time)
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(100)
    expect(world.mostSending).toBe(1)
    checkInvariants(world)
  })

  test('more of one day than a query holds: still oldest first', async () => {
    const world = await World.start()
    const all = references(250)
    world.seed(all)
    world.place(shuffled(all))
    await world.drain()
    expect(executed(world)).toEqual(all)
    checkInvariants(world)
  })

  test('more of one day than a query holds, and some put back on the way: still oldest first', async () => {
    const world = await World.start()
    const all = references(250)
    world.seed(all)
    world.simulator.inject({ phase: 'status', status: 429, headers: { 'retry-after': '60' }, method: 'reenviar_encolado', skip: 130 })
    world.place(shuffled(all))
    await world.clock.advance(5_000)
    await world.restart()
    await world.drain()
    expect(executed(world)).toEqual(all)
    checkInvariants(world)
  })

  test.each([50, 150])('%i of one day where the API only knows the query one by one: still oldest first', async (count) => {
    const world = await World.start()
    world.simulator.quirks.refuseReferenceList = true
    const all = references(count)
    world.seed(all)
    world.seed(references(20, 'AJENA'))
    world.place(shuffled(all))
    await world.drain()
    expect(executed(world)).toEqual(all)
    checkInvariants(world)
  })

  test('where the API does not tell a whole day either, everything still goes, once', async () => {
    const world = await World.start()
    const all = references(150)
    world.seed(all)
    world.simulator.quirks.refuseReferenceList = true
    world.place(all)
    const { api } = world
    api.findByDate = () => Promise.resolve({ kind: 'done', value: { total: 0, comprobantes: [] } })
    await world.drain()
    expect(executed(world).toSorted()).toEqual(all)
    checkInvariants(world)
  })

  test.each<[string, OddAnswers]>([
    ['pages of 60 and no total', { cap: 60, total: 'missing', searches: ['F'] }],
    ['pages that overlap, once', { cap: 60, overlaps: true, times: 2, searches: ['F'] }],
    ['a page that is lost once', { cap: 60, losesPage: 1, times: 2, searches: ['F'] }],
  ])('150 of one day, the day told in an odd way: still oldest first: %s', async (_name, odd) => {
    const world = await World.start()
    world.simulator.answerOddly(odd)
    const all = references(150)
    world.seed(all)
    world.place(shuffled(all))
    await world.drain()
    expect(executed(world)).toEqual(all)
    checkInvariants(world)
  })

  test.each<[string, OddAnswers]>([
    ['half of it, whatever the page', { cap: 60, repeatsPage: true, searches: ['F'] }],
    ['more than its total', { total: -30, searches: ['F'] }],
  ])('a day that is not whole orders nothing, and everything goes once: %s', async (_name, odd) => {
    const world = await World.start()
    world.simulator.answerOddly(odd)
    const all = references(150)
    world.seed(all)
    world.place(shuffled(all))
    await world.drain()
    expect(executed(world).toSorted()).toEqual(all)
    checkInvariants(world)
  })

  test.each(['once', 'twice'])('a day that moves while it is read %s, and is asked for too fast: read anew, and still oldest first', async (often) => {
    const times = often === 'once' ? 1 : 2
    const world = await World.start()
    world.simulator.answerOddly({ cap: 60, searches: ['F'] })
    const all = references(150)
    world.seed(all)
    const { api } = world
    const findByDate = api.findByDate.bind(api)
    let moved = 0
    api.findByDate = (credentials, fecha, page, ...rest) => {
      // Somebody sends a new one between the first page and the second.
      if (page === 1 && moved < times) world.seed([`NEW-${++moved}`])
      return findByDate(credentials, fecha, page, ...rest)
    }
    // Two surveys, two pages, then anew: its second page is too fast.
    const fault = world.simulator.inject({ phase: 'status', status: 429, headers: { 'retry-after': '1' }, method: 'consulta_avanzada', skip: 5 })
    world.place(shuffled(all))
    await world.drain()
    expect([moved, fault.hits()]).toEqual([times, 1])
    expect(executed(world)).toEqual(all)
    checkInvariants(world)
  })

  test('asked to go slower between two pages of a day, it goes on from there', async () => {
    const world = await World.start()
    world.simulator.answerOddly({ cap: 20, searches: ['F'] })
    const all = references(150)
    world.seed(all)
    // Two surveys, then the day: its fifth page is too fast.
    const fault = world.simulator.inject({ phase: 'status', status: 429, headers: { 'retry-after': '1' }, method: 'consulta_avanzada', skip: 6 })
    world.place(shuffled(all))
    await world.drain()
    expect(fault.hits()).toBe(1)
    const pages = world.simulator.requests({ method: 'consulta_avanzada' }).filter(({ json }) => (json as { busqueda_tipo: string }).busqueda_tipo === 'F')
    expect(pages.map(({ json }) => (json as { pagina: number }).pagina)).toEqual([0, 1, 2, 3, 4, 4, 5, 6, 7])
    expect(executed(world)).toEqual(all)
    checkInvariants(world)
  })

  test('six lanes: four side by side, one POST each, and every lane keeps its own order', async () => {
    const world = await World.start({ lanes: ['uno', 'dos', 'tres', 'cuatro', 'cinco', 'seis'] })
    const all = references(20)
    const held = world.simulator.inject({ phase: 'pause', method: 'reenviar_encolado', times: Infinity })
    for (const lane of world.lanes) {
      world.seed(all, {}, lane)
      world.place(shuffled(all), lane)
    }
    await held.hit(4)
    expect(new Set(world.posts().map(({ apikey }) => apikey)).size).toBe(4)
    // The others had their turn to ask, which is free, and wait for the next.
    expect(world.simulator.requests()).toHaveLength(6 + 4)
    held()
    await world.drain()
    expect(world.mostSending).toBe(4)
    for (const lane of world.lanes) expect(executed(world, lane)).toEqual(all)
    expect(world.posts().filter(({ overlapping }) => overlapping > 0)).toEqual([])
    checkInvariants(world)
  })
})

test('more lanes than may go side by side, answers slower than the spacing: they take turns, no lane waits for another to end', async () => {
  const world = await World.start({ lanes: ['uno', 'dos', 'tres', 'cuatro', 'cinco', 'seis'] })
  const resend = world.api.resend.bind(world.api)
  world.api.resend = async (...args) => {
    const reply = await resend(...args)
    await new Promise<void>((resolve) => world.clock.after(300, resolve))
    return reply
  }
  const all = references(20)
  for (const lane of world.lanes) {
    world.seed(all, {}, lane)
    world.place(all, lane)
  }
  await world.drain()
  const sent = new Map(world.lanes.map((lane) => [lane, 0]))
  let widest = 0
  for (const { apikey = '' } of world.posts()) {
    sent.set(apikey, (sent.get(apikey) ?? 0) + 1)
    const counts = [...sent.values()]
    widest = Math.max(widest, Math.max(...counts) - Math.min(...counts))
  }
  expect([...sent.values()]).toEqual(world.lanes.map(() => 20))
  expect(widest).toBeLessThanOrEqual(2)
  expect(world.mostSending).toBe(4)
  checkInvariants(world)
})

/** 200 orders under way for long enough to be through. */
async function twoHundred(prepare: (world: World) => void): Promise<World> {
  const world = await World.start({ lanes: ['uno', 'dos'] })
  prepare(world)
  world.seed(references(200))
  world.seed(['OTRO'], {}, 'dos')
  world.place(references(200))
  await world.clock.advance(20_000)
  return world
}

describe('the API stops a batch of 200', () => {
  test('429 and Retry-After at item 5: the lane waits that long and spends nothing meanwhile', async () => {
    const world = await twoHundred(({ simulator }) => {
      simulator.inject({ phase: 'status', status: 429, headers: { 'retry-after': '600' }, method: 'reenviar_encolado', skip: 4 })
    })
    expect(world.posts()).toHaveLength(5)
    expect(world.ledger()).toEqual({ used: 4, possible: 1 })
    expect(world.outbox.status().banners).toMatchObject([{ kind: 'slow-down', waiting: 196 }])
    await world.clock.advance(9 * minute)
    expect(world.posts()).toHaveLength(5)
    world.place(['OTRO'], 'dos')
    await world.clock.advance(1_000)
    expect(world.states('dos')).toEqual({ OTRO: 'accepted' })
    await world.drain()
    expect(executed(world)).toEqual(references(200))
    expect(world.ledger()).toEqual({ used: 200, possible: 1 })
    checkInvariants(world)
  })

  test('401 mid-batch: one banner, everything is held; with good credentials it goes on where it stopped', async () => {
    const world = await twoHundred(({ simulator }) => {
      simulator.inject({ phase: 'status', status: 401, method: 'reenviar_encolado', skip: 80 })
    })
    expect(world.posts()).toHaveLength(81)
    expect(world.outbox.status().banners).toMatchObject([{ kind: 'gate', reason: 'credenciales', waiting: 120 }])
    expect(world.count('held')).toBe(120)
    await world.clock.advance(day)
    expect(world.posts()).toHaveLength(81)
    world.outbox.wake('credentials')
    await world.drain()
    expect(executed(world)).toEqual(references(200))
    expect(world.ledger()).toEqual({ used: 201, possible: 0 })
    checkInvariants(world)
  })

  test('the quota ends at item 37: one request too many, none after it', async () => {
    const world = await twoHundred(({ simulator }) => {
      simulator.addPointOfSale({ ...credentialsOf('uno'), quota: { reenviar_encolado: 36 } })
    })
    expect(world.posts()).toHaveLength(37)
    expect(world.outbox.status().banners).toMatchObject([{ kind: 'gate', reason: 'cupo', waiting: 164 }])
    expect(executed(world)).toEqual(references(36))
    await world.clock.advance(day)
    expect(world.posts()).toHaveLength(37)
    checkInvariants(world)
    world.simulator.addPointOfSale(credentialsOf('uno'))
    world.outbox.retryGate('uno')
    await world.drain()
    expect(executed(world)).toEqual(references(200))
    checkInvariants(world)
  })

  test('maintenance mid-batch: waits until its announced end and then goes on', async () => {
    const world = await twoHundred(({ simulator, clock }) => {
      const sixtieth = simulator.inject({ phase: 'delay', ms: 0, executed: true, method: 'reenviar_encolado', skip: 59 })
      void sixtieth.reached.then(() => simulator.maintenance(clock.now() + 3 * hour))
    })
    const sent = world.posts().length
    expect(sent).toBeGreaterThanOrEqual(60)
    expect(sent).toBeLessThan(65)
    expect(world.outbox.status().banners).toMatchObject([{ kind: 'maintenance', waiting: 200 - executed(world).length }])
    await world.clock.advance(2 * hour + 50 * minute)
    expect(world.posts()).toHaveLength(sent)
    await world.clock.advance(20 * minute)
    await world.drain()
    expect(executed(world)).toEqual(references(200))
    checkInvariants(world)
  })
})

describe('a person', () => {
  test('clicks twice and presses Enter ten times: one order, one POST', async () => {
    const world = await World.start()
    world.seed(['A'])
    const presses = Array.from({ length: 12 }, () => world.place(['A']))
    expect(presses.filter((alreadyLive) => alreadyLive.length === 0)).toHaveLength(1)
    await world.drain()
    expect(world.posts()).toHaveLength(1)
    expect(world.simulator.executions('A')).toBe(1)
    checkInvariants(world)
  })

  test('pastes the same reference in two batches, and twice in one: it goes once', async () => {
    const world = await World.start()
    const all = references(30)
    world.seed(all)
    await world.simulator.link('down')
    world.place([...all.slice(0, 20), ...all.slice(0, 5)])
    expect(world.place(all.slice(10))).toEqual(all.slice(10, 20))
    await world.simulator.link('up')
    await world.fairWeather()
    expect(executed(world)).toEqual(all)
    expect(world.posts()).toHaveLength(30)
    checkInvariants(world)
  })

  test('confirms what was counted: failures that come meanwhile are not in the batch', async () => {
    const world = await World.start()
    const shown = references(5)
    world.seed(shown)
    expect(world.outbox.estimate('uno', shown)).toEqual({ references: 5, alreadyLive: [], maxRequests: 10 })
    // The confirmation is open; at TusFacturasAPP two more fail, and one of those shown is resent by somebody else.
    world.seed(['NUEVA-1', 'NUEVA-2'])
    world.simulator.seed([{ apikey: 'uno', external_reference: 'OTRA', status: 'queued' }])
    world.place(shown)
    await world.drain()
    expect(executed(world)).toEqual(shown)
    expect(world.outbox.batches()).toMatchObject([{ total: 5, active: false, requestsUsed: 5, requestsPossible: 0 }])
    expect(world.simulator.requests().some(({ body }) => /NUEVA|OTRA/u.test(body))).toBe(false)
    checkInvariants(world)
  })

  test('cancels a batch at item 10 of 500: the POST in flight still goes, nothing after it, and the report adds up', async () => {
    const world = await World.start()
    const all = references(500)
    world.seed(all)
    const tenth = world.simulator.inject({ phase: 'pause', method: 'reenviar_encolado', skip: 9 })
    world.place(all)
    await Promise.race([tenth.reached, world.clock.advance(minute)])
    const cancelled = world.outbox.cancelBatch(1)
    expect(cancelled).toMatchObject({ ok: true, value: { active: true, states: { accepted: 9, on_wire: 1, cancelled: 490 } } })
    tenth.release()
    await world.drain()
    expect(executed(world)).toEqual(all.slice(0, 10))
    expect(world.posts()).toHaveLength(10)
    expect(world.outbox.batches()).toMatchObject([
      { total: 500, active: false, states: { accepted: 10, cancelled: 490 }, requestsUsed: 10, requestsPossible: 0 },
    ])
    checkInvariants(world)
  })

  test('cancels a batch whose POST in flight gets no answer: it is told apart as uncertain', async () => {
    const world = await World.start()
    world.seed(references(20))
    const third = world.simulator.inject({ phase: 'pause', method: 'reenviar_encolado', skip: 2, executed: true })
    world.place(references(20))
    await Promise.race([third.reached, world.clock.advance(minute)])
    world.outbox.cancelBatch(1)
    await world.simulator.link('down')
    third()
    await world.quiet()
    expect(world.outbox.batches()).toMatchObject([{ active: true, states: { accepted: 2, unknown: 1, cancelled: 17 }, requestsUsed: 2, requestsPossible: 1 }])
    await world.fairWeather()
    expect(world.outbox.batches()).toMatchObject([{ active: false, states: { accepted: 3, cancelled: 17 }, requestsUsed: 3, requestsPossible: 0 }])
    checkInvariants(world)
  })
})

test('10 000 waiting after 30 days offline: it asks before anything leaves; let go, they leave oldest first', async () => {
  const world = await World.start()
  const all = references(10_000)
  for (const [index, reference] of all.entries()) world.seed([reference], { fecha: `${String(1 + Math.floor(index / 400)).padStart(2, '0')}/11/2026` })
  await world.simulator.link('down')
  world.place(shuffled(all))
  await world.restart({ whileClosed: () => void (world.clock.skew += 30 * day) })
  await world.simulator.link('up')
  world.outbox.wake('online')
  await world.clock.advance(hour)
  expect(world.count('held')).toBe(10_000)
  expect(world.number("SELECT count(*) FROM orders WHERE hold_reason = 'vencido'")).toBe(10_000)
  expect(world.simulator.requests()).toHaveLength(0)
  // The person lets a tenth of them go, in whatever order they are listed, and gives up the others; meanwhile nothing is to leave.
  world.outbox.setPaused(true)
  const chosen = all.filter((_, index) => index % 10 === 0)
  const wanted = new Set(chosen)
  for (const { id, external_reference } of world.outbox.list({ offset: 0, limit: 10_000 }).orders) {
    const done = wanted.has(external_reference) ? world.outbox.resend(id) : world.outbox.cancel(id)
    expect(done.ok).toBe(true)
  }
  world.outbox.setPaused(false)
  await world.drain()
  expect(executed(world)).toEqual(chosen)
  expect(world.ledger()).toEqual({ used: 1_000, possible: 0 })
  expect(world.count('cancelled')).toBe(9_000)
  checkInvariants(world)
}, 300_000)
