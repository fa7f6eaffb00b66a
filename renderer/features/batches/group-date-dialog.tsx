import { useEffect, useId, useRef, useState } from 'react'
import { Checkbox } from 'react-aria-components/Checkbox'
import { mostRequests } from '#contract/model/budget.ts'
import { checkDates } from '#contract/model/new-dates.ts'
import type { Order } from '#contract/model/order.ts'
import { groupDate as texts } from '#contract/texts/batch.ts'
import { common } from '#contract/texts/page.ts'
import { changeDate } from '#contract/texts/task-dialogs.ts'
import { todayInArgentina } from '../../store/clock.ts'
import { useStore } from '../../store/store.ts'
import { Action } from '../../ui/action.tsx'
import { DateField } from '../../ui/date-field.tsx'
import { Sheet } from '../../ui/dialog.tsx'
import { focusProblem } from '../../ui/focus.ts'
import { Message } from '../../ui/message.tsx'
import { useArmed } from '../../ui/use-armed.ts'
import { changeDates, type DateChanges } from './change-dates.ts'

/** Gives several comprobantes one new date, one after the other; each is looked at for free before it is paid for. */
export function GroupDateDialog({ orders, onClose }: { orders: Order[]; onClose: () => void }) {
  /** Frozen when it opens: what fails meanwhile does not join it. */
  const [subjects] = useState(orders)
  const today = todayInArgentina()
  const [dates, setDates] = useState({ fecha: today, vencimiento: today })
  const [dueChosen, setDueChosen] = useState(false)
  const [resend, setResend] = useState(true)
  const [checked, setChecked] = useState(false)
  const [changes, setChanges] = useState<DateChanges | null>(null)
  const stopped = useRef(false)
  const fields = useRef<HTMLDivElement>(null)
  const costId = useId()
  const armed = useArmed()
  const resendEach = useStore(({ settings }) => mostRequests(settings.automaticResends))
  const { problem, warnings } = checkDates(dates.fecha, dates.vencimiento, today)
  useEffect(
    () => () => {
      stopped.current = true
    },
    [],
  )

  async function confirm() {
    setChecked(true)
    if (problem) return focusProblem(fields.current)
    stopped.current = false
    await changeDates(subjects, { ...dates, resend }, () => stopped.current, setChanges)
  }

  return (
    <Sheet
      title={texts.title(subjects.length)}
      onClose={onClose}
      actions={
        <>
          {changes === null && (
            <Action look="primary" isDisabled={!armed} aria-describedby={costId} onPress={() => void confirm()}>
              {texts.run(subjects.length)}
            </Action>
          )}
          <Action onPress={onClose}>{changes === null ? common.cancel : common.close}</Action>
        </>
      }
    >
      {changes === null ? (
        <>
          <p>{changeDate.intro}</p>
          <div className="dates" ref={fields}>
            <DateField
              label={changeDate.date}
              value={dates.fecha}
              onChange={(fecha) => setDates({ fecha, vencimiento: dueChosen || fecha === '' ? dates.vencimiento : fecha })}
              problem={checked && problem === 'missing' && dates.fecha === '' ? changeDate.problems.missing : null}
            />
            <DateField
              label={changeDate.due}
              value={dates.vencimiento}
              onChange={(vencimiento) => {
                setDueChosen(true)
                setDates({ ...dates, vencimiento })
              }}
              problem={
                problem === 'due-before-date'
                  ? changeDate.problems[problem]
                  : checked && problem && dates.vencimiento === ''
                    ? changeDate.problems.missing
                    : null
              }
            />
          </div>
          <output className="warnings">
            {warnings.map((warning) => (
              <span key={warning}>{changeDate.warnings[warning]}</span>
            ))}
          </output>
          <p className="field-help">{changeDate.limits}</p>
          <Checkbox className="checkbox" isSelected={resend} onChange={setResend}>
            <span className="checkbox-box" aria-hidden="true" />
            <span>
              {changeDate.resend}
              <small>{changeDate.resendHelp}</small>
            </span>
          </Checkbox>
          <p id={costId} className="cost-line">
            {texts.costs(subjects.length, resend, resendEach)}
          </p>
        </>
      ) : (
        <Outcome changes={changes} total={subjects.length} />
      )}
    </Sheet>
  )
}

function Outcome({ changes: { done, changed, left, ended }, total }: { changes: DateChanges; total: number }) {
  if (!ended)
    return (
      <Message tone="info" live="status" once>
        <p>{texts.progress(done, total)}</p>
      </Message>
    )
  return (
    <Message tone={left.length === 0 ? 'good' : 'warn'} live="status">
      {changed > 0 && <p>{texts.changed(changed)}</p>}
      {left.length > 0 && (
        <>
          <p>{texts.notChanged(left.length)}</p>
          <ul className="references">
            {left.map(({ reference, why }) => (
              <li key={reference}>
                {reference}: {why}
              </li>
            ))}
          </ul>
        </>
      )}
    </Message>
  )
}
