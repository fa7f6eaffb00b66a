import type { Batch, LedgerRow, OrderState, Transition } from '../../contract/model.ts'
import { storyTexts } from '../../contract/texts/story.ts'
import { list, type OrderRow, type OrderStore } from './store.ts'
import { movingStates, type Cause } from './transitions.ts'

export interface OrderQuery {
  states?: OrderState[] | undefined
  pointOfSaleId?: string | undefined
  batchId?: number | undefined
  /** Part of a reference. */
  search?: string | undefined
  offset: number
  limit: number
}

/** Orders for the page: newest first. */
export function listRows(store: OrderStore, query: OrderQuery): { rows: OrderRow[]; total: number } {
  const conditions = ['archived_at IS NULL']
  const values: (string | number)[] = []
  const add = (condition: string, ...value: (string | number)[]) => {
    conditions.push(condition)
    values.push(...value)
  }
  if (query.states) add(`state IN (${query.states.map(() => '?').join(', ')})`, ...query.states)
  if (query.pointOfSaleId !== undefined) add('point_of_sale = ?', query.pointOfSaleId)
  if (query.batchId !== undefined) add('batch_id = ?', query.batchId)
  if (query.search) add("external_reference LIKE ? ESCAPE '\\'", `%${query.search.replace(/[\\%_]/gu, '\\$&')}%`)
  const where = conditions.join(' AND ')
  // Without a filter the kept counts answer at once; with one, what matches has to be counted.
  const total = values.length === 0 ? countAll(store) : Number(store.prepare(`SELECT count(*) AS n FROM orders WHERE ${where}`).get(...values)?.['n'])
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

/** @returns whether something of the batch can still change by itself; cheap also for ten thousand orders */
export const batchMoves = (store: OrderStore, id: number): boolean =>
  store.prepare(`SELECT 1 FROM orders WHERE batch_id = ? AND state IN (${list(movingStates)}) LIMIT 1`).get(id) !== undefined

/** A batch with its orders by state. */
export function readBatch(store: OrderStore, id: number): Batch | null {
  const batch = store.prepare('SELECT * FROM batch WHERE id = ?').get(id)
  if (!batch) return null
  const rows = store
    .prepare('SELECT state, count(*) AS n, sum(used) AS used, sum(possible) AS possible FROM orders WHERE batch_id = ? GROUP BY state')
    .all(id)
  const sum = (column: string) => rows.reduce((total, row) => total + Number(row[column]), 0)
  return {
    id,
    pointOfSaleId: String(batch['point_of_sale']),
    createdAt: Number(batch['created_at']),
    total: Number(batch['total']),
    states: Object.fromEntries(rows.map((row) => [String(row['state']), Number(row['n'])])),
    active: rows.some((row) => (movingStates as readonly string[]).includes(String(row['state']))),
    requestsUsed: sum('used'),
    requestsPossible: sum('possible'),
  }
}

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
      `SELECT point_of_sale, method, month, sum(certain) AS used, sum(1 - certain) AS possible FROM request
       GROUP BY point_of_sale, month, method ORDER BY month DESC, point_of_sale, method`,
    )
    .all()
    .map((row) => ({
      pointOfSaleId: String(row['point_of_sale']),
      pointOfSaleName: nameOf(String(row['point_of_sale'])) ?? '',
      method: String(row['method']),
      month: String(row['month']),
      used: Number(row['used']),
      possible: Number(row['possible']),
    }))
}

/** Orders of a point of sale that have not left. */
export const waitingIn = (store: OrderStore, pointOfSale: string): number =>
  Number(
    store
      .prepare(`SELECT count(*) AS n FROM orders WHERE point_of_sale = ? AND state IN (${list(['queued', 'held', 'preflight'])})`)
      .get(pointOfSale)?.['n'],
  )
