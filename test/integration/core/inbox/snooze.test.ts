/** What a person notes about a comprobante in error, and what she puts off. */
import { describe, expect, onTestFinished, test } from 'vitest'
import { dayNumberAt, fechaOf } from '#contract/argentina.ts'
import { longestNote, longestSnooze, type InboxRow } from '#contract/model/inbox.ts'
import { commands } from '#contract/schema.ts'
import { Awakening } from '../../../../electron/core/inbox/awakening.ts'
import type { InboxStore } from '../../../../electron/core/inbox/store.ts'
import { sqliteFull } from '../storage/full-disk.ts'
import { comprobante, issued, queued, today, yesterday } from './found.ts'
import { keep } from './kept.ts'

const hour = 3_600_000
const day = 24 * hour

/** What is kept, and what came back of it so far. */
function watched() {
  const kept = keep()
  const { clock, guard, store, listed } = kept
  const disk = { full: false }
  const returned: string[][] = []
  const begin = () => {
    const awakening = new Awakening({ store: refusing(store, disk), clock, guard })
    awakening.returned.subscribe((rows) => void returned.push(rows.map((row) => row.external_reference)))
    onTestFinished(() => awakening.dispose())
    awakening.start()
    return awakening
  }
  const row = (reference: string): InboxRow | undefined => listed().find((each) => each.external_reference === reference)
  return { ...kept, disk, begin, returned, row, id: (reference: string) => row(reference)?.id ?? 0 }
}

const accepted = (note: string) => commands.noteInbox.args.safeParse({ id: 1, note }).success

const refusing = (store: InboxStore, disk: { full: boolean }): ConstructorParameters<typeof Awakening>[0]['store'] => ({
  changed: store.changed,
  snoozedSpan: () => store.snoozedSpan(),
  wake: () => {
    if (disk.full) throw Object.assign(new Error('database or disk is full'), { code: 'ERR_SQLITE_ERROR', errcode: sqliteFull })
    return store.wake()
  },
})

describe('what is put off', () => {
  test('is neither counted as new nor told of, and comes back by itself at its time, new and told once', async () => {
    const { read, store, clock, begin, returned, id, row, news } = watched()
    read(today, [comprobante('A'), comprobante('B')])
    begin()
    store.snooze([id('A')], clock.now() + day)
    expect(store.unseenCount()).toBe(1)
    expect(store.takeUntold()).toEqual([{ pointOfSaleId: 'uno', count: 1 }])
    await clock.advance(day - 1)
    expect([returned, row('A')?.snoozedUntil]).toEqual([[], clock.now() + 1])
    news.length = 0
    await clock.advance(1)
    expect(returned).toEqual([['A']])
    expect(news.flatMap(({ rows }) => rows)).toMatchObject([{ external_reference: 'A', snoozedUntil: null, isNew: true }])
    expect(store.unseenCount()).toBe(2)
    expect(store.takeUntold(), 'the round does not tell of it as well').toEqual([])
    await clock.advance(day)
    expect(returned).toHaveLength(1)
  })

  test('comes back new of a day that is not watched any more, until it is seen', async () => {
    const { read, store, clock, begin, returned, listed } = watched()
    const fecha = fechaOf(dayNumberAt(clock.now()))
    const [row] = (read(fecha, [comprobante('A'), comprobante('B')]), listed('uno', fecha, fecha))
    begin()
    store.snooze([row?.id ?? 0], clock.now() + 40 * day)
    await clock.advance(40 * day)
    store.forgetOld()
    expect([returned, store.unseenCount()]).toEqual([[['A']], 1])
    expect(listed('uno', fecha, fecha)[0]).toMatchObject({ external_reference: 'A', isNew: true, snoozedUntil: null })
    await clock.advance(day)
    expect(returned).toHaveLength(1)
    store.markSeen([{ id: row?.id ?? 0 }])
    expect(store.unseenCount()).toBe(0)
  })

  test('comes back at the start when its time came while the program was closed', async () => {
    const { read, store, clock, begin, returned, id } = watched()
    read(today, [comprobante('A')])
    const before = begin()
    store.snooze([id('A')], clock.now() + hour)
    before.dispose()
    await clock.advance(2 * hour)
    expect(returned).toEqual([])
    begin()
    expect(returned).toEqual([['A']])
  })

  test('has come to its end when it leaves error: one that falls into error again is in the list', () => {
    const { read, store, clock, id, row } = watched()
    read(today, [comprobante('A')])
    store.snooze([id('A')], clock.now() + day)
    store.note(id('A'), 'lo ve Marta')
    read(today, [queued('A')])
    read(today, [comprobante('A')])
    expect(row('A')).toMatchObject({ snoozedUntil: null, isNew: true, note: 'lo ve Marta' })
  })

  test('stays so under another date, whichever day is read first, also back where it was', () => {
    const { read, store, clock, row, id } = watched()
    const until = clock.now() + day
    read(yesterday, [comprobante('A'), comprobante('B')])
    store.snooze([id('A'), id('B')], until)
    read(yesterday, [comprobante('B')])
    read(today, [comprobante('A'), comprobante('B')])
    read(yesterday, [])
    expect([row('A'), row('B')]).toMatchObject([
      { fecha: today, snoozedUntil: until },
      { fecha: today, snoozedUntil: until },
    ])
    read(today, [])
    read(yesterday, [comprobante('A')])
    expect(row('A')).toMatchObject({ fecha: yesterday, snoozedUntil: until })
    store.snooze([id('A')], null)
    read(today, [comprobante('A')])
    expect(row('A')?.snoozedUntil, 'brought back, it is not put off by what it was before').toBe(null)
  })

  test('ends where it is gone and falls into error again on the same day', () => {
    const { read, store, clock, row, id } = watched()
    read(today, [comprobante('A')])
    store.snooze([id('A')], clock.now() + day)
    read(today, [])
    read(today, [comprobante('A')])
    expect(row('A')).toMatchObject({ snoozedUntil: null, isNew: true })
  })

  test('is not what has left error: it is in the list when it fails again', () => {
    const { read, store, clock, row, id } = watched()
    read(today, [comprobante('A')])
    const [number] = [id('A')]
    read(today, [queued('A')])
    expect(store.snooze([number], clock.now() + day)).toEqual([])
    read(today, [comprobante('A')])
    expect(row('A')).toMatchObject({ snoozedUntil: null })
  })

  test('does not wake what is no longer in error', async () => {
    const { read, store, clock, begin, returned, id } = watched()
    read(today, [comprobante('A')])
    begin()
    store.snooze([id('A')], clock.now() + hour)
    read(today, [issued('A')])
    await clock.advance(day)
    expect(returned).toEqual([])
    expect(store.unseenCount()).toBe(0)
  })

  test('stays put off when the clock is set back a little, and not for years when it had been far ahead', async () => {
    const { read, store, clock, begin, returned, id } = watched()
    read(today, [comprobante('A'), comprobante('B')])
    begin()
    clock.skew = 2 * longestSnooze
    store.snooze([id('A')], clock.now() + day)
    clock.skew = 0
    store.snooze([id('B')], clock.now() + hour)
    clock.skew = -30 * 60_000
    await clock.advance(hour)
    expect(returned).toEqual([['A']])
    await clock.advance(hour)
    expect(returned).toEqual([['A'], ['B']])
  })

  test('comes back when the clock is set ahead, or the computer slept through its time', async () => {
    const { read, store, clock, begin, returned, id } = watched()
    read(today, [comprobante('A')])
    begin()
    store.snooze([id('A')], clock.now() + 7 * day)
    clock.skew = 7 * day
    await clock.advance(60_000)
    expect(returned).toEqual([['A']])
  })

  test('comes back once the disk takes it', async () => {
    const { read, store, clock, begin, returned, id, disk } = watched()
    read(today, [comprobante('A')])
    begin()
    store.snooze([id('A')], clock.now() + hour)
    disk.full = true
    await clock.advance(hour)
    expect(returned).toEqual([])
    disk.full = false
    await clock.advance(hour)
    expect(returned).toEqual([['A']])
  })

  test('thirty thousand at once', async () => {
    const { read, store, clock, begin, returned, listed } = watched()
    read(
      today,
      Array.from({ length: 30_000 }, (_, index) => comprobante(`F-${index}`)),
    )
    begin()
    store.snooze(
      listed().map((each) => each.id),
      clock.now() + hour,
    )
    expect(store.unseenCount()).toBe(0)
    await clock.advance(hour)
    expect(returned.map((rows) => rows.length)).toEqual([30_000])
    expect(store.snoozedSpan()).toBe(null)
  })
})

