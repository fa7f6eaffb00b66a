/** Free queries whose answer is not what was asked for: what an order makes of them, and what it never does because of them. */
import { describe, expect, test } from 'vitest'
import type { OddAnswers } from '../../../simulator/odd-answers.ts'
import { checkInvariants } from './world/invariants.ts'
import { World, minute, references } from './world/world.ts'

const queries = (world: World) => world.simulator.requests({ method: 'consulta_avanzada' })
const accepted = (all: string[]) => Object.fromEntries(all.map((reference) => [reference, 'accepted']))
const orderOf = (world: World, reference: string) => world.outbox.list({ offset: 0, limit: 100 }).orders.find((order) => order.external_reference === reference)

async function withInError(all: string[], odd: OddAnswers | null = null): Promise<World> {
  const world = await World.start()
  world.seed(all)
  world.simulator.answerOddly(odd)
  world.place(all)
  return world
}

async function folding(): Promise<World> {
  const world = await World.start()
  world.simulator.quirks.matching = 'any-case'
  return world
}

/** Sends 100 of which no list tells. @returns the queries of the first seconds, of which one is found too fast after `skip` others */
async function asked(skip: number): Promise<number> {
  const all = references(100)
  const world = await withInError(all, { foreign: 1, searches: ['EXT_REF_LIST'] })
  world.simulator.inject({ phase: 'status', status: 429, headers: { 'retry-after': '2' }, method: 'consulta_avanzada', skip })
  await world.clock.advance(5_000)
  const count = queries(world).length
  await world.drain()
  expect(world.states()).toEqual(accepted(all))
  return count
}

describe('an answer that cannot be whole is asked again in smaller parts, so that every order is sent once', () => {
  test.each<[string, OddAnswers]>([
    ['50 rows where 100 were asked for, further pages go on after them', { cap: 50 }],
    ['50 rows where 100 were asked for, further pages are empty', { cap: 50, pagesBy: 'asked' }],
    ['50 rows where 100 were asked for, and a total of 50', { cap: 50, pagesBy: 'asked', total: 'of-page' }],
    ['50 rows and no total, further pages are empty', { cap: 50, pagesBy: 'asked', total: 'missing' }],
    ['50 rows, and every page is the first one', { cap: 50, repeatsPage: true }],
    ['50 rows and no total, and every page is the first one', { cap: 50, repeatsPage: true, total: 'missing' }],
    ['pages that overlap by a row', { cap: 60, overlaps: true }],
    ['a total larger than the rows, once', { total: 7, times: 2 }],
    ['a total smaller than the rows, once', { total: -7, times: 1 }],
    ['no rows although there are some, once', { noRows: true, times: 3 }],
    ['no rows and a total of none, once', { noRows: true, total: 'of-page', times: 1 }],
    ['rows of others among them, in lists', { foreign: 3, searches: ['EXT_REF_LIST'] }],
    ['rows of others instead, in lists', { foreign: 3, onlyForeign: true, searches: ['EXT_REF_LIST'] }],
    ['a row that cannot be read, in lists', { unreadable: 4, searches: ['EXT_REF_LIST'] }],
    ['the listing of a date instead, in lists', { answersDate: '19/11/2026', searches: ['EXT_REF_LIST'] }],
  ])('%s', async (_name, odd) => {
    const all = references(100)
    const world = await withInError(all, odd)
    await world.drain()
    expect(world.states()).toEqual(accepted(all))
    expect(world.posts()).toHaveLength(100)
    checkInvariants(world)
  })

  test('the number of queries stays in proportion', async () => {
    const one = await withInError(references(100), { foreign: 1, searches: ['EXT_REF_LIST'] })
    await one.clock.advance(1_000)
    // A list, its halves down to a handful, and each reference by itself; and once more when the day has told which is older.
    expect(queries(one).length).toBeLessThanOrEqual(15 + 100 + 1 + 100 + 8)
    await one.drain()
    // Lists that never answer what was asked are not asked again for every batch.
    one.simulator.forgetRequests()
    const more = references(100, 'MAS')
    one.seed(more)
    one.place(more)
    await one.clock.advance(1_000)
    expect(queries(one).filter(({ json }) => (json as { busqueda_tipo: string }).busqueda_tipo === 'EXT_REF_LIST').length).toBe(0)
  })
})

