/** What the machine, its clock, other programs and other computers do to the outbox. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { makeCopy, listCopies } from '../../../../electron/core/storage/copies.ts'
import { openDatabase } from '../../../../electron/core/storage/open-database.ts'
import { migrate, migrations, versionOf } from '../../../../electron/core/storage/migrations.ts'
import { StorageError } from '../../../../electron/core/storage/storage-error.ts'
import { checkInvariants } from './world/invariants.ts'
import { World, day, hour, minute, references } from './world/world.ts'

/** One order of each kind that waits for a time: two uncertain ones, one accepted, one queued while nothing gets through. */
async function waitingForTimes(): Promise<World> {
  const world = await World.start({ lanes: ['uno', 'dos'] })
  world.seed(['DONE', 'EXECUTED', 'LATER'])
  world.seed(['LOST'], {}, 'dos')
  world.simulator.inject({ phase: 'reset', reference: 'EXECUTED', method: 'reenviar_encolado', executed: true })
  world.simulator.inject({ phase: 'reset', reference: 'LOST', method: 'reenviar_encolado' })
  world.place(['DONE', 'EXECUTED'])
  world.place(['LOST'], 'dos')
  await world.clock.advance(1_000)
  expect(statesOf(world)).toEqual({ EXECUTED: 'unknown', LOST: 'unknown', DONE: 'accepted' })
  await world.simulator.link('down')
  world.place(['LATER'])
  await world.clock.advance(3_000)
  return world
}

const statesOf = (world: World) => ({ ...world.states(), ...world.states('dos') })

describe('the clock', () => {
  test.each([10 * minute, hour, 8 * hour, 23 * hour])('%i ms back: what waits goes at once, what is uncertain is looked at within its plan', async (back) => {
    const world = await waitingForTimes()
    world.clock.skew -= back
    await world.simulator.link('up')
    world.outbox.wake('online')
    await world.clock.advance(50_000)
    expect(statesOf(world)).toEqual({ EXECUTED: 'accepted', LOST: 'unknown', DONE: 'accepted', LATER: 'accepted' })
    expect(world.posts()).toHaveLength(4)
    const queries = world.simulator.requests({ method: 'consulta_avanzada' }).length
    // It is given its minute again before it may go a second time; and nothing is asked again and again meanwhile.
    await world.clock.advance(70_000)
    expect(statesOf(world)).toEqual({ EXECUTED: 'accepted', LOST: 'accepted', DONE: 'accepted', LATER: 'accepted' })
    expect(world.posts()).toHaveLength(5)
    expect([world.ledger(), world.ledger('dos')]).toEqual([
      { used: 3, possible: 0 },
      { used: 1, possible: 1 },
    ])
    await world.simulator.process()
    await world.clock.advance(2 * hour)
    expect(world.count('issued')).toBe(4)
    expect(world.simulator.requests({ method: 'consulta_avanzada' }).length - queries).toBeLessThan(30)
    checkInvariants(world)
  })

  test('two days back: what is uncertain is asked about at once, and given its minute again before it may go a second time', async () => {
    const world = await waitingForTimes()
    world.clock.skew -= 2 * day
    await world.simulator.link('up')
    world.outbox.wake('online')
    await world.clock.advance(30_000)
    expect(statesOf(world)).toEqual({ EXECUTED: 'accepted', LOST: 'unknown', DONE: 'accepted', LATER: 'accepted' })
    expect(world.posts()).toHaveLength(4)
    await world.clock.advance(2 * minute)
    expect(statesOf(world)['LOST']).toBe('accepted')
    expect(world.posts()).toHaveLength(5)
    checkInvariants(world)
  })

  test('three days forward: what is uncertain is asked about first, what waited that long asks before it goes', async () => {
    const world = await waitingForTimes()
    world.clock.skew += 3 * day
    await world.simulator.link('up')
    world.outbox.wake('online')
    await world.clock.advance(20 * minute)
    expect(statesOf(world)).toEqual({ EXECUTED: 'accepted', LOST: 'held', DONE: 'accepted', LATER: 'held' })
    expect(world.posts()).toHaveLength(3)
    checkInvariants(world)
    await world.fairWeather()
    expect(world.count('accepted')).toBe(4)
    expect(world.posts()).toHaveLength(5)
    checkInvariants(world)
  })

  test.each([true, false])('eight hours asleep with an item on the wire, executed: %s', async (executed) => {
    const world = await World.start()
    const all = references(5)
    world.seed(all)
    const second = world.simulator.inject({ phase: 'pause', method: 'reenviar_encolado', skip: 1, executed })
    world.place(all)
    await Promise.race([second.reached, world.clock.advance(minute)])
    world.clock.skew += 8 * hour
    world.outbox.wake('resume')
    world.outbox.wake('online')
    // The POST still has no answer: its lane must not take another for it.
    expect(world.posts()).toHaveLength(2)
    // Its connection did not survive the night.
    await world.simulator.link('down')
    await world.quiet()
    expect(world.states()['FC-00002']).toBe('unknown')
    await world.fairWeather()
    expect(Object.values(world.states())).toEqual(Array(5).fill('accepted'))
    expect(all.map((reference) => world.simulator.executions(reference))).toEqual([1, 1, 1, 1, 1])
    checkInvariants(world)
  })
})

