/** Every command and every timer of the outbox while the database is locked, full or cannot be read: the program lives and tells the truth. */
import { DatabaseSync } from 'node:sqlite'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { Result } from '#contract/result.ts'
import type { OutboxChange } from '../../../../electron/core/outbox/base/ports.ts'
import { checkInvariants } from './world/invariants.ts'
import { World, hour, minute, references } from './world/world.ts'

/** What makes the database refuse. @returns what ends it */
type Refusal = (world: World) => () => void

const locked: Refusal = (world) => {
  // A shorter patience of ours makes the test short; the other program keeps the file for as long either way.
  world.storage.database.exec('PRAGMA busy_timeout = 5')
  const other = new DatabaseSync(join(world.folder, 'ordenes.db'))
  other.exec('BEGIN EXCLUSIVE')
  const end = () => {
    if (other.isOpen) other.close()
  }
  onTestFinished(end)
  return end
}

const tables = ['orders', 'batch', 'task', 'request', 'lane', 'flag', 'transition', 'given_reason', 'webhook_event']
const changes = ['INSERT', 'UPDATE', 'DELETE']

const full: Refusal = ({ storage: { database } }) => {
  const each = tables.flatMap((table) => changes.map((change) => ({ name: `full_${table}_${change}`, table, change })))
  for (const { name, table, change } of each)
    database.exec(`CREATE TEMP TRIGGER ${name} BEFORE ${change} ON main.${table} BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END`)
  return () => {
    for (const { name } of each) database.exec(`DROP TRIGGER IF EXISTS ${name}`)
  }
}

/** Each read fails, with an error of SQLite's. */
const unreadable: Refusal = (world) => {
  const other = new DatabaseSync(join(world.folder, 'ordenes.db'))
  onTestFinished(() => other.close())
  // What refers to the tables goes on doing so by the old name.
  other.exec('PRAGMA foreign_keys = OFF; PRAGMA legacy_alter_table = ON')
  const names = ['orders', 'task', 'lane', 'flag', 'batch']
  for (const name of names) other.exec(`ALTER TABLE ${name} RENAME TO ${name}_away`)
  return () => {
    for (const name of names) other.exec(`ALTER TABLE ${name}_away RENAME TO ${name}`)
  }
}

const refusals = [
  ['locked by another program', locked],
  ['full', full],
] as const

/** One order that failed, one that waits, one held, one to be decided, all of `uno`, and a batch that still moves. */
async function busyWorld() {
  const world = await World.start()
  world.seed(['FAILED', 'DECIDE', 'WAITS', 'LATER', 'REASON'])
  world.automaticResends = 0
  world.simulator.inject({ phase: 'reset', reference: 'DECIDE', method: 'reenviar_encolado' })
  world.place(['DECIDE', 'MISSING'])
  await world.clock.advance(10 * minute)
  expect(world.states()).toEqual({ DECIDE: 'needs_decision', MISSING: 'not_found' })
  await world.simulator.link('down')
  world.place(['WAITS'])
  await world.clock.advance(3_000)
  const at = world.clock.now() + 3 * hour
  expect(world.outbox.postpone('uno', 'LATER', at, null)).toMatchObject({ ok: true })
  const ids = new Map(
    ['DECIDE', 'MISSING', 'WAITS', 'LATER'].map((reference) => [reference, world.number('SELECT max(id) FROM orders WHERE external_reference = ?', reference)]),
  )
  const idOf = (reference: string) => ids.get(reference) ?? 0
  return { world, idOf, at, batch: world.number("SELECT batch_id FROM orders WHERE external_reference = 'WAITS'") }
}

type Busy = Awaited<ReturnType<typeof busyWorld>>

