/** One new date for many comprobantes, over real sockets: each paid call once, and none that would be in vain. */
import { describe, expect, test } from 'vitest'
import type { Carried } from '#contract/commands/tasks.ts'
import type { TaskRequest } from '../../../../electron/core/outbox/tasks/tasks.ts'
import { checkInvariants } from './world/invariants.ts'
import { World, minute } from './world/world.ts'

const dates = { fecha: '23/11/2026', vencimiento: '30/11/2026' }
const method = 'cambiar_fecha_encolado'
const wish = (external_reference: string, pointOfSaleId = 'uno', resend = false): TaskRequest => ({
  pointOfSaleId,
  method,
  external_reference,
  args: { ...dates, resend },
})
const posts = (world: World) => world.simulator.requests({ method }).map(({ json }) => (json as { external_reference: string }).external_reference)

/** Asks, and lets the time pass that it takes. */
async function ask(world: World, requests: TaskRequest[]): Promise<Carried> {
  const ended = world.outbox.manyTasks.ask(requests)
  await letEnd(world, ended)
  return ended
}
async function letEnd(world: World, ended: Promise<unknown>): Promise<void> {
  const state = { over: false }
  void ended.then(() => (state.over = true))
  for (let passed = 0; !state.over && passed < 200; passed++) await world.clock.advance(500)
}
const states = (world: World) => Object.fromEntries(world.outbox.tasks.list({}).map(({ external_reference, state }) => [external_reference, state]))

test('ten go one after the other, each a task of its own with its request in the ledger', async () => {
  const world = await World.start()
  const references = Array.from({ length: 10 }, (_, index) => `R-${index}`)
  world.seed(references)
  const { tasks, left } = await ask(
    world,
    references.map((reference) => wish(reference)),
  )
  expect(left).toEqual([])
  expect(tasks).toHaveLength(10)
  expect(posts(world)).toEqual(references)
  expect(new Set(Object.values(states(world)))).toEqual(new Set(['done']))
  expect(world.outbox.ledger()).toMatchObject([{ method, used: 10, possible: 0 }])
  checkInvariants(world)
})

test('what stays in error afterwards is resent, and nothing else', async () => {
  const world = await World.start()
  world.seed(['A', 'B'])
  for (const reference of ['A', 'B']) world.allow('uno', reference)
  await ask(world, [wish('A', 'uno', true), wish('B', 'uno', true)])
  await world.clock.advance(minute)
  expect(world.states()).toEqual({ A: 'accepted', B: 'accepted' })
  expect(world.simulator.counted('reenviar_encolado', 'uno')).toBe(2)
  checkInvariants(world)
})

describe('what is about one comprobante does not keep the others', () => {
  test('one that is not there, one that is issued, one whose change is under way', async () => {
    const world = await World.start()
    world.seed(['A', 'D', 'E'])
    world.seed(['C'], { status: 'issued' })
    world.simulator.inject({ phase: 'reset', executed: true, method, times: 1 })
    await ask(world, [wish('D')])
    const { tasks, left } = await ask(world, [wish('A'), wish('B'), wish('C'), wish('D'), wish('E')])
    expect(left).toEqual([{ pointOfSaleId: 'uno', external_reference: 'D', code: 'task-under-way' }])
    expect(tasks).toHaveLength(4)
    expect(states(world)).toMatchObject({ A: 'done', B: 'not_found', C: 'not_sent', E: 'done' })
    expect(posts(world), 'never twice').toEqual(['D', 'A', 'E'])
    checkInvariants(world)
  })
})

