import { describe, expect, test } from 'vitest'
import type { Screen } from '#contract/commands/navigation.ts'
import { Notifier, type Untold } from '../../../../electron/shell/desktop/notifier.ts'
import { notificationOfNews, notificationOfReturned, type DueNotification } from '../../../../electron/shell/desktop/notifications-due.ts'

const silent = { info: () => {}, warn: () => {}, error: () => {} }
const names: Record<string, string> = { uno: 'Casa central', dos: 'Sucursal Norte' }

/** One round, or what else `happens`, with that screen in front of the person, or no window. */
function tell(
  takeUntold: () => Untold[],
  screen: Screen | null = null,
  inFront = screen !== null,
  happens = (notifier: Notifier) => notifier.onRound(),
): DueNotification[] {
  const shown: DueNotification[] = []
  const notifier = new Notifier({
    outbox: { batchesTold: () => {}, see: () => {}, tasks: { uncertain: () => [] } } as unknown as ConstructorParameters<typeof Notifier>[0]['outbox'],
    takeUntold,
    nameOf: (id) => names[id] ?? null,
    status: { banners: [], paused: false, online: true, counts: {} },
    inFront: () => inFront,
    show: (due) => void shown.push(due),
    logger: silent,
  })
  notifier.shows(screen)
  happens(notifier)
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
    expect(notificationOfNews(news, false)?.body).toBe('20.100 comprobantes nuevos con error en Local 1, Local 2 y 198 puntos de venta más')
    expect(notificationOfNews([{ name: 'Local', count: 1 }], false)?.body).toBe('1 comprobante nuevo con error en Local')
  })

  test('is not told to somebody who is looking at it, and counts as told', () => {
    let taken = 0
    const takeUntold = () => (taken++ === 0 ? [{ pointOfSaleId: 'uno', count: 7 }] : [])
    expect(tell(takeUntold, 'con-error')).toEqual([])
    expect(tell(takeUntold)).toEqual([])
    expect(taken).toBe(2)
  })

  test('is told to somebody who has another screen in front of them, or Con error in a window behind others', () => {
    expect(tell(() => [{ pointOfSaleId: 'uno', count: 7 }], 'reenviar')).toHaveLength(1)
    expect(tell(() => [{ pointOfSaleId: 'uno', count: 7 }], 'con-error', false)).toHaveLength(1)
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

/** Rules have spent what they may, with that screen in front of the person, or no window. */
const spent = (screen: Screen | null, inFront = screen !== null) =>
  tell(
    () => [],
    screen,
    inFront,
    (notifier) => notifier.onSpent('uno', 20),
  )

test('what rules may spend in a day is spent: one notification, whatever is in front: a list of several sums them up', () => {
  const told = {
    title: 'Reenvío automático: llegó al tope de hoy',
    body: 'Casa central usó las 20 solicitudes de hoy. Lo que sigue con error espera a mañana, o lo reenviás vos desde Con error.',
    target: { screen: 'con-error' },
  }
  expect([spent(null), spent('reenviar'), spent('con-error')]).toEqual([[told], [told], [told]])
})

test('what was put off and is back is one notification, for whoever does not see it', () => {
  expect(notificationOfReturned(1, false)).toEqual({
    title: 'Volvió lo que pospusiste',
    body: '1 comprobante con error otra vez en la lista',
    target: { screen: 'con-error' },
  })
  expect(notificationOfReturned(3, false)?.body).toBe('3 comprobantes con error otra vez en la lista')
  expect([notificationOfReturned(3, true), notificationOfReturned(0, false)]).toEqual([null, null])
})
