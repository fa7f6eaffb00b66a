import type { OrderFilter } from '#contract/commands/history.ts'
import { movingStates, unsentStates, waitingStates, type Batch, type OrderState, type Transition } from '#contract/model/order.ts'
import type { MethodUse } from '#contract/model/plan.ts'
import type { LedgerRow } from '#contract/model/point-of-sale.ts'
import { storyTexts } from '#contract/texts/story.ts'
import { endOfDay, startOfDay } from '#contract/argentina.ts'
import { anyOf, type OrderRow, type OrderStore } from './store.ts'
import type { Cause } from './transitions.ts'

export interface OrderQuery extends OrderFilter {
  offset: number
  limit: number
}

export interface Conditions {
  /** For WHERE, over `orders`. */
  where: string
  values: (string | number)[]
  /** Orders that match. */
  total: number
}

/**
 * A filter as SQL. Where an index would lead through the orders one by one in another order than that of the list, a `+` keeps
 * SQLite from it: one walk in the order of the list is several times as fast with 100 000 orders.
 */
export function conditionsOf(store: OrderStore, filter: OrderFilter): Conditions {
  const conditions = [filter.archived ? 'archived_at IS NOT NULL' : 'archived_at IS NULL']
  const values: (string | number)[] = []
  const add = (condition: string, ...value: (string | number)[]) => {
    conditions.push(condition)
    values.push(...value)
  }
  if (filter.states) add(`state IN (${filter.states.map(() => '?').join(', ')})`, ...filter.states)
  if (filter.pointOfSaleId !== undefined) add('+point_of_sale = ?', filter.pointOfSaleId)
  if (filter.pointsOfSale) add('+point_of_sale IN (SELECT value FROM json_each(?))', JSON.stringify(filter.pointsOfSale))
  if (filter.batchId !== undefined) add('batch_id = ?', filter.batchId)
  if (filter.search) add("external_reference LIKE ? ESCAPE '\\'", `%${filter.search.replace(/[\\%_]/gu, '\\$&')}%`)
  if (filter.from !== undefined || filter.to !== undefined) {
    const range = [filter.from === undefined ? 0 : startOfDay(filter.from), filter.to === undefined ? Number.MAX_SAFE_INTEGER : endOfDay(filter.to)]
    const ids = store.prepare('SELECT min(id) AS first, max(id) AS last FROM orders WHERE created_at >= ? AND created_at < ?').get(...range)
    // The clock may have been set back between two orders: the ids narrow the walk, the times decide.
    add('id BETWEEN ? AND ? AND +created_at >= ? AND +created_at < ?', Number(ids?.['first'] ?? 0), Number(ids?.['last'] ?? 0), ...range)
  }
  const where = conditions.join(' AND ')
  // Without a filter the kept counts answer at once; with one, what matches has to be counted.
  const unlimited = values.length === 0 && !filter.archived
  const total = unlimited ? countAll(store) : (store.number(`SELECT count(*) AS n FROM orders WHERE ${where}`, ...values) ?? 0)
  return { where, values, total }
}

/** Orders for the page: newest first. */
export function listRows(store: OrderStore, query: OrderQuery): { rows: OrderRow[]; total: number } {
  const { where, values, total } = conditionsOf(store, query)
  return { rows: store.rows(`SELECT * FROM orders WHERE ${where} ORDER BY id DESC LIMIT ? OFFSET ?`, ...values, query.limit, query.offset), total }
}

export function countByState(store: OrderStore): Partial<Record<OrderState, number>> {
  const rows = store.prepare('SELECT state, total FROM state_count WHERE total > 0').all()
  return Object.fromEntries(rows.map((row) => [String(row['state']), Number(row['total'])]))
}

const countAll = (store: OrderStore): number => Object.values(countByState(store)).reduce((sum, total) => sum + total, 0)

export function transitionsOf(store: OrderStore, orderId: number): Transition[] {
  return store
    .prepare('SELECT * FROM transition WHERE order_id = ? ORDER BY id')
    .all(orderId)
    .map((row) => ({
      from: row['from_state'] as OrderState | null,
      to: row['to_state'] as OrderState,
      cause: String(row['cause']),
      text: storyTexts[row['cause'] as Cause],
      actor: row['actor'] as Transition['actor'],
      at: Number(row['at']),
    }))
}

