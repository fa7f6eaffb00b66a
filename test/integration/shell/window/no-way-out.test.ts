/** States that nobody could leave: a point of sale that is gone, a keychain that is silent, a server that wants years, a defect. */
import { describe, expect, test } from 'vitest'
import type { Credentials } from '#contract/model/credentials.ts'
import { checkInvariants } from '../../core/outbox/world/invariants.ts'
import { World, credentialsOf, day, hour, minute, references } from '../../core/outbox/world/world.ts'

const second = 1_000
const storyOf = (world: World, reference: string) => {
  const story = world.outbox.story(world.number('SELECT max(id) FROM orders WHERE external_reference = ?', reference))
  return story.ok ? story.value : expect.fail(story.error.code)
}

/** One order of each kind that a deletion leaves behind, at `dos`. */
async function deleted() {
  const world = await World.start({ lanes: ['uno', 'dos'] })
  world.seed(['DONE', 'LOST', 'WAITS'], {}, 'dos')
  world.seed(['OTHER'], {}, 'uno')
  world.simulator.inject({ phase: 'reset', reference: 'LOST', method: 'reenviar_encolado', executed: true })
  world.place(['DONE', 'LOST'], 'dos')
  await world.clock.advance(2 * second)
  await world.simulator.link('down')
  world.place(['WAITS'], 'dos')
  await world.clock.advance(second)
  expect(world.states('dos')).toEqual({ DONE: 'accepted', LOST: 'unknown', WAITS: 'queued' })
  expect(world.outbox.weighDeletion('dos')).toEqual({ waiting: 1, uncertain: 1, followed: 1 })
  expect(world.outbox.weighDeletion('uno')).toEqual({ waiting: 0, uncertain: 0, followed: 0 })
  world.lanes.splice(1, 1)
  return world
}

const expectOrphans = (world: World) => {
  expect(world.states('dos')).toEqual({ DONE: 'accepted', LOST: 'needs_decision', WAITS: 'held' })
  const [lost, waits, done] = ['LOST', 'WAITS', 'DONE'].map((reference) => storyOf(world, reference))
  expect(lost).toMatchObject({ order: { actions: ['decide'], explanation: { title: expect.stringContaining('su punto de venta no está en Ajustes') } } })
  expect(lost?.transitions.at(-1)?.text).toContain('no hay con qué consultar')
  expect(waits?.order).toMatchObject({ holdReason: 'ausente', actions: ['cancel'], pointOfSaleName: 'Local dos' })
  expect(done?.order).toMatchObject({ nextAt: null, explanation: { title: expect.stringContaining('Ya no se sigue') } })
  expect(world.outbox.status().banners).toEqual([{ kind: 'gate', pointOfSaleId: 'dos', pointOfSaleName: 'Local dos', reason: 'ausente', waiting: 1 }])
}

describe('a point of sale that is deleted', () => {
  test('while running: what is uncertain asks, what waits is held and can be cancelled, and the batches end', async () => {
    const world = await deleted()
    world.outbox.wake('credentials')
    await world.simulator.link('up')
    world.outbox.wake('online')
    await world.clock.advance(minute)
    expectOrphans(world)
    expect(world.outbox.cancel(storyOf(world, 'WAITS').order.id)).toMatchObject({ ok: true })
    expect(world.outbox.decide(storyOf(world, 'LOST').order.id, 'assume-sent')).toMatchObject({ ok: true })
    await world.clock.advance(2 * day)
    expect(world.number('SELECT count(*) FROM batch WHERE finished_at IS NULL')).toBe(0)
    expect(world.outbox.status().banners).toEqual([])
    world.place(['OTHER'], 'uno')
    await world.clock.advance(minute)
    expect(world.states('uno')).toEqual({ OTHER: 'accepted' })
  })

  test('while the program was closed: the same', async () => {
    const world = await deleted()
    await world.restart()
    await world.simulator.link('up')
    await world.clock.advance(hour)
    expectOrphans(world)
    checkInvariants(world)
  })

  test('while its answer was under way', async () => {
    const world = await World.start({ lanes: ['uno', 'dos'] })
    world.seed(['LOST'], {}, 'dos')
    const fault = world.simulator.inject({ phase: 'pause', reference: 'LOST', method: 'reenviar_encolado', executed: true })
    world.place(['LOST'], 'dos')
    await fault.reached
    world.lanes.splice(1, 1)
    world.outbox.wake('credentials')
    await world.simulator.link('down')
    await world.clock.advance(minute)
    expect(world.states('dos')).toEqual({ LOST: 'needs_decision' })
    checkInvariants(world)
  })

  test('it comes back: what nobody has decided is asked about after all, what was held goes on, once', async () => {
    const world = await deleted()
    world.outbox.wake('credentials')
    await world.simulator.link('up')
    world.outbox.wake('online')
    await world.clock.advance(minute)
    expectOrphans(world)
    world.lanes.push('dos')
    world.outbox.wake('credentials')
    await world.clock.advance(10 * minute)
    expect(world.states('dos')).toEqual({ DONE: 'accepted', LOST: 'accepted', WAITS: 'accepted' })
    expect(world.posts('dos').map(({ external_reference }) => external_reference)).toEqual(['DONE', 'LOST', 'WAITS'])
    expect(world.outbox.status().banners).toEqual([])
    checkInvariants(world)
  })

  test('it is back at the next start', async () => {
    const world = await deleted()
    await world.restart()
    await world.clock.advance(minute)
    await world.restart({ whileClosed: () => void world.lanes.push('dos') })
    await world.simulator.link('up')
    await world.clock.advance(20 * minute)
    expect(world.states('dos')).toEqual({ DONE: 'accepted', LOST: 'accepted', WAITS: 'accepted' })
    checkInvariants(world)
  })

  test('a paid call of a person whose answer was lost does not ask for ever', async () => {
    const world = await World.start({ lanes: ['uno', 'dos'] })
    world.seed(['A'], {}, 'dos')
    world.simulator.inject({ phase: 'reset', method: 'eliminar_encolado' })
    await world.outbox.tasks.ask({ pointOfSaleId: 'dos', method: 'eliminar_encolado', external_reference: 'A', args: { fecha: '20/11/2026' } })
    expect(world.outbox.tasks.list({}).map(({ state }) => state)).toEqual(['uncertain'])
    world.lanes.splice(1, 1)
    await world.clock.advance(minute)
    expect(world.outbox.tasks.list({}).map(({ state }) => state)).toEqual(['unclear'])
    expect(world.number('SELECT count(*) FROM task WHERE next_at IS NOT NULL')).toBe(0)
  })
})

