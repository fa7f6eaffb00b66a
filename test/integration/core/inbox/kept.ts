/** A store of comprobantes in error on a real database. */
import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { InboxStore, type InboxNews } from '../../../../electron/core/inbox/store.ts'
import { adoptJournal } from '../../../../electron/core/outbox/adoption/reconcile.ts'
import { Guard } from '../../../../electron/core/outbox/base/guard.ts'
import { OrderStore } from '../../../../electron/core/outbox/orders/store.ts'
import { openStorage } from '../../../../electron/core/storage/storage.ts'
import type { FoundComprobante } from '../../../../electron/core/tusfacturas/api.ts'
import { VirtualClock } from '../../../unit/core/outbox/model/virtual-clock.ts'
import { fastTemporary } from '../outbox/world/temporary.ts'
import { today, yesterday } from './found.ts'

const silent = { info: () => {}, warn: () => {}, error: () => {} }

export function keep(folder = mkdtempSync(join(fastTemporary, 'reencola-kept-'))) {
  const clock = new VirtualClock()
  const storage = openStorage(folder, clock, silent, adoptJournal)
  const { database } = storage
  const orders = new OrderStore(database, clock)
  const closing = new AbortController()
  const guard = new Guard({ store: orders, clock, logger: silent, signal: closing.signal })
  const pointsOfSale = new Set(['uno', 'dos'])
  const store = new InboxStore({ database, clock, guard, exists: (id) => pointsOfSale.has(id) })
  const news: InboxNews[] = []
  store.changed.subscribe((change) => void news.push(change))
  const end = () => {
    closing.abort()
    if (database.isOpen) storage.dispose()
  }
  onTestFinished(() => {
    end()
    rmSync(folder, { recursive: true, force: true })
  })
  const listed = (pointOfSale = 'uno', desde = yesterday, hasta = today) =>
    store.list({ pointsOfSale: [pointOfSale], desde, hasta, after: null, limit: 1_000_000 }).rows
  return {
    folder,
    clock,
    database,
    orders,
    guard,
    pointsOfSale,
    store,
    news,
    end,
    listed,
    references: (...which: Parameters<typeof listed>) => listed(...which).map((row) => row.external_reference),
    /** Reads a day now. @returns the references of what is new, and of what is gone with what became of it */
    read: (fecha: string, found: FoundComprobante[], at = clock.now(), pointOfSale = 'uno') => {
      const before = new Set(
        database
          .prepare('SELECT id FROM inbox WHERE gone_at IS NULL')
          .all()
          .map(({ id }) => id),
      )
      const told = news.length
      store.recordDay(pointOfSale, fecha, found, at)
      const [rows, gone] = [news.slice(told).flatMap((change) => change.rows), news.slice(told).flatMap((change) => change.gone)]
      return {
        added: rows.filter(({ id, isNew }) => isNew && !before.has(id)).map((row) => row.external_reference),
        gone: gone.map((row) => `${row.external_reference} ${row.became}`),
      }
    },
  }
}
