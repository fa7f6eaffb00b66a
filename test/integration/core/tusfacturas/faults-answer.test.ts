/** What can happen to a POST once its bytes may have left, with both truths: it was executed, or it was not. */
import { describe, expect, test } from 'vitest'
import type { Fault } from '../../../simulator/simulator.ts'
import { checkInvariants } from '../outbox/world/invariants.ts'
import { World, minute } from '../outbox/world/world.ts'

const faults: Array<[name: string, fault: Fault]> = [
  ['reset after reading all', { phase: 'reset' }],
  ['reset after reading all', { phase: 'reset', executed: true }],
  ['end without answer', { phase: 'end' }],
  ['end without answer', { phase: 'end', executed: true }],
  ['upload cut half-way by a reset', { phase: 'partial-reset', bytes: 40 }],
  ['upload cut half-way by an end', { phase: 'partial-end', bytes: 40 }],
  ['no answer in time', { phase: 'hang' }],
  ['no answer in time', { phase: 'hang', executed: true }],
  ['headers, then stall', { phase: 'stall' }],
  ['half an answer', { phase: 'cut' }],
  ['half an answer, then reset', { phase: 'cut', close: 'reset' }],
  ['an answer too large', { phase: 'oversized', bytes: 2 ** 20 + 1 }],
  ['garbage with 200', { phase: 'garbage' }],
  ['garbage with 200', { phase: 'garbage', executed: true }],
  ['HTML with 200', { phase: 'html' }],
  ['HTML with 200', { phase: 'html', executed: true }],
  ['nothing with 200', { phase: 'empty' }],
  ['another schema with 200', { phase: 'wrong-schema', executed: true }],
  ['302 to a login page', { phase: 'redirect' }],
  ['302 to a login page', { phase: 'redirect', executed: true }],
  ...[408, 409, 500, 502, 504, 524].flatMap((status): Array<[string, Fault]> => [
    [`status ${status}`, { phase: 'status', status }],
    [`status ${status}`, { phase: 'status', status, executed: true }],
  ]),
]

/** What never ends has to be given up, soon enough for the test and late enough for an answer that does come. */
const patienceFor = ({ phase }: Fault) => (phase === 'hang' || phase === 'stall' ? { answerTimeout: 1_000 } : {})

/** What the simulator does although the fault does not say so. */
const isExecuted = ({ phase, executed }: Fault) => executed ?? ['stall', 'cut', 'oversized'].includes(phase)
const named = faults.map(([name, fault]): [string, Fault] => [`${name}, ${isExecuted(fault) ? 'executed' : 'not executed'}`, fault])

/** The second of three orders is struck; the query before it is not. */
const second = { method: 'reenviar_encolado', skip: 1 } as const
const orders = ['A', 'B', 'C']

async function strike(fault: Fault): Promise<World> {
  const world = await World.start(patienceFor(fault))
  world.seed(orders)
  world.simulator.inject({ ...second, ...fault })
  world.place(orders)
  await world.clock.advance(1_000)
  return world
}

describe('one POST is struck', () => {
  test.each(named)('%s', async (_name, fault) => {
    const world = await strike(fault)
    const executed = isExecuted(fault)
    expect(world.states()).toEqual({ A: 'accepted', B: 'unknown', C: 'queued' })
    expect(world.ledger()).toEqual({ used: 1, possible: 1 })
    expect(world.posts()).toHaveLength(2)
    checkInvariants(world)
    // The free query tells which truth it was: executed is accepted, not executed is sent once more after a minute.
    await world.clock.advance(50_000)
    expect(world.states()).toEqual({ A: 'accepted', B: executed ? 'accepted' : 'unknown', C: executed ? 'accepted' : 'queued' })
    expect(world.posts()).toHaveLength(executed ? 3 : 2)
    await world.clock.advance(minute)
    expect(world.states()).toEqual({ A: 'accepted', B: 'accepted', C: 'accepted' })
    expect(world.posts()).toHaveLength(executed ? 3 : 4)
    expect(orders.map((reference) => world.simulator.executions(reference))).toEqual([1, 1, 1])
    expect(world.ledger()).toEqual(executed ? { used: 3, possible: 0 } : { used: 3, possible: 1 })
    expect(world.outbox.status().banners).toEqual([])
    checkInvariants(world)
  })
})

describe('every POST is struck', () => {
  test.each(named)('%s', async (_name, fault) => {
    const world = await World.start(patienceFor(fault))
    world.seed(orders)
    world.simulator.inject({ ...fault, method: 'reenviar_encolado', times: Infinity })
    world.place(orders)
    await world.drain()
    const executed = isExecuted(fault)
    // Two POSTs each is all that the rules allow; then a person has to say.
    expect(new Set(Object.values(world.states()))).toEqual(new Set([executed ? 'accepted' : 'needs_decision']))
    expect(world.posts()).toHaveLength(executed ? 3 : 6)
    expect(orders.map((reference) => world.simulator.executions(reference))).toEqual(executed ? [1, 1, 1] : [0, 0, 0])
    expect(world.ledger()).toEqual(executed ? { used: 3, possible: 0 } : { used: 0, possible: 6 })
    checkInvariants(world)
  })

  test('with no automatic second POST allowed, a person is asked after the first', async () => {
    const world = await World.start()
    world.automaticResends = 0
    world.seed(orders)
    world.simulator.inject({ phase: 'reset', method: 'reenviar_encolado', times: Infinity })
    world.place(orders)
    await world.drain()
    expect(world.states()).toEqual({ A: 'needs_decision', B: 'needs_decision', C: 'needs_decision' })
    expect(world.posts()).toHaveLength(3)
    checkInvariants(world)
  })
})
