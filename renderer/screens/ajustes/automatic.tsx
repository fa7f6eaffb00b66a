import { useState } from 'react'
import { mostPerDay, type RuleSettings } from '#contract/model/rules.ts'
import { ruleMarks } from '#contract/texts/rule-marks.ts'
import { rulesTexts as texts } from '#contract/texts/rules.ts'
import { useRules } from '../../features/rules/use-rules.ts'
import { useStore } from '../../store/store.ts'
import { Action } from '../../ui/action.tsx'
import { Sheet } from '../../ui/dialog.tsx'
import { FailureMessage } from '../../ui/message.tsx'
import { NumberField } from '../../ui/number-field.tsx'
import { useArmed } from '../../ui/use-armed.ts'
import { Toggle } from '../../ui/toggle.tsx'
import { useSaveSettings } from './use-save-settings.ts'

/** Whether what usually mends itself is resent without a person: what that costs, what it never does, and how much it may spend. */
export function Automatic() {
  const rules = useStore((state) => state.settings.rules)
  const watched = useStore((state) => state.settings.watch.on)
  const { save, failure, busy } = useSaveSettings()
  const [asking, setAsking] = useState(false)
  const change = (part: Partial<RuleSettings>) => save({ rules: { ...rules, ...part } })
  return (
    <>
      <Toggle
        label={texts.label}
        help={texts.help}
        on={rules.on}
        disabled={busy}
        onChange={(chosen) => (chosen ? setAsking(true) : void change({ on: false }))}
      />
      {rules.on && !watched && <p>{texts.needsWatch}</p>}
      <p className="field-help">{texts.does}</p>
      <p className="field-help">{texts.never}</p>
      <NumberField
        label={texts.perDay}
        help={texts.perDayHelp(mostPerDay)}
        value={rules.perDay}
        min={1}
        max={mostPerDay}
        onChange={(perDay) => void change({ perDay })}
      />
      <Toggle
        label={texts.unknownOnce}
        help={texts.unknownOnceHelp}
        on={rules.unknownOnce}
        disabled={busy}
        onChange={(unknownOnce) => void change({ unknownOnce })}
      />
      <Spending />
      <p className="field-help">{texts.onePc}</p>
      <FailureMessage failure={failure} />
      {asking && (
        <Confirm
          perDay={rules.perDay}
          busy={busy}
          onClose={() => setAsking(false)}
          onConfirm={() => {
            void change({ on: true })
            setAsking(false)
          }}
        />
      )}
    </>
  )
}

/** What was spent today, a line for each point of sale where anything was. */
function Spending() {
  const rules = useRules()
  const points = useStore((state) => state.pointsOfSale)
  if (!rules?.on) return null
  const { perDay, spending } = rules
  const [only] = spending
  if (spending.length === 1 && only) return <p>{ruleMarks.used(only.used, perDay)}</p>
  const rows = spending.filter(({ used }) => used > 0)
  const sum = rows.reduce((total, { used }) => total + used, 0)
  return (
    <>
      <p>{ruleMarks.used(sum, perDay * spending.length)}</p>
      {rows.length > 0 && (
        <ul>
          {rows.map(({ pointOfSaleId, used }) => (
            <li key={pointOfSaleId}>{texts.usedAt(points.find(({ id }) => id === pointOfSaleId)?.name ?? '', used, perDay)}</li>
          ))}
        </ul>
      )}
    </>
  )
}

interface ConfirmProps {
  perDay: number
  busy: boolean
  onConfirm: () => void
  onClose: () => void
}

/** Nobody spends requests by a switch that was touched by chance. */
function Confirm({ perDay, busy, onConfirm, onClose }: ConfirmProps) {
  const points = useStore((state) => state.pointsOfSale.length)
  const armed = useArmed()
  return (
    <Sheet
      title={texts.confirmTitle}
      role="alertdialog"
      onClose={onClose}
      actions={
        <>
          <Action look="primary" isPending={busy} isDisabled={!armed} onPress={onConfirm}>
            {texts.confirmYes}
          </Action>
          <Action onPress={onClose}>{texts.confirmNo}</Action>
        </>
      }
    >
      <p>{texts.confirm(perDay, points)}</p>
      <p>{texts.confirmOff}</p>
    </Sheet>
  )
}
