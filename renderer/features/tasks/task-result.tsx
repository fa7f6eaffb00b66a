import type { ReactNode } from 'react'
import type { Task, TaskState } from '#contract/model/task.ts'
import { task as texts } from '#contract/texts/task-dialogs.ts'
import { cost } from '#contract/texts/page.ts'
import { Explained } from '../explain/explained.tsx'
import { hourOf } from '../../store/clock.ts'
import { Message, type MessageTone } from '../../ui/message.tsx'

const tones: Record<TaskState, MessageTone> = {
  requested: 'info',
  on_wire: 'info',
  uncertain: 'warn',
  done: 'good',
  partial: 'warn',
  not_found: 'bad',
  not_sent: 'info',
  not_processed: 'warn',
  refused: 'bad',
  not_done: 'warn',
  unclear: 'warn',
}

/** What became of a paid call: what happened, what it cost, what to do now. */
export function TaskResult({ task, children }: { task: Task; children?: ReactNode }) {
  const { explanation, state, nextAt, requestsUsed, requestsPossible } = task
  return (
    <Message tone={tones[state]} live="status" title={explanation.title}>
      <Explained explanation={explanation} beside={explanation.title} />
      {state === 'uncertain' && nextAt !== null && <p className="field-help">{texts.verifying(hourOf(nextAt))}</p>}
      <p className="field-help">
        {texts.cost}: {cost(requestsUsed, requestsPossible)}
      </p>
      {children}
    </Message>
  )
}

/** While it is under way. */
export const TaskProgress = ({ task }: { task: Task | null }) => (
  <Message tone="info" live="status" text={task?.state === 'on_wire' ? texts.sending : texts.waiting} />
)