describe('asleep for days', () => {
  test('what waited longer than 72 hours asks, also when the connection is there as soon as the lid is opened', async () => {
    const world = await World.start()
    world.seed(references(5))
    await world.simulator.link('down')
    world.place(references(5))
    await world.clock.advance(minute)
    world.clock.skew += 4 * day
    await world.simulator.link('up')
    world.outbox.wake('resume')
    await world.clock.advance(minute)
    expect(world.posts()).toHaveLength(0)
    expect(world.count('held')).toBe(5)
    checkInvariants(world)
  })
})

describe('the database', () => {
  test('locked for 5 s by another program while an answer comes in: it is not lost, nothing is sent meanwhile', async () => {
    const world = await World.start()
    world.seed(['A', 'B'])
    // A shorter patience of ours makes the test short; the other program keeps the file for as long either way.
    world.storage.database.exec('PRAGMA busy_timeout = 5')
    const first = world.simulator.inject({ phase: 'pause', method: 'reenviar_encolado', executed: true })
    world.place(['A', 'B'])
    await first.reached
    const unlock = await lock(join(world.folder, 'ordenes.db'))
    first.release()
    await world.clock.advance(5_000)
    expect(world.states()).toEqual({ A: 'on_wire', B: 'preflight' })
    expect(world.outbox.status().banners).toMatchObject([{ kind: 'storage', problem: 'write-failed' }])
    expect(world.outbox.place('uno', ['C'])).toEqual({ ok: false, error: { code: 'orders-not-stored' } })
    expect(world.posts()).toHaveLength(1)
    await unlock()
    await world.clock.advance(10_000)
    expect(world.states()).toEqual({ A: 'accepted', B: 'accepted' })
    expect(world.outbox.status().banners).toEqual([])
    expect(world.ledger()).toEqual({ used: 2, possible: 0 })
    checkInvariants(world)
  })

  test('no room for the marker: the connection stands and not a byte leaves', async () => {
    const world = await World.start()
    world.seed(references(3))
    const { database } = world.storage
    database.exec("CREATE TEMP TRIGGER no_room BEFORE INSERT ON main.request BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END")
    world.place(references(3))
    await world.clock.advance(minute)
    expect(world.simulator.connections().accepted).toBeGreaterThan(1)
    expect(world.posts()).toHaveLength(0)
    expect(world.ledger()).toEqual({ used: 0, possible: 0 })
    expect(world.outbox.status().banners).toMatchObject([{ kind: 'storage', problem: 'write-failed' }])
    checkInvariants(world)
    database.exec('DROP TRIGGER no_room')
    await world.clock.advance(minute)
    expect(world.count('accepted')).toBe(3)
    expect(world.outbox.status().banners).toEqual([])
    expect(world.posts()).toHaveLength(3)
    expect(world.ledger()).toEqual({ used: 3, possible: 0 })
    checkInvariants(world)
  })
})

