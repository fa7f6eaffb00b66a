/** Events whose sender is not proven have the free query asked, and nothing else: they use up no look, and end nothing early. */
import { describe, expect, test } from 'vitest'
import type { Task, TaskMethod } from '#contract/model/task.ts'
import type { Result } from '#contract/result.ts'
import type { Taken } from '../../../../electron/core/webhooks/event.ts'
import type { Method } from '../../../simulator/simulator.ts'
import { checkInvariants } from './world/invariants.ts'
import { World, minute } from './world/world.ts'

const second = 1_000
const old = '20/11/2026'

const asked = {
  cambiar_fecha_encolado: { fecha: '23/11/2026', vencimiento: '30/11/2026', resend: false },
  eliminar_encolado: { fecha: old },
} satisfies Partial<Record<TaskMethod, object>>
const methods = Object.keys(asked) as (keyof typeof asked)[]
const eventOf = { cambiar_fecha_encolado: 'cambio_fecha', eliminar_encolado: 'eliminado' } as const

/** A task whose call was cut before it was carried out. */
async function uncertainTask(method: keyof typeof asked): Promise<World> {
  const world = await World.start()
  world.seed(['A'])
  world.simulator.inject({ phase: 'reset', executed: false, method })
  const done = world.outbox.tasks.ask({ pointOfSaleId: 'uno', method, external_reference: 'A', args: asked[method] })
  await world.clock.advance(100)
  expect(await done).toMatchObject({ ok: true, value: { state: 'uncertain', requestsPossible: 1 } })
  return world
}

/** An order whose POST was cut before it was carried out. */
async function uncertainOrder(): Promise<World> {
  const world = await World.start()
  world.automaticResends = 0
  world.seed(['A'])
  world.simulator.inject({ phase: 'reset', method: 'reenviar_encolado', executed: false })
  world.place(['A'])
  await world.clock.advance(100)
  expect(world.states()).toEqual({ A: 'unknown' })
  return world
}

const send = (world: World, evento: string, hook_id: string): Result<Taken[]> =>
  world.outbox.webhooks([
    { event: { hook_id, evento, external_reference: 'A', creado: world.clock.now(), msg: [] }, pointOfSale: null, proven: false, source: 'receiver' },
  ])

/** One event each half second. @param hook gives each its id */
async function flood(world: World, evento: string, times: number, hook = (index: number) => `${evento} ${world.clock.now()} ${index}`): Promise<void> {
  for (let index = 0; index < times; index++) {
    send(world, evento, hook(index))
    await world.clock.advance(second / 2)
  }
}

const newest = (world: World): Task | undefined => world.outbox.tasks.list({})[0]
const queries = (world: World) => world.simulator.requests({ method: 'consulta_avanzada' }).length
const posts = (world: World, method: Method) => world.simulator.requests({ method }).length

describe.each(methods)('%s, its outcome uncertain', (method) => {
  test('four events within two seconds: it ends as it would without them', async () => {
    const world = await uncertainTask(method)
    await flood(world, eventOf[method], 4)
    expect(newest(world)?.state).toBe('uncertain')
    await world.clock.advance(2 * minute)
    expect(newest(world)).toMatchObject({ state: 'not_done', requestsUsed: 0, requestsPossible: 1 })
    expect(posts(world, method)).toBe(1)
    checkInvariants(world)
  })

  test('a flood of them until the patience is over: not a moment sooner, and not unclear', async () => {
    const world = await uncertainTask(method)
    await flood(world, eventOf[method], 118)
    expect(newest(world)?.state).toBe('uncertain')
    await flood(world, eventOf[method], 4)
    expect(newest(world)?.state).toBe('not_done')
    checkInvariants(world)
  })

  test('a flood of them asks no oftener than once a second', async () => {
    const world = await uncertainTask(method)
    const before = queries(world)
    for (let index = 0; index < 100; index++) {
      send(world, eventOf[method], String(index))
      await world.clock.advance(40)
    }
    expect(queries(world) - before).toBeLessThanOrEqual(5)
    expect(queries(world)).toBeGreaterThan(before)
  })

  test('one that was here before asks nothing again', async () => {
    const world = await uncertainTask(method)
    await flood(world, eventOf[method], 2, () => 'the same')
    await world.clock.advance(second)
    const before = queries(world)
    await flood(world, eventOf[method], 4, () => 'the same')
    expect(queries(world)).toBe(before)
  })

  test('while the API asks to slow down they do not have it asked sooner', async () => {
    const world = await uncertainTask(method)
    world.simulator.inject({ phase: 'status', status: 429, method: 'consulta_avanzada', times: Infinity })
    await world.clock.advance(5 * second)
    const before = queries(world)
    await flood(world, eventOf[method], 2)
    expect(queries(world)).toBe(before)
  })

  test('unclear to the end: they take away none of the looks that were planned', async () => {
    const world = await uncertainTask(method)
    world.simulator.inject({ phase: 'status', status: 400, method: 'consulta_avanzada', times: Infinity })
    await flood(world, eventOf[method], 20)
    await world.clock.advance(4 * minute)
    await flood(world, eventOf[method], 20)
    expect(newest(world)?.state).toBe('uncertain')
    await world.clock.advance(2 * minute)
    expect(newest(world)?.state).toBe('unclear')
    checkInvariants(world)
  })
})

describe('an order whose outcome is uncertain', () => {
  test.each(['encolado', 'emitido', 'error', 'eliminado', 'cambio_fecha'])(
    'a flood of "%s" until its patience is over moves it neither sooner nor otherwise',
    async (evento) => {
      const world = await uncertainOrder()
      await flood(world, evento, 118)
      expect(world.states()).toEqual({ A: 'unknown' })
      await flood(world, evento, 4)
      expect(world.outbox.order(1)).toMatchObject({ state: 'needs_decision', requestsUsed: 0, requestsPossible: 1 })
      const story = world.outbox.story(1)
      expect(story.ok && story.value.transitions.at(-1)?.cause).toBe('still-in-error-ask')
      expect(world.posts()).toHaveLength(1)
      checkInvariants(world)
    },
  )

  test('one that was here before asks nothing again', async () => {
    const world = await uncertainOrder()
    await flood(world, 'error', 2, () => 'the same')
    await world.clock.advance(second)
    const before = queries(world)
    await flood(world, 'error', 4, () => 'the same')
    expect(queries(world)).toBe(before)
  })

  test('unclear to the end: they take away none of the looks that were planned', async () => {
    const world = await uncertainOrder()
    world.simulator.inject({ phase: 'status', status: 400, method: 'consulta_avanzada', times: Infinity })
    await flood(world, 'error', 20)
    await world.clock.advance(4 * minute)
    await flood(world, 'error', 20)
    expect(world.states()).toEqual({ A: 'unknown' })
    await world.clock.advance(2 * minute)
    expect(world.states()).toEqual({ A: 'needs_decision' })
    checkInvariants(world)
  })
})
