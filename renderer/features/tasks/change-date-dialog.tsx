import { useId, useRef, useState } from 'react'
import type { QueueItem } from '#contract/model/task.ts'
import { changeDate as texts } from '#contract/texts/task-dialogs.ts'
import { call } from '../../api.ts'
import { PlanWarning } from '../cost/plan-warning.tsx'
import { openStory } from '../../store/open-story.ts'
import { Action } from '../../ui/action.tsx'
import { Sheet } from '../../ui/dialog.tsx'
import { FailureMessage } from '../../ui/message.tsx'
import { useArmed } from '../../ui/use-armed.ts'
import { focusProblem } from '../../ui/focus.ts'
import { isOpen, LookReport } from './look-report.tsx'
import { NewDatesFields, ResendAfter, useNewDates } from './new-dates.tsx'
import { TaskActions } from './task-actions.tsx'
import { TaskProgress, TaskResult } from './task-result.tsx'
import { itemsOf, useLook } from './use-look.ts'
import { useTask } from './use-task.ts'

export interface ReferenceDialogProps {
  pointOfSaleId: string
  external_reference: string
  /** The comprobante's date, dd/mm/aaaa, where it is known; the free query tells it otherwise. */
  fecha?: string | undefined
  /** The order from whose story it is opened. */
  orderId?: number | undefined
  onClose: () => void
}

/** Gives a queued comprobante a new date and due date, and resends it afterwards if it is still in error. */
export function ChangeDateDialog({ pointOfSaleId, external_reference, orderId, onClose }: ReferenceDialogProps) {
  const look = useLook(pointOfSaleId, external_reference)
  const task = useTask(pointOfSaleId, 'cambiar_fecha_encolado', external_reference)
  const [resend, setResend] = useState(true)
  const [checked, setChecked] = useState(false)
  const fields = useRef<HTMLDivElement>(null)
  const costId = useId()
  const items = itemsOf(look)
  const resendCost = look.read?.ok ? look.read.value.resendCost : 1
  const open = items.filter(isOpen)
  const chosen = useNewDates(open.map(({ tipo }) => tipo))
  const asking = task.task === null && !task.busy
  // As long as the button is there: it comes again where «Intentar de nuevo» was pressed.
  const armed = useArmed(asking && open.length > 0 && look.read)

  async function confirm() {
    setChecked(true)
    if (chosen.problem) return focusProblem(fields.current)
    await task.run(() => call('changeDate', { pointOfSaleId, external_reference, ...chosen.dates, resend, ...(orderId !== undefined && { orderId }) }))
  }

  function close() {
    task.cancel()
    onClose()
  }

  return (
    <Sheet
      title={texts.title(external_reference)}
      onClose={close}
      actions={
        <TaskActions task={task} look={look} onClose={close}>
          {open.length > 0 && (
            <>
              <PlanWarning method="cambiar_fecha_encolado" requests={1} />
              <PlanWarning method="reenviar_encolado" requests={resend ? resendCost : 0} />
              <p id={costId} className="cost-line">
                {texts.costs(resend, resendCost)}
              </p>
              <Action look="primary" isDisabled={!armed} aria-describedby={costId} onPress={() => void confirm()}>
                {texts.run}
              </Action>
            </>
          )}
        </TaskActions>
      }
    >
      {asking && (
        <>
          <LookReport look={look} />
          {items.length > 0 && open.length === 0 && <p>{texts.issued}</p>}
          {open.length > 0 && (
            <>
              {open.length > 1 && <p>{texts.several(open.length)}</p>}
              <p>{texts.intro}</p>
              <NewDatesFields chosen={chosen} checked={checked} fields={fields} />
              <ResendAfter on={resend} onChange={setResend} />
            </>
          )}
        </>
      )}
      {task.busy && <TaskProgress task={task.task} />}
      {!task.busy && task.task && (
        <TaskResult task={task.task}>{task.task.followUp !== null && <FollowUp order={task.task.followUp} onOpen={onClose} />}</TaskResult>
      )}
      <FailureMessage failure={task.failure} />
    </Sheet>
  )
}

function FollowUp({ order, onOpen }: { order: number; onOpen: () => void }) {
  return (
    <div className="row">
      <Action
        onPress={() => {
          onOpen()
          openStory({ order })
        }}
      >
        {texts.openFollowUp}
      </Action>
    </div>
  )
}

export const datesOf = (items: QueueItem[]): string[] => [...new Set(items.filter(isOpen).map((item) => item.fecha))]
