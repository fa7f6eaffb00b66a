import type { DatabaseSync } from 'node:sqlite'
import { OrderAdoption } from './adopt-orders.ts'
import type { JournalLine, MarkerEntry } from '../../storage/journal-line.ts'
import type { Adopted } from '../../storage/recovery.ts'
import { monthOf } from '#contract/argentina.ts'

/**
 * Records what the journal knows and the database does not (a lost -wal, an old copy put back): orders that were accepted wait
 * again, those of which a POST may have left are `unknown`, so that nothing of them is sent again before the free query has looked,
 * a paid call of another kind is verified in the same way where the query can tell, and each request is counted as possible.
 * To be called inside a transaction.
 * @param entries beyond the database, as they were written
 */
export function adoptJournal(database: DatabaseSync, entries: JournalLine[], now: number): Adopted {
  const orders = new OrderAdoption(database, now)
  const adopted: Adopted = { waiting: [], doubtful: [] }
  for (const entry of entries)
    if ('placed' in entry) adopted.waiting.push(...orders.placed(entry))
    else if ('decided' in entry) orders.decided(entry)
    else if ('request' in entry && !isKnown(database, entry)) {
      adoptRequest(database, orders, entry, now)
      adopted.doubtful.push(entry)
    }
  const inState = (states: string) => database.prepare(`SELECT 1 FROM orders WHERE external_reference = ? AND state IN (${states})`)
  const waits = inState("'queued', 'held'")
  const isUnknown = inState("'unknown'")
  // What was cancelled or settled after that is no news.
  adopted.waiting = adopted.waiting.filter((reference) => waits.get(reference) !== undefined)
  adopted.doubtful = adopted.doubtful.filter(({ task, external_reference }) => task !== undefined || isUnknown.get(external_reference) !== undefined)
  return adopted
}

/** A line that is not numbered is compared with the request itself, by its number and instant. */
const isKnown = (database: DatabaseSync, { seq, request, at }: JournalLine & MarkerEntry): boolean =>
  seq === undefined && database.prepare('SELECT 1 FROM request WHERE id = ? AND at = ?').get(request, at) !== undefined

function adoptRequest(database: DatabaseSync, orders: OrderAdoption, entry: MarkerEntry, now: number): void {
  const [owner, id] = entry.task === undefined ? (['order_id', orders.marked(entry)] as const) : (['task_id', adoptTask(database, entry, now)] as const)
  // The number may already be taken by a later request of the old copy; then the row gets the next free one.
  const taken = database.prepare('SELECT 1 FROM request WHERE id = ?').get(entry.request)
  database
    .prepare(`INSERT INTO request (id, ${owner}, point_of_sale, method, month, at) VALUES (?, ?, ?, ?, ?, ?)`)
    .run(taken ? null : entry.request, id, entry.point_of_sale, entry.method, monthOf(entry.at), entry.at)
}

/** The methods of which the free query shows the effect. */
const verifiable: readonly string[] = ['cambiar_fecha_encolado', 'eliminar_encolado']

/** @returns the id of the task: one that the old copy was about to send, or a new one that stands for it */
function adoptTask(database: DatabaseSync, entry: MarkerEntry, now: number): number {
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
    .prepare(
      'UPDATE task SET state = ?, arguments = ?, before = ?, possible = possible + 1, updated_at = ?, watch_since = ?, checks = 0, next_at = ? WHERE id = ?',
    )
    .run(state, entry.arguments ?? '{}', before, now, next, next, id)
  if (found?.['state'] !== state)
    database
      .prepare("INSERT INTO task_transition (task_id, from_state, to_state, cause, actor, at) VALUES (?, ?, ?, 'journal', 'program', ?)")
      .run(id, found ? String(found['state']) : null, state, now)
  return id
}
