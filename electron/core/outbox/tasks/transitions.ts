import type { TaskState } from '#contract/model/task.ts'
import { stateTable } from '../base/state-table.ts'

/**
 * The whole life of a task. Every row is: from, to, causes. From `null` one begins. A change that is not in
 * this table is refused; a cause is the key of its sentence in contract/texts/tasks.ts. Nothing leads back to `requested`: a
 * task is sent once, and whoever wants it again asks again.
 */
const table = [
  [null, 'requested', ['asked']],

  ['requested', 'on_wire', ['marker']],
  // A person stands in front of it: what cannot go now is not kept for later.
  ['requested', 'not_sent', ['no-connection', 'gate-closed', 'has-to-wait', 'storage', 'cancelled', 'interrupted', 'already-issued', 'not-clear']],
  ['requested', 'not_found', ['query-empty']],

  ['on_wire', 'done', ['answer-done']],
  ['on_wire', 'partial', ['answer-partial']],
  ['on_wire', 'not_found', ['answer-not-found']],
  ['on_wire', 'refused', ['answer-refused']],
  // The server said that it did not process it (429, maintenance).
  ['on_wire', 'not_processed', ['not-processed']],
  ['on_wire', 'uncertain', ['no-answer', 'interrupted']],
  // The free query shows nothing of these: the request stays possible.
  ['on_wire', 'unclear', ['no-answer', 'interrupted']],

  ['uncertain', 'done', ['seen-done']],
  ['uncertain', 'partial', ['seen-partial']],
  ['uncertain', 'not_done', ['seen-unchanged']],
  ['uncertain', 'unclear', ['not-clear', 'orphaned']],

  // After a loss of the database: the journal knows that it may have left.
  [null, 'uncertain', ['journal']],
  [null, 'unclear', ['journal']],
  ['requested', 'uncertain', ['journal']],
  ['requested', 'unclear', ['journal']],
  ['on_wire', 'uncertain', ['journal']],
  ['on_wire', 'unclear', ['journal']],
] as const satisfies readonly (readonly [TaskState | null, TaskState, readonly string[]])[]

export type TaskCause = (typeof table)[number][2][number]

export const { transitions: taskTransitions, isAllowed: isTaskAllowed } = stateTable(table)
