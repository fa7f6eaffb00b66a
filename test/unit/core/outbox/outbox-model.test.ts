import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { isAllowed, type Cause } from '../../../../electron/core/outbox/orders/transitions.ts'
import { liveStates, type OrderState } from '#contract/model/order.ts'
import type { VirtualApi, Weather } from './model/virtual-api.ts'
import { silentDecisions, watchOrder } from './model/watch-order.ts'
import { World } from './model/world.ts'

/** What the test itself knows to be true, independently of the outbox. */
interface Model {
  /** References a person asked to send. */
  asked: Set<string>
  /** By order: the most POSTs that the person was told of, when it was placed and with each decision since. */
  confirmed: Map<number, number>
  /** References that TusFacturasAPP has not had all the time. */
  deleted: Set<string>
}

type Command = fc.AsyncCommand<Model, World>

const references = ['A', 'B', 'C', 'D', 'E', 'F']
const statuses = ['error', 'error', 'error', 'queued', 'issued', 'unknown', 'deleted'] as const

const command = (name: string, run: (model: Model, world: World) => Promise<void> | void): Command => ({
  check: () => true,
  run: async (model, world) => {
    await run(model, world)
    checkInvariants(model, world)
  },
  toString: () => name,
})

/** A person saw what an order may cost and confirmed it. */
function confirm(model: Model, world: World, id: number, reference: string): void {
  model.asked.add(reference)
  model.confirmed.set(id, 1 + world.automaticResends)
  world.api.forgetPosts(reference)
}

const markersOf = (world: World, id: number): number => world.number('SELECT count(*) FROM request WHERE order_id = ?', String(id))

const enqueue = fc.tuple(fc.constantFrom('uno', 'dos'), fc.uniqueArray(fc.constantFrom(...references), { minLength: 1, maxLength: 6 })).map(([lane, chosen]) =>
  command(`enqueue(${lane}, ${chosen.join(' ')})`, (model, world) => {
    // A reference belongs to one point of sale; asking the other one would only be "not found".
    const own = chosen.map((reference) => `${lane}-${reference}`)
    const placed = world.outbox.place(lane, own)
    if (placed.ok) for (const { id, external_reference } of placed.value.orders) confirm(model, world, id, external_reference)
  }),
)

const weathers: Weather[] = [
  'ok',
  'refused-connection',
  'hang-connecting',
  'lost-before-execution',
  'lost-after-execution',
  'hang',
  'server-error',
  'slow-down',
  'retry-after-0',
  'maintenance',
  'past-maintenance',
  'quota',
  'credentials',
  'proxy',
  'reject',
]

