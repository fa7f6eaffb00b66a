import { endedStates } from '#contract/model/order.ts'
import { anyOf, type OrderStore } from '../outbox/orders/store.ts'
import { monthsBefore } from '#contract/argentina.ts'

/** Rows changed in one commit, between two turns of the event loop. */
const portion = 500

/** @returns the id after which to look on, or null when nothing is left */
type Step = (after: number) => number | null

/**
 * Archives orders that ended longer ago than so many months and are no longer watched, and brings back those that a longer limit
 * lets stay. Rows are marked, never deleted; what is archived is only left out of the list and of its counts.
 * @param months 0: nothing stays archived
 * @param now milliseconds since the epoch
 * @param yields waits for a turn of the event loop; stops the work when it says false
 * @returns how many orders were archived or brought back
 */
export async function archiveEnded(store: OrderStore, months: number, now: number, yields: () => Promise<boolean>): Promise<number> {
  const limit = months === 0 ? Number.NEGATIVE_INFINITY : monthsBefore(now, months)
  let changed = 0
  const steps: Step[] = [bringBack(store, limit, (n) => (changed += n))]
  if (months > 0) for (const state of endedStates) steps.push(putAway(store, state, limit, now, (n) => (changed += n)))
  for (const step of steps)
    for (let after: number | null = 0; after !== null;) {
      after = step(after)
      if (!(await yields())) return changed
    }
  return changed
}

function bringBack(store: OrderStore, limit: number, count: (changed: number) => void): Step {
  return (after) => {
    const ids = store.prepare(`SELECT id FROM orders WHERE archived_at IS NOT NULL AND id > ? ORDER BY id LIMIT ${portion}`).all(after)
    const last = ids.at(-1)?.['id']
    if (last === undefined) return null
    store.transaction(() => {
      const { changes } = store
        .prepare('UPDATE orders SET archived_at = NULL WHERE archived_at IS NOT NULL AND id > ? AND id <= ? AND updated_at >= ?')
        .run(after, last, Number.isFinite(limit) ? limit : 0)
      count(Number(changes))
    })
    return Number(last)
  }
}

/** Ids grow with time: once a portion holds nothing that was placed before the limit, none after it does. */
function putAway(store: OrderStore, state: string, limit: number, now: number, count: (changed: number) => void): Step {
  return (after) => {
    const rows = store
      .prepare(`SELECT id, created_at FROM orders WHERE state = ? AND archived_at IS NULL AND id > ? ORDER BY id LIMIT ${portion}`)
      .all(state, after)
    const last = rows.at(-1)?.['id']
    if (last === undefined || rows.every((row) => Number(row['created_at']) >= limit)) return null
    store.transaction(() => {
      const { changes } = store
        .prepare(
          `UPDATE orders SET archived_at = ? WHERE state = ? AND archived_at IS NULL AND id > ? AND id <= ? AND updated_at < ? AND next_at IS NULL
             AND ${anyOf(endedStates)}`,
        )
        .run(now, state, after, last, limit)
      count(Number(changes))
    })
    return Number(last)
  }
}
