import type { DatabaseSync } from 'node:sqlite'
import type { JournalEntry } from './journal.ts'
import { monthOf } from './month.ts'
import { transaction } from './transaction.ts'

/**
 * Finds POSTs that the journal knows and the database does not (a lost -wal, an old copy put back) and records them: the
 * order becomes `unknown`, so that nothing of it is sent again before the free query has looked, a paid call of another kind is
 * verified in the same way where the query can tell, and the request is counted as possible.
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

function adopt(database: DatabaseSync, entry: JournalEntry, now: number): void {
  const [owner, id] = entry.task === undefined ? (['order_id', adoptOrder(database, entry, now)] as const) : (['task_id', adoptTask(database, entry, now)] as const)
  // The number may already be taken by a later request of the old copy; then the row gets the next free one.
  const taken = database.prepare('SELECT 1 FROM request WHERE id = ?').get(entry.request)
  database
    .prepare(`INSERT INTO request (id, ${owner}, point_of_sale, method, month, at) VALUES (?, ?, ?, ?, ?, ?)`)
    .run(taken ? null : entry.request, id, entry.point_of_sale, entry.method, monthOf(entry.at), entry.at)
}

const unsent = "('queued', 'held', 'preflight', 'sending')"
const live = "('queued', 'held', 'preflight', 'sending', 'on_wire', 'unknown', 'needs_decision')"

/** @returns the id of the order, in doubt now if it was not sent yet */
function adoptOrder(database: DatabaseSync, entry: JournalEntry, now: number): number {
  const found = database
    .prepare('SELECT id, state FROM orders WHERE point_of_sale = ? AND external_reference = ? AND created_at <= ? ORDER BY id DESC LIMIT 1')
    .get(entry.point_of_sale, entry.external_reference, entry.at)
  const id = found ? Number(found['id']) : insertOrder(database, entry, now)
  // It is one of those that the person confirmed. Of an order that is at its end only the cost can change.
  database
    .prepare(`UPDATE orders SET possible = possible + 1, posts = posts + (state IN ${live}), posts_left = max(posts_left - 1, 0) WHERE id = ?`)
    .run(id)
  const changed = database
    .prepare(
      `UPDATE orders SET state = 'unknown', hold_reason = NULL, updated_at = ?1, watch_since = ?1, checks = 0, next_at = ?1
       WHERE id = ?2 AND state IN ${unsent}`,
    )
    .run(now, id)
  if (changed.changes)
    database
      .prepare(
        `INSERT INTO transition (order_id, id, from_state, to_state, cause, actor, at)
         SELECT ?1, ifnull(max(id), 0) + 1, ?2, 'unknown', 'journal', 'program', ?3 FROM transition WHERE order_id = ?1`,
      )
      .run(id, found ? String(found['state']) : null, now)
  return id
}

/** The methods of which the free query shows the effect. */
const verifiable: readonly string[] = ['cambiar_fecha_encolado', 'eliminar_encolado']

/** @returns the id of the task: one that the old copy was about to send, or a new one that stands for it */
function adoptTask(database: DatabaseSync, entry: JournalEntry, now: number): number {
  const { point_of_sale, method, external_reference, before = null } = entry
  const state = verifiable.includes(method) ? 'uncertain' : 'unclear'
  const found = database
    .prepare(
      `SELECT id, state FROM task WHERE point_of_sale = ? AND method = ? AND ifnull(external_reference, '') = ? AND state IN ('requested', 'on_wire', 'uncertain')`,
    )
    .get(point_of_sale, method, external_reference ?? '')
  const id = found
    ? Number(found['id'])
    : Number(
        database
          .prepare(
            `INSERT INTO task (point_of_sale, point_of_sale_name, method, external_reference, arguments, state, created_at, updated_at)
             VALUES (?, '', ?, ?, '{}', ?, ?, ?)`,
          )
          .run(point_of_sale, method, external_reference, state, entry.at, now).lastInsertRowid,
      )
  const next = state === 'uncertain' ? now : null
  database
    .prepare('UPDATE task SET state = ?, arguments = ?, before = ?, possible = possible + 1, updated_at = ?, watch_since = ?, checks = 0, next_at = ? WHERE id = ?')
    .run(state, entry.arguments ?? '{}', before, now, next, next, id)
  if (found?.['state'] !== state)
    database
      .prepare("INSERT INTO task_transition (task_id, from_state, to_state, cause, actor, at) VALUES (?, ?, ?, 'journal', 'program', ?)")
      .run(id, found ? String(found['state']) : null, state, now)
  return id
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
