import type { Clock } from '../clock.ts'
import { watchFrom } from '../outbox/lane.ts'
import type { OrderRow, OrderStore } from '../outbox/store.ts'

/** A webhook of TusFacturasAPP, read from its payload (documentation: "Webhooks - notificaciones"). */
export interface WebhookEvent {
  hook_id: string
  /** `encolado`, `emitido`, `error`, `eliminado`, `cambio_fecha`, `test`, or one not known yet. */
  evento: string
  external_reference: string | null
  /** When TusFacturasAPP made it, milliseconds since the epoch; null when unreadable. */
  creado: number | null
  msg: string[]
}

/** Our clock and theirs may differ by this much, and `creado` has no fractions. */
const skew = 2 * 60 * 1000

/**
 * Stores an event and lets it settle the order that waits for it. Events may come before the answer, twice, late or out of
 * order: each `hook_id` counts once, one that is older than our POST says nothing about it, and an end state is never undone.
 * @param pointOfSale whose receiver it came through; null when not known
 * @returns the order it settled or explained, if any
 */
export function takeWebhook(store: OrderStore, clock: Clock, event: WebhookEvent, pointOfSale: string | null): number | null {
  return store.transaction(() => {
    const { changes } = store
      .prepare(
        `INSERT INTO webhook_event (hook_id, point_of_sale, evento, external_reference, creado, msg, received_at)
         VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
      )
      .run(event.hook_id, pointOfSale, event.evento, event.external_reference, event.creado, JSON.stringify(event.msg), clock.now())
    if (!changes || event.external_reference === null) return null
    const row = newestOrder(store, event.external_reference, pointOfSale)
    if (!row || isOlderThanOurPost(store, row, event)) return null
    if (!settle(store, clock, row, event)) return null
    store.prepare('UPDATE webhook_event SET order_id = ? WHERE hook_id = ?').run(row.id, event.hook_id)
    return row.id
  })
}

const newestOrder = (store: OrderStore, reference: string, pointOfSale: string | null): OrderRow | null =>
  store.rows(
    'SELECT * FROM orders WHERE external_reference = ? AND (? IS NULL OR point_of_sale = ?) ORDER BY id DESC LIMIT 1',
    reference,
    pointOfSale,
    pointOfSale,
  )[0] ?? null

function isOlderThanOurPost(store: OrderStore, row: OrderRow, event: WebhookEvent): boolean {
  if (event.creado === null) return false
  const post = store.prepare('SELECT max(at) AS at FROM request WHERE order_id = ?').get(row.id)?.['at']
  return event.creado + skew < Number(post ?? row.created_at)
}

const open = new Set(['on_wire', 'unknown', 'needs_decision', 'accepted', 'superseded'])
const uncertain = new Set(['on_wire', 'unknown', 'needs_decision'])
const telling = new Set(['encolado', 'emitido', 'error'])

function settle(store: OrderStore, clock: Clock, row: OrderRow, event: WebhookEvent): boolean {
  const reasons = JSON.stringify(event.msg)
  if (event.evento === 'error' && row.state === 'failed_again' && row.reasons === null) {
    store.note(row.id, { reasons })
    return true
  }
  if (!open.has(row.state) || !telling.has(event.evento)) return false
  if (uncertain.has(row.state)) store.settleRequest(row.id)
  switch (event.evento) {
    case 'encolado':
      return uncertain.has(row.state) && store.change(row, 'accepted', 'webhook-queued', 'webhook', watchFrom('accepted', clock.now()))
    case 'emitido':
      // The comprobante's number and CAE are not in the event: the free query is asked at once.
      return store.change(row, 'issued', 'webhook-issued', 'webhook', { next_at: clock.now() })
    case 'error':
      return store.change(row, 'failed_again', 'webhook-error', 'webhook', { reasons, next_at: null })
    default:
      return false
  }
}
