import { useState, type ReactNode } from 'react'
import type { Explanation } from '#contract/model/explanation.ts'
import { steps as texts } from '#contract/texts/task-dialogs.ts'
import { closeStory } from '../../store/open-story.ts'
import { ExplainDialog } from '../explain/explain.tsx'
import { openPointsOfSale } from '../point-of-sale/open-settings.ts'
import { AccountDialog } from './account-dialog.tsx'
import { ArcaLinkDialog, WaitDialog } from './advice-dialogs.tsx'
import { ChangeDateDialog } from './change-date-dialog.tsx'
import { DeleteDialog } from './delete-dialog.tsx'
import { LaterDialog } from './later-dialog.tsx'
import type { NextSteps, StepId } from './next-steps.ts'
import { Step } from './step.tsx'
import type { ReferenceDialogProps } from './task-dialog.tsx'

interface StepListProps extends Omit<ReferenceDialogProps, 'onClose'> {
  steps: NextSteps
  /** Why it failed. */
  reason: Explanation
  /** How resending is offered here; null where it may not be. */
  resend: { label: string; help: string; busy: boolean; run: () => void } | null
  /** None of them is what somebody should do first. */
  quiet?: boolean
}

/** The ways on, the first of them in front; each says what it may cost. */
export function StepList({ steps, resend, quiet = false, ...subject }: StepListProps) {
  const { pointOfSaleId, external_reference, orderId } = subject
  const [open, setOpen] = useState<StepId | null>(null)
  const offered = (ids: readonly StepId[]) => ids.filter((id) => id !== 'resend' || resend !== null)
  const step = (id: StepId, primary: boolean): ReactNode => {
    const { label, help } = id === 'resend' && resend ? resend : texts[id === 'resend' ? 'explain' : id]
    const press = id === 'resend' ? () => resend?.run() : id === 'credentials' ? () => toSettings(pointOfSaleId) : () => setOpen(id)
    return <Step key={id} label={label} help={help} primary={primary} busy={id === 'resend' && (resend?.busy ?? false)} onPress={press} />
  }
  const lead = offered(steps.lead)
  const more = offered(steps.more)
  const close = () => setOpen(null)
  return (
    <>
      {lead.map((id, index) => step(id, index === 0 && !quiet))}
      {more.length > 0 && (
        <details className="more-steps">
          <summary>{texts.more}</summary>
          <div className="options">{more.map((id) => step(id, false))}</div>
        </details>
      )}
      {open === 'change-date' && <ChangeDateDialog {...subject} onClose={close} />}
      {open === 'delete' && <DeleteDialog {...subject} onClose={close} />}
      {(open === 'quota' || open === 'service-state') && <AccountDialog about={open} pointOfSaleId={pointOfSaleId} onClose={close} />}
      {open === 'later' && <LaterDialog {...subject} onClose={close} />}
      {open === 'arca-link' && <ArcaLinkDialog onClose={close} />}
      {open === 'wait' && <WaitDialog onClose={close} />}
      {open === 'explain' && <ExplainDialog about={{ pointOfSaleId, external_reference, orderId }} onClose={close} />}
    </>
  )
}

function toSettings(pointOfSaleId: string) {
  closeStory()
  openPointsOfSale([pointOfSaleId])
}
