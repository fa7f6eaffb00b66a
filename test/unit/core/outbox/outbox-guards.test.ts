/** What stands between a decision of the lane and the wire: each guard has its own way to be needed. */
import { describe, expect, test, vi } from 'vitest'
import { World } from './model/world.ts'

const second = 1_000
const minute = 60 * second
const hour = 60 * minute

const withErrors = (...references: string[]): World => {
  const world = new World()
  for (const reference of references) world.api.status.set(reference, 'error')
  return world
}

/** Holds back the resend of one reference before it reaches the server. @returns what lets it go */
function hold(world: World, held: string): () => void {
  const { promise, resolve } = Promise.withResolvers<void>()
  const resend = world.api.resend.bind(world.api)
  world.api.resend = async (credentials, reference, call) => {
    if (reference === held) await promise
    return resend(credentials, reference, call)
  }
  return resolve
}

/** Holds back the credentials from the `reading`th time on. @returns settles when somebody waits for them, and what lets them go */
function holdCredentials(world: World, reading: number): { asked: Promise<void>; release: () => void } {
  const asked = Promise.withResolvers<void>()
  const gate = Promise.withResolvers<void>()
  const credentialsOf = world.credentialsOf
  let readings = 0
  world.credentialsOf = async (id) => {
    if (++readings >= reading) {
      asked.resolve()
      await gate.promise
    }
    return credentialsOf(id)
  }
  return { asked: asked.promise, release: gate.resolve }
}

test('a query that is too old for the next POST is asked again: what was queued meanwhile costs nothing', async () => {
  const world = withErrors('A', 'B')
  const release = hold(world, 'A')
  world.place('uno', 'A', 'B')
  await world.clock.advance(35 * second)
  world.api.status.set('B', 'queued')
  release()
  await world.clock.advance(second)
  expect([world.stateOf('A'), world.stateOf('B')]).toEqual(['accepted', 'superseded'])
  expect(world.api.posts.get('B')).toBeUndefined()
})

test('an uncertain answer is on the disk before the next order connects', async () => {
  const world = withErrors('A', 'B')
  world.spacing = 0
  world.api.weather = ['lost-after-execution', 'hang-connecting']
  world.place('uno', 'A', 'B')
  await world.clock.advance(0)
  expect(world.stateOf('A')).toBe('unknown')
  expect(world.number("SELECT next_at FROM orders WHERE external_reference = 'A'")).toBeGreaterThan(0)
})

test('an event and then the answer settle a request once', async () => {
  const world = withErrors('A')
  const answered = Promise.withResolvers<void>()
  const resend = world.api.resend.bind(world.api)
  world.api.resend = async (...args) => {
    const reply = await resend(...args)
    await answered.promise
    return reply
  }
  world.place('uno', 'A')
  await world.clock.advance(second)
  const event = { hook_id: '1', evento: 'encolado', external_reference: 'A', creado: world.clock.now(), msg: [] }
  world.outbox.webhooks([{ event, pointOfSale: 'uno', proven: true, source: 'receiver' }])
  expect(world.outbox.order(1)).toMatchObject({ state: 'accepted', requestsUsed: 1, requestsPossible: 0 })
  answered.resolve()
  await world.clock.advance(second)
  expect(world.outbox.order(1)).toMatchObject({ state: 'accepted', requestsUsed: 1, requestsPossible: 0 })
})

test.each(['on the wire', 'undecided since yesterday'])(
  'an event says "issued", of one %s, before the query does: asked on as planned, until number and CAE are there',
  async (when) => {
    const world = withErrors('A')
    world.automaticResends = 0
    world.api.weather = [when === 'on the wire' ? 'hang' : 'lost-before-execution']
    world.place('uno', 'A')
    await world.clock.advance(second)
    if (when !== 'on the wire') await world.clock.advance(24 * hour)
    expect(world.stateOf('A')).toBe(when === 'on the wire' ? 'on_wire' : 'needs_decision')
    world.api.status.set('A', 'queued')
    const event = { hook_id: '1', evento: 'emitido', external_reference: 'A', creado: world.clock.now(), msg: [] }
    world.outbox.webhooks([{ event, pointOfSale: 'uno', proven: true, source: 'receiver' }])
    const before = world.api.queries
    await world.clock.advance(5 * minute)
    expect(world.outbox.order(1)).toMatchObject({ state: 'issued', nextAt: expect.any(Number) as number })
    expect(world.api.queries - before).toBeLessThanOrEqual(4)
    world.api.status.set('A', 'issued')
    await world.clock.advance(hour)
    expect(world.outbox.order(1)).toMatchObject({ state: 'issued', comprobante: { numero: '00010-00000007' }, nextAt: null })
  },
)

test('a gate that closes while an order connects holds it too: nothing leaves, and the disk is not blamed', async () => {
  const world = withErrors('A', 'B')
  world.place('uno', 'A')
  await world.clock.advance(second)
  const release = hold(world, 'B')
  world.place('uno', 'B')
  await world.clock.advance(second)
  expect(world.stateOf('B')).toBe('sending')
  // The follower asks about A and learns that the credentials are no longer good.
  world.api.refuseCredentials = true
  await world.clock.advance(minute)
  expect(world.stateOf('B')).toBe('held')
  release()
  await world.clock.advance(second)
  expect(world.api.posts.get('B')).toBeUndefined()
  expect(world.outbox.order(2)).toMatchObject({ state: 'held', holdReason: 'credenciales', requestsPossible: 0 })
  expect(world.outbox.status().banners.map(({ kind }) => kind)).toEqual(['gate'])
})

describe('while the credentials are read', () => {
  test('a pause: not even a query leaves', async () => {
    const references = Array.from({ length: 101 }, (_, index) => `R${index}`)
    const world = withErrors(...references)
    const { asked, release } = holdCredentials(world, 1)
    world.place('uno', ...references)
    await asked
    world.outbox.setPaused(true)
    release()
    await world.clock.advance(minute)
    expect(world.api.queries).toBe(0)
  })

  test('the file is found damaged: the order that was to be sent does not leave', async () => {
    const world = withErrors('A')
    const { asked, release } = holdCredentials(world, 2)
    world.place('uno', 'A')
    await Promise.race([asked, world.clock.advance(second)])
    expect(world.stateOf('A')).toBe('preflight')
    const event = { hook_id: '1', evento: 'test', external_reference: null, creado: null, msg: [] }
    const reading = vi.spyOn(world.database, 'prepare').mockImplementation(() => {
      throw Object.assign(new Error('database disk image is malformed'), { code: 'ERR_SQLITE_ERROR', errcode: 11 })
    })
    expect(world.outbox.webhooks([{ event, pointOfSale: 'uno', proven: true, source: 'receiver' }])).toMatchObject({ error: { code: 'storage-failed' } })
    reading.mockRestore()
    release()
    await world.clock.advance(minute)
    expect(world.api.posts.size).toBe(0)
    expect(world.stateOf('A')).toBe('preflight')
  })
})
