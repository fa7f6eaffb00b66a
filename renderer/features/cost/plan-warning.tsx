import { exceeds, ofMethod, promisedOf } from '#contract/model/plan.ts'
import { plan as texts } from '#contract/texts/plan.ts'
import { useStore } from '../../store/store.ts'

interface PlanWarningProps {
  /** What is sent, by the API's own name. */
  method: string
  /** The most requests of it. */
  requests: number
  /** How many of them were confirmed before: they are counted as waiting already. */
  promised?: number
}

/** Says before something is sent that the month's requests may not reach for it; nothing where they do, or nobody knows. */
export function PlanWarning({ method, requests, promised = 0 }: PlanWarningProps) {
  const use = useStore(({ status }) => status.plan)
  if (!use || requests === 0 || !exceeds(use, method, requests - promised)) return null
  const { used, possible } = ofMethod(use.uses, method)
  return <p className="plan-warning">{texts.exceeds(method, used, possible, use.limit, promisedOf(use, method))}</p>
}
