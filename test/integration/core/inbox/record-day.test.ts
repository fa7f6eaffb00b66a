/** Days that were read are kept on disk: what is new, what is no longer in error and what became of it. */
import { describe, expect, test, vi } from 'vitest'
import { dayNumberAt, fechaOf, maxDays } from '#contract/argentina.ts'
import { longestDayReading } from '../../../../electron/core/lib/waits.ts'
import { fillDisk } from '../storage/full-disk.ts'
import { comprobante, issued, queued, today, yesterday } from './found.ts'
import { keep } from './kept.ts'

const hour = 3_600_000

const many = (make: typeof comprobante) => Array.from({ length: 10_000 }, (_, index) => make(`F-${index}`, { total: index }))

describe('a day', () => {
  test('is kept as it was found, newest first, and only what is in error', () => {
    const { read, listed, clock, store } = keep()
    const strange = comprobante('B', { status: 'unknown', statusText: 'EN REVISION', total: null, punto_venta: 1.5, numero: 1e300 })
    expect(read(today, [comprobante('A'), issued('X'), strange, queued('Y')])).toEqual({ added: ['A', 'B'], gone: [] })
    expect(listed()).toMatchObject([
      { pointOfSaleId: 'uno', external_reference: 'A', fecha: today, status: 'error', total: 1210, razon_social: 'Lucía Ferreyra', isNew: true, goneAt: null },
      { external_reference: 'B', status: 'unknown', statusText: 'EN REVISION', total: null, punto_venta: 1.5, numero: 1e300 },
    ])
    expect(store.lastRead('uno', today)).toBe(clock.now())
    expect([store.lastRead('uno', yesterday), store.lastRead('dos', today)]).toEqual([null, null])
  })

  test('that says the same again changes nothing and tells nobody, but that it was read', async () => {
    const { read, listed, clock, store, news } = keep()
    const day = [comprobante('A'), comprobante('\ud800 half'), comprobante(''), comprobante(''), comprobante('A'), comprobante('Z', { total: -0 })]
    read(today, day)
    const before = listed()
    await clock.advance(hour)
    expect(read(today, structuredClone(day))).toEqual({ added: [], gone: [] })
    expect(news).toHaveLength(1)
    expect(listed()).toEqual(before)
    expect(store.lastRead('uno', today)).toBe(clock.now())
  })

  test('tells what became of each that is no longer in error', () => {
    const { read, references } = keep()
    read(
      today,
      ['A', 'B', 'C', 'D'].map((reference) => comprobante(reference)),
    )
    const scheduled = comprobante('C', { status: 'scheduled', statusText: 'APROBADO Y EN COLA. SE EMITE EL 01/12/2026' })
    expect(read(today, [issued('A'), queued('B'), scheduled])).toEqual({ added: [], gone: ['A issued', 'B queued', 'C scheduled', 'D disappeared'] })
    expect(references()).toEqual([])
    expect(read(today, [])).toEqual({ added: [], gone: [] })
  })

  test('one that flips between error and queue is new each time it is back, and one row all the time', async () => {
    const { read, listed, clock, store } = keep()
    read(today, [comprobante('A')])
    const [first] = listed()
    expect(store.takeUntold()).toEqual([{ pointOfSaleId: 'uno', count: 1 }])
    store.markSeen([first!])
    for (let turn = 0; turn < 3; turn++) {
      await clock.advance(hour)
      expect(read(today, [queued('A')])).toEqual({ added: [], gone: ['A queued'] })
      expect(store.unseenCount()).toBe(0)
      await clock.advance(hour)
      expect(read(today, [comprobante('A')])).toEqual({ added: ['A'], gone: [] })
      expect(listed()).toMatchObject([{ id: first!.id, isNew: true, became: null }])
      expect(store.takeUntold(), 'a notification of one row comes once').toEqual([])
      store.markSeen(listed())
    }
  })

  test('what was corrected at TusFacturasAPP is the same row, not a new one', () => {
    const { read, listed, news } = keep()
    read(today, [comprobante('A')])
    const [before] = listed()
    expect(read(today, [comprobante('A', { total: 99, razon_social: 'Otro', documento_nro: '30', statusText: 'CON ERROR' })])).toEqual({ added: [], gone: [] })
    expect(listed()).toMatchObject([{ id: before!.id, total: 99, razon_social: 'Otro', statusText: 'CON ERROR' }])
    expect(news.at(-1)?.rows).toEqual(listed())
  })

  test('of ten thousand comprobantes, all of which fall into error, are issued, and fall into error again', () => {
    const { read, references } = keep()
    expect(read(today, many(comprobante)).added).toHaveLength(10_000)
    expect(read(today, many(comprobante))).toEqual({ added: [], gone: [] })
    expect(read(today, many(issued).toReversed()).gone).toHaveLength(10_000)
    expect(references()).toEqual([])
    expect(read(today, many(comprobante).toReversed()).added).toHaveLength(10_000)
  })

  test('ten thousand that share one reference, or have none, are told apart by what they look like', () => {
    const { read, references } = keep()
    for (const reference of ['IGUAL', '']) {
      const day = Array.from({ length: 10_000 }, (_, index) => comprobante(reference, { total: index }))
      expect(read(today, day).added).toHaveLength(10_000)
      expect(read(today, day.toReversed())).toEqual({ added: [], gone: [] })
      expect(read(today, day.slice(1)).gone).toEqual([`${reference} disappeared`])
      read(today, [])
    }
    expect(references()).toEqual([])
  })
})

