import { describe, expect, test, vi } from 'vitest'
import type { ReceivedEvent, WebhookEvent } from '../../../../electron/core/webhooks/event.ts'
import { forgetOldEvents } from '../../../../electron/core/outbox/events/store.ts'
import { OrderStore } from '../../../../electron/core/outbox/orders/store.ts'
import { World } from './model/world.ts'

const second = 1_000
const minute = 60 * second
const hour = 60 * minute

const withErrors = (...references: string[]): World => {
  const world = new World()
  for (const reference of references) world.api.status.set(reference, 'error')
  return world
}

describe('the way of an order', () => {
  test('in error: asked for free, sent once, watched until it is issued', async () => {
    const world = withErrors('A')
    world.place('uno', 'A')
    await world.clock.advance(second)
    expect(world.stateOf('A')).toBe('accepted')
    expect(world.api.executions.get('A')).toBe(1)
    world.api.status.set('A', 'issued')
    await world.clock.advance(minute)
    expect(world.stateOf('A')).toBe('issued')
    expect(world.outbox.ledger()).toMatchObject([{ method: 'reenviar_encolado', month: '2026-11', used: 1, possible: 0 }])
  })

  test('already queued, already issued and not there at all cost nothing', async () => {
    const world = new World()
    world.api.status.set('Q', 'queued')
    world.api.status.set('I', 'issued')
    world.place('uno', 'Q', 'I', 'X')
    await world.clock.advance(second)
    expect([world.stateOf('Q'), world.stateOf('I'), world.stateOf('X')]).toEqual(['superseded', 'issued', 'not_found'])
    expect(world.outbox.ledger()).toEqual([])
    expect(world.api.posts.size).toBe(0)
  })

  test('one live order per reference: the second of two clicks finds the first', () => {
    const world = withErrors('A')
    world.api.offline = true
    world.place('uno', 'A')
    expect(world.outbox.place('uno', ['A'])).toMatchObject({ ok: true, value: { batchId: null, alreadyLive: ['A'] } })
    expect(world.outbox.place('dos', ['A'])).toMatchObject({ ok: true, value: { alreadyLive: [] } })
  })

  test('offline: waits, backs off, leaves by itself', async () => {
    const world = withErrors('A')
    world.api.offline = true
    world.place('uno', 'A')
    await world.clock.advance(10 * minute)
    expect(world.stateOf('A')).toBe('queued')
    expect(world.outbox.status().banners).toContainEqual({ kind: 'offline', waiting: 1 })
    world.api.offline = false
    world.outbox.wake('online')
    await world.clock.advance(second)
    expect(world.stateOf('A')).toBe('accepted')
    expect(world.outbox.status().banners).toEqual([])
  })

  test('a lost answer: verified for free; executed means accepted, not executed means one more POST and no third', async () => {
    const world = withErrors('A', 'B')
    world.api.weather = ['lost-after-execution', 'lost-before-execution', 'lost-before-execution']
    world.place('uno', 'A', 'B')
    await world.clock.advance(second)
    expect([world.stateOf('A'), world.stateOf('B')]).toEqual(['unknown', 'queued'])
    await world.clock.advance(10 * second)
    expect(world.stateOf('A')).toBe('accepted')
    await world.clock.advance(10 * minute)
    expect(world.stateOf('B')).toBe('needs_decision')
    expect(world.api.posts.get('B')).toBe(2)
    expect(world.outbox.ledger()).toMatchObject([{ used: 1, possible: 2 }])
  })

  test('a person decides what the program may not', async () => {
    const world = withErrors('A', 'B', 'C')
    world.automaticResends = 0
    world.api.weather = ['lost-before-execution', 'lost-before-execution', 'lost-before-execution']
    world.place('uno', 'A', 'B', 'C')
    await world.clock.advance(10 * minute)
    const ids = world.outbox
      .list({ offset: 0, limit: 3 })
      .orders.map((order) => order.id)
      .toSorted((a, b) => a - b)
    expect(ids.map((id) => world.outbox.order(id)?.actions)).toEqual([['decide'], ['decide'], ['decide']])
    world.outbox.decide(ids[0]!, 'resend')
    world.outbox.decide(ids[1]!, 'assume-sent')
    world.outbox.decide(ids[2]!, 'discard')
    await world.clock.advance(second)
    expect([world.stateOf('A'), world.stateOf('B'), world.stateOf('C')]).toEqual(['accepted', 'accepted', 'cancelled'])
    expect(world.outbox.decide(ids[0]!, 'resend')).toEqual({ ok: false, error: { code: 'action-not-allowed' } })
  })

  test('a refused search falls back to one by one; three refusals and it is sent without', async () => {
    const world = withErrors('A')
    world.api.refuseList = true
    world.place('uno', 'A')
    await world.clock.advance(second)
    expect(world.stateOf('A')).toBe('accepted')
    const blind = withErrors('B')
    blind.api.refuseQueries = 'query'
    blind.place('uno', 'B')
    await blind.clock.advance(minute)
    expect(blind.stateOf('B')).toBe('accepted')
    const id = blind.outbox.list({ offset: 0, limit: 1 }).orders[0]!.id
    const story = blind.outbox.story(id)
    expect(story.ok && story.value.transitions.map((one) => one.cause)).toContain('claimed-unchecked')
  })

  test.each([
    ['quota', 'cupo'],
    ['credentials', 'credenciales'],
  ] as const)('%s closes the gate: everything of that point of sale is held, the other goes on', async (weather, reason) => {
    const world = withErrors('A', 'B', 'C', 'D')
    world.api.weather = [weather]
    world.place('uno', 'A', 'B', 'C')
    await world.clock.advance(second)
    world.place('dos', 'D')
    world.place('uno', 'E')
    await world.clock.advance(minute)
    expect(['A', 'B', 'C', 'E'].map((reference) => world.stateOf(reference))).toEqual(['held', 'held', 'held', 'held'])
    expect(world.stateOf('D')).toBe('accepted')
    expect(world.outbox.status().banners).toContainEqual({ kind: 'gate', pointOfSaleId: 'uno', pointOfSaleName: 'Local uno', reason, waiting: 4 })
    world.api.status.set('E', 'error')
    world.outbox.retryGate('uno')
    await world.clock.advance(minute)
    expect(['A', 'B', 'C', 'E'].map((reference) => world.stateOf(reference))).toEqual(['accepted', 'accepted', 'accepted', 'accepted'])
  })

  test.each(['slow-down', 'maintenance'] as const)('%s: the whole lane waits and nothing is spent by guessing', async (weather) => {
    const references = Array.from({ length: 20 }, (_, index) => `R${String(index).padStart(2, '0')}`)
    const world = withErrors(...references)
    world.api.weather = ['ok', 'ok', 'ok', 'ok', weather]
    world.place('uno', ...references)
    await world.clock.advance(20 * second)
    expect([...world.api.posts.values()].reduce((sum, count) => sum + count, 0)).toBe(5)
    expect(world.outbox.status().banners).toMatchObject([{ kind: weather }])
    await world.clock.advance(20 * minute)
    expect(references.every((reference) => world.stateOf(reference) === 'accepted')).toBe(true)
  })

  test('pause holds what has not left; new orders wait too; resume lets all go', async () => {
    const world = withErrors('A', 'B')
    world.outbox.setPaused(true)
    world.place('uno', 'A')
    await world.crash()
    world.place('uno', 'B')
    await world.clock.advance(minute)
    expect([world.stateOf('A'), world.stateOf('B')]).toEqual(['held', 'held'])
    world.outbox.setPaused(false)
    await world.clock.advance(second)
    expect([world.stateOf('A'), world.stateOf('B')]).toEqual(['accepted', 'accepted'])
  })

  test('after 72 hours of waiting it asks', async () => {
    const world = withErrors('A')
    world.api.offline = true
    world.place('uno', 'A')
    await world.clock.advance(73 * 60 * minute)
    expect(world.outbox.list({ offset: 0, limit: 1 }).orders[0]).toMatchObject({ state: 'held', holdReason: 'vencido', actions: ['resend', 'cancel'] })
    world.api.offline = false
    world.outbox.resend(1)
    await world.clock.advance(20 * minute)
    expect(world.stateOf('A')).toBe('accepted')
  })

  test('an uncertain answer stops the lane until the free query settles it, three times in a row', async () => {
    const world = withErrors('A', 'B', 'C', 'D', 'E')
    world.api.weather = ['server-error', 'server-error', 'server-error']
    world.place('uno', 'A', 'B', 'C', 'D', 'E')
    await world.clock.advance(50 * second)
    expect(world.api.posts.size).toBe(1)
    await world.clock.advance(12 * second)
    expect(world.api.posts.get('A')).toBe(2)
    expect(world.api.posts.get('B')).toBeUndefined()
    await world.clock.advance(10 * 60 * second)
    expect([world.stateOf('D'), world.stateOf('E')]).toEqual(['accepted', 'accepted'])
  })

  test('a clock set forward or back neither sends blindly nor waits for ever', async () => {
    const world = withErrors('A', 'B')
    world.api.offline = true
    world.place('uno', 'A')
    await world.clock.advance(minute)
    world.clock.skew = -60 * minute
    world.api.offline = false
    await world.clock.advance(20 * minute)
    expect(world.stateOf('A')).toBe('accepted')
    world.clock.skew = 3 * 24 * 60 * minute
    world.place('uno', 'B')
    await world.clock.advance(minute)
    expect(world.stateOf('B')).toBe('accepted')
  })

  test('what is uncertain is looked at within its plan when the clock is set back, also when nothing else happens', async () => {
    const world = withErrors('A')
    world.api.weather = ['lost-after-execution']
    world.place('uno', 'A')
    await world.clock.advance(second)
    world.clock.skew = -8 * hour
    await world.clock.advance(6 * second)
    expect(world.stateOf('A')).toBe('accepted')
  })

  test('an order that crashes the sender three times is put aside and the others go on', async () => {
    const world = withErrors('A', 'B')
    world.place('uno', 'A', 'B')
    const crashing = world.api.resend.bind(world.api)
    world.api.resend = (credentials, reference, call) => (reference === 'A' ? Promise.reject(new Error('defect')) : crashing(credentials, reference, call))
    await world.clock.advance(minute)
    expect([world.stateOf('A'), world.stateOf('B')]).toEqual(['held', 'accepted'])
    expect(world.outbox.order(1)?.holdReason).toBe('danado')
  })

  test('cancel takes back what has not left and nothing else', async () => {
    const references = Array.from({ length: 50 }, (_, index) => `R${index}`)
    const world = withErrors(...references)
    world.place('uno', ...references)
    await world.clock.advance(950)
    const batch = world.outbox.cancelBatch(1)
    await world.clock.advance(minute)
    const sent = world.number("SELECT count(*) FROM orders WHERE state = 'accepted'")
    expect(batch).toMatchObject({ ok: true })
    expect(sent).toBeGreaterThan(5)
    expect(sent + world.number("SELECT count(*) FROM orders WHERE state = 'cancelled'")).toBe(50)
    expect(world.api.posts.size).toBe(sent)
    expect(world.outbox.batches()[0]).toMatchObject({ active: false, total: 50 })
  })
})

