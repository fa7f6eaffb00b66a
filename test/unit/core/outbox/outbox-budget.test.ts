import { DatabaseSync } from 'node:sqlite'
import { describe, expect, test } from 'vitest'
import type { ComprobanteStatus, TusFacturasAccount } from '../../../../electron/core/tusfacturas/api.ts'
import { OrderStore } from '../../../../electron/core/outbox/orders/store.ts'
import { migrate, migrations } from '../../../../electron/core/storage/migrations.ts'
import type { Weather } from './model/virtual-api.ts'
import { World } from './model/world.ts'

const second = 1_000
const minute = 60 * second
const hour = 60 * minute
const day = 24 * hour

const withErrors = (...references: string[]): World => {
  const world = new World()
  for (const reference of references) world.api.status.set(reference, 'error')
  return world
}

const always = (weather: Weather): Weather[] => Array.from({ length: 200 }, () => weather)
const causes = (world: World, id = 1): string[] => {
  const story = world.outbox.story(id)
  return story.ok ? story.value.transitions.map(({ cause }) => cause) : []
}

describe('the marker', () => {
  test('writes no request of an order that has nothing left, whoever asks for it', () => {
    const world = withErrors('A')
    world.api.offline = true
    world.place('uno', 'A')
    const store = new OrderStore(world.database, world.clock)
    for (let post = 0; post < 2; post++) store.addRequest(store.get(1)!, 'reenviar_encolado')
    expect(() => store.addRequest(store.get(1)!, 'reenviar_encolado')).toThrow('no POST left')
    expect(world.number('SELECT count(*) FROM request')).toBe(2)
    expect(store.get(1)).toMatchObject({ posts: 2, posts_left: 0, possible: 2 })
  })

  test('finds nothing left although the lane would send: nothing leaves, the person decides, and the disk is not blamed', async () => {
    const world = withErrors('A', 'B')
    const connected = Promise.withResolvers<void>()
    const resend = world.api.resend.bind(world.api)
    world.api.resend = async (credentials, reference, call) => {
      if (reference === 'A') await connected.promise
      return resend(credentials, reference, call)
    }
    world.place('uno', 'A', 'B')
    await world.clock.advance(0)
    expect(world.stateOf('A')).toBe('sending')
    world.database.exec("UPDATE orders SET posts_left = 0 WHERE external_reference = 'A'")
    connected.resolve()
    await world.clock.advance(second)
    expect([world.stateOf('A'), world.stateOf('B')]).toEqual(['needs_decision', 'accepted'])
    expect(world.api.posts.get('A')).toBeUndefined()
    expect(world.outbox.status().banners).toEqual([])
    expect(world.outbox.ledger()).toMatchObject([{ used: 1, possible: 0 }])
  })

  test('takes one of those that were confirmed, in its own commit; one that is undone gives it back', async () => {
    const world = withErrors('A')
    const left = () => world.number('SELECT posts_left FROM orders')
    world.place('uno', 'A')
    expect(left()).toBe(2)
    world.database.exec("CREATE TEMP TRIGGER full BEFORE INSERT ON main.request BEGIN SELECT raise(ABORT, 'full'); END")
    await world.clock.advance(second)
    expect([left(), world.number('SELECT posts FROM orders')]).toEqual([2, 0])
    world.database.exec('DROP TRIGGER full')
    await world.clock.advance(minute)
    expect([left(), world.number('SELECT posts FROM orders')]).toEqual([1, 1])
  })
})

describe('the setting lowered to "ask me" after placing', () => {
  test.each(['slow-down', 'maintenance', 'lost-before-execution', 'credentials', 'proxy'] as const)('%s: no second POST by itself', async (weather) => {
    const world = withErrors('A')
    world.api.weather = always(weather)
    world.place('uno', 'A')
    await world.clock.advance(second)
    expect(world.api.posts.get('A')).toBe(1)
    world.automaticResends = 0
    world.outbox.retryGate('uno')
    await world.clock.advance(day)
    expect(world.api.posts.get('A')).toBe(1)
    expect(world.stateOf('A')).toBe('needs_decision')
    expect(causes(world).filter((cause) => cause === 'claimed')).toHaveLength(1)
  })

  test('also while the second one is connecting', async () => {
    const world = withErrors('A')
    world.api.weather = ['slow-down']
    world.place('uno', 'A')
    await world.clock.advance(second)
    const connected = Promise.withResolvers<void>()
    const resend = world.api.resend.bind(world.api)
    world.api.resend = async (...args) => {
      await connected.promise
      return resend(...args)
    }
    await world.clock.advance(2 * minute)
    expect(world.stateOf('A')).toBe('sending')
    world.automaticResends = 0
    connected.resolve()
    await world.clock.advance(hour)
    expect(world.api.posts.get('A')).toBe(1)
    expect(world.stateOf('A')).toBe('needs_decision')
  })

  test('what the person then decides goes, once', async () => {
    const world = withErrors('A')
    world.automaticResends = 0
    world.api.weather = always('slow-down')
    world.place('uno', 'A')
    await world.clock.advance(hour)
    for (const posts of [2, 3]) {
      expect(world.outbox.decide(1, 'resend').ok).toBe(true)
      await world.clock.advance(3 * hour)
      expect(world.api.posts.get('A')).toBe(posts)
      expect(world.stateOf('A')).toBe('needs_decision')
    }
  })
})

