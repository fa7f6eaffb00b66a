/** What the program's own orders and tasks do to the rows that are kept, over real sockets. */
import { describe, expect, onTestFinished, test } from 'vitest'
import { longestSnooze } from '#contract/model/inbox.ts'
import { Inbox } from '../../../../electron/core/inbox/inbox.ts'
import type { InboxNews } from '../../../../electron/core/inbox/store.ts'
import { fillDisk } from '../storage/full-disk.ts'
import { World, minute } from '../outbox/world/world.ts'
import { comprobante } from './found.ts'

/** That of all that are seeded. */
const day = '20/11/2026'
const other = '23/11/2026'

async function start(...references: string[]) {
  const world = await World.start()
  world.automaticResends = 0
  world.seed(references)
  const inbox = new Inbox({
    api: world.api,
    pointsOfSale: { credentialsOf: world.credentialsOf, nameOf: (id) => id },
    clock: world.clock,
    database: world.storage.database,
    guard: world.outbox.guard,
  })
  onTestFinished(() => inbox.dispose())
  world.outbox.onChange((change) => inbox.heed(change))
  const news: InboxNews[] = []
  inbox.kept.changed.subscribe((change) => void news.push(change))
  let listing = 0
  const read = async (...days: string[]) => {
    inbox.start({ listing: ++listing, days, pointsOfSale: ['uno'] })
    await world.clock.advance(minute)
  }
  await read(day)
  news.length = 0
  const rows = () => inbox.kept.list({ pointsOfSale: ['uno'], desde: day, hasta: other, after: null, limit: 100 }).rows
  return {
    world,
    inbox,
    news,
    read,
    rows,
    references: () => rows().map((row) => row.external_reference),
    gone: () => news.flatMap((change) => change.gone.map((row) => `${row.external_reference} ${row.became}`)),
  }
}

test('nothing is put off until what is past, or further than it may be', async () => {
  const { inbox, rows, world } = await start('A')
  const [ids, now] = [rows().map(({ id }) => id), world.clock.now()]
  expect([now - 1, now, now + longestSnooze + 1].map((until) => inbox.snooze(ids, until))).toMatchObject(
    Array.from({ length: 3 }, () => ({ ok: false, error: { code: 'bad-arguments' } })),
  )
  expect(inbox.snooze(ids, now + 1)).toMatchObject({ ok: true })
})