describe('another version', () => {
  test('an upgrade with 500 waiting and 3 on the wire loses none; the version before refuses the result and leaves it alone', async () => {
    const lanes = ['uno', 'dos', 'tres']
    const world = await World.start({ lanes })
    const flying = world.simulator.inject({ phase: 'pause', method: 'reenviar_encolado', times: 3, executed: true })
    for (const lane of lanes) {
      world.seed(['VOLANDO', ...references(167)], {}, lane)
      world.place(['VOLANDO'], lane)
    }
    await flying.hit(3)
    for (const lane of lanes) world.place(references(167).slice(lane === 'uno' ? 1 : 0), lane)
    const file = join(world.folder, 'ordenes.db')
    const copies = join(world.folder, 'copias')
    await world.restart({
      start: false,
      whileClosed: () => {
        const database = openDatabase(file)
        expect(database.prepare("SELECT state, count(*) AS n FROM orders WHERE state IN ('queued', 'on_wire') GROUP BY state").all()).toEqual([
          { state: 'on_wire', n: 3 },
          { state: 'queued', n: 500 },
        ])
        makeCopy(database, copies, world.clock.now())
        migrate(database, [...migrations, 'ALTER TABLE orders ADD COLUMN color TEXT'])
        expect(versionOf(database)).toBe(migrations.length + 1)
        database.close()
        expect(listCopies(copies)).toHaveLength(1)
        const upgraded = readFileSync(file)
        expect(() => world.open({ start: false })).toThrow(StorageError)
        expect(readFileSync(file).equals(upgraded)).toBe(true)
        // The new version would go on from here; its number is all that this one refuses.
        const again = openDatabase(file)
        again.exec(`PRAGMA user_version = ${migrations.length}`)
        again.close()
      },
    })
    expect(world.count('unknown')).toBe(3)
    expect(world.count('queued')).toBe(500)
    world.outbox.start()
    flying()
    await world.drain()
    expect(world.count('accepted')).toBe(503)
    expect(world.posts()).toHaveLength(503)
    expect(world.simulator.executionOrder()).toHaveLength(503)
    checkInvariants(world)
  })
})

describe('two computers with the same references', () => {
  test('one after the other: the second finds them in the queue and spends nothing', async () => {
    const one = await World.start()
    const two = await World.start({ simulator: one.simulator, clock: one.clock })
    one.seed(references(30))
    one.place(references(30))
    await one.drain()
    two.place(references(30))
    await two.drain()
    expect(two.count('superseded')).toBe(30)
    expect(two.ledger()).toEqual({ used: 0, possible: 0 })
    expect(one.posts()).toHaveLength(30)
    checkInvariants(one, two)
  })

  test('at the same moment: each sends at most once, each counts what it spent, one comprobante enters the queue once', async () => {
    const one = await World.start()
    const two = await World.start({ simulator: one.simulator, clock: one.clock })
    one.simulator.quirks.resendOfNonError = 'not-found'
    one.seed(['A', 'B'])
    // Both have asked, and both were told "in error", before either has sent.
    const asked = one.simulator.inject({ phase: 'pause', method: 'reenviar_encolado', reference: 'A', times: 2 })
    one.place(['A', 'B'])
    two.place(['A'])
    await asked.hit(2)
    asked()
    await one.drain()
    await two.drain()
    expect(one.simulator.executions('A')).toBe(1)
    expect(new Set([one.states()['A'], two.states()['A']])).toEqual(new Set(['accepted', 'not_found']))
    expect([one.ledger().used + one.ledger().possible, two.ledger().used + two.ledger().possible]).toEqual([2, 1])
    checkInvariants(one, two)
  })
})

/** Another program that holds the file. @returns what makes it let go */
async function lock(file: string): Promise<() => Promise<void>> {
  const program = `
    const { DatabaseSync } = require('node:sqlite')
    const database = new DatabaseSync(${JSON.stringify(file)})
    database.exec('BEGIN IMMEDIATE')
    process.stdout.write('locked')
    process.stdin.once('data', () => { database.exec('ROLLBACK'); process.exit() })`
  const child = spawn(process.execPath, ['-e', program], { stdio: ['pipe', 'pipe', 'inherit'] })
  onTestFinished(() => void child.kill('SIGKILL'))
  await once(child.stdout, 'data')
  return async () => {
    child.stdin.write('.')
    await once(child, 'exit')
  }
}
