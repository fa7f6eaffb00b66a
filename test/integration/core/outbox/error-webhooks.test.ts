/** What an `error` by webhook means, and an `emitido` that comes after it: the free query decides. */
import { describe, expect, test } from 'vitest'
import { checkInvariants } from './world/invariants.ts'
import { startReceiver } from './world/webhook-receiver.ts'
import { World, credentialsOf, hour, minute } from './world/world.ts'

const reason = 'Cod. Error: #6661145.10016 - El numero o fecha del comprobante no se corresponde'

async function withReceiver(): Promise<World> {
  const world = await World.start({ answerTimeout: 1_000 })
  const webhookUrl = await startReceiver('ficha', (deliveries) => world.outbox.webhooks(deliveries))
  world.simulator.addPointOfSale({ ...credentialsOf('uno'), webhookUrl, webhookToken: 'ficha' })
  return world
}

const orderOf = (world: World) => world.outbox.order(1)
const causes = (world: World): string[] => {
  const story = world.outbox.story(1)
  return story.ok ? story.value.transitions.map(({ cause }) => cause) : []
}

/** One that was accepted again, a while ago. */
async function accepted(world: World, item = {}): Promise<void> {
  world.seed(['A'], item)
  world.place(['A'])
  await world.clock.advance(10_000)
  expect(world.states()).toEqual({ A: 'accepted' })
}

describe('an error on an order that was accepted', () => {
  test('of a new request that was refused at entry: the order goes on, and is issued later', async () => {
    const world = await withReceiver()
    await accepted(world)
    const queries = world.simulator.requests({ method: 'consulta_avanzada' }).length
    await world.simulator.refuseAtEntry('uno', 'A', reason)
    await world.clock.advance(2_000)
    expect(world.simulator.requests({ method: 'consulta_avanzada' })).toHaveLength(queries + 1)
    expect(world.states()).toEqual({ A: 'accepted' })
    await world.simulator.process()
    await world.clock.advance(2_000)
    expect(orderOf(world)).toMatchObject({ state: 'issued', comprobante: { numero: '00010-00000001' } })
    checkInvariants(world)
  })

  test('that is true: the query shows it within seconds, and the reason is that of the event', async () => {
    const world = await withReceiver()
    await accepted(world, { outcome: 'fail', errorTexts: [reason] })
    await world.simulator.process()
    expect(world.states()).toEqual({ A: 'accepted' })
    await world.clock.advance(2_000)
    expect(orderOf(world)).toMatchObject({ state: 'failed_again', explanation: { code: '10016', texts: [reason] }, requestsUsed: 1, requestsPossible: 0 })
    expect(causes(world).at(-1)).toBe('seen-error')
    checkInvariants(world)
  })

  test('without a connection: it waits for the query, and keeps its reason for it', async () => {
    const world = await withReceiver()
    await accepted(world, { outcome: 'fail', errorTexts: [reason] })
    world.simulator.inject({ phase: 'status', status: 503, method: 'consulta_avanzada', times: 3 })
    await world.simulator.process()
    await world.clock.advance(2_000)
    expect(world.states()).toEqual({ A: 'accepted' })
    await world.clock.advance(5 * minute)
    expect(orderOf(world)).toMatchObject({ state: 'failed_again', explanation: { texts: [reason] } })
    checkInvariants(world)
  })
})

describe('an error on an order of which it is not known whether it arrived', () => {
  test('it arrived and failed: the query confirms it, no second POST is paid for the same answer, and what it cost stays open', async () => {
    const world = await withReceiver()
    world.seed(['A'], { outcome: 'fail', errorTexts: [reason] })
    world.simulator.inject({ phase: 'reset', method: 'reenviar_encolado', executed: true })
    world.simulator.webhooks.copies = 0
    world.place(['A'])
    await world.clock.advance(2_000)
    world.simulator.webhooks.copies = 1
    expect(world.states()).toEqual({ A: 'unknown' })
    await world.simulator.process()
    expect(world.states()).toEqual({ A: 'unknown' })
    await world.clock.advance(3_000)
    expect(orderOf(world)).toMatchObject({ state: 'failed_again', explanation: { texts: [reason] }, requestsUsed: 0, requestsPossible: 1 })
    expect(causes(world).at(-1)).toBe('webhook-error')
    await world.clock.advance(hour)
    expect(world.posts()).toHaveLength(1)
    checkInvariants(world)
  })

  test('it arrived and waits in the queue, and the error is of another request: it arrived', async () => {
    const world = await withReceiver()
    world.simulator.webhooks.timing = 'held'
    world.seed(['A'])
    world.simulator.inject({ phase: 'reset', method: 'reenviar_encolado', executed: true })
    world.place(['A'])
    await world.clock.advance(2_000)
    world.simulator.webhooks.timing = 'after-answer'
    await world.simulator.refuseAtEntry('uno', 'A', reason)
    await world.clock.advance(2_000)
    expect(world.states()).toEqual({ A: 'accepted' })
    expect(world.ledger()).toEqual({ used: 1, possible: 0 })
    checkInvariants(world)
  })

  test('while the answer is still to come: the answer counts', async () => {
    const world = await withReceiver()
    world.seed(['A'])
    const held = world.simulator.inject({ phase: 'pause', method: 'reenviar_encolado', executed: true })
    world.place(['A'])
    const passing = world.clock.advance(2_000)
    await held.reached
    await world.simulator.refuseAtEntry('uno', 'A', reason)
    expect(world.states()).toEqual({ A: 'on_wire' })
    held.release()
    await passing
    expect(world.states()).toEqual({ A: 'accepted' })
    checkInvariants(world)
  })

  test('after the person was asked to decide: asked once more, and at its end when it is in error', async () => {
    const world = await withReceiver()
    world.automaticResends = 0
    world.seed(['A'], { outcome: 'fail', errorTexts: [reason] })
    world.simulator.inject({ phase: 'reset', method: 'reenviar_encolado', executed: true })
    const blind = world.simulator.inject({ phase: 'status', status: 400, method: 'consulta_avanzada', skip: 1, times: Infinity })
    world.simulator.webhooks.timing = 'held'
    world.place(['A'])
    await world.drain()
    expect(world.states()).toEqual({ A: 'needs_decision' })
    blind()
    await world.simulator.refuseAtEntry('uno', 'A', 'otro pedido')
    await world.simulator.releaseWebhooks('reversed')
    await world.clock.advance(2_000)
    expect(world.states()).toEqual({ A: 'accepted' })
    await world.simulator.process()
    await world.simulator.releaseWebhooks()
    await world.clock.advance(2_000)
    expect(orderOf(world)).toMatchObject({ state: 'failed_again' })
    expect(world.posts()).toHaveLength(1)
    checkInvariants(world)
  })

  test('decided while the question is still open: what was decided stands', async () => {
    const world = await withReceiver()
    world.automaticResends = 0
    world.seed(['A', 'B'])
    world.simulator.inject({ phase: 'reset', method: 'reenviar_encolado', executed: false, times: 2 })
    world.simulator.webhooks.timing = 'held'
    world.place(['A', 'B'])
    await world.drain()
    expect(world.states()).toEqual({ A: 'needs_decision', B: 'needs_decision' })
    world.simulator.webhooks.timing = 'after-answer'
    await world.simulator.refuseAtEntry('uno', 'A', reason)
    await world.simulator.refuseAtEntry('uno', 'B', reason)
    world.allow('uno', 'A', 1)
    expect(world.outbox.decide(1, 'resend').ok && world.outbox.decide(2, 'discard').ok).toBe(true)
    await world.clock.advance(10 * minute)
    expect(world.states()).toEqual({ A: 'accepted', B: 'cancelled' })
    expect(world.logged).toEqual([])
    checkInvariants(world)
  })
})

