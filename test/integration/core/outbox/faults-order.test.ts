/** In the order in which the comprobantes were first sent, also when it is not known what became of one of them. */
import { describe, expect, test } from 'vitest'
import { checkInvariants } from './world/invariants.ts'
import { World, minute, references } from './world/world.ts'

const all = references(60)
const lost = all[10]!

const executed = (world: World) => world.simulator.executionOrder().map(({ external_reference }) => external_reference)
const posted = (world: World) => world.posts().map(({ external_reference }) => external_reference)
const orderOf = (world: World, reference: string) =>
  world.outbox.list({ offset: 0, limit: 100 }).orders.find(({ external_reference }) => external_reference === reference)!

/** A batch of 60 whose eleventh answer does not come. */
async function cutInTheMiddle(executes: boolean, automaticResends: 0 | 1 = 1): Promise<World> {
  const world = await World.start()
  world.automaticResends = automaticResends
  world.seed(all)
  world.simulator.inject({ phase: 'reset', method: 'reenviar_encolado', skip: 10, executed: executes })
  world.place(all)
  await world.clock.advance(4_000)
  return world
}

const event = (world: World, evento: 'encolado' | 'emitido' | 'error', proven = true) =>
  world.outbox.webhooks([
    {
      event: { hook_id: `${evento}-${lost}`, evento, external_reference: lost, creado: world.clock.now(), msg: [] },
      pointOfSale: 'uno',
      proven,
      source: 'receiver',
    },
  ])