describe('an answer that the next order follows at once', () => {
  test('shares its commit with the next marker', async () => {
    const references = Array.from({ length: 20 }, (_, index) => `R${index}`)
    const world = withErrors(...references)
    world.spacing = 0
    const commits = vi.spyOn(world.database, 'exec')
    world.place('uno', ...references)
    await world.clock.advance(0)
    const written = commits.mock.calls.filter(([sql]) => sql === 'COMMIT').length
    expect(world.number("SELECT count(*) FROM orders WHERE state = 'accepted'")).toBe(20)
    // Placed, asked about (twice), the first claim and the last answer have their own.
    expect(written).toBeLessThanOrEqual(20 + 6)
  })

  test('does not wait for a connection: it is written by itself, and so is what was claimed', async () => {
    const world = withErrors('A', 'B')
    world.spacing = 0
    world.api.weather = ['ok', 'hang-connecting']
    world.place('uno', 'A', 'B')
    await world.clock.advance(0)
    expect([world.stateOf('A'), world.stateOf('B')]).toEqual(['on_wire', 'preflight'])
    await world.clock.advance(10)
    expect([world.stateOf('A'), world.stateOf('B')]).toEqual(['accepted', 'sending'])
  })

  test('lost with the process: the order is asked about and not sent again', async () => {
    const world = withErrors('A', 'B')
    world.spacing = 0
    world.api.weather = ['ok', 'hang-connecting']
    world.place('uno', 'A', 'B')
    await world.clock.advance(0)
    await world.crash()
    expect(world.stateOf('A')).toBe('unknown')
    await world.clock.advance(minute)
    expect([world.stateOf('A'), world.stateOf('B')]).toEqual(['accepted', 'accepted'])
    expect([world.api.posts.get('A'), world.api.posts.get('B')]).toEqual([1, 1])
  })

  test('is written also when the next order was cancelled while connecting; nobody is told of a disk that fails', async () => {
    const world = withErrors('A', 'B')
    world.spacing = 0
    const connected = Promise.withResolvers<void>()
    const resend = world.api.resend.bind(world.api)
    world.api.resend = async (credentials, reference, call) => {
      if (reference === 'B') await connected.promise
      return resend(credentials, reference, call)
    }
    world.place('uno', 'A', 'B')
    await world.clock.advance(0)
    world.outbox.cancel(2)
    connected.resolve()
    await world.clock.advance(0)
    expect([world.stateOf('A'), world.stateOf('B')]).toEqual(['accepted', 'cancelled'])
    expect(world.api.posts.get('B')).toBeUndefined()
    expect(world.outbox.status().banners).toEqual([])
  })

  test('comes back to the disk when the marker finds it full', async () => {
    const world = withErrors('A', 'B')
    world.spacing = 0
    const connected = Promise.withResolvers<void>()
    const resend = world.api.resend.bind(world.api)
    world.api.resend = async (credentials, reference, call) => {
      if (reference === 'B') await connected.promise
      return resend(credentials, reference, call)
    }
    world.place('uno', 'A', 'B')
    await world.clock.advance(0)
    world.database.exec("CREATE TEMP TRIGGER full BEFORE INSERT ON main.request BEGIN SELECT raise(ABORT, 'full'); END")
    connected.resolve()
    await world.clock.advance(0)
    expect([world.stateOf('A'), world.stateOf('B')]).toEqual(['accepted', 'queued'])
    expect(world.api.posts.get('B')).toBeUndefined()
    world.database.exec('DROP TRIGGER full')
    await world.clock.advance(minute)
    expect(world.stateOf('B')).toBe('accepted')
    expect([world.api.posts.get('A'), world.api.posts.get('B')]).toEqual([1, 1])
  })
})

