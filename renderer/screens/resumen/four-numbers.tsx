import type { MonthSummary } from '#contract/commands/history.ts'
import type { OutcomeGroup, Outcomes } from '#contract/model/order.ts'
import { number } from '#contract/texts/counting.ts'
import { summaryTexts as texts } from '#contract/texts/history.ts'
import { daysOfMonth, showInList } from './to-list.ts'

interface FourNumbersProps {
  outcomes: Outcomes
  spent: MonthSummary
  pointOfSaleId: string
}

const shown = ['issued', 'queued', 'failed'] as const satisfies OutcomeGroup[]

/** A month in four numbers; those that are orders lead to them. */
export function FourNumbers({ outcomes, spent, pointOfSaleId }: FourNumbersProps) {
  const days = daysOfMonth(spent.month)
  return (
    <section aria-label={texts.numbers}>
      <div className="four-numbers">
        {shown.map((group) => (
          <button
            key={group}
            type="button"
            className={`card group-${group}`}
            aria-label={texts.toList(texts.groups[group], outcomes[group])}
            onClick={() => showInList({ ...days, pointOfSaleId, group })}
          >
            <strong>{number(outcomes[group])}</strong> <span>{texts.groups[group]}</span>
          </button>
        ))}
        <p className="card">
          <strong>{number(spent.used)}</strong>
          <span>
            {texts.requests} {spent.possible > 0 && texts.possible(spent.possible)}
          </span>
        </p>
      </div>
      <p className="field-help">{[texts.besides(outcomes.missing, outcomes.cancelled), texts.saved(spent.saved)].filter(Boolean).join(' ')}</p>
    </section>
  )
}
