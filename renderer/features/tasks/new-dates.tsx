import { useState, type RefObject } from 'react'
import { checkDates, type DateCheck } from '#contract/model/new-dates.ts'
import { changeDate as texts } from '#contract/texts/task-dialogs.ts'
import { todayInArgentina } from '../../store/clock.ts'
import { Checkbox } from '../../ui/checkbox.tsx'
import { DateField } from '../../ui/date-field.tsx'

export interface NewDates extends DateCheck {
  dates: { fecha: string; vencimiento: string }
  /** Until the person gives the due date one of its own, it goes along with the date. */
  setFecha: (fecha: string) => void
  setVencimiento: (vencimiento: string) => void
}

/**
 * The date and the due date that a person gives, and what ARCA would say of them.
 * @param tipos of the comprobantes that get them, where they are known
 */
export function useNewDates(tipos: readonly string[] = []): NewDates {
  const today = todayInArgentina()
  const [dates, setDates] = useState({ fecha: today, vencimiento: today })
  const [dueChosen, setDueChosen] = useState(false)
  return {
    ...checkDates(dates.fecha, dates.vencimiento, today, tipos),
    dates,
    setFecha: (fecha) => setDates({ fecha, vencimiento: dueChosen || fecha === '' ? dates.vencimiento : fecha }),
    setVencimiento: (vencimiento) => {
      setDueChosen(true)
      setDates({ ...dates, vencimiento })
    },
  }
}

interface NewDatesFieldsProps {
  chosen: NewDates
  /** Something was to be sent: what is missing is said. */
  checked: boolean
  fields: RefObject<HTMLDivElement | null>
}

/** Both dates, and what is to be said about them. */
export function NewDatesFields({ chosen: { dates, problem, warnings, setFecha, setVencimiento }, checked, fields }: NewDatesFieldsProps) {
  const missing = (date: string) => (checked && problem && date === '' ? texts.problems.missing : null)
  return (
    <>
      <div className="dates" ref={fields}>
        <DateField label={texts.date} value={dates.fecha} onChange={setFecha} problem={missing(dates.fecha)} />
        <DateField
          label={texts.due}
          value={dates.vencimiento}
          onChange={setVencimiento}
          problem={problem === 'due-before-date' ? texts.problems[problem] : missing(dates.vencimiento)}
        />
      </div>
      <output className="warnings">
        {warnings.map((warning) => (
          <span key={warning}>{texts.warnings[warning]}</span>
        ))}
      </output>
      <p className="field-help">{texts.limits}</p>
    </>
  )
}

/** Whether what is still in error afterwards is resent. */
export const ResendAfter = (chosen: { on: boolean; onChange: (on: boolean) => void }) => <Checkbox label={texts.resend} help={texts.resendHelp} {...chosen} />
