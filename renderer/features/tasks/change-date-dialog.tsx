import { useRef, useState } from 'react'
import { changeDate as texts } from '#contract/texts/task-dialogs.ts'
import { call } from '../../api.ts'
import { PlanWarning } from '../cost/plan-warning.tsx'
import { openStory } from '../../store/open-story.ts'
import { Action } from '../../ui/action.tsx'
import { useArmed } from '../../ui/use-armed.ts'
import { focusProblem } from '../../ui/focus.ts'
import { isOpen } from './look-report.tsx'
import { NewDatesFields, ResendAfter, useNewDates } from './new-dates.tsx'
import { TaskDialog, type ReferenceDialogProps } from './task-dialog.tsx'
import { TaskResult } from './task-result.tsx'
import { useLook } from './use-look.ts'
import { useTask } from './use-task.ts'

/** Gives a queued comprobante a new date and due date, and resends it afterwards if it is still in error. */
export function ChangeDateDialog({ pointOfSaleId, external_reference, orderId, onClose }: ReferenceDialogProps) {
  const look = useLook(pointOfSaleId, external_reference)
  const task = useTask(pointOfSaleId, 'cambiar_fecha_encolado', external_reference)
  const [resend, setResend] = useState(true)
  const [checked, setChecked] = useState(false)
  const fields = useRef<HTMLDivElement>(null)
  const { seen, items } = look
  const resendCost = seen?.resendCost ?? 1
  const open = items.filter(isOpen)
  const chosen = useNewDates(open.map(({ tipo }) => tipo))
  // As long as the button is there: it comes again where «Intentar de nuevo» was pressed.
  const armed = useArmed(task.asking && open.length > 0 && seen)

  async function confirm() {
    setChecked(true)
    if (chosen.problem) return focusProblem(fields.current)
    await task.run(() => call('changeDate', { pointOfSaleId, external_reference, ...chosen.dates, resend, orderId }))
  }

  return (
    <TaskDialog
      title={texts.title(external_reference)}
      task={task}
      look={look}
      onClose={onClose}
      confirm={
        open.length > 0 && {
          label: texts.run,
          isDisabled: !armed,
          onPress: () => void confirm(),
          cost: texts.costs(resend, resendCost),
          notes: (
            <>
              <PlanWarning method="cambiar_fecha_encolado" requests={1} />
              <PlanWarning method="reenviar_encolado" requests={resend ? resendCost : 0} />
            </>
          ),
        }
      }
      renderResult={(done) => <TaskResult task={done}>{done.followUp !== null && <FollowUp order={done.followUp} onOpen={onClose} />}</TaskResult>}
    >
      {items.length > 0 && open.length === 0 && <p>{texts.issued}</p>}
      {open.length > 0 && (
        <>
          {open.length > 1 && <p>{texts.several(open.length)}</p>}
          <p>{texts.intro}</p>
          <NewDatesFields chosen={chosen} checked={checked} fields={fields} />
          <ResendAfter on={resend} onChange={setResend} />
        </>
      )}
    </TaskDialog>
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