test('no statement on the way of an order reads all orders, so that none gets slower with the years', async () => {
  const world = new World()
  const prepare = vi.spyOn(world.database, 'prepare')
  const references = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H']
  for (const reference of references) world.api.status.set(reference, 'error')
  world.api.weather = ['lost-after-execution', 'reject', 'credentials']
  world.place('uno', ...references)
  await world.crash()
  await world.clock.advance(minute)
  world.outbox.setPaused(true)
  world.outbox.setPaused(false)
  world.outbox.retryGate('uno')
  await world.clock.advance(hour)
  world.place('uno', 'I', 'J')
  world.outbox.cancelBatch(2)
  world.outbox.story(1)
  world.outbox.ledger()
  world.outbox.batches()
  world.outbox.batch(1, 0, 500)
  const statements = [...new Set(prepare.mock.calls.map(([sql]) => sql))].filter((sql) => !sql.startsWith('PRAGMA'))
  prepare.mockRestore()
  expect(statements.length).toBeGreaterThan(25)
  const reading = statements.flatMap((sql) => {
    const plan = world.database
      .prepare(`EXPLAIN QUERY PLAN ${sql}`)
      .all()
      .map((step) => String(step['detail']))
    return plan.some((detail) => /^SCAN (?:orders|transition|request|webhook_event)\b(?! USING COVERING INDEX orders_waiting)/u.test(detail)) ? [sql] : []
  })
  expect(reading).toEqual([])
})

