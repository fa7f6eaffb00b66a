/** What the free query says of a task whose answer was lost. */
import type { FoundComprobante } from '../../tusfacturas/api.ts'
import { unknownPatience } from '../../lib/waits.ts'
import type { Aftermath } from '../tasks/aftermath.ts'
import { methods } from '../tasks/methods.ts'
import { factsOf } from '../tasks/evidence.ts'
import type { TaskArguments, TaskPatch, TaskRow, TaskStore } from '../tasks/store.ts'
import type { AskAgain, Kind } from './kind.ts'

type Shown = Pick<TaskPatch, 'after'>

interface Context {
  store: TaskStore
  aftermath: Aftermath
}

/** Tasks of which nobody knows whether they were carried out. */
export const tasksToFollow = (context: Context): Kind<TaskRow, Shown> => ({
  name: 'verification',
  table: 'task',
  uncertain: "state = 'uncertain'",
  careful: true,
  pointsOfSale: () => [...new Set(context.store.rows('SELECT * FROM task WHERE next_at IS NOT NULL').map((row) => row.point_of_sale))],
  sorted: (rows) => rows,
  note: (id, patch) => context.store.note(id, patch),
  settle: (row, seen, waited) => settle(context, row, factsOf(seen), waited),
  giveUp: (row, patch) => void context.store.change(row, 'unclear', 'not-clear', 'program', patch),
  // The person who waits for it is told when.
  onPaused: ({ id }) => context.store.onTouched(id),
  orphan: (row) => {
    if (row.state === 'uncertain') context.store.change(row, 'unclear', 'orphaned', 'program', { next_at: null })
    else context.store.note(row.id, { next_at: null })
  },
})

/** @param found null when the API does not want the query, or its answers say nothing for certain */
function settle({ store, aftermath }: Context, row: TaskRow, found: FoundComprobante[] | null, waited: number): AskAgain<Shown> | null {
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
    aftermath.of(store.get(row.id) ?? row)
  } else if (evidence === 'unchanged' && waited >= unknownPatience) store.change(row, 'not_done', 'seen-unchanged', 'program', end)
  else return { plan: 'unknown', shown }
  return null
}