describe('a batch of 60, cut at its eleventh', () => {
  test('the younger ones wait, and say for which one', async () => {
    const world = await cutInTheMiddle(false)
    expect(posted(world)).toEqual(all.slice(0, 11))
    expect(world.states()).toMatchObject({ [lost]: 'unknown', [all[11]!]: 'queued', [all[59]!]: 'queued' })
    const next = orderOf(world, all[11]!)
    expect(next.explanation.explanation).toContain(`Espera a que se aclare «${lost}», que va antes`)
    expect(next.actions).toContain('cancel')
    checkInvariants(world)
  })

  test('it had not arrived: after its patience it goes first, then the others, in order', async () => {
    const world = await cutInTheMiddle(false)
    await world.clock.advance(54_000)
    expect(posted(world)).toHaveLength(11)
    await world.drain()
    expect(posted(world)).toEqual([...all.slice(0, 11), ...all.slice(10)])
    expect(executed(world)).toEqual(all)
    checkInvariants(world)
  })

  test('it had arrived: the first free query that says so frees the lane', async () => {
    const world = await cutInTheMiddle(true)
    await world.clock.advance(3_000)
    expect(world.states()).toMatchObject({ [lost]: 'accepted' })
    await world.clock.advance(8_000)
    expect(executed(world)).toEqual(all)
    checkInvariants(world)
  })

  test.each(['encolado', 'emitido', 'error'] as const)('a proven webhook says "%s": the lane is free at once', async (evento) => {
    const world = await cutInTheMiddle(true)
    event(world, evento)
    // What an error is about, the free query tells first.
    await world.clock.advance(evento === 'error' ? 1_500 : 200)
    expect(posted(world)[11]).toBe(all[11])
    await world.clock.advance(8_000)
    expect(executed(world)).toEqual(all)
    checkInvariants(world)
  })

  test('a webhook that is not proven only has the query asked at once', async () => {
    const world = await cutInTheMiddle(true)
    event(world, 'encolado', false)
    expect(world.states()).toMatchObject({ [lost]: 'unknown' })
    await world.clock.advance(1_200)
    expect(world.states()).toMatchObject({ [lost]: 'accepted' })
    expect(posted(world)[11]).toBe(all[11])
    await world.drain()
    expect(executed(world)).toEqual(all)
  })

  test('if the person must decide, the others go on, and the decision says so; sent again, it goes before what still waits', async () => {
    const world = await cutInTheMiddle(false, 0)
    await world.clock.advance(58_000)
    expect(world.states()).toMatchObject({ [lost]: 'needs_decision' })
    await world.clock.advance(1_500)
    const left = posted(world).length
    expect(left).toBeGreaterThan(20)
    expect(left).toBeLessThan(60)
    const decision = orderOf(world, lost)
    expect(decision.explanation.explanation).toMatch(/ya salieron otros más nuevos/u)
    world.allow('uno', lost, 1)
    expect(world.outbox.decide(decision.id, 'resend').ok).toBe(true)
    await world.drain()
    expect(posted(world)[left]).toBe(lost)
    expect(executed(world).filter((reference) => reference !== lost)).toEqual(all.filter((reference) => reference !== lost))
    checkInvariants(world)
  })

  test('a decision over which nothing has left yet says nothing of younger ones', async () => {
    const world = await World.start()
    world.automaticResends = 0
    world.seed(['A'])
    world.simulator.inject({ phase: 'reset', method: 'reenviar_encolado', executed: false })
    world.place(['A'])
    await world.drain()
    expect(orderOf(world, 'A')).toMatchObject({ state: 'needs_decision' })
    expect(orderOf(world, 'A').explanation.explanation).not.toMatch(/más nuevos/u)
  })

  test('an only younger one that left since is told too, though its answer gave it another place', async () => {
    const world = await World.start()
    world.automaticResends = 0
    world.seed(['A', 'E'])
    world.seed(['F'], { status: 'queued' })
    world.simulator.inject({ phase: 'reset', method: 'reenviar_encolado', executed: false })
    world.place(['A'])
    await world.drain()
    expect(orderOf(world, 'A').state).toBe('needs_decision')
    // Asked about together, E stands behind F in the answer, as A stood behind nothing in its own.
    world.place(['E', 'F'])
    await world.clock.advance(2_000)
    expect(posted(world)).toEqual(['A', 'E'])
    expect(orderOf(world, 'A').explanation.explanation).toMatch(/ya salieron otros más nuevos/u)
    checkInvariants(world)
  })

  test('the queries do not make it clear either: the others wait for its patience, no longer', async () => {
    const world = await cutInTheMiddle(false)
    world.simulator.remove('uno', lost)
    await world.clock.advance(54_000)
    expect(posted(world)).toHaveLength(11)
    await world.clock.advance(10_000)
    expect(world.states()).toMatchObject({ [lost]: 'unknown' })
    expect(posted(world).length).toBeGreaterThan(11)
    await world.drain()
    expect(world.states()).toMatchObject({ [lost]: 'needs_decision' })
    expect(orderOf(world, lost).explanation.explanation).toMatch(/ya salieron otros más nuevos/u)
    checkInvariants(world)
  })

  test('ended and started again meanwhile: it still goes first', async () => {
    const world = await cutInTheMiddle(false)
    await world.restart()
    await world.clock.advance(10_000)
    expect(posted(world)).toHaveLength(11)
    await world.drain()
    expect(executed(world)).toEqual(all)
    checkInvariants(world)
  })

  test('the connection is gone for an hour as well: nothing overtakes it', async () => {
    const world = await cutInTheMiddle(false)
    await world.simulator.link('down')
    await world.clock.advance(60 * minute)
    await world.simulator.link('up')
    await world.drain()
    expect(executed(world)).toEqual(all)
    checkInvariants(world)
  })

  test('another point of sale does not wait', async () => {
    const world = await World.start({ lanes: ['uno', 'dos'] })
    world.seed(['A', 'B'])
    world.seed(['C'], {}, 'dos')
    world.simulator.inject({ phase: 'reset', method: 'reenviar_encolado', executed: false })
    world.place(['A', 'B'])
    await world.clock.advance(1_000)
    world.place(['C'], 'dos')
    await world.clock.advance(1_000)
    expect(world.states('dos')).toEqual({ C: 'accepted' })
    expect(world.states()).toEqual({ A: 'unknown', B: 'queued' })
  })
})