const commands = [
  enqueue,
  enqueue,
  fc.boolean().map((offline) => command(`offline(${offline})`, (_model, world) => void (world.api.offline = offline))),
  fc
    .array(fc.constantFrom(...weathers), { minLength: 1, maxLength: 4 })
    .map((weather) => command(`drop(${weather.join(' ')})`, (_model, world) => void world.api.weather.push(...weather))),
  fc.constantFrom(0, 100).map((spacing) => command(`spacing(${spacing})`, (_model, world) => void (world.spacing = spacing))),
  fc.constantFrom(0, 1).map((setting) => command(`automaticResends(${setting})`, (_model, world) => void (world.automaticResends = setting))),
  fc.constant(command('crash', (_model, world) => world.crash())),
  fc.constantFrom(10, 150, 1_000, 10_000, 70_000, 400_000, 4_000_000).map((time) => command(`advance(${time})`, (_model, world) => world.clock.advance(time))),
  fc.constantFrom('online', 'credentials', 'network-settings').map((hint) => command(`wake(${hint})`, (_model, world) => world.outbox.wake(hint))),
  fc
    .constantFrom<VirtualApi['refuseQueries'][]>(false, 'query', 'account')
    .map((refuse) => command(`refuseQueries(${refuse})`, (_model, world) => void (world.api.refuseQueries = refuse))),
  fc.constantFrom('short', 'capped', 'none', 'foreign', null).map((odd) => command(`oddQueries(${odd})`, (_model, world) => void (world.api.oddQueries = odd))),
  fc.boolean().map((paused) => command(`pause(${paused})`, (_model, world) => void world.outbox.setPaused(paused))),
  fc.constantFrom('uno', 'dos').map((lane) => command(`retryGate(${lane})`, (_model, world) => void world.outbox.retryGate(lane))),
  fc
    .tuple(
      fc.constantFrom('uno', 'dos'),
      fc.constantFrom(...references),
      fc.constantFrom('encolado', 'emitido', 'error', 'eliminado'),
      fc.constantFrom(-600_000, 0),
      fc.nat(5),
      fc.boolean(),
    )
    .map(([lane, reference, evento, age, hook, proven]) =>
      command(`webhook(${lane}-${reference} ${evento} ${age} ${hook} ${proven})`, (_model, world) => {
        // Forged or true, an event never causes a POST; it may only settle.
        const event = { hook_id: `${evento}${reference}${hook}`, evento, external_reference: `${lane}-${reference}`, creado: world.clock.now() + age, msg: [] }
        const before = world.database.prepare('SELECT id, state FROM orders').all()
        world.outbox.webhooks([{ event, pointOfSale: lane, proven, source: 'receiver' }])
        if (!proven) expect(world.database.prepare('SELECT id, state FROM orders').all()).toEqual(before)
      }),
    ),
  fc.tuple(fc.constantFrom('uno', 'dos'), fc.constantFrom(...references), fc.constantFrom(...statuses)).map(([lane, reference, status]) =>
    command(`status(${lane}-${reference} ${status})`, (model, world) => {
      if (status !== 'deleted') world.api.status.set(`${lane}-${reference}`, status)
      else if (world.api.status.delete(`${lane}-${reference}`)) model.deleted.add(`${lane}-${reference}`)
    }),
  ),
  fc.tuple(fc.nat(12), fc.constantFrom('resend', 'assume-sent', 'discard')).map(([id, decision]) =>
    command(`decide(${id} ${decision})`, (model, world) => {
      const before = world.outbox.order(id)
      const decided = world.outbox.decide(id, decision)
      expect(decided.ok).toBe(before?.actions.includes('decide') ?? false)
      if (decided.ok && decision === 'resend') model.confirmed.set(id, markersOf(world, id) + 1)
    }),
  ),
  fc.tuple(fc.constantFrom('uno', 'dos'), fc.constantFrom(...references), fc.constantFrom(5_000, 400_000)).map(([lane, reference, ahead]) =>
    command(`postpone(${lane}-${reference} ${ahead})`, (model, world) => {
      const placed = world.outbox.postpone(lane, `${lane}-${reference}`, world.clock.now() + ahead, null)
      if (placed.ok) confirm(model, world, placed.value.id, placed.value.external_reference)
    }),
  ),
  fc.nat(12).map((id) => command(`cancel(${id})`, (_model, world) => void world.outbox.cancel(id))),
  fc.nat(12).map((id) =>
    command(`resend(${id})`, (model, world) => {
      const before = world.outbox.order(id)
      const again = world.outbox.resend(id)
      if (again.ok && before?.state !== 'held') confirm(model, world, again.value.id, again.value.external_reference)
    }),
  ),
]