test('"Enviar de nuevo" sends once more and no oftener, also where a second POST may go by itself', async () => {
  const world = withErrors('A')
  world.api.weather = always('lost-before-execution')
  world.place('uno', 'A')
  await world.clock.advance(hour)
  expect([world.api.posts.get('A'), world.stateOf('A')]).toEqual([2, 'needs_decision'])
  world.outbox.decide(1, 'resend')
  await world.clock.advance(day)
  expect([world.api.posts.get('A'), world.stateOf('A')]).toEqual([3, 'needs_decision'])
})

test('an order that a change of date places keeps to what its confirmation said, whatever the setting is by then', async () => {
  const world = withErrors('A')
  world.automaticResends = 0
  const change = Promise.withResolvers<void>()
  const changeDate: TusFacturasAccount['changeDate'] = async (_credentials, _reference, _fecha, _vencimiento, call) => {
    await change.promise
    call.onMarker()
    return { kind: 'done', value: null }
  }
  Object.assign(world.api, { changeDate })
  const asked = world.outbox.tasks.ask({
    pointOfSaleId: 'uno',
    method: 'cambiar_fecha_encolado',
    external_reference: 'A',
    args: { fecha: '23/11/2026', vencimiento: '30/11/2026', resend: true },
  })
  world.automaticResends = 1
  change.resolve()
  await world.clock.advance(0)
  expect((await asked).ok).toBe(true)
  world.api.weather = always('slow-down')
  await world.clock.advance(day)
  expect(world.api.posts.get('A')).toBe(1)
  expect(world.stateOf('A')).toBe('needs_decision')
})

test('a disk that refuses the order of a change of date just then: it is placed when it can be, and not forgotten', async () => {
  const world = withErrors('A')
  Object.assign(world.api, {
    changeDate: ((_credentials, _reference, _fecha, _vencimiento, call) => {
      call.onMarker()
      return Promise.resolve({ kind: 'done', value: null })
    }) satisfies TusFacturasAccount['changeDate'],
  })
  world.database.exec("CREATE TEMP TRIGGER full BEFORE INSERT ON main.orders BEGIN SELECT raise(ABORT, 'full'); END")
  const args = { fecha: '23/11/2026', vencimiento: '30/11/2026', resend: true }
  const asked = world.outbox.tasks.ask({ pointOfSaleId: 'uno', method: 'cambiar_fecha_encolado', external_reference: 'A', args })
  await world.clock.advance(second)
  expect(world.outbox.status().banners.map(({ kind }) => kind)).toEqual(['storage'])
  world.database.exec('DROP TRIGGER full')
  await world.clock.advance(minute)
  expect(await asked).toMatchObject({ ok: true, value: { state: 'done' } })
  expect(world.number('SELECT follow_up FROM task')).toBe(1)
  expect([world.stateOf('A'), world.number('SELECT count(*) FROM batch')]).toEqual(['accepted', 1])
})

/** One POST, answered 429; then the reference stands as given. */
async function answered(status: ComprobanteStatus | null): Promise<World> {
  const world = withErrors('A')
  world.api.weather = ['slow-down']
  world.place('uno', 'A')
  await world.clock.advance(second)
  if (status) world.api.status.set('A', status)
  else world.api.status.delete('A')
  return world
}

