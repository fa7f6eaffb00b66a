import type { Task } from '#contract/model/task.ts'
import { taskList as texts } from '#contract/texts/task-dialogs.ts'
import { cost } from '#contract/texts/page.ts'
import { taskTitles } from '#contract/texts/tasks.ts'
import { call, on } from '../../api.ts'
import { useLive } from '../../store/use-live.ts'
import { Explained } from '../explain/explained.tsx'
import { dateTime } from '../../ui/format.ts'
import { WhatHappened } from './delete-dialog.tsx'

interface Wanted {
  pointOfSaleId?: string
  external_reference?: string
}

/** The paid calls besides resends, newest first, live. */
export function useTasks({ pointOfSaleId, external_reference }: Wanted = {}): Task[] {
  const { value } = useLive(
    `${pointOfSaleId} ${external_reference}`,
    () => call('listTasks', { pointOfSaleId, external_reference }),
    (again) => on('tasksChanged', again),
  )
  return value ?? []
}

const detailOf = ({ method, fecha, vencimiento }: Task): string =>
  fecha === null ? '' : method === 'cambiar_fecha_encolado' ? texts.dates(fecha, vencimiento ?? '') : texts.ofDate(fecha)

/** One line each: what, when, how it ended, what it cost; the rest opens. */
export function TaskLines({ tasks, named = false }: { tasks: Task[]; named?: boolean }) {
  return (
    <ul className="task-lines" aria-label={texts.region}>
      {tasks.map((task) => (
        <li key={task.id}>
          <details>
            <summary>
              {[taskTitles[task.method], detailOf(task)].filter(Boolean).join(' ')}: {task.stateLabel}
              <small>
                {[named && task.external_reference, named && task.pointOfSaleName, dateTime(task.createdAt), cost(task.requestsUsed, task.requestsPossible)]
                  .filter(Boolean)
                  .join(' · ')}
              </small>
            </summary>
            <Explained explanation={task.explanation} beside={task.stateLabel} />
            <WhatHappened task={task} />
          </details>
        </li>
      ))}
    </ul>
  )
}

/** All of them, folded away until somebody looks. */
export function TaskHistory() {
  const tasks = useTasks()
  if (tasks.length === 0) return null
  return (
    <details className="task-history">
      <summary>{texts.summary(tasks.length)}</summary>
      <TaskLines tasks={tasks} named />
    </details>
  )
}
