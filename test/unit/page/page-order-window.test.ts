import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Order, OrderPage } from '#contract/model/order.ts'
import { fail, ok, type Result } from '#contract/result.ts'
import { chunkSize, OrderWindow } from '../../../renderer/store/order-window.ts'
import { noFilters } from '../../../renderer/store/store.ts'
import { order } from '../../e2e/page-preview/sample.ts'

interface Question {
  offset: number
  answer: (page: Result<OrderPage>) => void
}

let asked: Question[]
let rows: OrderWindow

beforeEach(() => {
  vi.useFakeTimers()
  asked = []
  rows = new OrderWindow(
    (_filters, offset) =>
      new Promise((resolve) => {
        asked.push({ offset, answer: resolve })
      }),
  )
})
afterEach(() => {
  vi.useRealTimers()
})

/** As the bridge gives it: newest first and frozen. */
const pageOf = (total: number, offset: number): OrderPage => ({
  total,
  orders: Object.freeze(
    Array.from({ length: Math.min(chunkSize, total - offset) }, (_, index) => order('queued', { id: total - offset - index, updatedAt: 1 })),
  ) as Order[],
})

async function answer(total: number) {
  for (const question of asked.splice(0)) question.answer(ok(pageOf(total, question.offset)))
  await vi.advanceTimersByTimeAsync(0)
}

const offsets = () => asked.map(({ offset }) => offset)

describe('OrderWindow', () => {
  it('shows a seed at once and asks for nothing', () => {
    rows.seed(pageOf(3, 0))
    rows.show(0, 2)
    expect([rows.at(0)?.id, rows.at(2)?.id, rows.at(3)?.id]).toEqual([3, 1, undefined])
    expect(asked).toEqual([])
  })

  it('reads the rest of a seed that is shorter than the screen', () => {
    rows.seed({ total: 500, orders: pageOf(500, 0).orders.slice(0, 10) })
    rows.show(0, 20)
    expect(offsets()).toEqual([0])
  })

  it('reads only what is in sight, and each part once', async () => {
    rows.seed(pageOf(10_000, 0))
    rows.show(5030, 5110)
    rows.show(5031, 5111)
    expect(offsets()).toEqual([5000, 5100])
    await answer(10_000)
    expect(rows.at(5030)?.id).toBe(4970)
  })

  it('forgets what scrolled far away', async () => {
    rows.seed(pageOf(10_000, 0))
    for (let first = 1000; first <= 9000; first += 1000) {
      rows.show(first, first + 20)
      await answer(10_000)
    }
    const kept = Array.from({ length: 100 }, (_, chunk) => rows.at(chunk * chunkSize)).filter(Boolean)
    expect(kept.length).toBeLessThanOrEqual(4)
    expect(rows.at(9000)).toBeDefined()
  })

  it('replaces a known row in place without reading again, never by an older state', async () => {
    rows.seed(pageOf(3, 0))
    rows.apply([order('accepted', { id: 2, updatedAt: 5 })])
    rows.apply([order('sending', { id: 2, updatedAt: 4 })])
    await vi.advanceTimersByTimeAsync(10_000)
    expect(rows.at(1)?.state).toBe('accepted')
    expect(asked).toEqual([])
  })

  it('reads again once after a burst of new orders, keeping the old rows meanwhile', async () => {
    rows.seed(pageOf(3, 0))
    for (let id = 4; id <= 50; id++) rows.apply([order('queued', { id })])
    expect(rows.at(0)?.id).toBe(3)
    await vi.advanceTimersByTimeAsync(10_000)
    expect(offsets()).toEqual([0])
    await answer(50)
    expect([rows.total, rows.at(0)?.id]).toEqual([50, 50])
  })

  it('reads again when news arrive while it is reading', async () => {
    rows.seed(pageOf(3, 0))
    rows.apply([order('queued', { id: 4 })])
    await vi.advanceTimersByTimeAsync(10_000)
    rows.apply([order('queued', { id: 5 })])
    await vi.advanceTimersByTimeAsync(10_000)
    expect(offsets()).toEqual([0])
    await answer(4)
    expect(offsets()).toEqual([0])
    await answer(5)
    expect(rows.at(0)?.id).toBe(5)
  })

  it('with a filter, any change may move rows', async () => {
    rows.seed(pageOf(3, 0))
    rows.filter({ ...noFilters, states: ['queued'] })
    await answer(3)
    rows.apply([order('accepted', { id: 2, updatedAt: 5 })])
    await vi.advanceTimersByTimeAsync(10_000)
    expect(offsets()).toEqual([0])
  })

  it('drops the answer to an older question', async () => {
    rows.filter({ ...noFilters, search: 'a' })
    rows.filter({ ...noFilters, search: 'ab' })
    const [older, newer] = asked
    newer?.answer(ok(pageOf(1, 0)))
    older?.answer(ok(pageOf(7, 0)))
    await vi.advanceTimersByTimeAsync(0)
    expect(rows.total).toBe(1)
  })

  it('says why it could not read, and reads when asked to', async () => {
    rows.show(0, 10)
    asked.splice(0)[0]?.answer(fail('storage-failed'))
    await vi.advanceTimersByTimeAsync(0)
    expect([rows.failure?.code, rows.loaded]).toEqual(['storage-failed', false])
    rows.refresh()
    await answer(2)
    expect([rows.failure, rows.loaded, rows.total]).toEqual([null, true, 2])
  })
})
