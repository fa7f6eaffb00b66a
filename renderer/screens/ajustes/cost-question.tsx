import type { RuleSettings } from '#contract/model/rules.ts'
import { rulesTexts as texts } from '#contract/texts/rules.ts'
import { useStore } from '../../store/store.ts'
import { Sheet } from '../../ui/dialog.tsx'
import { useArmed } from '../../ui/use-armed.ts'

/** What a person is about to allow, by which requests are spent that nobody asks for. */
export type Allowance = keyof typeof texts.allow

interface CostQuestionProps {
  what: Allowance
  /** As they would be. */
  rules: RuleSettings
  busy: boolean
  onConfirm: () => void
  onClose: () => void
}

/** Nobody spends requests by a switch that was touched by chance: what it may cost a day at most is read before it counts. */
export function CostQuestion({ what, rules, busy, onConfirm, onClose }: CostQuestionProps) {
  const pointsOfSale = useStore((state) => state.pointsOfSale.length)
  const armed = useArmed()
  const confirm = () => (onConfirm(), onClose())
  const { title, yes } = texts.allow[what]
  return (
    <Sheet
      title={title}
      role="alertdialog"
      onClose={onClose}
      confirm={{ label: yes, isPending: busy, isDisabled: !armed, onPress: confirm }}
      leave={texts.confirmNo}
    >
      <p>{texts.confirm(rules.perDay, pointsOfSale)}</p>
      {rules.unknownOnce && <p>{texts.confirmUnknown}</p>}
      <p>{texts.confirmOff}</p>
    </Sheet>
  )
}