function checkInvariants(model: Model, world: World): void {
  const { database, api, journal } = world
  // No order lost: every one that was asked for is there, in a state of the table, with an unbroken story.
  for (const reference of model.asked) {
    const orders = world.number('SELECT count(*) FROM orders WHERE external_reference = ?', reference)
    expect(orders, `${reference} is there`).toBeGreaterThan(0)
    const markers = world.number('SELECT count(*) FROM request r JOIN orders o ON o.id = r.order_id WHERE o.external_reference = ?', reference)
    const executions = api.executions.get(reference) ?? 0
    const posts = api.posts.get(reference) ?? 0
    // Every byte that reached the server has a marker, and every marker a journal line and a request in the ledger.
    expect(posts, `${reference} posts <= markers`).toBeLessThanOrEqual(markers)
    expect(executions, `${reference} executions <= markers`).toBeLessThanOrEqual(markers)
    expect(journal.filter((entry) => 'external_reference' in entry && entry.external_reference === reference).length).toBe(markers)
  }
  for (const [id, most] of model.confirmed) {
    const markers = markersOf(world, id)
    expect(markers, `order ${id} is POSTed no more often than was confirmed`).toBeLessThanOrEqual(most)
    expect(world.number('SELECT posts_left FROM orders WHERE id = ?', String(id)), `what is left of order ${id}`).toBeLessThanOrEqual(most - markers)
    const at = database
      .prepare('SELECT at FROM request WHERE order_id = ? ORDER BY id')
      .all(id)
      .map((row) => Number(row['at']))
    for (const [index, time] of at.slice(1).entries()) expect(time - at[index]!, `order ${id} rests a minute between two POSTs`).toBeGreaterThanOrEqual(60_000)
  }
  // After a POST only a query that says "in error" lets another one go.
  expect(api.unsure, 'sent again although it was not seen in error').toEqual([])
  expect(api.unasked, 'sent unchecked although the query was refused for another reason').toEqual([])
  const same = (kept: string, counted: string) => expect(database.prepare(kept).all(), `kept and counted: ${kept}`).toEqual(database.prepare(counted).all())
  same('SELECT state, total FROM state_count WHERE total <> 0 ORDER BY 1', 'SELECT state, count(*) AS total FROM orders GROUP BY 1 ORDER BY 1')
  same(
    'SELECT * FROM batch_count WHERE total <> 0 OR used <> 0 OR possible <> 0 ORDER BY 1, 2',
    'SELECT batch_id, state, count(*) AS total, sum(used) AS used, sum(possible) AS possible FROM orders GROUP BY 1, 2 ORDER BY 1, 2',
  )
  same(
    'SELECT * FROM request_count ORDER BY 1, 2, 3',
    'SELECT point_of_sale, month, method, sum(certain) AS used, sum(1 - certain) AS possible FROM request GROUP BY 1, 2, 3 ORDER BY 1, 2, 3',
  )
  same(
    'SELECT id, used, possible FROM orders WHERE used <> 0 OR possible <> 0 ORDER BY 1',
    'SELECT order_id AS id, sum(certain) AS used, sum(1 - certain) AS possible FROM request GROUP BY 1 ORDER BY 1',
  )
  expect(api.mostInFlight).toBeLessThanOrEqual(1)
  const live = liveStates.map((state) => `'${state}'`).join(', ')
  expect(
    world.number(`SELECT count(*) FROM (SELECT 1 FROM orders WHERE state IN (${live}) GROUP BY point_of_sale, external_reference HAVING count(*) > 1)`),
  ).toBe(0)
  for (const row of database.prepare('SELECT * FROM transition ORDER BY order_id, id').all())
    expect(isAllowed(row['from_state'] as OrderState | null, row['to_state'] as OrderState, row['cause'] as Cause)).toBe(true)
  const broken = world.number(
    `SELECT count(*) FROM transition a JOIN transition b ON b.order_id = a.order_id AND b.id = (SELECT min(id) FROM transition WHERE order_id = a.order_id AND id > a.id)
     WHERE a.to_state <> b.from_state`,
  )
  expect(broken, 'every transition begins where the last one ended').toBe(0)
  const mismatched = world.number(
    'SELECT count(*) FROM orders o WHERE state <> (SELECT to_state FROM transition WHERE order_id = o.id ORDER BY id DESC LIMIT 1)',
  )
  expect(mismatched, 'the last transition is the state').toBe(0)
  const absent = database
    .prepare("SELECT external_reference AS reference FROM orders WHERE id IN (SELECT order_id FROM transition WHERE cause = 'query-empty')")
    .all()
  expect(
    absent.filter(({ reference }) => !model.deleted.has(String(reference))),
    'nothing is absent because an answer was odd',
  ).toEqual([])
  // Where nothing can go nothing seems to wait its turn, and what is held says by what.
  const gated = 'EXISTS (SELECT 1 FROM lane WHERE point_of_sale = o.point_of_sale AND gate IS NOT NULL)'
  const paused = "EXISTS (SELECT 1 FROM flag WHERE name = 'paused')"
  expect(world.number(`SELECT count(*) FROM orders o WHERE state IN ('queued', 'preflight') AND (${gated} OR ${paused})`), 'in the line of a closed lane').toBe(
    0,
  )
  const withoutCause = `SELECT count(*) FROM orders o WHERE state = 'held' AND CASE hold_reason WHEN 'pausa' THEN NOT ${paused} WHEN 'cupo' THEN NOT ${gated} WHEN 'credenciales' THEN NOT ${gated} WHEN 'proxy' THEN NOT ${gated} ELSE 0 END`
  expect(world.number(withoutCause), 'held by what is over').toBe(0)
  const toldOtherwise = `SELECT count(*) FROM orders o WHERE state = 'held' AND (hold_reason = 'pausa') <> ((SELECT cause FROM transition WHERE order_id = o.id ORDER BY id DESC LIMIT 1) = 'paused')`
  expect(world.number(toldOtherwise), 'held, and told otherwise').toBe(0)
  // An uncertain order is never sent again before a query has looked.
  const blind = world.number("SELECT count(*) FROM transition WHERE from_state = 'unknown' AND to_state IN ('sending', 'on_wire', 'preflight')")
  expect(blind).toBe(0)
  expect(world.number("SELECT count(*) FROM orders WHERE state = 'unknown' AND next_at IS NULL"), 'something picks up every unknown').toBe(0)
  expect(silentDecisions(world), 'younger ones have left, and the decision does not say so').toEqual([])
}