/** Everything that a person can ask the outbox to write. */
const commands: Array<[name: string, code: string, ask: (busy: Busy) => Result<unknown> | Promise<Result<unknown>>]> = [
  ['place', 'orders-not-stored', ({ world }) => world.outbox.place('uno', ['NEW'])],
  ['postpone', 'orders-not-stored', ({ world, at }) => world.outbox.postpone('uno', 'NEW', at, null)],
  ['cancel', 'storage-failed', ({ world, idOf }) => world.outbox.cancel(idOf('WAITS'))],
  ['cancelBatch', 'storage-failed', ({ world, batch }) => world.outbox.cancelBatch(batch)],
  ['decide', 'storage-failed', ({ world, idOf }) => world.outbox.decide(idOf('DECIDE'), 'discard')],
  ['resend what is held', 'storage-failed', ({ world, idOf }) => world.outbox.resend(idOf('LATER'))],
  ['resend what is at its end', 'orders-not-stored', ({ world, idOf }) => world.outbox.resend(idOf('MISSING'))],
  ['setPaused(false)', 'storage-failed', ({ world }) => world.outbox.setPaused(false)],
  ['retryGate', 'storage-failed', ({ world }) => world.outbox.retryGate('uno')],
  ['acknowledgeStorage', 'storage-failed', ({ world }) => world.outbox.acknowledgeStorage()],
  [
    'giveReason',
    'storage-failed',
    ({ world }) => world.outbox.giveReason({ pointOfSaleId: 'uno', external_reference: 'REASON', text: 'porque sí', orderId: null }),
  ],
  ['dismissAlert', 'storage-failed', ({ world }) => world.outbox.dismissAlert(1)],
  [
    'tasks.ask',
    'storage-failed',
    ({ world }) => world.outbox.tasks.ask({ pointOfSaleId: 'uno', method: 'eliminar_encolado', external_reference: 'FAILED', args: { fecha: '20/11/2026' } }),
  ],
]

describe.each(refusals)('%s', (_how, refuse) => {
  test.each(commands)('%s answers %s and does nothing; afterwards it works', async (name, code, ask) => {
    const busy = await busyWorld()
    const { world, idOf } = busy
    // Something to write, where a command writes only what is not so already.
    if (name === 'retryGate') world.storage.database.exec("INSERT OR REPLACE INTO lane (point_of_sale, gate) VALUES ('uno', 'proxy')")
    if (name === 'acknowledgeStorage') world.storage.database.exec("INSERT INTO flag VALUES ('stopped', '{}')")
    if (name === 'setPaused(false)') world.outbox.setPaused(true)
    const before = world.states()
    const end = refuse(world)
    expect(await ask(busy)).toMatchObject({ ok: false, error: { code } })
    expect(world.states()).toEqual(before)
    await world.clock.advance(minute)
    end()
    await world.clock.advance(minute)
    expect(world.outbox.status().banners.filter(({ kind }) => kind === 'storage')).toEqual([])
    expect(await ask(busy)).toMatchObject({ ok: true })
    expect(idOf('DECIDE')).toBeGreaterThan(0)
  })

  test('a pause holds at once, and is taken down as soon as that is possible', async () => {
    const { world } = await busyWorld()
    world.seed(['B'])
    const end = refuse(world)
    expect(world.outbox.setPaused(true)).toMatchObject({ ok: true })
    expect(world.outbox.status().paused).toBe(true)
    await world.simulator.link('up')
    world.outbox.wake('online')
    await world.clock.advance(minute)
    end()
    await world.clock.advance(minute)
    expect(world.posts().map(({ external_reference }) => external_reference)).toEqual(['DECIDE'])
    expect(world.states()['WAITS']).toBe('held')
    await world.restart()
    expect(world.outbox.status().paused).toBe(true)
    checkInvariants(world)
  })

  test('as a batch ends: the window lives, and is told of the end when there is room again', async () => {
    const world = await World.start()
    const told: OutboxChange[] = []
    world.outbox.onChange((change) => told.push(change))
    world.seed(['A'])
    const answer = world.simulator.inject({ phase: 'pause', method: 'reenviar_encolado', executed: true })
    world.place(['A'])
    await answer.reached
    // The answer is written; the mark that its batch is over comes 100 ms later.
    answer.release()
    while (world.states()['A'] !== 'accepted') await world.quiet()
    const end = refuse(world)
    await world.clock.advance(2 * minute)
    const handedOver = () => told.flatMap((change) => (change.type === 'batches' ? change.batches.filter(({ active }) => !active) : []))
    expect(handedOver()).toEqual([])
    expect(world.outbox.status().banners).toMatchObject([{ kind: 'storage', problem: 'write-failed' }])
    end()
    await world.clock.advance(2 * minute)
    expect(handedOver()[0]).toMatchObject({ states: { accepted: 1 } })
    expect(world.outbox.status().banners).toEqual([])
    expect(world.number('SELECT count(*) FROM batch WHERE finished_at IS NULL')).toBe(0)
    checkInvariants(world)
  })

  test('every timer comes due meanwhile: what is put off, watched, uncertain, expired; nothing is lost, and all goes on afterwards', async () => {
    const world = await World.start()
    world.seed(['DONE', 'LOST', 'TASK', 'LATER', 'OLD'])
    world.simulator.inject({ phase: 'reset', reference: 'LOST', method: 'reenviar_encolado', executed: true })
    world.place(['DONE', 'LOST'])
    await world.clock.advance(3_000)
    world.simulator.inject({ phase: 'reset', reference: 'TASK', method: 'eliminar_encolado', executed: true })
    await world.outbox.tasks.ask({ pointOfSaleId: 'uno', method: 'eliminar_encolado', external_reference: 'TASK', args: { fecha: '20/11/2026' } })
    expect(world.outbox.postpone('uno', 'LATER', world.clock.now() + 2 * minute, null)).toMatchObject({ ok: true })
    world.allow('uno', 'LATER')
    expect(world.states()).toEqual({ DONE: 'accepted', LOST: 'unknown', LATER: 'held' })
    const end = refuse(world)
    for (const hint of ['online', 'resume', 'unlock', 'credentials', 'network-settings'] as const) world.outbox.wake(hint)
    await world.clock.advance(10 * minute)
    expect(world.outbox.status().banners).toMatchObject([{ kind: 'storage', problem: 'write-failed' }])
    expect(world.posts()).toHaveLength(2)
    end()
    await world.simulator.process()
    await world.clock.advance(3 * hour)
    expect(world.states()).toEqual({ DONE: 'issued', LOST: 'issued', LATER: 'accepted' })
    expect(world.outbox.tasks.list({}).map(({ state }) => state)).toEqual(['done'])
    expect(world.outbox.status().banners).toEqual([])
  })
})

