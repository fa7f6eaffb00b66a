import { useRef, useState } from 'react'
import { mostRequests } from '#contract/model/budget.ts'
import { mostDates } from '#contract/model/new-dates.ts'
import { common } from '#contract/texts/page.ts'
import { changeDates as texts } from '#contract/texts/task-dialogs.ts'
import { PlanWarning } from '../cost/plan-warning.tsx'
import { useStore } from '../../store/store.ts'
import { Action } from '../../ui/action.tsx'
import { Sheet } from '../../ui/dialog.tsx'
import { focusProblem } from '../../ui/focus.ts'
import { FailureMessage, Message } from '../../ui/message.tsx'
import { useArmed } from '../../ui/use-armed.ts'
import { ReferenceList } from '../references/reference-list.tsx'
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
  if (targets.length > mostDates) return <TooMany count={targets.length} onClose={onClose} />
  return targets.length === 1 && only ? <ChangeDateDialog {...only} onClose={onClose} /> : <ManyDialog targets={targets} onClose={onClose} />
}

/** Said before anything is typed: the program would refuse all of them. */
function TooMany({ count, onClose }: { count: number; onClose: () => void }) {
  return (
    <Sheet title={texts.title(count)} onClose={onClose}>
      <p>{texts.tooMany(count)}</p>
    </Sheet>
  )
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
  const asking = !many.busy && !many.report
  const armed = useArmed(asking)
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
      confirm={
        asking && {
          label: texts.run(total),
          isDisabled: !armed,
          onPress: confirm,
          cost: texts.costs(total, resend ? most : 0),
          notes: (
            <>
              <PlanWarning method="cambiar_fecha_encolado" requests={total} />
              <PlanWarning method="reenviar_encolado" requests={resend ? total * most : 0} />
            </>
          ),
        }
      }
      actions={
        many.busy && (
          <Action isDisabled={many.stopping} onPress={many.stop}>
            {texts.stop}
          </Action>
        )
      }
      leave={many.busy ? null : asking ? common.cancel : undefined}
    >
      {asking && (
        <>
          <p>{texts.intro}</p>
          <NewDatesFields chosen={chosen} checked={checked} fields={fields} />
          <ResendAfter on={resend} onChange={setResend} />
          <details className="original">
            <summary>{texts.which}</summary>
            <ReferenceList of={meant.map(({ external_reference }) => external_reference)} named={named} />
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