test('what part of a list shows is not how the reference stands: the other comprobante of it is in error', async () => {
  const world = await World.start()
  world.seed(['A'])
  world.seed(['A'], { status: 'waiting' })
  world.simulator.answerOddly({ cap: 1, pagesBy: 'asked', searches: ['EXT_REF_LIST'] })
  world.place(['A'])
  await world.drain()
  expect(world.posts()).toHaveLength(1)
  expect(world.states()).toEqual({ A: 'accepted' })
})

describe('not there', () => {
  test('is said after the reference itself was asked for, alone and twice', async () => {
    const world = await World.start()
    world.seed(['A', 'B'])
    world.place(['A', 'NADA', 'B'])
    await world.drain()
    expect(world.states()).toEqual({ A: 'accepted', B: 'accepted', NADA: 'not_found' })
    const alone = queries(world).filter(({ external_reference }) => external_reference === 'NADA')
    expect(alone).toHaveLength(1)
    checkInvariants(world)
  })

  test.each<['N' | 'S']>([['N'], ['S']])('is understood however the API says it: %s', async (emptyResult) => {
    const world = await World.start()
    world.simulator.quirks.emptyResult = emptyResult
    world.place(['NADA'])
    await world.drain()
    expect(world.states()).toEqual({ NADA: 'not_found' })
  })

  test.each<[string, OddAnswers]>([
    ['a total of some, and no rows', { noRows: true, total: 5 }],
    ['no total', { total: 'missing' }],
    ['only rows of others', { foreign: 3, onlyForeign: true }],
    ['rows of others, and a total that knows nothing of them', { foreign: 3, total: -3 }],
    ['a row that cannot be read', { foreign: 1, unreadable: 0, total: -1 }],
    ['the listing of a date', { answersDate: '20/11/2026' }],
  ])('is not believed, and the person is asked: %s', async (_name, odd) => {
    const world = await World.start()
    world.seed(['OTRA'])
    world.simulator.answerOddly(odd)
    world.place(['NADA'])
    await world.clock.advance(30_000)
    expect(world.states()).toEqual({ NADA: 'preflight' })
    await world.drain()
    expect(world.states()).toEqual({ NADA: 'needs_decision' })
    expect(world.posts()).toEqual([])
    expect(orderOf(world, 'NADA')).toMatchObject({ requestsUsed: 0, requestsPossible: 0, actions: ['decide'] })
    expect(orderOf(world, 'NADA')?.explanation.explanation).toMatch(/Reencola no lo envió/u)
    checkInvariants(world)
  })

  test('a wrong first answer is not believed either, where the list is not known', async () => {
    const world = await World.start()
    world.seed(['A'])
    world.simulator.quirks.refuseReferenceList = true
    world.simulator.answerOddly({ noRows: true, total: 'of-page', searches: ['EXT_REF'], times: 1 })
    world.place(['A'])
    await world.drain()
    expect(world.states()).toEqual({ A: 'accepted' })
  })

  test('100 at a point of sale that has none of them: each is asked for, and nothing is spent', async () => {
    const world = await World.start()
    world.place(references(100))
    await world.drain()
    expect(new Set(Object.values(world.states()))).toEqual(new Set(['not_found']))
    expect(queries(world)).toHaveLength(101)
    expect(world.posts()).toEqual([])
  })

  test('an API that answers a list it does not know with none', async () => {
    const all = references(40)
    const world = await withInError(all, { noRows: true, total: 'of-page', searches: ['EXT_REF_LIST'] })
    await world.drain()
    expect(world.states()).toEqual(accepted(all))
  })
})