describe('after a POST that was not processed, only "in error" lets another one go', () => {
  test('in error: it goes, a minute later', async () => {
    const world = await answered('error')
    await world.clock.advance(50 * second)
    expect(world.api.posts.get('A')).toBe(1)
    await world.clock.advance(20 * second)
    expect(world.api.posts.get('A')).toBe(2)
    expect(world.stateOf('A')).toBe('accepted')
  })

  test.each([
    ['a status that is in no list', 'unknown'],
    ['nothing found', null],
  ] as const)('%s: the follower asks on, and then the person decides', async (_name, status) => {
    const world = await answered(status)
    await world.clock.advance(2 * minute)
    expect(world.stateOf('A')).toBe('unknown')
    await world.clock.advance(day)
    expect(world.api.posts.get('A')).toBe(1)
    expect(world.outbox.order(1)).toMatchObject({
      state: 'needs_decision',
      actions: ['decide'],
      explanation: { title: 'Necesita que decidas: no se sabe si llegó' },
    })
    expect(causes(world)).toContain('not-in-error')
  })

  test('the query refused three times and for ever: it is not sent without, as one that never left is', async () => {
    const world = await answered('error')
    world.place('uno', 'NEW')
    world.api.refuseQueries = 'query'
    await world.clock.advance(hour)
    expect(world.api.posts.get('A')).toBe(1)
    expect(world.stateOf('A')).toBe('needs_decision')
    expect(world.api.posts.get('NEW')).toBe(1)
  })

  test('the query refused three times: the person is told so, and a decision to send again does not go without it either', async () => {
    const world = await answered('error')
    world.api.refuseQueries = 'query'
    const told = { state: 'needs_decision', actions: ['decide'], explanation: { title: 'Necesita que decidas: no se pudo consultar si llegó' } }
    await world.clock.advance(hour)
    expect(world.outbox.order(1)).toMatchObject(told)
    expect(world.outbox.decide(1, 'resend').ok).toBe(true)
    await world.clock.advance(hour)
    expect(world.outbox.order(1)).toMatchObject(told)
    expect(world.api.posts.get('A')).toBe(1)
    expect(causes(world)).not.toContain('claimed-unchecked')
    world.api.refuseQueries = false
    expect(world.outbox.decide(1, 'resend').ok).toBe(true)
    await world.clock.advance(hour)
    expect([world.api.posts.get('A'), world.stateOf('A')]).toEqual([2, 'accepted'])
  })

  test.each([
    ['queued', 'accepted', 'seen-queued'],
    ['issued', 'issued', 'seen-issued'],
  ] as const)('%s: it arrived after all, and its request counts', async (status, state, cause) => {
    const world = await answered(status)
    await world.clock.advance(2 * minute)
    expect(world.outbox.order(1)).toMatchObject({ state, requestsUsed: 1, requestsPossible: 0 })
    expect(causes(world)).toContain(cause)
  })
})

test.each([
  ['absent', null],
  ['unclear', 'unknown'],
] as const)('uncertain, and then %s: that is not "still in error"; no second POST, the person decides', async (_name, status) => {
  const world = withErrors('A')
  world.api.weather = ['lost-before-execution']
  world.place('uno', 'A')
  await world.clock.advance(second)
  if (status) world.api.status.set('A', status)
  else world.api.status.delete('A')
  await world.clock.advance(hour)
  expect(world.api.posts.get('A')).toBe(1)
  expect(world.stateOf('A')).toBe('needs_decision')
  expect(causes(world)).toContain('not-clear')
})

