import type { Clock } from '../../lib/clock.ts'
import type { OrderStore } from './store.ts'

/**
 * Keeps what a person found out about an error, for instance on TusFacturasAPP's own page: the reason of a failed comprobante
 * cannot be queried. The last one counts. An order that failed again takes it as its reason.
 * @param orderId the order from whose story it was given; null for the newest one
 * @returns whether it was kept; false when that order is of another reference
 */
export function giveReason(
  store: OrderStore,
  clock: Clock,
  { pointOfSaleId, external_reference, text, orderId }: { pointOfSaleId: string; external_reference: string; text: string; orderId: number | null },
): boolean {
  return store.transaction(() => {
    const [order] =
      orderId === null
        ? store.rows('SELECT * FROM orders WHERE external_reference = ? AND point_of_sale = ? ORDER BY id DESC LIMIT 1', external_reference, pointOfSaleId)
        : store.rows('SELECT * FROM orders WHERE id = ? AND external_reference = ? AND point_of_sale = ?', orderId, external_reference, pointOfSaleId)
    if (orderId !== null && !order) return false
    store
      .prepare(
        `INSERT INTO given_reason (point_of_sale, external_reference, text, at) VALUES (?, ?, ?, ?)
         ON CONFLICT (point_of_sale, external_reference) DO UPDATE SET text = excluded.text, at = excluded.at`,
      )
      .run(pointOfSaleId, external_reference, text, clock.now())
    if (order?.state === 'failed_again') store.note(order.id, { reasons: JSON.stringify([text]) })
    return true
  })
}

/** The same for the reasons of a table: all of them or none. */
export function giveReasons(store: OrderStore, clock: Clock, reasons: readonly Omit<Parameters<typeof giveReason>[2], 'orderId'>[]): void {
  store.transaction(() => {
    for (const reason of reasons) giveReason(store, clock, { ...reason, orderId: null })
  })
}