describe('a reference that several have', () => {
  test('on two days: a row each, and one leaves without the other', () => {
    const { read, listed } = keep()
    read(today, [comprobante('A')])
    expect(read(yesterday, [comprobante('A')]).added).toEqual(['A'])
    expect(listed().map(({ fecha }) => fecha)).toEqual([today, yesterday])
    expect(read(today, [issued('A')]).gone).toEqual(['A issued'])
    expect(listed().map(({ fecha }) => fecha)).toEqual([yesterday])
  })

  test('on one day: a row each, marked; the one that is issued leaves, and not its twin', () => {
    const { read, listed } = keep()
    read(today, [comprobante('A', { total: 1 }), comprobante('A', { total: 2 })])
    expect(listed().map(({ shared, total }) => [shared, total])).toEqual([
      [true, 1],
      [true, 2],
    ])
    expect(read(today, [comprobante('A', { total: 1 }), issued('A', { total: 2 })]).gone).toEqual(['A issued'])
    expect(listed().map(({ total }) => total)).toEqual([1])
  })

  test('one that is missing is not told as issued because its twin is', () => {
    const { read } = keep()
    read(today, [comprobante('A'), issued('A')])
    expect(read(today, [issued('A')]).gone).toEqual(['A disappeared'])
  })

  test('a twin that is issued marks the one in error', () => {
    const { read, listed } = keep()
    read(today, [comprobante('A'), comprobante('B')])
    read(today, [comprobante('A'), comprobante('B'), issued('A', { total: 5 })])
    expect(listed().map(({ external_reference, shared }) => [external_reference, shared])).toEqual([
      ['A', true],
      ['B', false],
    ])
  })
})

test('what is missing on its day and in error on another was given that date; what the person noted goes along', () => {
  const { read, listed, store } = keep()
  read(yesterday, [comprobante('A'), comprobante('B')])
  const [a] = listed()
  store.note(a!.id, 'llamar a Lucía')
  store.snooze([a!.id], 5)
  read(today, [comprobante('A')])
  expect(read(yesterday, []).gone).toEqual(['A redated', 'B disappeared'])
  expect(listed()).toMatchObject([{ external_reference: 'A', fecha: today, note: 'llamar a Lucía', snoozedUntil: 5 }])
})

describe('readings that overlap', () => {
  test('an older one does not undo what a younger one told', async () => {
    const { read, references, clock } = keep()
    read(today, [comprobante('A')])
    await clock.advance(hour)
    const began = clock.now()
    await clock.advance(1_000)
    expect(read(today, [issued('A')]).gone).toEqual(['A issued'])
    expect(read(today, [comprobante('A')], began)).toEqual({ added: [], gone: [] })
    expect(references()).toEqual([])
  })

  test('of a day that took longer to be read than any should, what is known since is overruled, and the next reading mends it', async () => {
    const { read, references, clock, database } = keep()
    read(today, [comprobante('A'), comprobante('B')])
    await clock.advance(hour)
    const began = clock.now()
    await clock.advance(longestDayReading + 1_000)
    read(today, [issued('A'), comprobante('B')])
    // Of the same moment, but said by a clock that may have been set back since: which of them is older cannot be told.
    expect(read(today, [comprobante('A'), comprobante('B')], began)).toEqual({ added: ['A'], gone: [] })
    expect(database.prepare('SELECT read_at FROM inbox_day').get(), 'the day counts as read when it began').toEqual({ read_at: began })
    await clock.advance(1_000)
    expect(read(today, [issued('A'), comprobante('B')])).toEqual({ added: [], gone: ['A issued'] })
    expect(references()).toEqual(['B'])
  })

  test('a point of sale that was deleted while it was read is not kept again', () => {
    const { read, store, pointsOfSale, database } = keep()
    read(today, [comprobante('A')])
    read(today, [comprobante('A')], undefined, 'dos')
    pointsOfSale.delete('uno')
    store.forget('uno')
    expect(read(today, [comprobante('A'), comprobante('B')])).toEqual({ added: [], gone: [] })
    expect(database.prepare('SELECT point_of_sale FROM inbox UNION ALL SELECT point_of_sale FROM inbox_day').all()).toEqual([
      { point_of_sale: 'dos' },
      { point_of_sale: 'dos' },
    ])
    expect(store.unseenCount()).toBe(1)
  })
})

