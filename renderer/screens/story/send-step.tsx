import { useId } from 'react'
import { mostRequests } from '#contract/model/budget.ts'
import { story as texts } from '#contract/texts/order.ts'
import type { Failure } from '#contract/result.ts'
import { PlanWarning } from '../../features/cost/plan-warning.tsx'
import { useStore } from '../../store/store.ts'
import { Sheet } from '../../ui/dialog.tsx'
import { FailureMessage } from '../../ui/message.tsx'
import { useArmed } from '../../ui/use-armed.ts'

interface SendStepProps {
  reference: string
  /** What it does and what it costs. */
  help: string
  /** It was confirmed before, and waits. */
  held: boolean
  busy: boolean
  failure: Failure | null
  onSend: () => void
  onClose: () => void
}

/** One look before a request is spent: the press that asked for it does not pay as well. */
export function SendStep({ reference, help, held, busy, failure, onSend, onClose }: SendStepProps) {
  const armed = useArmed(help)
  const costId = useId()
  const most = useStore((state) => mostRequests(state.settings.automaticResends))
  return (
    <Sheet
      title={texts.confirm(reference)}
      onClose={onClose}
      confirm={{ label: texts.confirmRun, icon: 'send', isDisabled: !armed, isPending: busy, 'aria-describedby': costId, onPress: onSend }}
    >
      <p id={costId}>{help}</p>
      <PlanWarning method="reenviar_encolado" requests={most} promised={held ? most : 0} />
      <FailureMessage failure={failure} />
    </Sheet>
  )
}