describe('older ones that come while younger ones are sent', () => {
  const [older, younger] = [all.slice(0, 10), all.slice(10, 40)]

  async function begun(): Promise<World> {
    const world = await World.start()
    world.seed(all.slice(0, 40))
    world.place(younger)
    await world.clock.advance(500)
    return world
  }

  test('placed by another wish: they go before what has not left', async () => {
    const world = await begun()
    const left = posted(world)
    expect(left.length).toBeGreaterThan(0)
    expect(left.length).toBeLessThan(20)
    world.place(older)
    await world.drain()
    expect(posted(world)).toEqual([...left, ...older, ...younger.slice(left.length)])
    expect(world.ledger()).toEqual({ used: 40, possible: 0 })
    checkInvariants(world)
  })

  test('one that was put off and comes due takes its place among them', async () => {
    const world = await begun()
    const [first = ''] = older
    expect(world.outbox.postpone('uno', first, world.clock.now() + 1_000, null).ok).toBe(true)
    world.allow('uno', first)
    await world.clock.advance(900)
    const left = posted(world)
    expect(left).not.toContain(first)
    expect(left.length).toBeLessThan(30)
    await world.drain()
    const at = posted(world).indexOf(first)
    expect(at).toBeLessThanOrEqual(left.length + 3)
    expect(posted(world).filter((reference) => reference !== first)).toEqual(younger)
    checkInvariants(world)
  })
})

describe('what was not processed keeps its place', () => {
  test.each<[string, object]>([
    ['429', { phase: 'status', status: 429, headers: { 'retry-after': '0' } }],
    ['maintenance', { phase: 'status', status: 200, body: JSON.stringify({ error: 'S', errores: [], mantenimiento: 1 }) }],
  ])('%s, and webhooks about it come', async (_name, fault) => {
    const world = await World.start()
    world.seed(all)
    world.simulator.inject({ ...fault, method: 'reenviar_encolado', skip: 10 } as Parameters<typeof world.simulator.inject>[0])
    world.place(all)
    await world.clock.advance(4_000)
    event(world, 'error')
    await world.drain()
    expect(posted(world)).toEqual([...all.slice(0, 11), ...all.slice(10)])
    expect(executed(world)).toEqual(all)
    checkInvariants(world)
  })

  test('a disk that refuses the marker of one: it goes first when the disk works again', async () => {
    const world = await World.start()
    world.seed(all)
    const resend = world.api.resend.bind(world.api)
    world.api.resend = (credentials, reference, call) =>
      resend(credentials, reference, {
        ...call,
        onMarker: () => {
          if (reference !== lost || world.clock.now() > begun + 3_000) return call.onMarker()
          throw new Error('SQLITE_FULL')
        },
      })
    const begun = world.clock.now()
    world.place(all)
    await world.drain()
    expect(posted(world)).toEqual(all)
    checkInvariants(world)
  })
})

test('an API that answers in the order asked gives the same order, as it is asked newest first', async () => {
  const world = await World.start()
  world.seed(all)
  const findByReferences = world.api.findByReferences.bind(world.api)
  const asked: string[][] = []
  world.api.findByReferences = async (credentials, wanted, ...rest) => {
    asked.push(wanted)
    const reply = await findByReferences(credentials, wanted, ...rest)
    if (reply.kind !== 'done') return reply
    const comprobantes = reply.value.comprobantes.toSorted((a, b) => wanted.indexOf(a.external_reference) - wanted.indexOf(b.external_reference))
    return { ...reply, value: { ...reply.value, comprobantes } }
  }
  world.simulator.inject({ phase: 'reset', method: 'reenviar_encolado', skip: 10, executed: false })
  world.place(all)
  await world.drain()
  expect(executed(world)).toEqual(all)
  expect(asked[0]).toEqual(all.toReversed())
  checkInvariants(world)
})
