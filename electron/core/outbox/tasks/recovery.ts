import type { Clock } from '../../lib/clock.ts'
import type { TaskOutcome } from './describe.ts'
import { methods } from './methods.ts'
import type { TaskStore } from './store.ts'
import { watchFrom } from '../retry-policy.ts'

const interrupted: TaskOutcome = { type: 'cause', cause: 'interrupted' }

/**
 * Puts right what an interruption left half-way: what cannot have left is not kept for later, what may have left is asked about
 * where the free query can tell. To be called inside a transaction, before anything is sent.
 * @returns how many tasks were found half-way
 */
export function recoverTasks(store: TaskStore, clock: Clock): number {
  const rows = store.rows("SELECT * FROM task WHERE state IN ('requested', 'on_wire')")
  for (const row of rows) {
    if (row.state === 'requested') store.change(row, 'not_sent', 'interrupted', 'program', { outcome: JSON.stringify(interrupted) })
    else if (methods[row.method].queue) store.change(row, 'uncertain', 'interrupted', 'program', watchFrom('unknown', clock.now()))
    else store.change(row, 'unclear', 'interrupted', 'program')
  }
  return rows.length
}
