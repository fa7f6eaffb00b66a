import type { ComponentProps } from 'react'
import type { BatchGroup } from '#contract/model/batch.ts'
import type { Explanation } from '#contract/model/explanation.ts'
import { lote as texts } from '#contract/texts/batch.ts'
import { common } from '#contract/texts/page.ts'
import { openScreen } from '../../store/route.ts'
import { setState } from '../../store/store.ts'
import { Sheet } from '../../ui/dialog.tsx'
import { Action } from '../../ui/action.tsx'
import { announce } from '../../ui/announcer.tsx'
import type { ControlProps } from '../../ui/table.tsx'
import { Explained } from '../explain/explained.tsx'
import { ResendDialog } from '../resend/resend-dialog.tsx'
import { AccountDialog } from '../tasks/account-dialog.tsx'
import { ArcaLinkDialog, WaitDialog } from '../tasks/advice-dialogs.tsx'
import { stepsOf, type StepId } from '../tasks/next-steps.ts'
import { GroupDateDialog } from './group-date-dialog.tsx'

/** What a group asks for: the first of the steps that each of its orders has, said of all of them. */
type Step = keyof typeof texts.actions

const steps: Record<StepId, Step> = {
  resend: 'resend',
  later: 'wait',
  'change-date': 'date',
  delete: 'correct',
  credentials: 'credentials',
  'arca-link': 'review',
  quota: 'quota',
  'service-state': 'arca',
  wait: 'wait',
  explain: 'correct',
}

function stepOf({ orders: [first] }: BatchGroup): Step | null {
  if (!first) return null
  if (first.state === 'needs_decision') return 'decide'
  // Sending what is not there, or what something holds back, would not help: what is said of it does.
  if (first.state === 'not_found') return 'review'
  const [lead] = stepsOf(first).lead
  if (lead === undefined || (lead === 'resend' && first.state === 'held')) return null
  return steps[lead]
}

/** What was asked for, of the group as it stood then. */
export interface Asked {
  step: Step
  group: BatchGroup
}

/** The one button of a group. */
export function GroupStep({ group, control, onAsk }: { group: BatchGroup; control: ControlProps; onAsk: (asked: Asked) => void }) {
  const step = stepOf(group)
  const [first] = group.orders
  if (!step || !first || !group.cause) return null
  const press = () => {
    if (step === 'credentials') openScreen('ajustes', 'puntos-de-venta')
    else if (step === 'decide') setState({ openOrder: first.id })
    else onAsk({ step, group })
  }
  return (
    <button type="button" className="action plain" {...control} aria-label={texts.of(group.cause.title, texts.actions[step])} onClick={press}>
      {texts.actions[step]}
    </button>
  )
}

/** The dialog of that button. It outlives its group, which may be gone by what is done in it. */
export function GroupDialog({ asked: { step, group }, onClose }: { asked: Asked; onClose: () => void }) {
  const [first] = group.orders
  if (!first || !group.cause) return null
  switch (step) {
    case 'resend':
      return (
        <ResendDialog
          targets={group.orders.map(({ pointOfSaleId, external_reference }) => ({ pointOfSaleId, external_reference }))}
          onClose={onClose}
          onPlaced={(text) => {
            onClose()
            announce(text)
          }}
        />
      )
    case 'date':
      return <GroupDateDialog orders={group.orders} onClose={onClose} />
    case 'wait':
      return <WaitDialog onClose={onClose} />
    case 'quota':
      return <AccountDialog about="quota" pointOfSaleId={first.pointOfSaleId} onClose={onClose} />
    case 'arca':
      return <AccountDialog about="service-state" pointOfSaleId={first.pointOfSaleId} onClose={onClose} />
    case 'review':
      if (first.state !== 'not_found') return <ArcaLinkDialog onClose={onClose} />
      return <AdviceDialog title={texts.actions.review} explanation={group.cause} onClose={onClose} />
    default:
      return <AdviceDialog title={texts.actions.correct} explanation={group.cause} onClose={onClose} />
  }
}

type SheetTitle = Pick<ComponentProps<typeof Sheet>, 'title' | 'onClose'>

/** The whole explanation, with the words in which it came. */
function AdviceDialog({ title, explanation, onClose }: SheetTitle & { explanation: Explanation }) {
  return (
    <Sheet title={title} dismissable onClose={onClose} actions={<Action onPress={onClose}>{common.close}</Action>}>
      <Explained explanation={explanation} beside="" />
    </Sheet>
  )
}