const moving = "('queued', 'preflight', 'sending', 'on_wire', 'unknown')"

test('whatever happens in whatever order: nothing lost, nothing sent blindly, everything counted', async () => {
  const seed = Number(process.env['FAST_CHECK_SEED'] ?? Date.now() % 2 ** 31)
  process.stdout.write(`outbox model seed: ${seed}\n`)
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('newest-first', 'newest-first', 'oldest-first', 'as-asked'),
      fc.constantFrom(1, 2),
      fc.commands(commands, { size: 'medium', maxCommands: 16 }),
      async (listing, days, steps) => {
        const world = new World()
        for (const lane of world.pointsOfSale) for (const reference of references) world.api.status.set(`${lane}-${reference}`, 'error')
        world.api.listing = listing
        // The oldest three of each point of sale are of the day before.
        if (days === 2) world.api.fechaOf = (reference) => (/-[ABC]$/u.test(reference) ? '19/11/2026' : '20/11/2026')
        const outOfOrder = watchOrder(world)
        const model: Model = { asked: new Set(), confirmed: new Map(), deleted: new Set() }
        try {
          await fc.asyncModelRun(() => ({ model, real: world }), steps)
          // Fair weather at last: everything that no person has to decide comes to an end.
          Object.assign(world.api, { offline: false, refuseQueries: false, oddQueries: null, weather: [] })
          await world.crash()
          world.outbox.setPaused(false)
          for (const lane of world.pointsOfSale) world.outbox.retryGate(lane)
          await world.clock.advance(30 * 60_000)
          for (let round = 0; round < 30 && world.number(`SELECT count(*) FROM orders WHERE state IN ${moving}`) > 0; round++)
            await world.clock.advance(60 * 60_000)
          checkInvariants(model, world)
          expect(world.number(`SELECT count(*) FROM orders WHERE state IN ${moving}`), 'nothing is stuck').toBe(0)
          expect(outOfOrder, 'sent in order, and nothing before what is in doubt').toEqual([])
        } finally {
          world.outbox.dispose()
          world.database.close()
        }
      },
    ),
    { numRuns: Number(process.env['MODEL_RUNS'] ?? 2000), seed, endOnFailure: process.env['SHRINK'] !== '1' },
  )
}, 900_000)
