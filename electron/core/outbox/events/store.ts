import { dayLength } from '#contract/argentina.ts'
import type { WebhookSeen } from '#contract/commands/webhooks.ts'
import { webhookSkew } from '../../lib/waits.ts'
import type { OrderRow, OrderStore } from '../orders/store.ts'
import type { ReceivedEvent } from '../../webhooks/event.ts'

/**
 * Keeps an event. Somebody who guesses a `hook_id` must not keep the true event out: a proven one takes the place of one that
 * is not.
 * @returns false when it was here before
 */
export function keepEvent(store: OrderStore, now: number, { event, pointOfSale, proven, source }: ReceivedEvent): boolean {
  const { changes } = store
    .prepare(
      `INSERT INTO webhook_event (hook_id, point_of_sale, evento, external_reference, creado, msg, received_at, proven, source, original)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (hook_id) DO UPDATE SET point_of_sale = excluded.point_of_sale, evento = excluded.evento,
         external_reference = excluded.external_reference, creado = excluded.creado, msg = excluded.msg, received_at = excluded.received_at,
         proven = 1, source = excluded.source, original = excluded.original
       WHERE webhook_event.proven = 0 AND excluded.proven = 1`,
    )
    .run(
      event.hook_id,
      pointOfSale,
      event.evento,
      event.external_reference,
      event.creado,
      JSON.stringify(event.msg),
      now,
      proven ? 1 : 0,
      source,
      event.original ?? null,
    )
  return Number(changes) > 0
}

/** @returns when the order last left; when it was placed, of one that never did */
export const lastPost = (store: OrderStore, { id, created_at }: OrderRow): number =>
  store.number('SELECT max(at) AS at FROM request WHERE order_id = ?', id) ?? created_at

/**
 * Why an order that the free query shows in error failed, as far as an event has said so: one that is not older than our POST,
 * a proven one first, then the newest.
 * @returns JSON array of error texts, as OrderRow.reasons
 */
export function reasonFromEvents(store: OrderStore, row: OrderRow): string | null {
  const since = lastPost(store, row) - webhookSkew
  const found = store
    .prepare(
      `SELECT hook_id, msg FROM webhook_event
       WHERE external_reference = ? AND (point_of_sale = ? OR point_of_sale IS NULL) AND evento = 'error' AND msg <> '[]'
         AND coalesce(creado, received_at) >= ?
       ORDER BY proven DESC, coalesce(creado, received_at) DESC LIMIT 1`,
    )
    .get(row.external_reference, row.point_of_sale, since)
  if (!found) return null
  store.prepare('UPDATE webhook_event SET order_id = ? WHERE hook_id = ?').run(row.id, String(found['hook_id']))
  return String(found['msg'])
}

export interface KeptEvent extends Omit<WebhookSeen, 'pointOfSaleName'> {
  pointOfSale: string | null
}

/** @returns the newest events first */
export function recentEvents(store: OrderStore, limit: number): KeptEvent[] {
  return store
    .prepare(`SELECT received_at, evento, external_reference, point_of_sale, proven, source, order_id FROM webhook_event ORDER BY rowid DESC LIMIT ?`)
    .all(limit)
    .map((row) => ({
      at: Number(row['received_at']),
      evento: String(row['evento']),
      external_reference: row['external_reference'] === null ? null : String(row['external_reference']),
      pointOfSale: row['point_of_sale'] === null ? null : String(row['point_of_sale']),
      proven: row['proven'] === 1,
      source: row['source'] as ReceivedEvent['source'],
      used: row['order_id'] !== null,
    }))
}

/** How long and how many events are kept, proven ones and others apart, so that a flood of strangers pushes no true one out. */
export const retention = { age: 180 * dayLength, count: 100_000, bytes: 50 * 1024 * 1024 } as const

/**
 * Forgets events beyond the retention. What they said about an order is on the order itself and stays.
 * @returns how many were forgotten
 */
export function forgetOldEvents(store: OrderStore, now: number, { age, count, bytes }: { age: number; count: number; bytes: number } = retention): number {
  const forget = `DELETE FROM webhook_event WHERE received_at < ? OR rowid IN (
    SELECT id FROM (SELECT rowid AS id, count(*) OVER newer AS place, sum(octet_length(msg) + coalesce(octet_length(original), 0)) OVER newer AS size
      FROM webhook_event WINDOW newer AS (PARTITION BY proven ORDER BY rowid DESC ROWS UNBOUNDED PRECEDING))
    WHERE place > ? OR size > ?)`
  return store.run(forget, now - age, count, bytes)
}
