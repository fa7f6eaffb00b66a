import { shortestOf, spentOf, useOf } from '#contract/model/plan.ts'
import { plan as texts } from '#contract/texts/plan.ts'
import { useStore } from '../../store/store.ts'

/** How much of the month's requests is gone, of that of which most is; nothing where nobody has said how many there are. */
export function PlanLine() {
  const use = useStore(({ status }) => status.plan)
  if (!use) return null
  const { limit, uses } = use
  const { method, used, possible } = shortestOf(use) ?? useOf(uses, 'reenviar_encolado')
  const gone = Math.min(spentOf({ method, used, possible }) / limit, 1)
  const said = texts.use(method, used, possible, limit)
  return (
    <div className="plan-line" data-short={shortestOf(use) !== null || undefined}>
      <span>{said}</span>
      <span className="progress" aria-hidden="true">
        <span className="progress-bar" ref={(bar) => bar?.style.setProperty('inline-size', `${gone * 100}%`)} />
      </span>
    </div>
  )
}
