/** Whatever TusFacturasAPP answers, and for however long: no order is POSTed more often than its confirmation said. */
import { describe, expect, test } from 'vitest'
import type { Fault } from '../../../simulator/simulator.ts'
import { checkInvariants } from './world/invariants.ts'
import { World, day, hour, minute } from './world/world.ts'

const noQuota = JSON.stringify({ error: 'S', errores: ['No tenes requests disponibles para este metodo en tu suscripcion.'], rta: '' })

/** Answers that say "not now", each time it is asked to resend. The free query works all the while. */
const refusals: Array<[name: string, fault: Fault, openedBy: ((world: World) => void) | null]> = [
  ['a maintenance whose announced end lies ten minutes back', { phase: 'maintenance' }, null],
  ['429 with Retry-After 0', { phase: 'status', status: 429, headers: { 'retry-after': '0' } }, null],
  ['429 that does not say for how long', { phase: 'status', status: 429 }, null],
  ['407 of the origin', { phase: 'status', status: 407 }, (world) => world.outbox.wake('online')],
  ['401, and new credentials each time', { phase: 'status', status: 401 }, (world) => world.outbox.wake('credentials')],
  ['403, and new credentials each time', { phase: 'status', status: 403 }, (world) => world.outbox.wake('credentials')],
  ['no quota, and "Reintentar" each time', { phase: 'status', status: 200, body: noQuota }, (world) => void world.outbox.retryGate('uno')],
]

/** Each answer of a maintenance names an end that has passed when it arrives. */
const inject = (world: World, fault: Fault) =>
  world.simulator.inject({
    ...fault,
    method: 'reenviar_encolado',
    times: Infinity,
    ...(fault.phase === 'maintenance' && { until: world.clock.now() - 10 * minute }),
  })

/** Milliseconds between the POSTs of the one order. */
const gaps = (world: World): number[] =>
  world
    .posts()
    .slice(1)
    .map(({ time }, index) => time - world.posts()[index]!.time)

describe('refused for 72 hours', () => {
  test.each(refusals)('%s: two POSTs as confirmed, a minute apart at least, and then the person decides', async (_name, fault, open) => {
    const world = await World.start()
    world.seed(['A'])
    inject(world, fault)
    world.place(['A'])
    for (let passed = 0; passed < 72 * hour; passed += 10 * minute) {
      await world.clock.advance(10 * minute)
      open?.(world)
    }
    expect(world.posts()).toHaveLength(2)
    expect(Math.min(...gaps(world))).toBeGreaterThanOrEqual(minute)
    expect(world.states()).toEqual({ A: 'needs_decision' })
    expect(world.outbox.order(1)).toMatchObject({ actions: ['decide'], requestsUsed: world.ledger().used, requestsPossible: world.ledger().possible })
    checkInvariants(world)
  })

  test.each(refusals)('%s, where no second POST may go by itself: one POST', async (_name, fault, open) => {
    const world = await World.start()
    world.automaticResends = 0
    world.seed(['A'])
    inject(world, fault)
    world.place(['A'])
    for (let passed = 0; passed < day; passed += hour) {
      await world.clock.advance(hour)
      open?.(world)
    }
    expect(world.posts()).toHaveLength(1)
    expect(world.states()).toEqual({ A: 'needs_decision' })
    checkInvariants(world)
  })
})

const unanswered: Array<[name: string, fault: Fault]> = [
  ['429', { phase: 'status', status: 429 }],
  ['a reset after everything was read', { phase: 'reset', executed: false }],
]

test.each(unanswered)('sent, %s, and then the query says "ENVIADO A PROCESAR" without an error: no second POST, the person decides', async (_name, fault) => {
  const world = await World.start()
  world.seed(['A'])
  world.simulator.inject({ ...fault, method: 'reenviar_encolado' })
  world.place(['A'])
  await world.clock.advance(1_000)
  world.simulator.remove('uno', 'A')
  world.seed(['A'], { statusText: 'ENVIADO A PROCESAR' })
  await world.clock.advance(day)
  expect(world.posts()).toHaveLength(1)
  expect(world.states()).toEqual({ A: 'needs_decision' })
  checkInvariants(world)
})
