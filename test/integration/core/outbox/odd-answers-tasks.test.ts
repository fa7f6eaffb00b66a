/** Free queries whose answer is not what was asked for, around the paid calls that a person asks for. */
import { describe, expect, test } from 'vitest'
import type { TaskRequest } from '../../../../electron/core/outbox/tasks/tasks.ts'
import type { OddAnswers } from '../../../simulator/odd-answers.ts'
import { checkInvariants } from './world/invariants.ts'
import { World, minute } from './world/world.ts'

const old = '20/11/2026'
const redated = { fecha: '23/11/2026', vencimiento: '30/11/2026' }
const deletion: TaskRequest = { pointOfSaleId: 'uno', method: 'eliminar_encolado', external_reference: 'A', args: { fecha: old } }
const redate: TaskRequest = { pointOfSaleId: 'uno', method: 'cambiar_fecha_encolado', external_reference: 'A', args: { ...redated, resend: true } }

const newest = (world: World) => world.outbox.tasks.list({})[0]

async function ask(world: World, request: TaskRequest) {
  const asked = world.outbox.tasks.ask(request)
  await world.clock.advance(1_000)
  return asked
}

/** Asked for, not carried out, its answer lost, and from then on the query answers oddly. */
async function lost(request: TaskRequest, odd: OddAnswers, executed = false): Promise<World> {
  const world = await World.start()
  world.seed(['OTRA'])
  world.seed(['A'])
  world.simulator.inject({ phase: 'reset', method: request.method, executed })
  await ask(world, request)
  expect(newest(world)?.state).toBe('uncertain')
  world.simulator.answerOddly(odd)
  return world
}

const saysNothing: Array<[string, OddAnswers]> = [
  ['a total, and no rows', { noRows: true }],
  ['no rows and no total', { noRows: true, total: 'missing' }],
  ['only rows of others', { foreign: 2, onlyForeign: true }],
  ['the listing of another date', { answersDate: redated.fecha }],
  ['a total that does not fit', { total: 2 }],
  ['a row that cannot be read', { foreign: 1, unreadable: 0 }],
]

describe('a deletion whose answer was lost and which was not carried out', () => {
  test.each(saysNothing)('is not told as done: %s', async (_name, odd) => {
    const world = await lost(deletion, odd)
    world.seed(['ESE-DIA'], { fecha: redated.fecha })
    await world.clock.advance(10 * minute)
    expect(newest(world)?.state).toBe('unclear')
    expect(newest(world)).toMatchObject({ requestsUsed: 0, requestsPossible: 1 })
    checkInvariants(world)
  })

  test('nor by one empty answer that is taken back by the next', async () => {
    const world = await lost(deletion, { noRows: true, total: 'of-page', times: 1 })
    await world.clock.advance(10 * minute)
    expect(newest(world)?.state).toBe('not_done')
    checkInvariants(world)
  })

  test('nor because somebody gave the comprobante another date', async () => {
    const world = await lost(deletion, {})
    world.simulator.remove('uno', 'A')
    world.seed(['A'], { fecha: redated.fecha })
    await world.clock.advance(10 * minute)
    expect(newest(world)?.state).toBe('unclear')
    checkInvariants(world)
  })
})

test.each(saysNothing)('a deletion that was carried out is not told as not done: %s', async (_name, odd) => {
  const world = await lost(deletion, { ...odd, foreign: odd.foreign ?? 1 }, true)
  await world.clock.advance(10 * minute)
  expect(newest(world)?.state).toBe('unclear')
})

describe('a change of date whose answer was lost and which was not carried out', () => {
  test.each(saysNothing)('is neither done nor followed by a resend: %s', async (_name, odd) => {
    const world = await lost(redate, odd)
    world.seed(['A-2'], { fecha: redated.fecha })
    await world.clock.advance(10 * minute)
    expect(newest(world)?.state).toBe('unclear')
    expect(world.posts()).toEqual([])
    expect(world.number('SELECT count(*) FROM orders')).toBe(0)
    checkInvariants(world)
  })

  test('is not seen as done in one more of the reference that has the new dates', async () => {
    const world = await lost({ ...redate, args: { fecha: redated.fecha, vencimiento: redated.fecha, resend: true } }, {})
    world.seed(['A'], { fecha: redated.fecha })
    await world.clock.advance(10 * minute)
    expect(newest(world)?.state).toBe('unclear')
    expect(world.posts()).toEqual([])
  })
})

describe('after a deletion, orders that follow the reference', () => {
  test.each<[string, OddAnswers]>([
    ['a total, and no rows', { noRows: true, total: 1 }],
    ['no rows and no total', { noRows: true, total: 'missing' }],
    ['only rows of others', { foreign: 2, onlyForeign: true }],
  ])('go on while it is not clear that nothing is left: %s', async (_name, odd) => {
    const world = await World.start()
    world.seed(['A'])
    world.place(['A'])
    await world.drain()
    // The look before it is as it should be.
    world.simulator.answerOddly({ ...odd, skip: 1 })
    const asked = await ask(world, deletion)
    expect(asked).toMatchObject({ ok: true, value: { state: 'done', deletion: { remaining: null } } })
    expect(world.states()).toEqual({ A: 'accepted' })
    checkInvariants(world)
  })
})

describe('before anything is paid', () => {
  test.each([deletion, redate])('$method: what it would act on is not clear, so nothing leaves, and the person is told', async (request) => {
    const world = await World.start()
    world.seed(['A'])
    world.simulator.answerOddly({ noRows: true, total: 1 })
    expect(await ask(world, request)).toMatchObject({
      ok: true,
      value: { state: 'not_sent', explanation: { title: 'No se sabe cómo está el comprobante' }, requestsPossible: 0 },
    })
    expect(world.simulator.requests({ method: request.method })).toEqual([])
    checkInvariants(world)
  })

  test.each([deletion, redate])('$method: one empty answer does not mean that it is not there', async (request) => {
    const world = await World.start()
    world.seed(['A'])
    world.allow('uno', 'A')
    world.simulator.answerOddly({ noRows: true, total: 'of-page', times: 1 })
    expect(await ask(world, request)).toMatchObject({ ok: true, value: { state: 'done' } })
  })

  test('a look says that it is not clear, and not that there is nothing', async () => {
    const world = await World.start()
    world.seed(['A'])
    world.simulator.answerOddly({ foreign: 2, onlyForeign: true })
    expect(await world.outbox.tasks.look('uno', 'A')).toMatchObject({
      ok: true,
      value: { items: null, explanation: { title: 'La respuesta no es la esperada' } },
    })
  })
})
