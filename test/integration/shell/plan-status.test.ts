/** How much of the plan the month has taken, on a real database, and when that is told. */
import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { monthOf } from '#contract/argentina.ts'
import { exceeds, shortestOf } from '#contract/model/plan.ts'
import { notificationsOfStatus } from '../../../electron/shell/desktop/notifications-due.ts'
import { PlanStatus } from '../../../electron/shell/bridge/plan-status.ts'
import type { StoredSettings } from '../../../electron/shell/files/settings.ts'
import { ok } from '#contract/result.ts'
import { openOutbox } from '../../bench/store.ts'
import { fastTemporary } from '../core/outbox/world/temporary.ts'
import { VirtualClock } from '../../unit/core/outbox/model/virtual-clock.ts'

const second = 1_000

function office(plan: number | null) {
  const folder = mkdtempSync(join(fastTemporary, 'reencola-tope-'))
  const { storage, outbox, dispose } = openOutbox(folder)
  const clock = new VirtualClock()
  const stored = { plan, planRead: '' }
  const settings = {
    get current() {
      return stored as StoredSettings
    },
    save: (change: Partial<StoredSettings>) => ok(Object.assign(stored, change) as StoredSettings),
  }
  const status = new PlanStatus({ settings, outbox, clock })
  onTestFinished(() => {
    status.dispose()
    dispose()
    rmSync(folder, { recursive: true, force: true })
  })
  let id = 0
  const spend = (count: number, change: { method?: string; certain?: 0 | 1; pointOfSale?: string } = {}) => {
    const { method = 'reenviar_encolado', certain = 1, pointOfSale = 'uno' } = change
    storage.database.exec('PRAGMA foreign_keys = OFF')
    const insert = storage.database.prepare('INSERT INTO request (order_id, point_of_sale, method, month, at, certain) VALUES (?, ?, ?, ?, ?, ?)')
    for (let n = 0; n < count; n++) insert.run(++id, pointOfSale, method, monthOf(clock.now()), clock.now(), certain)
  }
  const place = (count: number, postsLeft: number, state = 'queued') => {
    storage.database.exec('PRAGMA foreign_keys = OFF')
    const insert = storage.database.prepare(
      `INSERT INTO orders (batch_id, point_of_sale, point_of_sale_name, external_reference, state, position, created_at, updated_at, waiting_since, posts_left)
       VALUES (1, 'uno', 'Local', ?, ?, ?, 0, 0, 0, ?)`,
    )
    for (let n = 0; n < count; n++) insert.run(`${state}-${n}`, state, `${state}-${n}`, postsLeft)
  }
  const banners = () => status.with([]).banners
  return { status, clock, stored, spend, place, banners, read: () => status.with([]).plan }
}

test('nothing is said where the person has not said how many there are', () => {
  const { status, spend } = office(null)
  spend(500)
  expect(status.with([{ kind: 'stand-in' }])).toEqual({ banners: [{ kind: 'stand-in' }] })
})

test('each method has its own limit, of all points of sale together; what may have been counted counts', () => {
  const { spend, read, banners } = office(100)
  spend(50)
  spend(20, { pointOfSale: 'dos' })
  spend(9, { certain: 0 })
  spend(30, { method: 'cambiar_fecha_encolado' })
  const plan = read()!
  expect(plan.uses.toSorted((a, b) => a.method.localeCompare(b.method))).toEqual([
    { method: 'cambiar_fecha_encolado', used: 30, possible: 0 },
    { method: 'reenviar_encolado', used: 70, possible: 9 },
  ])
  expect([shortestOf(plan), banners()]).toEqual([null, []])
  expect([exceeds(plan, 'reenviar_encolado', 21), exceeds(plan, 'reenviar_encolado', 22), exceeds(plan, 'eliminar_encolado', 100)]).toEqual([
    false,
    true,
    false,
  ])
  spend(1, { certain: 0 })
  expect(banners()).toEqual([{ kind: 'plan', limit: 100, method: 'reenviar_encolado', used: 70, possible: 10 }])
})

test('what was placed and has not left counts as gone before more is sent, and is no news by itself', () => {
  const { spend, place, read, banners } = office(100)
  spend(60)
  place(15, 2)
  place(5, 1, 'issued')
  const plan = read()!
  expect(plan.promised).toBe(30)
  expect([exceeds(plan, 'reenviar_encolado', 10), exceeds(plan, 'reenviar_encolado', 11), exceeds(plan, 'cambiar_fecha_encolado', 100)]).toEqual([
    false,
    true,
    false,
  ])
  expect(banners()).toEqual([])
})

test('is told once a month: read, it is not said again until another month has come as far', async () => {
  const { status, spend, banners, clock } = office(10)
  spend(8)
  expect(banners()).toHaveLength(1)
  status.acknowledge()
  expect(banners()).toEqual([])
  spend(5)
  expect(banners()).toEqual([])
  await clock.advance(20 * 86_400 * second)
  spend(9)
  expect(banners()).toHaveLength(1)
})

test('a month ends in Argentina: at 23:59:59 it is still that one, a second later another, and whoever shows it is told', async () => {
  const { status, spend, clock, read, banners } = office(10)
  await clock.advance(Date.parse('2026-11-30T23:59:59-03:00') - clock.now())
  spend(9)
  expect(read()).toMatchObject({ month: '2026-11', uses: [{ used: 9 }] })
  expect(banners()).toHaveLength(1)
  let told = 0
  status.changed.subscribe(() => void told++)
  await clock.advance(second)
  spend(1)
  expect(told).toBe(0)
  await clock.advance(60 * second)
  expect(told).toBe(1)
  expect(read()).toMatchObject({ month: '2026-12', uses: [{ used: 1 }] })
  expect(banners()).toEqual([])
})

const statusOf = (used: number) => ({
  banners: [{ kind: 'plan' as const, limit: 1_000, method: 'reenviar_encolado', used, possible: 2 }],
  paused: false,
  online: true,
  counts: {},
})

test('one notification, for whoever is not looking, and none for each request after it', () => {
  const before = { ...statusOf(0), banners: [] }
  expect(notificationsOfStatus(before, statusOf(800), false)).toMatchObject([
    { title: 'Se acerca el tope de tu abono', body: '800 de 1.000 reenvíos, y 2 posibles este mes', target: { screen: 'resumen' } },
  ])
  expect(notificationsOfStatus(before, statusOf(800), true)).toEqual([])
  expect(notificationsOfStatus(statusOf(800), statusOf(850), false)).toEqual([])
})
