import { mostFound, ordersOfClients, type Found, type FoundOrder } from '#contract/model/found.ts'
import type { InboxRow } from '#contract/model/inbox.ts'
import { labelOf } from '#contract/texts/states.ts'
import { wordsIn } from '#contract/words.ts'
import type { OrderRow, OrderStore } from '../outbox/orders/store.ts'
import { KeptRows } from './kept-rows.ts'

interface FindOptions {
  store: OrderStore
  /** Of a point of sale; null: it was deleted. */
  nameOf: (pointOfSale: string) => string | null
}

/**
 * Finds what is in error and what was sent by a part of its reference, its client or its document, without case and accents.
 * It walks from the newest on and stops when it has enough.
 * @throws SQLite's error
 */
export const find = ({ store, nameOf }: FindOptions, text: string): Found => ({ inError: findInError(store, text), orders: findOrders(store, text, nameOf) })

function findInError(store: OrderStore, text: string): InboxRow[] {
  const has = wordsIn(text)
  const like = roughly(text)
  const ids: number[] = []
  const rows = store
    .prepare(
      `SELECT id, external_reference, razon_social, documento_nro FROM inbox
       WHERE gone_at IS NULL AND (external_reference LIKE ?1 OR razon_social LIKE ?1 OR documento_nro LIKE ?1) ORDER BY day DESC, id`,
    )
    .iterate(like)
  for (const row of rows) {
    if (has(`${String(row['external_reference'])} ${String(row['razon_social'])} ${String(row['documento_nro'])}`)) ids.push(Number(row['id']))
    if (ids.length === mostFound) break
  }
  const found = new Map(new KeptRows(store).byId(ids).map((row) => [row.id, row]))
  return ids.flatMap((id) => found.get(id) ?? [])
}

function findOrders(store: OrderStore, text: string, nameOf: FindOptions['nameOf']): FoundOrder[] {
  const has = wordsIn(text)
  const like = roughly(text)
  const found = new Map<string, FoundOrder>()
  const rows = store
    .prepare(
      `SELECT * FROM orders WHERE external_reference LIKE ?1 OR (id > (SELECT max(id) FROM orders) - ${ordersOfClients} AND found LIKE ?1) ORDER BY id DESC`,
    )
    .iterate(like)
  for (const row of rows as Iterable<unknown> as Iterable<OrderRow>) {
    const client = clientOf(row)
    const key = `${row.point_of_sale}\n${row.external_reference}`
    if (found.has(key) || !has(`${row.external_reference} ${client}`)) continue
    const { id, external_reference, state, hold_reason } = row
    found.set(key, {
      id,
      external_reference,
      pointOfSaleName: nameOf(row.point_of_sale) ?? row.point_of_sale_name,
      stateLabel: labelOf(state, hold_reason),
      client,
    })
    if (found.size === mostFound) break
  }
  return [...found.values()]
}

function clientOf({ found }: OrderRow): string {
  if (found === null) return ''
  const { razon_social } = JSON.parse(found) as { razon_social?: unknown }
  return typeof razon_social === 'string' ? razon_social : ''
}

/** What SQLite can tell apart by itself: the longest word, with any sign where a letter may have an accent. */
function roughly(text: string): string {
  const [longest = ''] = text.split(/\s+/u).toSorted((a, b) => b.length - a.length)
  return `%${longest.normalize('NFC').replace(/[aeiouncAEIOUNC%_]|[^\x20-\x7e]/gu, '_')}%`
}
