import { useId, useState } from 'react'
import { mostRequests } from '#contract/model/budget.ts'
import { costSentence, costTexts as texts } from '#contract/texts/cost.ts'
import { useStore } from '../../store/store.ts'
import { PlanWarning } from './plan-warning.tsx'

interface CostLineProps {
  /** Of the sentence, for what it is the cost of. */
  id: string
  /** How many comprobantes are sent. */
  comprobantes: number
  /** The most that it can spend, where main has said so. */
  most?: number
}

/** What sending costs, said in one way wherever something is sent; why it may be more is one press away. */
export function CostLine({ id, comprobantes, most }: CostLineProps) {
  const each = useStore(({ settings }) => mostRequests(settings.automaticResends))
  const [why, setWhy] = useState(false)
  const whyId = useId()
  const limit = most ?? comprobantes * each
  return (
    <div>
      <p>
        <span id={id}>{costSentence(comprobantes, limit)}</span>{' '}
        {limit > comprobantes && (
          <button type="button" className="link" aria-expanded={why} aria-controls={whyId} onClick={() => setWhy(!why)}>
            {texts.why}
          </button>
        )}
      </p>
      <p id={whyId} className="field-help" hidden={!why}>
        {texts.reason}
      </p>
      <PlanWarning method="reenviar_encolado" requests={limit} />
    </div>
  )
}