describe('waits after paid answers', () => {
  test.each(['retry-after-0', 'past-maintenance'] as const)(
    '%s: a minute, then twice as long each time, whatever free queries say in between; a good answer begins anew',
    async (weather) => {
      const references = Array.from({ length: 8 }, (_, index) => `R${index}`)
      const world = withErrors(...references)
      world.api.weather = [...always(weather).slice(0, 8), 'ok', weather]
      world.place('uno', ...references)
      await world.clock.advance(day)
      const at = world.database
        .prepare('SELECT at FROM request ORDER BY id')
        .all()
        .map((row) => Number(row['at']))
      const waits = at.slice(1, 11).map((time, index) => Math.round((time - at[index]!) / minute))
      expect(waits).toEqual([1, 2, 4, 8, 16, 32, 64, 64, 0, 1])
      expect(Math.max(...world.api.posts.values())).toBe(2)
    },
  )

  test('a gate that a 407 of the origin closed opens by itself, later each time, and no hint opens it sooner; a restart does not forget it', async () => {
    const references = Array.from({ length: 3 }, (_, index) => `R${index}`)
    const world = withErrors(...references)
    world.api.weather = always('proxy')
    world.place('uno', ...references)
    for (let passed = 0; passed < 3 * day; passed += minute) {
      await world.clock.advance(minute)
      world.outbox.wake('online')
      if (passed % (13 * minute) === 0) await world.crash()
    }
    const at = world.database
      .prepare('SELECT at FROM request ORDER BY id')
      .all()
      .map((row) => Number(row['at']))
    expect(at).toHaveLength(6)
    expect(at.slice(1).map((time, index) => Math.round((time - at[index]!) / (15 * minute)))).toEqual([1, 2, 4, 8, 16])
    expect(references.map((reference) => world.stateOf(reference))).toEqual(['needs_decision', 'needs_decision', 'needs_decision'])
  })

  test('a gate that may mend itself opens by itself also after a restart', async () => {
    const world = withErrors('A')
    world.api.weather = ['proxy']
    world.place('uno', 'A')
    await world.clock.advance(minute)
    await world.crash()
    await world.clock.advance(20 * minute)
    expect(world.stateOf('A')).toBe('accepted')
  })

  test('credentials put right at once: what was refused rests for a minute, says so, and goes', async () => {
    const world = withErrors('A')
    world.api.weather = ['credentials']
    world.place('uno', 'A')
    await world.clock.advance(10 * second)
    world.outbox.wake('credentials')
    await world.clock.advance(10 * second)
    expect(world.api.posts.get('A')).toBe(1)
    expect(world.outbox.order(1)).toMatchObject({ state: 'queued', explanation: { title: 'En espera: pausa después de una respuesta' } })
    expect(world.outbox.order(1)?.nextAt).toBe(world.clock.now() + 40 * second)
    await world.clock.advance(45 * second)
    expect(world.stateOf('A')).toBe('accepted')
  })
})

test('spent: the person reads what was answered, what it cost and that nothing more goes by itself', async () => {
  const world = withErrors('A')
  world.automaticResends = 0
  world.api.weather = ['slow-down']
  world.place('uno', 'A')
  await world.clock.advance(second)
  expect(world.outbox.order(1)).toMatchObject({
    state: 'needs_decision',
    stateLabel: 'A decidir',
    explanation: {
      title: 'Necesita que decidas: no sale de nuevo solo',
      explanation:
        'TusFacturasAPP pidió ir más despacio y no procesó este envío. Ya salió las veces que confirmaste o que permiten tus ajustes, así que no sale de nuevo solo. Puede haber gastado una solicitud de tu abono.',
    },
  })
  world.outbox.decide(1, 'resend')
  expect(world.outbox.order(1)?.explanation.title).toBe('En espera: TusFacturasAPP pidió ir más despacio')
})

test('an upgrade gives live orders what is left of two, and what a person has decided since their last POST', () => {
  const database = new DatabaseSync(':memory:')
  const step = migrations.findIndex((sql) => sql.includes('posts_left'))
  migrate(database, migrations.slice(0, step))
  database.exec("INSERT INTO batch (id, point_of_sale, created_at, total) VALUES (1, 'uno', 0, 6)")
  const stored = [
    ['NEW', 'queued', 0, []],
    ['SENT', 'unknown', 1, ['marker']],
    ['TWICE', 'held', 2, ['marker', 'marker']],
    ['DECIDED', 'queued', 2, ['marker', 'marker', 'decided-resend']],
    ['DECIDED-AND-SENT', 'on_wire', 3, ['marker', 'decided-resend', 'marker']],
    ['DONE', 'accepted', 1, ['marker']],
  ] as const
  for (const [index, [reference, state, posts, story]] of stored.entries()) {
    database
      .prepare(
        `INSERT INTO orders (id, batch_id, point_of_sale, point_of_sale_name, external_reference, state, created_at, updated_at, waiting_since, posts, automatic_posts)
         VALUES (?, 1, 'uno', 'Local', ?, ?, 0, 0, 0, ?, 1)`,
      )
      .run(index + 1, reference, state, posts)
    for (const [place, cause] of story.entries())
      database.prepare("INSERT INTO transition VALUES (?, ?, NULL, 'x', ?, 'program', 0)").run(index + 1, place + 1, cause)
  }
  migrate(database)
  expect(
    database
      .prepare('SELECT external_reference AS r, posts_left AS n FROM orders ORDER BY id')
      .all()
      .map(({ r, n }) => [r, n]),
  ).toEqual([
    ['NEW', 2],
    ['SENT', 1],
    ['TWICE', 0],
    ['DECIDED', 1],
    ['DECIDED-AND-SENT', 0],
    ['DONE', 0],
  ])
})