describe('a clock that is set back', () => {
  test.each([1_000, longestDayReading, 48 * hour, 400 * 24 * hour])('by %i ms: no row vanishes and none is told anew', async (back) => {
    const { read, listed, clock, store } = keep()
    read(today, [comprobante('A'), comprobante('B')])
    store.markSeen(listed())
    clock.skew = -back
    const day = [comprobante('A'), comprobante('B')]
    expect(read(today, day)).toEqual({ added: [], gone: [] })
    store.forgetOld()
    expect(listed().map(({ external_reference, isNew }) => [external_reference, isNew])).toEqual([
      ['A', false],
      ['B', false],
    ])
    expect(store.unseenCount()).toBe(0)
    // Whatever it was set to, once a reading's time has passed the days that are read count again.
    await clock.advance(longestDayReading)
    expect(read(today, [...day, comprobante('C')])).toEqual({ added: ['C'], gone: [] })
  })
})

describe('a disk that is full', () => {
  test('nothing of the day is kept, the banner is up, and what was read is kept once there is room', async () => {
    const { read, listed, store, database, guard, clock } = keep()
    read(today, [comprobante('A'), comprobante('B')])
    await clock.advance(hour)
    const before = listed()
    const makeRoom = fillDisk(database)
    const day = [issued('A'), ...Array.from({ length: 500 }, (_, index) => comprobante(`N-${index}`))]
    expect(() => read(today, day)).toThrow(/full/u)
    expect(guard.failing).toBe(true)
    expect(listed()).toEqual(before)
    expect(store.lastRead('uno', today)).toBe(clock.now() - hour)
    makeRoom()
    await clock.advance(hour)
    expect(guard.failing).toBe(false)
    expect(listed()).toHaveLength(500)
  })
})

test('how many are new is known from the index alone, whoever put some off', async () => {
  const { store, clock, database, read } = keep()
  read(today, [comprobante('A'), comprobante('B'), comprobante('C')])
  const asked = vi.spyOn(database, 'prepare')
  const [first] = store.list({ pointsOfSale: ['uno'], desde: today, hasta: today, after: null, limit: 10 }).rows
  store.snooze([first!.id], clock.now() + hour)
  expect(store.unseenCount()).toBe(2)
  await clock.advance(hour)
  expect(store.unseenCount()).toBe(3)
  const counting = asked.mock.calls.map(([sql]) => sql).filter((sql) => sql.includes('count(*)'))
  asked.mockRestore()
  expect(counting).toHaveLength(1)
  const plan = database.prepare(`EXPLAIN QUERY PLAN ${counting[0]}`).all()
  expect(plan.map(({ detail }) => detail)).toEqual(['SCAN inbox USING COVERING INDEX inbox_unseen'])
})

test('days of a year at two hundred points of sale: how old they are is known at once, and old ones are forgotten', async () => {
  const { store, clock, database, pointsOfSale } = keep()
  pointsOfSale.add('tres')
  store.recordDay('uno', today, [comprobante('A')], clock.now())
  await clock.advance(hour)
  store.recordDay('dos', today, [], clock.now())
  const all = ['uno', 'dos', 'tres']
  expect(store.freshness(all, today, today)).toEqual({ oldest: clock.now() - hour, unread: 1 })
  expect(store.freshness(['dos'], today, today)).toEqual({ oldest: clock.now(), unread: 0 })
  expect(store.freshness(['tres'], yesterday, today)).toEqual({ oldest: null, unread: 2 })
  await clock.advance(maxDays * 24 * hour)
  store.forgetOld()
  expect(store.lastRead('dos', today)).toBe(null)
  expect(store.lastRead('uno', today), 'something of it is in error still').not.toBe(null)
  store.recordDay('uno', today, [], clock.now())
  await clock.advance(maxDays * 24 * hour)
  store.forgetOld()
  expect(database.prepare('SELECT count(*) AS n FROM inbox').get()).toEqual({ n: 0 })
})

test('what is not watched any more is no news, and is in the list of its days all the same', async () => {
  const { read, store, clock, listed } = keep()
  const fecha = fechaOf(dayNumberAt(clock.now()))
  read(fecha, [comprobante('A')])
  await clock.advance(29 * 24 * hour)
  store.forgetOld()
  expect(store.unseenCount()).toBe(1)
  await clock.advance(24 * hour)
  store.forgetOld()
  expect([store.unseenCount(), store.takeUntold()]).toEqual([0, []])
  expect(listed('uno', fecha, fecha)).toMatchObject([{ external_reference: 'A', goneAt: null }])
})

test('a clock that is ahead for a while loses no news', () => {
  const { read, store, clock } = keep()
  read(fechaOf(dayNumberAt(clock.now())), [comprobante('A')])
  clock.skew = 40 * 24 * hour
  store.forgetOld()
  expect([store.unseenCount(), store.takeUntold()]).toEqual([0, []])
  clock.skew = 0
  expect([store.unseenCount(), store.takeUntold()]).toEqual([1, [{ pointOfSaleId: 'uno', count: 1 }]])
})