/** A batch with its orders by state. */
export function readBatch(store: OrderStore, id: number): Batch | null {
  const batch = store.prepare('SELECT * FROM batch WHERE id = ?').get(id)
  if (!batch) return null
  const rows = store.prepare('SELECT state, total AS n, used, possible FROM batch_count WHERE batch_id = ? AND total > 0').all(id)
  const sum = (column: string) => rows.reduce((total, row) => total + Number(row[column]), 0)
  return {
    id,
    pointOfSaleId: String(batch['point_of_sale']),
    createdAt: Number(batch['created_at']),
    total: Number(batch['total']),
    states: Object.fromEntries(rows.map((row) => [String(row['state']), Number(row['n'])])),
    active: rows.some((row) => movingStates.includes(row['state'] as OrderState)),
    requestsUsed: sum('used'),
    requestsPossible: sum('possible'),
  }
}

/**
 * The references of a batch, each as its newest order has it: what was sent again since, or given another date, stands as that left
 * it, and not as the batch did.
 */
export const batchRows = (store: OrderStore, id: number, offset: number, limit: number): OrderRow[] =>
  store.rows(
    `SELECT newest.* FROM orders AS own JOIN orders AS newest ON newest.id =
       (SELECT max(id) FROM orders WHERE external_reference = own.external_reference AND +point_of_sale = own.point_of_sale)
     WHERE own.batch_id = ? ORDER BY own.id LIMIT ? OFFSET ?`,
    id,
    limit,
    offset,
  )

/** Batches that still move, and the newest ones, newest first. */
export function recentBatches(store: OrderStore, limit: number): Batch[] {
  return store
    .prepare('SELECT id FROM batch WHERE finished_at IS NULL OR id IN (SELECT id FROM batch ORDER BY id DESC LIMIT ?) ORDER BY id DESC')
    .all(limit)
    .flatMap((row) => readBatch(store, Number(row['id'])) ?? [])
}

/** Requests per point of sale, method and month, newest month first. */
export function readLedger(store: OrderStore, nameOf: (pointOfSale: string) => string | null): LedgerRow[] {
  return store
    .prepare(
      `SELECT point_of_sale, method, month, used, possible,
         iif(method = 'reenviar_encolado', (SELECT sum(total) FROM automatic_count
           WHERE automatic_count.point_of_sale = request_count.point_of_sale AND substr(day, 1, 7) = month), 0) AS automatic
       FROM request_count ORDER BY month DESC, point_of_sale, method`,
    )
    .all()
    .map((row) => ({
      pointOfSaleId: String(row['point_of_sale']),
      pointOfSaleName: nameOf(String(row['point_of_sale'])) ?? '',
      method: String(row['method']),
      month: String(row['month']),
      used: Number(row['used']),
      possible: Number(row['possible']),
      ...(Number(row['automatic']) > 0 && { automatic: Number(row['automatic']) }),
    }))
}

/** @param month in Argentina, `2026-11` @returns what all points of sale together sent in it */
export const requestsOf = (store: OrderStore, month: string): MethodUse[] =>
  store
    .prepare('SELECT method, sum(used) AS used, sum(possible) AS possible FROM request_count WHERE month = ? GROUP BY method')
    .all(month)
    .map(({ method, used, possible }) => ({ method: String(method), used: Number(used), possible: Number(possible) }))

/** @returns POSTs that orders which have not left may still spend */
export const promisedPosts = (store: OrderStore): number =>
  store.number(`SELECT sum(posts_left) AS n FROM orders WHERE archived_at IS NULL AND ${anyOf(unsentStates)}`) ?? 0

/** Orders of a point of sale that have not left. */
export const waitingIn = (store: OrderStore, pointOfSale: string): number =>
  store.number(`SELECT count(*) AS n FROM orders WHERE point_of_sale = ? AND ${anyOf(waitingStates)}`, pointOfSale) ?? 0
