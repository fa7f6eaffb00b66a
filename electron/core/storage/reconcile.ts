import type { DatabaseSync } from 'node:sqlite'
import type { JournalEntry } from './journal.ts'
import { monthOf } from './month.ts'
import { transaction } from './transaction.ts'

/**
 * Finds POSTs that the journal knows and the database does not (a lost -wal, an old copy put back) and records them: the
 * order becomes `unknown`, so that nothing of it is sent again before the free query has looked, and the request is counted
 * as possible.
 * @returns the entries that were missing
 */
export function adoptJournal(database: DatabaseSync, entries: JournalEntry[], now: number): JournalEntry[] {
  const known = database.prepare('SELECT 1 FROM request WHERE id = ? AND at = ?')
  const missing = entries.filter((entry) => !known.get(entry.request, entry.at))
  if (missing.length === 0) return missing
  transaction(database, () => {
    for (const entry of missing) adopt(database, entry, now)
  })
  return missing
}

const unsent = "('queued', 'held', 'preflight', 'sending')"

function adopt(database: DatabaseSync, entry: JournalEntry, now: number): void {
  const found = database
    .prepare('SELECT id, state FROM orders WHERE point_of_sale = ? AND external_reference = ? AND created_at <= ? ORDER BY id DESC LIMIT 1')
    .get(entry.point_of_sale, entry.external_reference, entry.at)
  const id = found ? Number(found['id']) : insertOrder(database, entry, now)
  const changed = database
    .prepare(
      `UPDATE orders SET state = 'unknown', hold_reason = NULL, posts = posts + 1, possible = possible + 1, updated_at = ?1, watch_since = ?1, checks = 0, next_at = ?1
       WHERE id = ?2 AND state IN ${unsent}`,
    )
    .run(now, id)
  if (changed.changes)
    database
      .prepare("INSERT INTO transition (order_id, from_state, to_state, cause, actor, at) VALUES (?, ?, 'unknown', 'journal', 'program', ?)")
      .run(id, found ? String(found['state']) : null, now)
  // The number may already be taken by a later request of the old copy; then the row gets the next free one.
  const taken = database.prepare('SELECT 1 FROM request WHERE id = ?').get(entry.request)
  database
    .prepare('INSERT INTO request (id, order_id, point_of_sale, method, month, at) VALUES (?, ?, ?, ?, ?, ?)')
    .run(taken ? null : entry.request, id, entry.point_of_sale, entry.method, monthOf(entry.at), entry.at)
}

function insertOrder(database: DatabaseSync, entry: JournalEntry, now: number): number {
  const batch = database.prepare('INSERT INTO batch (point_of_sale, created_at, total) VALUES (?, ?, 1)').run(entry.point_of_sale, entry.at)
  const order = database
    .prepare(
      `INSERT INTO orders (batch_id, point_of_sale, point_of_sale_name, external_reference, state, created_at, updated_at, waiting_since)
       VALUES (?, ?, '', ?, 'queued', ?, ?, ?)`,
    )
    .run(batch.lastInsertRowid, entry.point_of_sale, entry.external_reference, entry.at, now, now)
  return Number(order.lastInsertRowid)
}
