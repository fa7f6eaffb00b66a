import type { ReactNode } from 'react'
import { taskFacts, type Task } from '#contract/model/task.ts'
import { task as texts } from '#contract/texts/task-dialogs.ts'
import { common } from '#contract/texts/page.ts'
import { Action } from '../../ui/action.tsx'
import { Sheet, type Confirm } from '../../ui/dialog.tsx'
import { FailureMessage } from '../../ui/message.tsx'
import { LookReport } from './look-report.tsx'
import { TaskProgress } from './task-result.tsx'
import type { Look } from './use-look.ts'
import type { DateTarget } from './use-many-dates.ts'
import type { TaskRun } from './use-task.ts'

export interface ReferenceDialogProps extends DateTarget {
  /** The comprobante's date, dd/mm/aaaa, where it is known; the free query tells it otherwise. */
  fecha?: string | undefined
  onClose: () => void
}

interface TaskDialogProps {
  title: string
  role?: 'alertdialog'
  task: TaskRun
  look: Look
  /** What runs it; false where there is nothing to run it for. */
  confirm: Confirm | false
  renderResult: (task: Task) => ReactNode
  onClose: () => void
  /** The question, below what the free query showed. */
  children: ReactNode
}

/** The dialog of a paid call about one reference: looks how it stands, asks, and says what became of it; what was not done can be tried again. */
export function TaskDialog({
  title,
  role,
  task: { task, asking, busy, failure, cancel, clear },
  look,
  confirm,
  renderResult,
  onClose,
  children,
}: TaskDialogProps) {
  function close() {
    cancel()
    onClose()
  }
  function again() {
    clear()
    look.again()
  }
  return (
    <Sheet
      title={title}
      role={role}
      onClose={close}
      confirm={asking && confirm}
      actions={!busy && task && taskFacts[task.state].again && <Action onPress={again}>{texts.again}</Action>}
      leave={asking || task?.state === 'requested' ? common.cancel : undefined}
    >
      {asking && (
        <>
          <LookReport look={look} />
          {children}
        </>
      )}
      {busy && <TaskProgress task={task} />}
      {!busy && task && renderResult(task)}
      <FailureMessage failure={failure} />
    </Sheet>
  )
}
