/** Something between this computer and TusFacturasAPP answers a change of date or a deletion: what it says is no answer, and the free query decides. */
import { describe, expect, test } from 'vitest'
import type { Carried } from '#contract/commands/tasks.ts'
import type { TaskRequest } from '../../../../electron/core/outbox/tasks/tasks.ts'
import type { Fault, Method } from '../../../simulator/simulator.ts'
import { checkInvariants } from '../outbox/world/invariants.ts'
import { World, minute } from '../outbox/world/world.ts'

type QueueMethod = Extract<Method, 'cambiar_fecha_encolado' | 'eliminar_encolado'>
const wishes: Record<QueueMethod, (external_reference: string) => TaskRequest> = {
  cambiar_fecha_encolado: (external_reference) => ({
    pointOfSaleId: 'uno',
    method: 'cambiar_fecha_encolado',
    external_reference,
    args: { fecha: '23/11/2026', vencimiento: '30/11/2026', resend: false },
  }),
  eliminar_encolado: (external_reference) => ({ pointOfSaleId: 'uno', method: 'eliminar_encolado', external_reference, args: { fecha: '20/11/2026' } }),
}
const methods = Object.keys(wishes) as QueueMethod[]

/** Pages of web filters, captive portals and servers on the way, and what says nothing as TusFacturasAPP says it. */
const answers: Record<string, Fault> = {
  ...Object.fromEntries(
    [400, 401, 403, 404, 405, 407, 410, 413, 422, 500, 502, 503, 511].map((status) => [`a page with ${status}`, { phase: 'foreign', status } as const]),
  ),
  'a page with 200': { phase: 'html' },
  'the way to a login page': { phase: 'redirect' },
  'JSON of another program with 401': { phase: 'status', status: 401, body: '{"message":"Unauthorized"}' },
  'JSON of another program with 403': { phase: 'status', status: 403, body: '{"error":"Forbidden","message":"Access Denied","path":"/app"}' },
  'JSON of another program with 404': { phase: 'status', status: 404, body: '{"status":404,"error":"Not Found","message":"No message available"}' },
  'nothing, with 403': { phase: 'status', status: 403, body: '' },
}

const newest = (world: World) => world.outbox.tasks.list({})[0]
const states = (world: World) => Object.fromEntries(world.outbox.tasks.list({}).map(({ external_reference, state }) => [external_reference, state]))
const posts = (world: World, method: QueueMethod) => world.simulator.requests({ method }).map(({ external_reference }) => external_reference)

async function withInError(...references: string[]): Promise<World> {
  const world = await World.start()
  world.seed(references)
  return world
}

/** Nothing says that the credentials are wrong: no banner, no gate, and a resend goes on as if nothing had been. */
async function expectOpen(world: World): Promise<void> {
  expect(world.outbox.status().banners).toEqual([])
  expect(world.number('SELECT count(*) FROM lane WHERE gate IS NOT NULL')).toBe(0)
  world.seed(['OTRA'])
  world.place(['OTRA'])
  await world.drain()
  expect(world.states()).toMatchObject({ OTRA: 'accepted' })
}

describe.each(methods)('one %s', (method) => {
  test.each(Object.keys(answers).flatMap((name) => [true, false].map((executed) => ({ name, executed }))))(
    '$name, carried out $executed: it may have cost one, and the free query decides',
    async ({ name, executed }) => {
      const world = await withInError('A')
      world.simulator.inject({ ...answers[name]!, executed, method })
      void world.outbox.tasks.ask(wishes[method]('A'))
      await world.clock.advance(1_000)
      expect(newest(world)).toMatchObject({ state: 'uncertain', requestsUsed: 0, requestsPossible: 1 })
      expect(newest(world)?.explanation.kind).not.toBe('credenciales')
      await expectOpen(world)
      await world.clock.advance(10 * minute)
      expect(newest(world)?.state).toBe(executed ? 'done' : 'not_done')
      expect(posts(world, method), 'never twice').toEqual(['A'])
      checkInvariants(world)
    },
  )

  test.each(Object.keys(answers))('%s to everything: nothing leaves that costs, and the person is told', async (name) => {
    const world = await withInError('A')
    const fault = world.simulator.inject({ ...answers[name]!, times: Infinity })
    const asked = world.outbox.tasks.ask(wishes[method]('A'))
    await world.clock.advance(1_000)
    await asked
    expect(newest(world)).toMatchObject({ state: 'not_sent', requestsUsed: 0, requestsPossible: 0 })
    expect(newest(world)?.explanation.kind).not.toBe('credenciales')
    expect(posts(world, method)).toEqual([])
    expect(world.number('SELECT count(*) FROM lane WHERE gate IS NOT NULL')).toBe(0)
    fault()
    world.outbox.wake('online')
    await world.clock.advance(30 * minute)
    expect(posts(world, method), 'what was not sent is not kept for later').toEqual([])
    checkInvariants(world)
  })
})

describe.each(methods)('%s of many', (method) => {
  async function ask(world: World, references: string[]): Promise<Carried> {
    const ended = world.outbox.manyTasks.ask(references.map(wishes[method]))
    const state = { over: false }
    void ended.then(() => (state.over = true))
    for (let passed = 0; !state.over && passed < 200; passed++) await world.clock.advance(500)
    return ended
  }

  test.each(Object.keys(answers).flatMap((name) => [true, false].map((executed) => ({ name, executed }))))(
    '$name to the second, carried out $executed: the others go, and the free query decides of it',
    async ({ name, executed }) => {
      const world = await withInError('A', 'B', 'C')
      world.simulator.inject({ ...answers[name]!, executed, method, skip: 1 })
      const { tasks, left } = await ask(world, ['A', 'B', 'C'])
      expect([tasks.length, left]).toEqual([3, []])
      await expectOpen(world)
      await world.clock.advance(10 * minute)
      expect(states(world)).toEqual({ A: 'done', B: executed ? 'done' : 'not_done', C: 'done' })
      expect(posts(world, method)).toEqual(['A', 'B', 'C'])
      checkInvariants(world)
    },
  )

  test('pages to two in a row: the third is not risked, and no credentials are refused', async () => {
    const world = await withInError('A', 'B', 'C')
    world.simulator.inject({ phase: 'foreign', status: 403, method, times: 2 })
    const { tasks, left } = await ask(world, ['A', 'B', 'C'])
    expect([tasks.length, left]).toEqual([2, [{ pointOfSaleId: 'uno', external_reference: 'C', code: 'in-vain' }]])
    await expectOpen(world)
    await world.clock.advance(10 * minute)
    expect(states(world)).toEqual({ A: 'not_done', B: 'not_done' })
    checkInvariants(world)
  })
})

test('401 of the API itself closes the gate, of a task too', async () => {
  for (const method of methods) {
    const world = await withInError('A')
    world.simulator.inject({ phase: 'status', status: 401, method })
    void world.outbox.tasks.ask(wishes[method]('A'))
    await world.clock.advance(1_000)
    expect(newest(world)).toMatchObject({ state: 'refused', requestsUsed: 1 })
    expect(world.outbox.status().banners).toMatchObject([{ kind: 'gate', reason: 'credenciales' }])
  }
})
