import { shortestOf, spentOf, toldOf } from '#contract/model/plan.ts'
import { plan as texts } from '#contract/texts/plan.ts'
import { useStore } from '../../store/store.ts'

/** How many of the month's resends are gone, or of the method that is about to run out; nothing where nobody has said how many there are. */
export function PlanLine() {
  const use = useStore(({ status }) => status.plan)
  if (!use) return null
  const { method, used, possible } = toldOf(use)
  const gone = Math.min(spentOf({ method, used, possible }) / use.limit, 1)
  const said = texts.use(method, used, possible, use.limit)
  return (
    <div className="plan-line" data-short={shortestOf(use) !== null || undefined}>
      <span>{said}</span>
      <span className="progress" aria-hidden="true">
        <span className="progress-bar" ref={(bar) => bar?.style.setProperty('inline-size', `${gone * 100}%`)} />
      </span>
    </div>
  )
}
