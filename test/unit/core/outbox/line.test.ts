/** Where an order goes that may go on: to what closes its lane, else to the pause, else into the line. And what is said of it. */
import { describe, expect, test, vi } from 'vitest'
import type { Order } from '#contract/model/order.ts'
import type { TusFacturasAccount } from '../../../../electron/core/tusfacturas/api.ts'
import { gateOpened, pausedNow, World } from './line/scene.ts'

const second = 1_000
const minute = 60 * second
const hour = 60 * minute

const storyOf = (world: World, id: number): string[] => {
  const story = world.outbox.story(id)
  return story.ok ? story.value.transitions.map(({ cause }) => cause) : []
}

const held = (world: World, reference: string): Order | undefined =>
  world.outbox.list({ offset: 0, limit: 50 }).orders.find(({ external_reference }) => external_reference === reference)

/** The last causes in the story of `A`. */
const last = (world: World, count: number) => storyOf(world, held(world, 'A')?.id ?? 0).slice(-count)

/** Ways by which an order comes to the line. Each leaves `A` where the rule puts it; `close` is called before it comes. */
const ways: Array<[name: string, cause: string, come: (world: World, close: () => void) => Promise<void> | void]> = [
  [
    'placed',
    'placed',
    (world, close) => {
      close()
      world.place('uno', 'A')
    },
  ],
  [
    'put off, and its hour comes',
    'due',
    async (world, close) => {
      world.outbox.postpone('uno', 'A', world.clock.now() + 10 * minute, null)
      close()
      await world.clock.advance(11 * minute)
    },
  ],
  [
    'put off, and its hour comes while the program is closed',
    'due',
    async (world, close) => {
      world.outbox.postpone('uno', 'A', world.clock.now() + 10 * minute, null)
      close()
      world.outbox.dispose()
      world.clock.forgetTimers()
      await world.clock.advance(11 * minute)
      await world.crash()
      await world.clock.advance(second)
    },
  ],
  [
    'put off, and sent now after all',
    'released',
    (world, close) => {
      const placed = world.outbox.postpone('uno', 'A', world.clock.now() + hour, null)
      close()
      if (placed.ok) world.outbox.resend(placed.value.id)
    },
  ],
  [
    'decided by the person',
    'decided-resend',
    async (world, close) => {
      world.automaticResends = 0
      world.api.weather = ['lost-before-execution']
      world.place('uno', 'A')
      await world.clock.advance(10 * minute)
      expect(world.stateOf('A')).toBe('needs_decision')
      close()
      world.outbox.decide(held(world, 'A')?.id ?? 0, 'resend')
    },
  ],
  [
    'back from a doubt',
    'still-in-error',
    async (world, close) => {
      world.api.weather = ['lost-before-execution']
      world.place('uno', 'A')
      await world.clock.advance(second)
      expect(world.stateOf('A')).toBe('unknown')
      close()
      await world.clock.advance(5 * minute)
    },
  ],
  [
    'answered that it was not processed',
    'not-processed',
    async (world, close) => {
      const release = world.holdAnswer('A')
      world.api.weather = ['slow-down']
      world.place('uno', 'A')
      await world.clock.advance(second)
      expect(world.stateOf('A')).toBe('on_wire')
      close()
      release()
      await world.clock.advance(second)
    },
  ],
]

describe.each(ways)('%s', (_name, cause, come) => {
  test('while paused: it waits for the pause to end, and that is what is said', async () => {
    const world = new World('A')
    await come(world, () => void world.outbox.setPaused(true))
    expect(held(world, 'A')).toMatchObject({ state: 'held', holdReason: 'pausa' })
    expect(last(world, 2)).toEqual([cause, 'paused'])
    world.outbox.setPaused(false)
    await world.clock.advance(30 * minute)
    expect(world.stateOf('A')).toBe('accepted')
  })

  test('while its lane is closed: it waits for what closed it', async () => {
    const world = new World('A')
    await come(world, () => world.close('uno'))
    expect(held(world, 'A')).toMatchObject({ state: 'held', holdReason: 'cupo' })
    expect(last(world, 2)).toEqual([cause, 'gate-closed'])
    world.outbox.retryGate('uno')
    await world.clock.advance(30 * minute)
    expect(world.stateOf('A')).toBe('accepted')
  })

  test('while its lane is closed and everything is paused: first the one, then the other', async () => {
    const world = new World('A')
    await come(world, () => {
      world.close('uno')
      world.outbox.setPaused(true)
    })
    expect(held(world, 'A')).toMatchObject({ state: 'held', holdReason: 'cupo' })
    world.outbox.retryGate('uno')
    expect(held(world, 'A')).toMatchObject({ state: 'held', holdReason: 'pausa' })
    expect(last(world, 2)).toEqual(['gate-opened', 'paused'])
    world.outbox.setPaused(false)
    await world.clock.advance(30 * minute)
    expect(world.stateOf('A')).toBe('accepted')
  })
})