describe('what is about the account leaves the rest of that point of sale alone', () => {
  test.each([
    ['refused credentials', (world: World) => world.simulator.inject({ phase: 'status', status: 401, method })],
    [
      'a used up quota',
      (world: World) => world.simulator.addPointOfSale({ apikey: 'uno', apitoken: 'a'.repeat(32), usertoken: 'b'.repeat(64), quota: { [method]: 0 } }),
    ],
  ])('%s', async (_, spoil) => {
    const world = await World.start({ lanes: ['uno', 'dos'] })
    world.seed(['A', 'B', 'C'])
    world.seed(['D'], {}, 'dos')
    spoil(world)
    const { tasks, left } = await ask(world, [wish('A'), wish('B'), wish('C'), wish('D', 'dos')])
    expect(posts(world)).toEqual(['A', 'D'])
    expect(tasks).toHaveLength(2)
    expect(left.map(({ external_reference }) => external_reference)).toEqual(['B', 'C'])
    checkInvariants(world)
  })

  test('no connection: the first says so, nothing is asked for the others, and nothing is kept for later', async () => {
    const world = await World.start()
    world.seed(['A', 'B'])
    await world.simulator.link('down')
    const { tasks, left } = await ask(world, [wish('A'), wish('B')])
    expect([tasks.length, left.length]).toEqual([1, 1])
    await world.simulator.link('up')
    world.outbox.wake('online')
    await world.clock.advance(60 * minute)
    expect(posts(world)).toEqual([])
    expect(world.outbox.ledger()).toEqual([])
  })

  test('a pause: nothing is begun, and the reason is told', async () => {
    const world = await World.start()
    world.seed(['A', 'B'])
    world.outbox.setPaused(true)
    expect(await ask(world, [wish('A'), wish('B')])).toEqual({
      tasks: [],
      left: ['A', 'B'].map((external_reference) => ({ pointOfSaleId: 'uno', external_reference, code: 'sending-paused' })),
    })
  })

  test('two answers lost in a row: the third is not risked', async () => {
    const world = await World.start()
    world.seed(['A', 'B', 'C'])
    world.simulator.inject({ phase: 'reset', executed: true, method, times: 9 })
    const { tasks, left } = await ask(world, [wish('A'), wish('B'), wish('C')])
    expect([tasks.length, left.map(({ external_reference }) => external_reference)]).toEqual([2, ['C']])
    await world.clock.advance(5 * minute)
    expect(states(world)).toEqual({ A: 'done', B: 'done' })
    expect(posts(world)).toEqual(['A', 'B'])
    checkInvariants(world)
  })
})

test('stopped, the one that is on its way ends and no other begins', async () => {
  const world = await World.start()
  world.seed(['A', 'B', 'C'])
  const fault = world.simulator.inject({ phase: 'pause', method, executed: true })
  const ended = world.outbox.manyTasks.ask([wish('A'), wish('B'), wish('C')])
  const gone = letEnd(world, ended)
  await fault.reached
  world.outbox.manyTasks.stop()
  fault.release()
  await gone
  expect((await ended).left).toEqual(['B', 'C'].map((external_reference) => ({ pointOfSaleId: 'uno', external_reference, code: 'stopped' })))
  expect(states(world)).toEqual({ A: 'done' })
  checkInvariants(world)
})

test('stopped, the one whose turn has not come is taken back, and nothing of it is paid', async () => {
  const world = await World.start()
  world.seed(['A', 'B', 'C'])
  const fault = world.simulator.inject({ phase: 'pause', method: 'reenviar_encolado', executed: true })
  world.place(['C'])
  await fault.reached
  const ended = world.outbox.manyTasks.ask([wish('A'), wish('B')])
  world.outbox.manyTasks.stop()
  expect(states(world)).toEqual({ A: 'not_sent' })
  const gone = letEnd(world, ended)
  fault.release()
  await gone
  expect((await ended).left).toEqual([{ pointOfSaleId: 'uno', external_reference: 'B', code: 'stopped' }])
  await world.clock.advance(5 * minute)
  expect(posts(world)).toEqual([])
  expect(states(world)).toEqual({ A: 'not_sent' })
  checkInvariants(world)
})

test('a new wish takes the one before back as stopping does', async () => {
  const world = await World.start()
  world.seed(['A', 'B', 'C'])
  const fault = world.simulator.inject({ phase: 'pause', method: 'reenviar_encolado', executed: true })
  world.place(['C'])
  await fault.reached
  const first = world.outbox.manyTasks.ask([wish('A')])
  const second = world.outbox.manyTasks.ask([wish('B')])
  fault.release()
  await letEnd(world, Promise.all([first, second]))
  expect(posts(world)).toEqual(['B'])
  expect(states(world)).toEqual({ A: 'not_sent', B: 'done' })
  checkInvariants(world)
})

test('the program ends: what was asked for is not told as taken back by a person', async () => {
  const world = await World.start()
  world.seed(['A', 'C'])
  const fault = world.simulator.inject({ phase: 'pause', method: 'reenviar_encolado', executed: true })
  world.place(['C'])
  await fault.reached
  void world.outbox.manyTasks.ask([wish('A')])
  await world.restart()
  fault.release()
  expect(world.storage.database.prepare("SELECT cause, actor FROM task_transition WHERE to_state = 'not_sent'").all()).toEqual([
    { cause: 'interrupted', actor: 'program' },
  ])
  expect(posts(world)).toEqual([])
})
