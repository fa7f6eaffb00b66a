import { describe, expect, test } from 'vitest'
import { notificationOfNews, tellWatchNews } from '../../../../electron/shell/desktop/watch-news.ts'
import type { DueNotification } from '../../../../electron/shell/desktop/notifications-due.ts'

const silent = { info: () => {}, warn: () => {}, error: () => {} }
const names: Record<string, string> = { uno: 'Casa central', dos: 'Sucursal Norte' }

function tell(takeUntold: () => { pointOfSaleId: string; count: number }[], lookingAtThem = false): DueNotification[] {
  const shown: DueNotification[] = []
  tellWatchNews({ takeUntold, nameOf: (id) => names[id] ?? null, lookingAtThem: () => lookingAtThem, show: (due) => void shown.push(due), logger: silent })
  return shown
}

describe('what a round has found', () => {
  test('is one notification, which opens Con error', () => {
    expect(tell(() => [{ pointOfSaleId: 'uno', count: 7 }])).toEqual([
      { title: 'Quedaron comprobantes con error', body: '7 comprobantes nuevos con error en Casa central', target: { screen: 'con-error' } },
    ])
  })

  test('of several points of sale is summed, the one with the most first', () => {
    const news = [
      { pointOfSaleId: 'uno', count: 2 },
      { pointOfSaleId: 'dos', count: 7 },
    ]
    expect(tell(() => news).map(({ body }) => body)).toEqual(['9 comprobantes nuevos con error en Sucursal Norte y Casa central'])
  })

  test('of hundreds of points of sale names two and counts the others', () => {
    const news = Array.from({ length: 200 }, (_, index) => ({ name: `Local ${index + 1}`, count: 200 - index }))
    expect(notificationOfNews(news)?.body).toBe('20.100 comprobantes nuevos con error en Local 1, Local 2 y 198 puntos de venta más')
    expect(notificationOfNews([{ name: 'Local', count: 1 }])?.body).toBe('1 comprobante nuevo con error en Local')
  })

  test('is not told to somebody who is looking at it, and counts as told', () => {
    let taken = 0
    const takeUntold = () => (taken++ === 0 ? [{ pointOfSaleId: 'uno', count: 7 }] : [])
    expect(tell(takeUntold, true)).toEqual([])
    expect(tell(takeUntold)).toEqual([])
    expect(taken).toBe(2)
  })

  test('is told later when the disk cannot keep that it was told, and never before', () => {
    const disk = Object.assign(new Error('database or disk is full'), { code: 'ERR_SQLITE_ERROR', errcode: 13 })
    let full = true
    const take = () => {
      if (full) throw disk
      return [{ pointOfSaleId: 'uno', count: 1 }]
    }
    expect(tell(take)).toEqual([])
    full = false
    expect(tell(take)).toHaveLength(1)
  })

  test('is nothing when there is nothing new', () => {
    expect(tell(() => [])).toEqual([])
  })
})
