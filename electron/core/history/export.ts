import type { OrderFilter } from '#contract/commands/history.ts'
import type { Order } from '#contract/model/order.ts'
import { conditionsOf } from '../outbox/orders/reading.ts'
import type { OrderRow, OrderStore } from '../outbox/orders/store.ts'
import { writeWhole } from '../storage/whole-file.ts'
import { csvHead, csvLine } from './csv.ts'

/** Rows read and written between two turns of the event loop: some milliseconds of work. */
const portion = 200

export interface Export {
  store: OrderStore
  filter: OrderFilter
  present: (row: OrderRow) => Order
  /** Of the file; it appears, or is replaced, when all is written. */
  path: string
  /** Masks what of a cell must not leave. */
  redact: (cell: string) => string
  signal: AbortSignal
  onProgress: (done: number, total: number) => void
}

/**
 * Writes what the filter shows, newest first, as it is now: orders placed meanwhile are not in it.
 * @returns how many rows were written; null when the signal stopped it: then there is no file, or the old one
 * @throws the file system's errors, with the same
 */
export async function exportOrders({ store, filter, present, path, redact, signal, onProgress }: Export): Promise<number | null> {
  const { where, values, total } = conditionsOf(store, filter)
  const next = `SELECT * FROM orders WHERE ${where} AND id < ? ORDER BY id DESC LIMIT ${portion}`
  return writeWhole(path, async (file) => {
    await file.write(csvHead)
    let done = 0
    for (let below = Number.MAX_SAFE_INTEGER; ;) {
      const rows = store.rows(next, ...values, below)
      if (rows.length > 0) await file.write(rows.map((row) => csvLine(present(row), redact)).join(''))
      if (signal.aborted) return null
      done += rows.length
      onProgress(done, Math.max(total, done))
      below = rows.at(-1)?.id ?? 0
      if (rows.length < portion) return done
    }
  })
}
