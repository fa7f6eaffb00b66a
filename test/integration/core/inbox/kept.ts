/** A store of comprobantes in error on a real database, and comprobantes as TusFacturasAPP shows them. */
import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { InboxStore, type InboxNews } from '../../../../electron/core/inbox/store.ts'
import { adoptJournal } from '../../../../electron/core/outbox/adoption/reconcile.ts'
import { Guard } from '../../../../electron/core/outbox/guard.ts'
import { OrderStore } from '../../../../electron/core/outbox/orders/store.ts'
import { openStorage } from '../../../../electron/core/storage/storage.ts'
import type { FoundComprobante } from '../../../../electron/core/tusfacturas/api.ts'
import { VirtualClock } from '../../../unit/core/outbox/model/virtual-clock.ts'
import { fastTemporary } from '../outbox/world/temporary.ts'

const silent = { info: () => {}, warn: () => {}, error: () => {} }

export const today = '29/11/2026'
export const yesterday = '28/11/2026'

export function comprobante(external_reference: string, change: Partial<FoundComprobante> = {}): FoundComprobante {
  return {
    external_reference,
    status: 'error',
    statusText: 'ENVIADO A PROCESAR - CON ERROR',
    tipo: 'FACTURA B',
    punto_venta: 10,
    numero: 0,
    fecha: today,
    vencimiento_pago: '',
    total: 1210,
    moneda: 'PES',
    cae: '',
    vencimiento_cae: '',
    comprobante_pdf_url: '',
    afip_observaciones: '',
    razon_social: 'Lucía Ferreyra',
    documento_nro: '20000000001',
    ...change,
  }
}

export const issued = (reference: string, change: Partial<FoundComprobante> = {}) =>
  comprobante(reference, { status: 'issued', statusText: 'EMITIDO', numero: 7, ...change })
export const queued = (reference: string) => comprobante(reference, { status: 'queued', statusText: 'EN COLA, ESPERANDO APROBACION' })

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
      const { added, gone } = store.recordDay(pointOfSale, fecha, found, at)
      return { added: added.map((row) => row.external_reference), gone: gone.map((row) => `${row.external_reference} ${row.became}`) }
    },
  }
}
