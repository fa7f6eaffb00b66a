import { useState } from 'react'
import { largestPlan } from '#contract/model/plan.ts'
import { plan as texts } from '#contract/texts/plan.ts'
import { PlanLine } from '../../features/cost/plan-line.tsx'
import { useStore } from '../../store/store.ts'
import { FailureMessage } from '../../ui/message.tsx'
import { NumberField } from '../../ui/number-field.tsx'
import { Toggle } from '../../ui/toggle.tsx'
import { useSaveSettings } from './use-save-settings.ts'

/** How many requests a month the subscription allows, as the person says it, and how many of them are gone. */
export function Plan() {
  const limit = useStore((state) => state.settings.plan)
  const { save, busy, failure } = useSaveSettings()
  /** Wanted, and no number said yet: warned of is only what the person said. */
  const [asked, setAsked] = useState(false)
  const on = limit !== null || asked
  function toggle(wanted: boolean) {
    setAsked(wanted)
    if (!wanted && limit !== null) void save({ plan: null })
  }
  return (
    <section className="stack-small" aria-label={texts.title}>
      <Toggle label={texts.on} help={texts.onHelp} on={on} busy={busy} onChange={toggle} />
      {on && (
        <>
          <NumberField label={texts.label} help={texts.help(largestPlan)} value={limit} min={1} max={largestPlan} onChange={(plan) => void save({ plan })} />
          <PlanLine />
          <p className="field-help">{texts.onlyOurs}</p>
        </>
      )}
      <FailureMessage failure={failure} />
    </section>
  )
}
