import type { ReactNode } from 'react'
import { taskFacts } from '#contract/model/task.ts'
import { task as texts } from '#contract/texts/task-dialogs.ts'
import { common } from '#contract/texts/page.ts'
import { Action } from '../../ui/action.tsx'
import { WayOut } from '../../ui/dialog.tsx'
import type { Look } from './use-look.ts'
import type { TaskRun } from './use-task.ts'

interface TaskActionsProps {
  task: TaskRun
  look: Look
  onClose: () => void
  /** What runs it, while it is being asked about. */
  children: ReactNode
}

/** The buttons of a dialog for a paid call: run it, try again what was not done, leave. */
export function TaskActions({ task, look, onClose, children }: TaskActionsProps) {
  const asking = task.task === null && !task.busy
  return (
    <>
      {asking && children}
      {!task.busy && task.task && taskFacts[task.task.state].again && (
        <Action
          onPress={() => {
            task.clear()
            look.again()
          }}
        >
          {texts.again}
        </Action>
      )}
      {asking || task.task?.state === 'requested' ? <Action onPress={onClose}>{common.cancel}</Action> : <WayOut onPress={onClose} />}
    </>
  )
}
