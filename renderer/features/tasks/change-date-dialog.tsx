import { useId, useRef, useState } from 'react'
import { Checkbox } from 'react-aria-components/Checkbox'
import { checkDates } from '#contract/model/new-dates.ts'
import type { QueueItem } from '#contract/model/task.ts'
import { changeDate as texts } from '#contract/texts/task-dialogs.ts'
import { call } from '../../api.ts'
import { setState } from '../../store/store.ts'
import { Action } from '../../ui/action.tsx'
import { Sheet } from '../../ui/dialog.tsx'
import { todayInArgentina } from '../../store/clock.ts'
import { FailureMessage } from '../../ui/message.tsx'
import { useArmed } from '../../ui/use-armed.ts'
import { DateField } from '../../ui/date-field.tsx'
import { focusProblem } from '../../ui/focus.ts'
import { isOpen, LookReport } from './look-report.tsx'
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
  const today = todayInArgentina()
  const [dates, setDates] = useState({ fecha: today, vencimiento: today })
  /** Until the person gives the due date one of its own, it goes along with the date. */
  const [dueChosen, setDueChosen] = useState(false)
  const [resend, setResend] = useState(true)
  const [checked, setChecked] = useState(false)
  const fields = useRef<HTMLDivElement>(null)
  const armed = useArmed()
  const costId = useId()
  const items = itemsOf(look)
  const open = items.filter(isOpen)
  const { problem, warnings } = checkDates(dates.fecha, dates.vencimiento, today)
  const asking = task.task === null && !task.busy

  async function confirm() {
    setChecked(true)
    if (problem) return focusProblem(fields.current)
    await task.run(() => call('changeDate', { pointOfSaleId, external_reference, ...dates, resend, ...(orderId !== undefined && { orderId }) }))
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
            <Action look="primary" isDisabled={!armed} aria-describedby={costId} onPress={() => void confirm()}>
              {texts.run}
            </Action>
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
              <div className="dates" ref={fields}>
                <DateField
                  label={texts.date}
                  value={dates.fecha}
                  onChange={(fecha) => setDates({ fecha, vencimiento: dueChosen || fecha === '' ? dates.vencimiento : fecha })}
                  problem={checked && problem === 'missing' && dates.fecha === '' ? texts.problems.missing : null}
                />
                <DateField
                  label={texts.due}
                  value={dates.vencimiento}
                  onChange={(vencimiento) => {
                    setDueChosen(true)
                    setDates({ ...dates, vencimiento })
                  }}
                  problem={
                    problem === 'due-before-date' ? texts.problems[problem] : checked && problem && dates.vencimiento === '' ? texts.problems.missing : null
                  }
                />
              </div>
              <output className="warnings">
                {warnings.map((warning) => (
                  <span key={warning}>{texts.warnings[warning]}</span>
                ))}
              </output>
              <p className="field-help">{texts.limits}</p>
              <Checkbox className="checkbox" isSelected={resend} onChange={setResend}>
                <span className="checkbox-box" aria-hidden="true" />
                <span>
                  {texts.resend}
                  <small>{texts.resendHelp}</small>
                </span>
              </Checkbox>
              <p id={costId} className="cost-line">
                {texts.costs(resend, look.read?.ok ? look.read.value.resendCost : 1)}
              </p>
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
      <span>{texts.followed}</span>
      <Action
        onPress={() => {
          onOpen()
          setState({ openOrder: order })
        }}
      >
        {texts.openFollowUp}
      </Action>
    </div>
  )
}

export const datesOf = (items: QueueItem[]): string[] => [...new Set(items.filter(isOpen).map((item) => item.fecha))]
