/** What the free query says of a task whose answer was lost. */
import type { FoundComprobante } from '../../tusfacturas/api.ts'
import { unknownPatience } from '../../lib/waits.ts'
import { followThrough, type AftermathContext } from '../tasks/aftermath.ts'
import { methods } from '../tasks/methods.ts'
import { factsOf } from '../tasks/evidence.ts'
import type { TaskArguments, TaskPatch, TaskRow } from '../tasks/store.ts'
import type { AskAgain, Kind } from './kind.ts'

type Shown = Pick<TaskPatch, 'after'>

/** Tasks of which nobody knows whether they were carried out. */
export const tasksToFollow = (context: AftermathContext): Kind<TaskRow, Shown> => ({
  name: 'verification',
  table: 'task',
  uncertain: "state = 'uncertain'",
  careful: true,
  pointsOfSale: () => [...new Set(context.taskStore.rows('SELECT * FROM task WHERE next_at IS NOT NULL').map((row) => row.point_of_sale))],
  sorted: (rows) => rows,
  note: (id, patch) => context.taskStore.note(id, patch),
  settle: (row, seen, waited) => settle(context, row, factsOf(seen), waited),
  giveUp: (row, patch) => void context.taskStore.change(row, 'unclear', 'not-clear', 'program', patch),
  // The person who waits for it is told when.
  onPaused: ({ id }) => context.taskStore.onTouched(id),
  orphan: (row) => {
    if (row.state === 'uncertain') context.taskStore.change(row, 'unclear', 'orphaned', 'program', { next_at: null })
    else context.taskStore.note(row.id, { next_at: null })
  },
})

/** @param found null when the API does not want the query, or its answers say nothing for certain */
function settle(context: AftermathContext, row: TaskRow, found: FoundComprobante[] | null, waited: number): AskAgain<Shown> | null {
  const { taskStore: store } = context
  if (row.state !== 'uncertain') {
    store.note(row.id, { next_at: null })
    return null
  }
  const before = row.before === null ? null : (JSON.parse(row.before) as FoundComprobante[])
  const evidence = (found && methods[row.method].queue?.evidence(before, found, JSON.parse(row.arguments) as TaskArguments)) ?? 'unclear'
  const shown: Shown = found ? { after: JSON.stringify(found) } : {}
  const end = { ...shown, next_at: null }
  if (evidence === 'done' || evidence === 'partial') {
    store.settleRequest(row.id)
    if (evidence === 'done') store.change(row, 'done', 'seen-done', 'program', end)
    else store.change(row, 'partial', 'seen-partial', 'program', end)
    followThrough(context, store.get(row.id) ?? row)
  } else if (evidence === 'unchanged' && waited >= unknownPatience) store.change(row, 'not_done', 'seen-unchanged', 'program', end)
  else return { plan: 'unknown', shown }
  return null
}
