import type { BatchGroup } from '#contract/model/batch.ts'
import { lote as texts } from '#contract/texts/batch.ts'
import { openStory } from '../../store/open-story.ts'
import type { ControlProps } from '../../ui/table.tsx'
import { openPointsOfSale } from '../point-of-sale/open-settings.ts'
import { stepsOf, type StepId } from '../tasks/next-steps.ts'

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
  explain: 'explain',
}

/** @returns null for a group of which nothing is asked */
export function stepOf({ cause, orders: [first] }: BatchGroup): Step | null {
  if (!first || !cause) return null
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
export function GroupStep({ step, group, control, onAsk }: Asked & { control: ControlProps; onAsk: (asked: Asked) => void }) {
  const [first] = group.orders
  if (!first || !group.cause) return null
  const press = () => {
    if (step === 'credentials') openPointsOfSale(group.orders.map(({ pointOfSaleId }) => pointOfSaleId))
    else if (step === 'decide') openStory({ order: first.id })
    else onAsk({ step, group })
  }
  return (
    <button type="button" className="action plain" {...control} aria-label={texts.of(group.cause.title, texts.actions[step])} onClick={press}>
      {texts.actions[step]}
    </button>
  )
}
