import { useId, useRef, useState } from 'react'
import { mostRequests } from '#contract/model/budget.ts'
import { common } from '#contract/texts/page.ts'
import { changeDates as texts } from '#contract/texts/task-dialogs.ts'
import { useStore } from '../../store/store.ts'
import { Action } from '../../ui/action.tsx'
import { Sheet, WayOut } from '../../ui/dialog.tsx'
import { focusProblem } from '../../ui/focus.ts'
import { FailureMessage, Message } from '../../ui/message.tsx'
import { useArmed } from '../../ui/use-armed.ts'
import { ChangeDateDialog } from './change-date-dialog.tsx'
import { DatesReport } from './dates-report.tsx'
import { NewDatesFields, ResendAfter, useNewDates } from './new-dates.tsx'
import { useManyDates, type DateTarget } from './use-many-dates.ts'

interface ChangeDatesDialogProps {
  targets: DateTarget[]
  onClose: () => void
}

/** One new date for several comprobantes: asked once with the cost of all, and told once. */
export function ChangeDatesDialog({ targets, onClose }: ChangeDatesDialogProps) {
  const [only] = targets
  return targets.length === 1 && only ? <ChangeDateDialog {...only} onClose={onClose} /> : <ManyDialog targets={targets} onClose={onClose} />
}

/** References that are named. */
const named = 50

function ManyDialog({ targets, onClose }: ChangeDatesDialogProps) {
  /** Frozen when it was asked for: what is picked meanwhile does not join it. */
  const [meant] = useState(targets)
  const many = useManyDates(meant)
  const chosen = useNewDates()
  const most = useStore((state) => mostRequests(state.settings.automaticResends))
  const [resend, setResend] = useState(true)
  const [checked, setChecked] = useState(false)
  const fields = useRef<HTMLDivElement>(null)
  const armed = useArmed(!many.busy && !many.report)
  const costId = useId()
  const total = meant.length

  function confirm() {
    setChecked(true)
    if (chosen.problem) focusProblem(fields.current)
    else void many.run({ ...chosen.dates, resend })
  }

  return (
    <Sheet
      title={texts.title(total)}
      wide
      // While it is under way nothing is left behind unseen: leaving is stopping, and then the report.
      onClose={many.busy ? many.stop : onClose}
      actions={
        many.busy ? (
          <Action isDisabled={many.stopping} onPress={many.stop}>
            {texts.stop}
          </Action>
        ) : many.report ? (
          <WayOut onPress={onClose} />
        ) : (
          <>
            <p id={costId} className="cost-line">
              {texts.costs(total, resend ? most : 0)}
            </p>
            <Action look="primary" isDisabled={!armed} aria-describedby={costId} onPress={confirm}>
              {texts.run(total)}
            </Action>
            <Action onPress={onClose}>{common.cancel}</Action>
          </>
        )
      }
    >
      {!many.busy && !many.report && (
        <>
          <p>{texts.intro(total)}</p>
          <NewDatesFields chosen={chosen} checked={checked} fields={fields} />
          <ResendAfter on={resend} onChange={setResend} />
          <details className="original">
            <summary>{texts.which}</summary>
            <ul className="references">
              {meant.slice(0, named).map(({ pointOfSaleId, external_reference }) => (
                <li key={`${pointOfSaleId} ${external_reference}`}>{external_reference}</li>
              ))}
              {total > named && <li>{common.andMore(total - named)}</li>}
            </ul>
          </details>
        </>
      )}
      {many.busy && (
        <Message tone="info" live="status" once>
          <p>{texts.progress(many.done, total)}</p>
          <p className="field-help">{many.stopping ? texts.stopping : texts.stopHelp}</p>
        </Message>
      )}
      {many.report && <DatesReport report={many.report} />}
      <FailureMessage failure={many.failure} />
    </Sheet>
  )
}
