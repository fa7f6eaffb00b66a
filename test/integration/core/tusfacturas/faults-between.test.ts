/** Something between this computer and TusFacturasAPP answers with a page of its own: nothing is refused, nothing is lost, nothing goes twice. */
import { describe, expect, test } from 'vitest'
import { checkInvariants } from '../outbox/world/invariants.ts'
import { World, minute } from '../outbox/world/world.ts'

const statuses = [400, 401, 403, 404, 405, 407, 410, 413, 422, 500, 502, 503]

async function withOneInError(): Promise<World> {
  const world = await World.start()
  world.seed(['A'])
  return world
}

describe('it answers to the resend', () => {
  test.each(statuses.flatMap((status) => [true, false].map((executed): [number, boolean] => [status, executed])))(
    '%i, executed %s: the free query decides',
    async (status, executed) => {
      const world = await withOneInError()
      world.simulator.inject({ phase: 'foreign', status, executed, method: 'reenviar_encolado' })
      world.place(['A'])
      await world.clock.advance(1_000)
      expect(world.states()).toEqual({ A: 'unknown' })
      expect(world.ledger()).toEqual({ used: 0, possible: 1 })
      expect(world.outbox.status().banners).toEqual([])
      await world.drain()
      expect(world.states()).toEqual({ A: 'accepted' })
      expect(world.simulator.executions('A')).toBe(1)
      expect(world.posts()).toHaveLength(executed ? 1 : 2)
      expect(world.ledger()).toEqual(executed ? { used: 1, possible: 0 } : { used: 1, possible: 1 })
      checkInvariants(world)
    },
  )
})

describe('it answers to everything', () => {
  test.each(statuses)('%i: nothing is sent and nobody is asked for credentials; it goes by itself when the way is open again', async (status) => {
    const world = await withOneInError()
    const filter = world.simulator.inject({ phase: 'foreign', status, times: Infinity })
    world.place(['A'])
    await world.clock.advance(20 * minute)
    expect(world.states()).toEqual({ A: 'queued' })
    expect(world.posts()).toEqual([])
    expect(world.outbox.status().banners).toMatchObject([{ kind: 'offline', waiting: 1 }])
    filter()
    await world.drain()
    expect(world.states()).toEqual({ A: 'accepted' })
    expect(world.posts()).toHaveLength(1)
    checkInvariants(world)
  })
})

test('401 and 403 of the API itself close the gate', async () => {
  for (const status of [401, 403]) {
    const world = await withOneInError()
    world.simulator.inject({ phase: 'status', status, method: 'consulta_avanzada' })
    world.place(['A'])
    await world.clock.advance(1_000)
    expect(world.states()).toEqual({ A: 'held' })
    expect(world.outbox.status().banners).toMatchObject([{ kind: 'gate', reason: 'credenciales' }])
  }
})