const event = (world: World, evento: string, reference: string, hook = evento) => ({
  hook_id: hook,
  evento,
  external_reference: reference,
  creado: world.clock.now(),
  msg: evento === 'error' ? ['Cod. Error: #6661145.10016 - fecha'] : [],
})

const proven = (told: WebhookEvent): ReceivedEvent => ({ event: told, pointOfSale: 'uno', proven: true, source: 'receiver' })
const unproven = (told: WebhookEvent): ReceivedEvent => ({ ...proven(told), proven: false })

describe('webhooks', () => {
  test('first, twice and out of order: an end state is never undone', async () => {
    const world = withErrors('A')
    world.place('uno', 'A')
    await world.clock.advance(second)
    world.outbox.webhooks([proven(event(world, 'emitido', 'A'))])
    world.api.status.set('A', 'issued')
    world.outbox.webhooks([proven(event(world, 'emitido', 'A'))])
    world.outbox.webhooks([proven(event(world, 'encolado', 'A'))])
    world.outbox.webhooks([proven(event(world, 'error', 'A'))])
    await world.clock.advance(minute)
    expect(world.outbox.order(1)).toMatchObject({ state: 'issued', comprobante: { numero: '00010-00000007' } })
    expect(world.number('SELECT count(*) FROM webhook_event')).toBe(3)
  })

  test('an error brings its reason; an old one says nothing about a newer POST', async () => {
    const world = withErrors('A')
    const old = event(world, 'error', 'A', 'old')
    await world.clock.advance(10 * minute)
    world.place('uno', 'A')
    await world.clock.advance(second)
    world.outbox.webhooks([proven(old)])
    expect(world.stateOf('A')).toBe('accepted')
    world.api.status.set('A', 'error')
    world.outbox.webhooks([proven(event(world, 'error', 'A'))])
    await world.clock.advance(2 * second)
    expect(world.outbox.order(1)).toMatchObject({ state: 'failed_again', explanation: { texts: ['Cod. Error: #6661145.10016 - fecha'] } })
  })

  test.each(['error', 'encolado', 'emitido'])('%s, proven, made some seconds before our POST: settles nothing, the query is asked at once', async (evento) => {
    const world = withErrors('A')
    world.automaticResends = 0
    const before = { ...event(world, evento, 'A'), creado: world.clock.now() - 30 * second }
    world.api.weather = ['lost-after-execution']
    world.place('uno', 'A')
    await world.clock.advance(minute / 2)
    expect(world.stateOf('A')).toBe('accepted')
    world.api.status.set('A', 'issued')
    const queries = world.api.queries
    world.outbox.webhooks([proven(before)])
    expect(world.stateOf('A')).toBe('accepted')
    await world.clock.advance(1_100)
    expect(world.api.queries).toBe(queries + 1)
    expect(world.stateOf('A')).toBe('issued')
  })

  test.each(['error', 'encolado', 'emitido'])('%s, proven, made before a POST whose answer is lost: does not say that it arrived', async (evento) => {
    const world = withErrors('A')
    world.automaticResends = 0
    const before = { ...event(world, evento, 'A'), creado: world.clock.now() - second }
    world.api.weather = ['lost-before-execution']
    world.place('uno', 'A')
    await world.clock.advance(second)
    world.outbox.webhooks([proven(before)])
    expect(world.stateOf('A')).toBe('unknown')
    await world.clock.advance(2 * minute)
    expect(world.stateOf('A')).toBe('needs_decision')
    expect(world.outbox.ledger()).toMatchObject([{ used: 0, possible: 1 }])
  })

  test('an error of the second in which we sent may be why it was sent; one of the next second says what became of the POST', async () => {
    const world = withErrors('A')
    world.automaticResends = 0
    world.api.weather = ['lost-before-execution']
    await world.clock.advance(500)
    world.place('uno', 'A')
    await world.clock.advance(3 * second)
    const sent = world.number('SELECT at FROM request')
    const said = (creado: number) => world.outbox.webhooks([proven({ ...event(world, 'error', 'A', `${creado}`), creado })])
    said(Math.floor(sent / second) * second)
    await world.clock.advance(2 * second)
    expect(world.stateOf('A')).toBe('unknown')
    said(Math.ceil(sent / second) * second)
    await world.clock.advance(2 * second)
    expect(world.stateOf('A')).toBe('failed_again')
  })

  test.each(['emitido', 'error', 'eliminado', 'cambio_fecha', 'otra_cosa'])(
    '%s, not proven: moves nothing by itself, the query is asked at once',
    async (evento) => {
      const world = withErrors('A')
      world.place('uno', 'A')
      await world.clock.advance(minute)
      expect(world.stateOf('A')).toBe('accepted')
      const queries = world.api.queries
      world.outbox.webhooks([unproven(event(world, evento, 'A'))])
      expect(world.stateOf('A')).toBe('accepted')
      await world.clock.advance(2 * second)
      expect(world.api.queries).toBe(queries + 1)
      expect(world.stateOf('A')).toBe('accepted')
    },
  )

  test('the reason in an event that is not proven counts once the query shows the order in error', async () => {
    const world = withErrors('A')
    world.place('uno', 'A')
    await world.clock.advance(minute)
    world.api.status.set('A', 'error')
    world.outbox.webhooks([unproven(event(world, 'error', 'A'))])
    expect(world.outbox.order(1)).toMatchObject({ state: 'accepted' })
    await world.clock.advance(2 * second)
    expect(world.outbox.order(1)).toMatchObject({ state: 'failed_again', explanation: { code: '10016', texts: ['Cod. Error: #6661145.10016 - fecha'] } })
  })

  test('a proven reason takes the place of one that is not, and keeps it', async () => {
    const world = withErrors('A')
    world.place('uno', 'A')
    await world.clock.advance(minute)
    world.api.status.set('A', 'error')
    const other = (hook: string, text: string) => ({ ...event(world, 'error', 'A', hook), msg: [text] })
    world.outbox.webhooks([unproven(other('1', 'mentira'))])
    await world.clock.advance(2 * second)
    const texts = () => world.outbox.order(1)?.explanation.texts
    expect(texts()).toEqual(['mentira'])
    world.outbox.webhooks([unproven(other('2', 'otra mentira')), proven(other('3', 'verdad')), unproven(other('4', 'mentira')), proven(other('5', 'tarde'))])
    expect(texts()).toEqual(['verdad'])
  })

  test('a hook_id that a stranger used first does not keep the true event out', async () => {
    const world = withErrors('A')
    world.place('uno', 'A')
    await world.clock.advance(second)
    const taken = (delivery: ReceivedEvent) => {
      const answer = world.outbox.webhooks([delivery])
      return answer.ok && answer.value[0]?.fresh
    }
    expect(taken(unproven({ ...event(world, 'test', 'A', 'h'), external_reference: null }))).toBe(true)
    world.api.status.set('A', 'error')
    expect(taken(proven(event(world, 'error', 'A', 'h')))).toBe(true)
    await world.clock.advance(2 * second)
    expect(world.outbox.order(1)).toMatchObject({ state: 'failed_again', explanation: { code: '10016' } })
    expect(taken(unproven(event(world, 'emitido', 'A', 'h')))).toBe(false)
    expect(taken(proven(event(world, 'emitido', 'A', 'h')))).toBe(false)
    expect(world.number('SELECT count(*) FROM webhook_event')).toBe(1)
  })

  test('a flood of events uses up none of the looks at an uncertain order, and asks at most once a second', async () => {
    const world = withErrors('A')
    world.automaticResends = 0
    world.api.weather = ['lost-before-execution']
    world.place('uno', 'A')
    await world.clock.advance(second)
    expect(world.stateOf('A')).toBe('unknown')
    const queries = world.api.queries
    for (let i = 0; i < 100; i++) {
      world.outbox.webhooks([unproven({ ...event(world, 'emitido', 'A'), hook_id: `${i}` })])
      await world.clock.advance(100)
    }
    expect(world.api.queries - queries).toBeLessThanOrEqual(12)
    expect(world.stateOf('A')).toBe('unknown')
    expect(world.number('SELECT checks FROM orders')).toBe(1)
    await world.clock.advance(minute)
    expect(world.stateOf('A')).toBe('needs_decision')
    expect(world.number("SELECT count(*) FROM transition WHERE cause = 'still-in-error-ask'")).toBe(1)
  })

  test('beyond the retention the oldest are forgotten, and strangers push out no proven one', () => {
    const world = new World()
    const store = new OrderStore(world.database, world.clock)
    const many = (make: typeof proven, prefix: string, count: number) =>
      world.outbox.webhooks(
        Array.from({ length: count }, (_, i) => make({ ...event(world, 'encolado', 'X'), hook_id: `${prefix}${i}`, msg: ['x'.repeat(96)] })),
      )
    many(proven, 'p', 10)
    many(unproven, 'u', 50)
    const forget = (limits: Partial<{ age: number; count: number; bytes: number }>) =>
      forgetOldEvents(store, world.clock.now(), { age: minute, count: 1_000, bytes: 1e9, ...limits })
    expect(forget({})).toBe(0)
    expect(forget({ count: 20 })).toBe(30)
    expect(forget({ bytes: 1_500 })).toBe(5)
    expect(world.outbox.recentWebhooks(1)).toMatchObject([{ evento: 'encolado', proven: false, pointOfSale: 'uno', used: false }])
    expect(world.number('SELECT count(*) FROM webhook_event WHERE proven = 1')).toBe(10)
    world.clock.skew = 2 * minute
    expect(forget({})).toBe(25)
  })
})