describe('other spellings of a reference', () => {
  test.each<[string, OddAnswers['spelling'], string]>([
    ['decomposed accents', 'nfd', 'Ñandú-1'],
    ['composed accents', 'nfc', 'Ñandú-2'.normalize('NFD')],
    ['HTML entities', 'entities', 'a&b "c" d\'e <f'],
    ['runs of spaces made one', 'folded-spaces', 'F  1   B'],
    ['spaces around', 'spaces-around', 'F-1'],
    ['capitals', 'upper', 'fc-1'],
  ])('%s: found, sent once', async (_name, spelling, reference) => {
    const world = await withInError([reference, 'B'], { spelling })
    await world.drain()
    expect(world.states()).toEqual({ [reference]: 'accepted', B: 'accepted' })
    expect(world.posts()).toHaveLength(2)
    checkInvariants(world)
  })

  test('numbers for texts keep their meaning', async () => {
    const world = await World.start()
    world.simulator.quirks.referencesAsNumbers = true
    world.seed(['17032', '0017'])
    world.place(['17032', '0017'])
    await world.drain()
    expect(world.states()).toEqual({ '17032': 'accepted', '0017': 'accepted' })
  })

  test('leading zeros that are gone may mean another comprobante: the person is asked', async () => {
    const world = await withInError(['0017'], { spelling: 'no-zeros' })
    await world.drain()
    expect(world.states()).toEqual({ '0017': 'needs_decision' })
    expect(world.posts()).toEqual([])
  })

  test('two orders that the spelling of the answer does not tell apart: one after the other, each for its own', async () => {
    const world = await withInError(['A  B', 'A B'], { spelling: 'folded-spaces' })
    await world.drain()
    expect(world.states()).toEqual({ 'A  B': 'accepted', 'A B': 'accepted' })
    expect(world.posts().map(({ external_reference }) => external_reference)).toEqual(['A B', 'A  B'])
    expect([world.simulator.executions('A  B'), world.simulator.executions('A B')]).toEqual([1, 1])
    checkInvariants(world)
  })

  test('what begins with the reference is not the reference', async () => {
    const world = await World.start()
    world.simulator.quirks.matching = 'prefix'
    world.seed(['FC-10'], { status: 'issued' })
    world.seed(['FC-1', 'FC-11'])
    world.place(['FC-1'])
    await world.drain()
    expect(world.states()).toEqual({ 'FC-1': 'accepted' })
    expect(world.simulator.executions('FC-1')).toBe(1)
    // And what is only the beginning of others is not found in them.
    world.place(['FC'])
    await world.drain()
    expect(world.states()['FC']).toBe('needs_decision')
    expect(world.posts()).toHaveLength(1)
  })
})

describe('an API that does not tell capitals apart', () => {
  test('two orders for one comprobante: one POST, and the other ends without cost', async () => {
    const world = await folding()
    world.seed(['FC-1'])
    world.place(['fc-1', 'FC-1'])
    await world.drain()
    expect(world.posts()).toHaveLength(1)
    expect(world.simulator.executions('FC-1')).toBe(1)
    expect(world.states()).toEqual({ 'FC-1': 'accepted', 'fc-1': 'superseded' })
    expect(world.ledger()).toEqual({ used: 1, possible: 0 })
  })

  test('neither of the two is spelt as the comprobante: none is sent before the person has said which', async () => {
    const world = await folding()
    world.seed(['Fc-1'])
    world.place(['fc-1', 'FC-1'])
    await world.drain()
    expect(world.states()).toEqual({ 'FC-1': 'needs_decision', 'fc-1': 'needs_decision' })
    expect(world.posts()).toEqual([])
  })

  test('placed later, while the first one is in doubt: not sent for it', async () => {
    const world = await folding()
    world.seed(['FC-1'])
    world.simulator.inject({ phase: 'reset', method: 'reenviar_encolado', times: Infinity })
    world.place(['FC-1'])
    await world.clock.advance(1_000)
    expect(world.states()).toEqual({ 'FC-1': 'unknown' })
    world.place(['fc-1'])
    await world.drain()
    expect(world.posts().map(({ external_reference }) => external_reference)).not.toContain('fc-1')
    expect(world.states()['fc-1']).toBe('needs_decision')
    expect(orderOf(world, 'fc-1')?.explanation.explanation).toContain('otro reenvío')
  })
})

