import type { DatabaseSync } from 'node:sqlite'
import { inDoubtStates, waitingStates, type OrderState } from '#contract/model/order.ts'
import { OrderAdoption } from './orders.ts'
import { anyOf, OrderStore } from '../orders/store.ts'
import type { JournalLine, MarkerEntry } from '../../storage/journal-line.ts'
import { adoptTask } from './tasks.ts'
import { TaskStore } from '../tasks/store.ts'
import type { Adopted } from '../../storage/recovery.ts'

/**
 * Records what the journal knows and the database does not (a lost -wal, an old copy put back): orders that were accepted wait
 * again, those of which a POST may have left are `unknown`, so that nothing of them is sent again before the free query has looked,
 * a paid call of another kind is verified in the same way where the query can tell, and each request is counted as possible.
 * To be called inside a transaction.
 * @param entries beyond the database, as they were written
 */
export function adoptJournal(database: DatabaseSync, entries: JournalLine[], now: number): Adopted {
  const clock = { now: () => now }
  const store = new OrderStore(database, clock)
  const orders = new OrderAdoption(store, now)
  const tasks = new TaskStore(database, clock)
  const adopted: Adopted = { waiting: [], doubtful: [] }
  for (const entry of entries)
    if ('placed' in entry) adopted.waiting.push(...orders.placed(entry))
    else if ('decided' in entry) orders.decided(entry)
    else if ('request' in entry && !isKnown(store, entry)) {
      if (entry.task === undefined) orders.marked(entry)
      else adoptTask(tasks, entry, now)
      adopted.doubtful.push(entry)
    }
  const isIn = (states: readonly OrderState[], reference: string | null) =>
    store.has(`SELECT 1 FROM orders WHERE external_reference = ? AND ${anyOf(states)}`, reference)
  // What was cancelled or settled after that is no news.
  adopted.waiting = adopted.waiting.filter((reference) => isIn(waitingStates, reference))
  adopted.doubtful = adopted.doubtful.filter(({ task, external_reference }) => task !== undefined || isIn(inDoubtStates, external_reference))
  return adopted
}

/** A line that is not numbered is compared with the request itself, by its number and instant. */
const isKnown = (store: OrderStore, { seq, request, at }: JournalLine & MarkerEntry): boolean =>
  seq === undefined && store.has('SELECT 1 FROM request WHERE id = ? AND at = ?', request, at)