test('that sending was stopped is remembered: the next start sends nothing either, until the person has read why', async () => {
  const stopped = { problem: 'restored', text: 'Puede faltar algo.' } as const
  const world = withErrors('A')
  const open = (found: typeof stopped | null) => {
    world.outbox.dispose()
    world.clock.forgetTimers()
    world.outbox = world.open(found)
    world.outbox.start()
  }
  open(stopped)
  world.place('uno', 'A')
  open(null)
  await world.clock.advance(hour)
  expect(world.outbox.status().banners).toContainEqual({ kind: 'storage', ...stopped })
  expect(world.api.posts.size).toBe(0)
  expect(world.outbox.acknowledgeStorage()).toMatchObject({ ok: true })
  expect(world.outbox.status()).toMatchObject({ banners: [] })
  open(null)
  await world.clock.advance(hour)
  expect(world.stateOf('A')).toBe('accepted')
})

test('a stored stop that cannot be read still stops', async () => {
  const world = withErrors('A')
  world.database.exec("INSERT INTO flag VALUES ('stopped', '{')")
  await world.crash()
  world.place('uno', 'A')
  await world.clock.advance(hour)
  expect(world.outbox.status().banners).toMatchObject([{ kind: 'storage', problem: 'restored' }])
  expect(world.api.posts.size).toBe(0)
})
