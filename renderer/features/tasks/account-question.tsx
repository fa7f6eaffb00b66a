import { useId } from 'react'
import type { PointOfSale } from '#contract/model/point-of-sale.ts'
import type { AccountState } from '#contract/model/task.ts'
import { account as texts } from '#contract/texts/account.ts'
import { call, on } from '../../api.ts'
import { useLive } from '../../store/use-live.ts'
import { PlanWarning } from '../cost/plan-warning.tsx'
import { Action } from '../../ui/action.tsx'
import { dateTime } from '../../ui/format.ts'
import { FailureMessage } from '../../ui/message.tsx'
import { ServiceReport, UsageReport } from './account-report.tsx'
import { TaskProgress, TaskResult } from './task-result.tsx'
import { useTask } from './use-task.ts'

export type AccountTopic = 'service-state' | 'quota'

interface AccountQuestionProps {
  about: AccountTopic
  pointOfSale: Pick<PointOfSale, 'id' | 'name'>
  /** What was last answered. */
  known: AccountState | undefined
}

/** One question about the account: what was last answered, and the button that asks again and what it costs. */
export function AccountQuestion({ about, pointOfSale: { id, name }, known }: AccountQuestionProps) {
  const service = about === 'service-state'
  const method = service ? 'alertas' : 'consumo'
  const task = useTask(id, method)
  const at = (service ? known?.service : known?.usage)?.at
  const costId = useId()
  const failed = task.task !== null && task.task.state !== 'done' && !task.busy

  return (
    <section className="stack-small" aria-label={`${service ? texts.service : texts.usage}: ${name}`}>
      <div className="row">
        <h3>{service ? texts.service : texts.usage}</h3>
        <span className="field-help">{at === undefined ? texts.never : texts.asked(dateTime(at))}</span>
      </div>
      {service && known?.service && <ServiceReport service={known.service.value} />}
      {!service && known?.usage && <UsageReport usage={known.usage.value} />}
      {task.busy && <TaskProgress task={task.task} />}
      {failed && task.task && <TaskResult task={task.task} />}
      <FailureMessage failure={task.failure} />
      <PlanWarning method={method} requests={1} />
      <div className="row">
        <Action
          isPending={task.busy}
          aria-describedby={costId}
          aria-label={service ? texts.askServiceNamed(name) : texts.askUsageNamed(name)}
          onPress={() => void task.run(() => call(service ? 'askServiceState' : 'askUsage', { pointOfSaleId: id }))}
        >
          {service ? texts.askService : texts.askUsage}
        </Action>
        <span id={costId} className="field-help">
          {texts.costsOne}
        </span>
      </div>
    </section>
  )
}

/** The last answers about every account, kept up to date. */
export function useAccounts(): AccountState[] {
  const { value } = useLive(
    'accounts',
    () => call('accountStates', {}),
    (again) => on('tasksChanged', ({ tasks }) => tasks.some(({ method }) => method === 'alertas' || method === 'consumo') && again()),
  )
  return value ?? []
}