/** One that was seen to fail, and would be issued when it is resent. */
async function failed(world: World): Promise<void> {
  await accepted(world, { outcome: ['fail', 'issue'], errorTexts: [reason] })
  await world.simulator.process()
  await world.clock.advance(5_000)
  expect(world.states()).toEqual({ A: 'failed_again' })
}

/** Somebody resends it on TusFacturasAPP's own page. */
async function resentElsewhere(world: World): Promise<void> {
  const { apikey, apitoken, usertoken } = credentialsOf('uno')
  world.allow('uno', 'A', 1)
  await fetch(`${world.simulator.url}/facturacion/reenviar_encolado`, {
    method: 'POST',
    body: JSON.stringify({ apikey, apitoken, usertoken, external_reference: 'A' }),
  })
  await world.simulator.process()
}

describe('issued after all', () => {
  test('a proven event and the query together outrank a failure: number and CAE are there, the batch counts it as issued', async () => {
    const world = await withReceiver()
    await failed(world)
    await resentElsewhere(world)
    expect(world.states()).toEqual({ A: 'failed_again' })
    await world.clock.advance(2_000)
    expect(orderOf(world)).toMatchObject({ state: 'issued', stateLabel: 'Emitido', comprobante: { numero: '00010-00000001' }, nextAt: null })
    expect(causes(world).at(-1)).toBe('issued-after-all')
    expect(world.outbox.batches()).toMatchObject([{ states: { issued: 1 }, active: false }])
    expect(world.outbox.status().counts).toEqual({ issued: 1 })
    expect(world.number("SELECT coalesce(sum(total), 0) FROM day_outcome WHERE state = 'failed_again'")).toBe(0)
    expect(world.number("SELECT sum(total) FROM day_outcome WHERE state = 'issued'")).toBe(1)
    expect(orderOf(world)?.actions).toEqual([])
  })

  test('an event that is not proven changes nothing, and asks nothing', async () => {
    const world = await withReceiver()
    await failed(world)
    world.simulator.webhooks.copies = 0
    await resentElsewhere(world)
    const queries = world.simulator.requests({ method: 'consulta_avanzada' }).length
    const event = { hook_id: 'x', evento: 'emitido', external_reference: 'A', creado: world.clock.now(), msg: [] }
    world.outbox.webhooks([{ event, pointOfSale: 'uno', proven: false, source: 'receiver' }])
    await world.clock.advance(hour)
    expect(world.simulator.requests({ method: 'consulta_avanzada' })).toHaveLength(queries)
    expect(world.states()).toEqual({ A: 'failed_again' })
  })

  test('a proven event that the query does not confirm: asked once, and it stays failed with its reason', async () => {
    const world = await withReceiver()
    await failed(world)
    const queries = world.simulator.requests({ method: 'consulta_avanzada' }).length
    const event = { hook_id: 'x', evento: 'emitido', external_reference: 'A', creado: world.clock.now(), msg: [] }
    world.outbox.webhooks([{ event, pointOfSale: 'uno', proven: true, source: 'receiver' }])
    await world.clock.advance(hour)
    expect(world.simulator.requests({ method: 'consulta_avanzada' })).toHaveLength(queries + 1)
    expect(orderOf(world)).toMatchObject({ state: 'failed_again', explanation: { texts: [reason] }, nextAt: null })
  })

  test('a restart between the event and its query loses nothing', async () => {
    const world = await withReceiver()
    await failed(world)
    await resentElsewhere(world)
    await world.restart()
    await world.clock.advance(2_000)
    expect(world.states()).toEqual({ A: 'issued' })
  })
})
