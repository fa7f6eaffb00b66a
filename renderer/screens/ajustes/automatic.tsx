import { useState } from 'react'
import { mostPerDay, type RuleSettings } from '#contract/model/rules.ts'
import { ruleMarks } from '#contract/texts/rule-marks.ts'
import { rulesTexts as texts } from '#contract/texts/rules.ts'
import { useRules } from '../../store/told.ts'
import { useStore } from '../../store/store.ts'
import { FailureMessage } from '../../ui/message.tsx'
import { NumberField } from '../../ui/number-field.tsx'
import { Toggle } from '../../ui/toggle.tsx'
import { CostQuestion, type Allowance } from './cost-question.tsx'
import { useSaveSettings } from './use-save-settings.ts'

/** Whether what usually mends itself is resent without a person: what that costs, what it never does, and how much it may spend. */
export function Automatic() {
  const rules = useStore((state) => state.settings.rules)
  const watched = useStore((state) => state.settings.watch.on)
  const { save, failure, busy } = useSaveSettings()
  const [asking, setAsking] = useState<{ what: Allowance; part: Partial<RuleSettings> } | null>(null)
  const change = (part: Partial<RuleSettings>) => void save({ rules: { ...rules, ...part } })
  /** While they are off nothing is spent, and switching them on asks. */
  const allow = (what: Allowance, part: Partial<RuleSettings>) => (rules.on || what === 'on' ? setAsking({ what, part }) : change(part))
  return (
    <>
      <Toggle label={texts.label} help={texts.help} on={rules.on} busy={busy} onChange={(on) => (on ? allow('on', { on }) : change({ on }))} />
      {rules.on && !watched && <p>{texts.needsWatch}</p>}
      <p className="field-help">{texts.does}</p>
      <p className="field-help">{texts.never}</p>
      <NumberField
        label={texts.perDay}
        help={texts.perDayHelp(mostPerDay)}
        value={rules.perDay}
        min={1}
        max={mostPerDay}
        onChange={(perDay) => (perDay > rules.perDay ? allow('more', { perDay }) : change({ perDay }))}
      />
      <Toggle
        label={texts.unknownOnce}
        help={texts.unknownOnceHelp}
        on={rules.unknownOnce}
        busy={busy}
        onChange={(unknownOnce) => (unknownOnce ? allow('unknown', { unknownOnce }) : change({ unknownOnce }))}
      />
      <Spending />
      <p className="field-help">{texts.onePc}</p>
      <FailureMessage failure={failure} />
      {asking && (
        <CostQuestion
          what={asking.what}
          rules={{ ...rules, ...asking.part }}
          busy={busy}
          onClose={() => setAsking(null)}
          onConfirm={() => change(asking.part)}
        />
      )}
    </>
  )
}

/** What was spent today, a line for each point of sale where anything was. */
function Spending() {
  const { value: rules } = useRules()
  const pointsOfSale = useStore((state) => state.pointsOfSale)
  if (!rules?.on) return null
  const { perDay, spending, doubles = [], silent = [] } = rules
  const nameOf = (pointOfSaleId: string) => pointsOfSale.find(({ id }) => id === pointOfSaleId)?.name ?? ''
  const same = [
    ...doubles.map(({ pointOfSaleId, of }) => <p key={pointOfSaleId}>{texts.double(nameOf(pointOfSaleId), nameOf(of))}</p>),
    ...silent.map((id) => <p key={id}>{texts.silent(nameOf(id))}</p>),
  ]
  const [only] = spending
  if (spending.length === 1 && only)
    return (
      <>
        <p>{ruleMarks.used(only.used, perDay)}</p>
        {same}
      </>
    )
  const rows = spending.filter(({ used }) => used > 0)
  const sum = rows.reduce((total, { used }) => total + used, 0)
  return (
    <>
      <p>{ruleMarks.used(sum, perDay * spending.length)}</p>
      {rows.length > 0 && (
        <ul>
          {rows.map(({ pointOfSaleId, used }) => (
            <li key={pointOfSaleId}>{texts.usedAt(nameOf(pointOfSaleId), used, perDay)}</li>
          ))}
        </ul>
      )}
      {same}
    </>
  )
}
