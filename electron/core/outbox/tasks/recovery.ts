import type { HalfWayTaskState } from '#contract/model/task.ts'
import type { Clock } from '../../lib/clock.ts'
import type { TaskOutcome } from './describe.ts'
import { stateInDoubt } from './methods.ts'
import type { TaskRow, TaskStore } from './store.ts'
import { watchFrom } from '../../lib/waits.ts'

const interrupted: TaskOutcome = { type: 'cause', cause: 'interrupted' }

const putRight: Record<HalfWayTaskState, (store: TaskStore, row: TaskRow, now: number) => void> = {
  requested: (store, row) => store.change(row, 'not_sent', 'interrupted', 'program', { outcome: JSON.stringify(interrupted) }),
  on_wire: (store, row, now) => {
    const to = stateInDoubt(row.method)
    store.change(row, to, 'interrupted', 'program', to === 'uncertain' ? watchFrom('unknown', now) : {})
  },
}

/**
 * Puts right what an interruption left half-way: what cannot have left is not kept for later, what may have left is asked about
 * where the free query can tell. To be called inside a transaction, before anything is sent.
 * @returns how many tasks were found half-way
 */
export function recoverTasks(store: TaskStore, clock: Clock): number {
  const rows = store.halfWay()
  for (const row of rows) putRight[row.state as HalfWayTaskState](store, row, clock.now())
  return rows.length
}