test('a restored copy in which an order waits: what the journal knows is taken from what it may still make', async () => {
  const world = withErrors('A')
  world.api.offline = true
  world.place('uno', 'A')
  const { adoptJournal } = await import('../../../../electron/core/outbox/adoption/reconcile.ts')
  const entry = (request: number) => ({ at: world.clock.now(), request, order: 1, point_of_sale: 'uno', method: 'reenviar_encolado', external_reference: 'A' })
  adoptJournal(world.database, [entry(1), entry(2)], world.clock.now())
  expect(world.database.prepare('SELECT state, posts, posts_left, possible FROM orders').get()).toEqual({
    state: 'unknown',
    posts: 2,
    posts_left: 0,
    possible: 2,
  })
  world.api.offline = false
  await world.crash()
  await world.clock.advance(hour)
  expect(world.api.posts.size).toBe(0)
  expect(world.stateOf('A')).toBe('needs_decision')
})

test('a restored copy, one POST of which only the journal knows, and then the setting lowered: none follows by itself', async () => {
  const world = withErrors('A')
  world.api.offline = true
  world.place('uno', 'A')
  const { adoptJournal } = await import('../../../../electron/core/outbox/adoption/reconcile.ts')
  adoptJournal(
    world.database,
    [{ at: world.clock.now(), request: 1, order: 1, point_of_sale: 'uno', method: 'reenviar_encolado', external_reference: 'A' }],
    world.clock.now(),
  )
  expect(world.number('SELECT posts_left FROM orders')).toBe(1)
  world.automaticResends = 0
  world.api.offline = false
  await world.crash()
  await world.clock.advance(hour)
  expect(world.api.posts.size).toBe(0)
  expect(world.stateOf('A')).toBe('needs_decision')
})

test('a restored copy of an order that had spent everything, and that the person wanted sent once more: once, and no oftener', async () => {
  const world = withErrors('A')
  world.automaticResends = 0
  world.api.offline = true
  world.place('uno', 'A')
  const { adoptJournal } = await import('../../../../electron/core/outbox/adoption/reconcile.ts')
  const at = world.clock.now()
  const marker = { at, request: 1, order: 1, point_of_sale: 'uno', method: 'reenviar_encolado', external_reference: 'A' }
  adoptJournal(world.database, [marker, { at, decided: 'resend', point_of_sale: 'uno', orders: [[1, 'A']] }], at)
  expect(world.database.prepare('SELECT state, posts, posts_left FROM orders').get()).toEqual({ state: 'queued', posts: 1, posts_left: 1 })
  world.api.weather = always('slow-down')
  world.api.offline = false
  await world.crash()
  await world.clock.advance(day)
  expect(world.api.posts.get('A')).toBe(1)
  expect(world.stateOf('A')).toBe('needs_decision')
})

test('a last POST whose answer closes the gate: the person decides at once, and not when the gate opens', async () => {
  const world = withErrors('A')
  world.automaticResends = 0
  world.api.weather = ['credentials']
  world.place('uno', 'A')
  await world.clock.advance(second)
  expect(world.stateOf('A')).toBe('needs_decision')
  expect(causes(world).at(-1)).toBe('nothing-left')
})

test('a restored copy in which an earlier order of the reference still waits: the later one goes in its stead, at its hour and with its budget', async () => {
  const world = withErrors('A', 'B')
  world.api.offline = true
  world.place('uno', 'A', 'B')
  const { adoptJournal } = await import('../../../../electron/core/outbox/adoption/reconcile.ts')
  const at = world.clock.now()
  const later = { point_of_sale: 'uno', name: 'Local', posts: 1, repeats: null }
  adoptJournal(
    world.database,
    [
      { at, placed: { ...later, first: 7, references: ['A'], until: at + 5 * hour } },
      { at, placed: { ...later, first: 8, references: ['B'], until: null } },
    ],
    at,
  )
  const rows = () => world.database.prepare('SELECT state, hold_reason, posts_left FROM orders ORDER BY id').all()
  expect(rows()).toEqual([
    { state: 'held', hold_reason: 'luego', posts_left: 1 },
    { state: 'queued', hold_reason: null, posts_left: 1 },
  ])
  world.api.weather = always('slow-down')
  world.api.offline = false
  await world.crash()
  await world.clock.advance(4 * hour)
  expect([world.api.posts.get('A'), world.api.posts.get('B')]).toEqual([undefined, 1])
  await world.clock.advance(4 * hour)
  expect([world.api.posts.get('A'), world.api.posts.get('B')]).toEqual([1, 1])
})
