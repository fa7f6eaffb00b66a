import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { adoptJournal } from '../../electron/core/outbox/adoption/reconcile.ts'
import { systemClock } from '../../electron/core/lib/clock.ts'
import { Outbox } from '../../electron/core/outbox/outbox.ts'
import { openStorage, type Storage } from '../../electron/core/storage/storage.ts'
import { VirtualApi } from '../unit/core/outbox/model/virtual-api.ts'
import type { TusFacturasAccount } from '../../electron/core/tusfacturas/api.ts'

export const silent = { info: () => {}, warn: () => {}, error: () => {} }

export const demoCredentials = { apikey: '10101', apitoken: 'a'.repeat(32), usertoken: 'b'.repeat(64) }

/** A data folder of its own, removed by `dispose`. */
export function temporaryFolder(): { folder: string; dispose: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'reencola-bench-'))
  return { folder, dispose: () => rmSync(folder, { recursive: true, force: true }) }
}

export interface BenchOutbox {
  storage: Storage
  outbox: Outbox
  dispose: () => void
}

/** An outbox as the app builds it, on real files, against `api` (by default one that answers from memory). */
export function openOutbox(folder: string, api: TusFacturasAccount = new VirtualApi(), spacing = 0): BenchOutbox {
  const storage = openStorage(folder, systemClock, silent, adoptJournal)
  const outbox = new Outbox({
    ...storage,
    api,
    pointsOfSale: { ids: () => ['uno'], nameOf: () => 'Local', credentialsOf: () => Promise.resolve(demoCredentials) },
    rules: () => ({ automaticResends: 1, spacing }),
    clock: systemClock,
    logger: silent,
  })
  return {
    storage,
    outbox,
    dispose: () => {
      outbox.dispose()
      storage.dispose()
    },
  }
}

/** Fills a store with `count` settled orders with their stories and requests, as months of use would. */
export function fillSettled(folder: string, count: number): void {
  const { storage, dispose } = openOutbox(folder)
  const { database } = storage
  database.exec('BEGIN')
  database.exec(`
    INSERT INTO batch (id, point_of_sale, created_at, total, finished_at) VALUES (1, 'uno', 0, ${count}, 1);
    WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${count})
    INSERT INTO orders (id, batch_id, point_of_sale, point_of_sale_name, external_reference, state, position, created_at, updated_at, waiting_since, posts, used, found)
      SELECT i, 1, 'uno', 'Local', 'VIEJO-' || i, 'issued', '2026-01-01|' || i, i, i, i, 1, 1,
        '{"external_reference":"VIEJO-' || i || '","status":"issued","statusText":"EMITIDO","tipo":"FACTURA B","punto_venta":10,"numero":' || i || ',"fecha":"01/01/2026","total":1210,"moneda":"PES","cae":"76000000000000","vencimiento_cae":"11/01/2026","comprobante_pdf_url":"","afip_observaciones":"","razon_social":"Cliente","documento_nro":"20000000001"}' FROM n;
    INSERT INTO transition (order_id, id, from_state, to_state, cause, actor, at)
      SELECT o.id, t.n, t.a, t.b, t.c, 'program', o.id FROM orders o, (SELECT 1 AS n, NULL AS a, 'queued' AS b, 'placed' AS c UNION ALL SELECT 2, 'queued', 'preflight', 'query-started'
        UNION ALL SELECT 3, 'preflight', 'sending', 'claimed' UNION ALL SELECT 4, 'sending', 'on_wire', 'marker' UNION ALL SELECT 5, 'on_wire', 'accepted', 'answer-accepted' UNION ALL SELECT 6, 'accepted', 'issued', 'seen-issued') t;
    INSERT INTO request (order_id, point_of_sale, method, month, at, certain) SELECT id, 'uno', 'reenviar_encolado', '2026-01', id, 1 FROM orders;
    UPDATE state_count SET state = 'issued';
    UPDATE batch_count SET state = 'issued', used = total;
  `)
  database.exec('COMMIT')
  dispose()
}
