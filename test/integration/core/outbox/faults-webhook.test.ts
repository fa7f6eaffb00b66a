/** Webhooks over HTTP: before the answer, late, twice, in any order, forged. */
import { expect, test } from 'vitest'
import { checkInvariants } from './world/invariants.ts'
import { startReceiver } from './world/webhook-receiver.ts'
import { World, credentialsOf, hour, minute, references } from './world/world.ts'

async function withReceiver(): Promise<World> {
  const world = await World.start({ answerTimeout: 1_000 })
  const webhookUrl = await startReceiver('ficha', (deliveries) => world.outbox.webhooks(deliveries))
  world.simulator.addPointOfSale({ ...credentialsOf('uno'), webhookUrl, webhookToken: 'ficha' })
  return world
}

const statuses = ({ simulator }: World) => new Set(simulator.webhookDeliveries().map(({ status }) => status))

test('before the answer: the order is settled once, and its request counted once', async () => {
  const world = await withReceiver()
  world.simulator.webhooks.timing = 'before-answer'
  world.seed(references(5))
  world.place(references(5))
  await world.clock.advance(2_000)
  expect(world.simulator.webhookDeliveries()).toHaveLength(5)
  expect(world.count('accepted')).toBe(5)
  expect(world.number("SELECT count(*) FROM transition WHERE cause = 'webhook-queued'")).toBe(5)
  expect(world.ledger()).toEqual({ used: 5, possible: 0 })
  checkInvariants(world)
})

test('the answer comes after the timeout, the webhook much later: it settles what was uncertain, before any query does', async () => {
  const world = await withReceiver()
  world.simulator.webhooks.timing = 'held'
  world.seed(['A'])
  world.simulator.inject({ phase: 'hang', method: 'reenviar_encolado', executed: true })
  world.place(['A'])
  await world.quiet()
  expect(world.states()).toEqual({ A: 'unknown' })
  expect(world.ledger()).toEqual({ used: 0, possible: 1 })
  const queries = world.simulator.requests({ method: 'consulta_avanzada' }).length
  await world.simulator.releaseWebhooks()
  expect(world.simulator.requests({ method: 'consulta_avanzada' })).toHaveLength(queries)
  expect(world.states()).toEqual({ A: 'accepted' })
  expect(world.ledger()).toEqual({ used: 1, possible: 0 })
  await world.drain()
  expect(world.posts()).toHaveLength(1)
  checkInvariants(world)
})

test('the webhook brings the answer that no query could: also after the person was asked to decide', async () => {
  const world = await withReceiver()
  world.automaticResends = 0
  world.simulator.webhooks.timing = 'held'
  world.seed(['A'])
  world.simulator.inject({ phase: 'hang', method: 'reenviar_encolado', executed: true })
  world.simulator.inject({ phase: 'status', status: 400, method: 'consulta_avanzada', skip: 1, times: Infinity })
  world.place(['A'])
  await world.drain()
  expect(world.states()).toEqual({ A: 'needs_decision' })
  await world.simulator.releaseWebhooks()
  expect(world.states()).toEqual({ A: 'accepted' })
  expect(world.posts()).toHaveLength(1)
  checkInvariants(world)
})

test('each twice and all in reverse: an end state is never undone', async () => {
  const world = await withReceiver()
  const { simulator } = world
  simulator.webhooks.timing = 'held'
  simulator.webhooks.copies = 2
  world.seed(['GOOD', 'BAD'])
  simulator.seed([{ apikey: 'uno', external_reference: 'NEVER-ASKED', status: 'queued' }])
  world.place(['GOOD', 'BAD'])
  await world.clock.advance(1_000)
  await simulator.process({ references: ['GOOD', 'NEVER-ASKED'] })
  await simulator.releaseWebhooks('reversed')
  expect(world.states()['GOOD']).toBe('issued')
  await world.clock.advance(minute)
  expect(world.outbox.list({ states: ['issued'], offset: 0, limit: 5 }).orders).toMatchObject([
    { external_reference: 'GOOD', comprobante: { numero: '00010-00000002' } },
  ])
  await simulator.process()
  await simulator.releaseWebhooks('reversed')
  await simulator.releaseWebhooks()
  await world.clock.advance(hour)
  expect(world.states()).toEqual({ GOOD: 'issued', BAD: 'issued' })
  expect(statuses(world)).toEqual(new Set([200]))
  expect(simulator.webhookDeliveries()).toHaveLength(10)
  expect(world.number('SELECT count(*) FROM webhook_event')).toBe(5)
  expect(world.posts()).toHaveLength(2)
  checkInvariants(world)
})

test('forged: turned away at the door; one that gets in all the same sends nothing and moves nothing that was not sent', async () => {
  const world = await withReceiver()
  const { simulator } = world
  simulator.webhooks.token = 'forged'
  world.seed(['A', 'B'])
  simulator.inject({ phase: 'status', status: 401, method: 'reenviar_encolado', skip: 1 })
  world.place(['A', 'B'])
  await world.clock.advance(1_000)
  await simulator.idle()
  expect(statuses(world)).toEqual(new Set([403]))
  expect(world.number('SELECT count(*) FROM webhook_event')).toBe(0)
  expect(world.states()).toEqual({ A: 'accepted', B: 'held' })
  for (const evento of ['encolado', 'emitido', 'error', 'eliminado', 'cambio_fecha', 'reenviar'])
    for (const external_reference of ['B', 'NEVER-ASKED'])
      world.outbox.webhooks([
        {
          event: { hook_id: `${evento} ${external_reference}`, evento, external_reference, creado: world.clock.now(), msg: [] },
          pointOfSale: 'uno',
          proven: true,
          source: 'receiver',
        },
      ])
  await world.clock.advance(hour)
  expect(world.states()).toEqual({ A: 'accepted', B: 'held' })
  expect(world.posts()).toHaveLength(2)
  checkInvariants(world)
})

test('an event of an earlier failure, delivered late, says nothing about the newer POST', async () => {
  const world = await withReceiver()
  const { simulator } = world
  simulator.webhooks.timing = 'held'
  simulator.seed([{ apikey: 'uno', external_reference: 'A', status: 'queued', outcome: ['fail', 'issue'] }])
  await simulator.process()
  await world.clock.advance(10 * minute)
  world.place(['A'])
  await world.clock.advance(1_000)
  expect(world.states()).toEqual({ A: 'accepted' })
  // "error" of ten minutes ago, then "encolado" of now.
  await simulator.releaseWebhooks()
  expect(world.states()).toEqual({ A: 'accepted' })
  await simulator.process()
  await simulator.releaseWebhooks()
  expect(world.states()).toEqual({ A: 'issued' })
  checkInvariants(world)
})