test('a gate that opens while paused: what is said is the pause', async () => {
  const world = new World('A')
  world.close('uno')
  world.place('uno', 'A')
  world.outbox.setPaused(true)
  world.outbox.retryGate('uno')
  const story = world.outbox.story(held(world, 'A')?.id ?? 0)
  expect(story.ok && story.value.transitions.slice(-2).map(({ text }) => text)).toEqual([gateOpened, pausedNow])
})

test('a pause that ends while the lane is closed: what is said is what closed it', async () => {
  const world = new World('A')
  world.outbox.setPaused(true)
  world.place('uno', 'A')
  world.close('uno')
  world.outbox.setPaused(false)
  expect(held(world, 'A')).toMatchObject({ state: 'held', holdReason: 'cupo' })
  expect(storyOf(world, held(world, 'A')?.id ?? 0).slice(-2)).toEqual(['resumed', 'gate-closed'])
})

test('an order that is about to leave as everything is paused, and does not get through: it waits for the pause to end', async () => {
  const world = new World('A')
  world.api.weather = ['refused-connection']
  const release = world.holdAnswer('A', 'before')
  world.place('uno', 'A')
  await world.clock.advance(second)
  expect(world.stateOf('A')).toBe('sending')
  world.outbox.setPaused(true)
  release()
  await world.clock.advance(second)
  expect(held(world, 'A')).toMatchObject({ state: 'held', holdReason: 'pausa' })
})

test('the program dies with an order about to leave and everything paused: the next start has it wait for the pause', async () => {
  const world = new World('A')
  world.holdAnswer('A', 'before')
  world.place('uno', 'A')
  await world.clock.advance(second)
  world.outbox.setPaused(true)
  await world.crash()
  expect(held(world, 'A')).toMatchObject({ state: 'held', holdReason: 'pausa' })
})

test('an order that comes back from the journal while everything is paused waits for the pause', async () => {
  const world = new World('A')
  world.outbox.setPaused(true)
  world.outbox.dispose()
  world.database.exec(`INSERT INTO batch (id, point_of_sale, created_at, total) VALUES (9, 'uno', 1, 1);
    INSERT INTO orders (id, batch_id, point_of_sale, point_of_sale_name, external_reference, state, created_at, updated_at, waiting_since, posts_left)
      VALUES (9, 9, 'uno', 'Local uno', 'A', 'queued', 1, 1, ${world.clock.now()}, 2);
    INSERT INTO transition (order_id, id, from_state, to_state, cause, actor, at) VALUES (9, 1, NULL, 'queued', 'placed', 'person', 1)`)
  await world.crash()
  expect(held(world, 'A')).toMatchObject({ state: 'held', holdReason: 'pausa' })
})

describe('a gate that closes for another reason before it has opened', () => {
  test('what waited for the one waits for the other, and goes when that opens', async () => {
    const world = new World('FIRST', 'A', 'B')
    world.place('uno', 'FIRST')
    await world.clock.advance(second)
    expect(world.stateOf('FIRST')).toBe('accepted')
    world.close('uno')
    world.place('uno', 'A')
    expect(held(world, 'A')).toMatchObject({ holdReason: 'cupo' })
    // The follower asks about FIRST and learns that the credentials are no longer good.
    world.api.refuseCredentials = true
    await world.clock.advance(minute)
    expect(held(world, 'A')).toMatchObject({ state: 'held', holdReason: 'credenciales' })
    world.place('uno', 'B')
    world.api.refuseCredentials = false
    world.outbox.wake('credentials')
    await world.clock.advance(minute)
    expect([world.stateOf('A'), world.stateOf('B')]).toEqual(['accepted', 'accepted'])
  })
})

describe('a task', () => {
  const dates = { fecha: '24/11/2026', vencimiento: '24/11/2026', resend: true }
  const task = { pointOfSaleId: 'uno', method: 'cambiar_fecha_encolado', external_reference: 'A', args: dates } as const

  test('asked while paused, or while its lane is closed: nothing is sent and the reason is said', async () => {
    const paused = new World('A')
    paused.outbox.setPaused(true)
    expect(await paused.outbox.tasks.ask(task)).toMatchObject({ ok: false, error: { code: 'sending-paused' } })
    const closed = new World('A')
    closed.api.weather = ['credentials']
    closed.place('uno', 'A')
    await closed.clock.advance(second)
    expect(await closed.outbox.tasks.ask(task)).toMatchObject({ ok: false, error: { code: 'lane-gated', params: { reason: 'credenciales' } } })
  })

  test('the resend that follows a change of date, while paused: it waits for the pause to end', async () => {
    const world = new World('A')
    vi.spyOn(world.api as TusFacturasAccount, 'changeDate').mockImplementation(async (_credentials, _reference, _fecha, _vencimiento, { onMarker }) => {
      await Promise.resolve()
      onMarker()
      world.outbox.setPaused(true)
      return { kind: 'done', value: null }
    })
    const asked = world.outbox.tasks.ask(task)
    await world.clock.advance(minute)
    expect(await asked).toMatchObject({ ok: true, value: { state: 'done' } })
    expect(held(world, 'A')).toMatchObject({ state: 'held', holdReason: 'pausa' })
  })
})