describe('a status that is not known', () => {
  test('is asked about for a minute, and then the person is told it in words', async () => {
    const world = await World.start()
    world.seed(['RARA'], { statusText: 'EN REVISION DE ARCA' })
    world.seed(['B'])
    world.place(['RARA', 'B'])
    await world.clock.advance(30_000)
    expect(world.states()).toEqual({ RARA: 'preflight', B: 'preflight' })
    await world.drain()
    expect(world.states()).toEqual({ RARA: 'needs_decision', B: 'accepted' })
    expect(world.posts().map(({ external_reference }) => external_reference)).toEqual(['B'])
    expect(orderOf(world, 'RARA')?.explanation.explanation).toContain('«EN REVISION DE ARCA»')
    expect(orderOf(world, 'RARA')?.explanation.explanation).toContain('No se gastó ninguna solicitud')
    checkInvariants(world)
  })

  test('that passes lets the order go on, in its turn', async () => {
    const world = await World.start()
    world.seed(['A'], { statusText: 'ENVIADO A PROCESAR' })
    world.seed(['B'])
    world.place(['A', 'B'])
    await world.clock.advance(10_000)
    expect(world.posts()).toEqual([])
    world.simulator.remove('uno', 'A')
    world.seed(['A'])
    await world.drain()
    expect(world.states()).toEqual({ A: 'accepted', B: 'accepted' })
    checkInvariants(world)
  })

  test('the person has it sent all the same, once', async () => {
    const world = await World.start()
    world.seed(['RARA'], { statusText: 'EN REVISION' })
    world.place(['RARA'])
    await world.drain()
    const id = orderOf(world, 'RARA')?.id ?? 0
    expect(world.outbox.decide(id, 'resend').ok).toBe(true)
    await world.drain()
    expect(world.posts()).toHaveLength(1)
    expect(world.states()).toEqual({ RARA: 'accepted' })
    checkInvariants(world)
  })

  test('beside one that is issued says that not all is settled', async () => {
    const world = await World.start()
    world.seed(['A'], { status: 'issued' })
    world.seed(['A'], { statusText: 'EN REVISION' })
    world.place(['A'])
    await world.drain()
    expect(world.states()).toEqual({ A: 'needs_decision' })
  })
})

test('queries that the API refuses three times are still gone without; answers that say nothing are not', async () => {
  const world = await World.start()
  world.seed(['A', 'B'])
  const refused = world.simulator.inject({ phase: 'status', status: 400, method: 'consulta_avanzada', times: Infinity })
  world.place(['A'])
  await world.drain()
  expect(world.states()).toEqual({ A: 'accepted' })
  refused()
  world.simulator.inject({ phase: 'wrong-schema', method: 'consulta_avanzada', times: Infinity })
  world.place(['B'])
  await world.drain()
  expect(world.states()['B']).toBe('needs_decision')
  expect(world.posts()).toHaveLength(1)
})

describe('an order whose outcome is uncertain', () => {
  test.each<[string, OddAnswers]>([
    ['50 rows where all were asked for', { cap: 50, pagesBy: 'asked' }],
    ['rows of others besides', { foreign: 2, searches: ['EXT_REF_LIST'] }],
  ])('is settled although lists are odd: %s', async (_name, odd) => {
    const all = references(100)
    const world = await withInError(all)
    const lost = world.simulator.inject({ phase: 'reset', executed: true, method: 'reenviar_encolado', times: Infinity })
    await lost.hit(1)
    world.simulator.answerOddly(odd)
    await world.drain()
    expect(world.states()).toEqual(accepted(all))
    expect(world.posts()).toHaveLength(100)
    checkInvariants(world)
  })

  test.each<[string, OddAnswers]>([
    ['none, and a total of some', { noRows: true, total: 3 }],
    ['none at all', { noRows: true, total: 'of-page' }],
    ['rows of others', { foreign: 2, onlyForeign: true }],
  ])('stays uncertain on an answer that says nothing, and is not sent again: %s', async (_name, odd) => {
    const world = await withInError(['A'])
    world.simulator.inject({ phase: 'reset', method: 'reenviar_encolado' })
    await world.clock.advance(1_000)
    world.simulator.answerOddly(odd)
    await world.drain()
    expect(world.states()).toEqual({ A: 'needs_decision' })
    expect(world.posts()).toHaveLength(1)
    checkInvariants(world)
  })
})

test('an order that waits for its end is not ended by an odd answer', async () => {
  const world = await withInError(['A'])
  await world.drain()
  world.simulator.answerOddly({ answersDate: '19/11/2026' })
  world.seed(['OTRA'], { fecha: '19/11/2026', status: 'issued' })
  await world.clock.advance(10 * minute)
  expect(world.states()).toEqual({ A: 'accepted' })
})

test('asked to go slower between two parts, it goes on from there', async () => {
  expect(await asked(40)).toBe((await asked(Infinity)) + 1)
})