describe('a keychain', () => {
  const never = new Promise<Credentials | null>(() => {})

  test('that never answers for four points of sale keeps none of the others from going, and says so', async () => {
    const lanes = ['a', 'b', 'c', 'd', 'e']
    const world = await World.start({ lanes })
    const silent = new Set(lanes.slice(0, 4))
    world.credentialsOf = (lane) => (silent.has(lane) ? never : Promise.resolve(credentialsOf(lane)))
    for (const lane of lanes) {
      world.seed(references(3), {}, lane)
      world.place(references(3), lane)
    }
    await world.clock.advance(5 * second)
    expect(world.posts()).toHaveLength(3)
    await world.clock.advance(minute)
    expect(world.outbox.status().banners).toMatchObject(
      lanes.slice(0, 4).map((pointOfSaleId) => ({ kind: 'gate', pointOfSaleId, reason: 'llavero', waiting: 3 })),
    )
    expect(world.outbox.list({ pointOfSaleId: 'a', offset: 0, limit: 1 }).orders[0]?.explanation.title).toContain('el llavero de la PC no responde')
    expect(await world.outbox.tasks.look('a', 'FC-00001')).toEqual({ ok: false, error: { code: 'keychain-silent' } })
    expect(await world.outbox.tasks.ask({ pointOfSaleId: 'a', method: 'consumo' })).toMatchObject({ ok: true, value: { state: 'not_sent' } })
    silent.clear()
    await world.clock.advance(15 * minute)
    expect(world.posts()).toHaveLength(15)
    expect(world.outbox.status().banners).toEqual([])
    checkInvariants(world)
  })

  test('that answers late after all', async () => {
    const world = await World.start()
    const late = Promise.withResolvers<Credentials | null>()
    world.credentialsOf = () => late.promise
    world.seed(['A'])
    world.place(['A'])
    await world.clock.advance(40 * second)
    expect(world.outbox.status().banners).toMatchObject([{ reason: 'llavero' }])
    late.resolve(credentialsOf('uno'))
    await world.clock.advance(second)
    expect(world.states()).toEqual({ A: 'accepted' })
    expect(world.outbox.status().banners).toEqual([])
  })

  test('that falls silent while orders are followed: they are asked about when it answers again', async () => {
    const world = await World.start()
    world.seed(['A', 'B'])
    world.simulator.inject({ phase: 'reset', reference: 'B', method: 'reenviar_encolado', executed: true })
    world.place(['A', 'B'])
    await world.clock.advance(2 * second)
    let asked = 0
    world.credentialsOf = () => (asked++, never)
    await world.clock.advance(hour)
    expect(asked).toBeLessThan(12)
    world.credentialsOf = (lane) => Promise.resolve(credentialsOf(lane))
    await world.simulator.process()
    await world.clock.advance(hour)
    expect(world.states()).toEqual({ A: 'issued', B: 'issued' })
  })

  test('that is locked holds what waits in true words, and heals without anybody saying so', async () => {
    const world = await World.start()
    world.credentialsOf = () => Promise.resolve(null)
    world.seed(['A'])
    world.place(['A'])
    await world.clock.advance(hour)
    expect(world.outbox.status().banners).toMatchObject([{ kind: 'gate', reason: 'sin-credenciales', waiting: 1 }])
    expect(storyOf(world, 'A').transitions).toHaveLength(2)
    world.credentialsOf = (lane) => Promise.resolve(credentialsOf(lane))
    await world.clock.advance(16 * minute)
    expect(world.states()).toEqual({ A: 'accepted' })
  })
})