describe('cannot be read', () => {
  test('whatever is asked or comes due: the program lives, shows what it last knew, and goes on afterwards', async () => {
    const busy = await busyWorld()
    const { world } = busy
    world.outbox.status()
    const end = unreadable(world)
    expect(world.outbox.status()).toMatchObject({ counts: { needs_decision: 1, queued: 1 }, banners: [{}, { kind: 'storage', problem: 'write-failed' }] })
    for (const [name, code, ask] of commands)
      if (name !== 'giveReason')
        expect(await ask(busy), name).toMatchObject({ ok: false, error: { code: expect.stringMatching(`${code}|storage-failed|sending-stopped`) } })
    for (const hint of ['online', 'credentials'] as const) world.outbox.wake(hint)
    await world.simulator.link('up')
    await world.clock.advance(5 * hour)
    end()
    await world.clock.advance(hour)
    expect(world.states()).toMatchObject({ WAITS: 'accepted', LATER: 'accepted', DECIDE: 'needs_decision' })
    expect(world.outbox.status().banners).toEqual([])
  })

  test('at the start: nothing is sent, and it starts as soon as it can', async () => {
    const world = await World.start()
    world.seed(['A'])
    await world.simulator.link('down')
    world.place(['A'])
    await world.clock.advance(3_000)
    await world.restart({ start: false })
    await world.simulator.link('up')
    const end = unreadable(world)
    world.outbox.start()
    await world.clock.advance(5 * minute)
    end()
    await world.clock.advance(2 * minute)
    expect(world.states()).toEqual({ A: 'accepted' })
  })
})

test('2,500 references and a full disk: none is stored, it is said so, and what waited before is as it was', async () => {
  const world = await World.start()
  await world.simulator.link('down')
  world.seed(['BEFORE'])
  world.place(['BEFORE'])
  await world.clock.advance(3_000)
  const { database } = world.storage
  // SQLITE_FULL for real: the file may not grow any more.
  const pages = Number(database.prepare('PRAGMA page_count').get()?.['page_count'])
  database.exec(`PRAGMA max_page_count = ${pages}`)
  expect(world.outbox.place('uno', references(2_500))).toEqual({ ok: false, error: { code: 'orders-not-stored' } })
  expect(world.states()).toEqual({ BEFORE: 'queued' })
  database.exec('PRAGMA max_page_count = 1073741823')
  expect(world.outbox.place('uno', references(2_500))).toMatchObject({ ok: true, value: { count: 2_500 } })
})