describe('an order', () => {
  test('on its way: its row stays until it is issued, and leaves then without a reading', async () => {
    const { world, references, gone, news } = await start('A', 'B')
    world.place(['A'])
    await world.clock.advance(minute)
    expect(world.states()).toEqual({ A: 'accepted' })
    expect([references(), news]).toEqual([['B', 'A'], []])
    await world.simulator.process()
    await world.drain()
    await world.clock.advance(60 * minute)
    expect(world.states()).toEqual({ A: 'issued' })
    expect(references()).toEqual(['B'])
    expect(gone()).toEqual(['A issued'])
  })

  test('that fails again brings its row back; whoever placed it is told by the order, and not by the row too', async () => {
    const { world, inbox, read, references, gone, news } = await start()
    world.seed(['A'], { outcome: 'fail' })
    await read(day)
    inbox.kept.markSeen(inbox.kept.list({ pointsOfSale: ['uno'], desde: day, hasta: day, after: null, limit: 9 }).rows)
    world.place(['A'])
    await world.clock.advance(minute)
    await read(day)
    expect(references()).toEqual([])
    expect(gone()).toEqual(['A queued'])
    await world.simulator.process()
    await world.clock.advance(60 * minute)
    expect(world.states()).toEqual({ A: 'failed_again' })
    expect(references()).toEqual(['A'])
    news.length = 0
    await read(day)
    expect([news, inbox.kept.unseenCount()]).toEqual([[], 0])
  })

  test('for a reference that was never seen in error is no news when the reading finds it', async () => {
    const { world, inbox, read, references } = await start()
    world.seed(['A'])
    world.outbox.setPaused(true)
    world.place(['A'])
    await read(day)
    expect(references()).toEqual(['A'])
    expect(inbox.kept.unseenCount()).toBe(0)
  })

  test('that TusFacturasAPP does not find takes its row away; one that is cancelled leaves it in error', async () => {
    const { world, references, gone } = await start('A', 'B')
    world.simulator.remove('uno', 'A')
    world.place(['A'])
    await world.clock.advance(minute)
    expect(world.states()).toEqual({ A: 'not_found' })
    world.outbox.setPaused(true)
    world.place(['B'])
    const [order] = world.outbox.newest('uno', ['B'])
    world.outbox.cancel(order ?? 0)
    await world.clock.advance(minute)
    expect(world.states()).toEqual({ A: 'not_found', B: 'cancelled' })
    expect(references()).toEqual(['B'])
    expect(gone()).toEqual(['A not-found'])
  })

  test('that was issued long ago says nothing of a comprobante of its reference that is in error since', async () => {
    const { world, inbox, read, references } = await start('A')
    world.place(['A'])
    await world.clock.advance(minute)
    await world.simulator.process()
    await world.clock.advance(60 * minute)
    world.seed(['A'])
    await read(day)
    expect(references()).toEqual(['A'])
    const [id = 0] = world.outbox.newest('uno', ['A'])
    const order = world.outbox.order(id)
    inbox.heed({ type: 'orders', orders: order ? [order] : [] })
    expect([order?.state, references()]).toEqual(['issued', ['A']])
  })

  test('of a reference that two days have takes away the row of the day on which it was issued', async () => {
    const { world, inbox, rows, gone } = await start('A')
    inbox.kept.recordDay('uno', other, [comprobante('A')], world.clock.now())
    expect(rows()).toHaveLength(2)
    world.place(['A'])
    await world.clock.advance(minute)
    await world.simulator.process()
    await world.clock.advance(60 * minute)
    expect(world.states()).toEqual({ A: 'issued' })
    expect(rows().map(({ fecha }) => fecha)).toEqual([other])
    expect(gone()).toEqual(['A issued'])
  })

  test('is not undone by a reading that began before it was issued', async () => {
    const { world, inbox, references, gone, news } = await start('A')
    world.place(['A'])
    await world.clock.advance(minute)
    const began = world.clock.now()
    const credentials = await world.credentialsOf('uno')
    const stale = await world.api.findByDate(credentials!, day, 0, 1_000)
    const before = stale.kind === 'done' ? stale.value.comprobantes.map((each) => ({ ...each, status: 'error' as const })) : []
    await world.simulator.process()
    await world.clock.advance(5 * minute)
    expect(gone()).toEqual(['A issued'])
    const told = news.length
    inbox.kept.recordDay('uno', day, before, began)
    expect(news).toHaveLength(told)
    expect(references()).toEqual([])
  })

  test('whose end the disk does not let be noted here is noted by the next reading', async () => {
    const { world, inbox, read, references } = await start('A')
    world.place(['A'])
    await world.clock.advance(minute)
    await world.simulator.process()
    await world.clock.advance(60 * minute)
    const [id = 0] = world.outbox.newest('uno', ['A'])
    const order = world.outbox.order(id)!
    world.storage.database.exec("UPDATE inbox SET gone_at = NULL, became = NULL, note = 'x'")
    const makeRoom = fillDisk(world.storage.database)
    world.storage.database.exec('CREATE TEMP TRIGGER full BEFORE UPDATE ON inbox BEGIN INSERT INTO filler VALUES (zeroblob(100000)); END')
    inbox.heed({ type: 'orders', orders: [order] })
    expect(references()).toEqual(['A'])
    world.storage.database.exec('DROP TRIGGER full')
    makeRoom()
    await read(day)
    expect(references()).toEqual([])
  })
})

describe('a task', () => {
  test('that changes the date moves the row, with what the person noted; reading both days is no news', async () => {
    const { world, inbox, read, rows, news, gone } = await start('A')
    inbox.note(rows()[0]!.id, 'llamar')
    await world.outbox.tasks.ask({
      pointOfSaleId: 'uno',
      method: 'cambiar_fecha_encolado',
      external_reference: 'A',
      args: { fecha: other, vencimiento: other, resend: false },
    })
    await world.clock.advance(minute)
    expect(rows()).toMatchObject([{ external_reference: 'A', fecha: other, note: 'llamar' }])
    expect(gone()).toEqual([])
    news.length = 0
    await read(day, other)
    expect(rows()).toMatchObject([{ external_reference: 'A', fecha: other, note: 'llamar' }])
    expect(news).toEqual([])
  })

  test('that deletes takes the row of that date away', async () => {
    const { world, inbox, read, rows, gone } = await start('A')
    world.seed(['A'], { fecha: other })
    await read(day, other)
    await world.outbox.tasks.ask({ pointOfSaleId: 'uno', method: 'eliminar_encolado', external_reference: 'A', args: { fecha: day } })
    await world.clock.advance(minute)
    expect(rows().map(({ fecha }) => fecha)).toEqual([other])
    expect(gone()).toEqual(['A deleted'])
    expect(inbox.kept.unseenCount()).toBe(1)
  })
})