describe('a note', () => {
  test('is as long as it may be, and no longer', () => {
    expect([accepted('x'.repeat(longestNote)), accepted('x'.repeat(longestNote + 1)), accepted('x'.repeat(5_000))]).toEqual([true, false, false])
  })

  test('keeps emoji and lines, and no half of a character', () => {
    const { read, store, id, row } = watched()
    read(today, [comprobante('A')])
    store.note(id('A'), '👩‍👩‍👧 llamar\na la mañana \ud83d')
    expect(row('A')?.note).toBe('👩‍👩‍👧 llamar\na la mañana \ufffd')
  })

  test('stays with a row that leaves error, for when it is back', () => {
    const { read, store, id, row, news } = watched()
    read(today, [comprobante('A')])
    const [number] = [id('A')]
    read(today, [issued('A')])
    news.length = 0
    expect(store.note(number, 'tarde')).toMatchObject({ goneAt: expect.any(Number), note: 'tarde' })
    expect(
      news.flatMap(({ rows }) => rows),
      'it is not in error by that',
    ).toEqual([])
    read(today, [comprobante('A')])
    expect(row('A')?.note).toBe('tarde')
  })

  test('goes along with a comprobante that was given another date, whichever day is read first, and is told', () => {
    const { read, store, id, row, news } = watched()
    read(yesterday, [comprobante('A'), comprobante('B')])
    store.note(id('A'), 'uno')
    store.note(id('B'), 'dos')
    read(yesterday, [comprobante('B')])
    read(today, [comprobante('A'), comprobante('B')])
    expect(row('A')).toMatchObject({ fecha: today, note: 'uno' })
    news.length = 0
    read(yesterday, [])
    expect(news.flatMap(({ rows }) => rows)).toMatchObject([{ external_reference: 'B', fecha: today, note: 'dos' }])
  })

  test('of one that nothing is kept of is not there', () => {
    const { store } = watched()
    expect([store.note(7, 'x'), store.snooze([7, 8], 1)]).toEqual([null, []])
  })
})