test('a server that wants to be left alone for years: a day at most, shown, and the person lets it go on at once, asking for free first', async () => {
  const world = await World.start()
  world.seed(['A', 'B'])
  world.simulator.inject({ phase: 'status', method: 'consulta_avanzada', status: 429, headers: { 'retry-after': String(3 * 365 * 24 * 3600) } })
  world.place(['A', 'B'])
  await world.clock.advance(minute)
  const until = world.clock.now() + day - minute
  expect(world.outbox.status().banners).toMatchObject([{ kind: 'slow-down', pointOfSaleId: 'uno', until, waiting: 2 }])
  expect(world.outbox.retryGate('uno')).toMatchObject({ ok: true })
  expect(world.outbox.status()).toMatchObject({ banners: [] })
  await world.clock.advance(minute)
  expect(world.states()).toEqual({ A: 'accepted', B: 'accepted' })
  expect(world.simulator.requests()[1]?.method).toBe('consulta_avanzada')
  expect(world.ledger()).toEqual({ used: 2, possible: 0 })
  checkInvariants(world)
})

describe('a defect', () => {
  test('in a step of a lane is not tried at once again: a wait that grows, a line in the log for each, and it goes on when it is over', async () => {
    const world = await World.start({ lanes: ['uno', 'dos'] })
    world.seed(['A'], {}, 'uno')
    world.seed(['B'], {}, 'dos')
    const find = world.api.findByReferences.bind(world.api)
    let broken = 0
    world.api.findByReferences = (credentials, ...rest) => {
      if (credentials.apikey !== 'uno') return find(credentials, ...rest)
      // Without a brake it would never let anything else have its turn, not even the end of this test.
      if (++broken > 200) return new Promise(() => {})
      throw new TypeError('a defect')
    }
    world.place(['A'], 'uno')
    world.place(['B'], 'dos')
    await world.clock.advance(15 * second)
    expect(world.states('dos')).toEqual({ B: 'accepted' })
    expect(broken).toBe(5)
    expect(world.logged.filter((line) => line === 'a step of a lane failed')).toHaveLength(broken)
    await world.clock.advance(day)
    expect(broken).toBeLessThan(120)
    world.api.findByReferences = find
    await world.clock.advance(hour)
    expect(world.states('uno')).toEqual({ A: 'accepted' })
    checkInvariants(world)
  })

  test.each(['survey', 'rank', 'check'] as const)('a %s that leads nowhere is not repeated at once', async (what) => {
    const world = await World.start()
    const count = what === 'check' ? 3 : 150
    world.seed(references(count))
    // What was learned is lost again each time, as with an answer that a later version reads differently.
    const undo = {
      survey: "UPDATE orders SET position = '~' WHERE id = new.id",
      rank: "UPDATE orders SET position = '2026-11-20|~00000001' WHERE id = new.id",
      check: "UPDATE orders SET state = 'queued', position = '~' WHERE id = new.id AND state = 'preflight'",
    }[what]
    world.storage.database.exec(
      `CREATE TEMP TRIGGER forgetful AFTER UPDATE OF position ON main.orders WHEN new.state IN ('queued', 'preflight') AND new.position <> '~' BEGIN ${undo}; END`,
    )
    world.place(references(count))
    await world.clock.advance(15 * second)
    expect(world.posts()).toEqual([])
    expect(world.simulator.requests().length).toBeLessThan(12)
    await world.clock.advance(hour)
    expect(world.simulator.requests().length).toBeLessThan(40)
    expect(world.logged).toContain('a lane does not get on')
    world.storage.database.exec('DROP TRIGGER forgetful')
    await world.clock.advance(20 * minute)
    expect(world.count('accepted')).toBe(count)
  })

  test('a follow-up that leaves what it asked about as it was is not repeated at once', async () => {
    const world = await World.start()
    world.seed(['A'])
    world.place(['A'])
    await world.clock.advance(5 * second)
    const asked = () => world.simulator.requests({ method: 'consulta_avanzada' }).length
    const before = asked()
    world.storage.database.exec(
      'CREATE TEMP TRIGGER stuck AFTER UPDATE OF next_at ON main.orders WHEN new.next_at > old.next_at BEGIN UPDATE orders SET next_at = old.next_at WHERE id = new.id; END',
    )
    await world.clock.advance(hour)
    expect(asked() - before).toBeLessThan(25)
    world.storage.database.exec('DROP TRIGGER stuck')
    await world.simulator.process()
    await world.clock.advance(hour)
    expect(world.states()).toEqual({ A: 'issued' })
  })
})
