import { ruleMarks as texts } from '#contract/texts/rule-marks.ts'
import { scopeOf } from '../../store/company.ts'
import { useStore } from '../../store/store.ts'
import { useRules } from '../../store/told.ts'

/** What rules have spent today of what they may: in sight for as long as they are on. @param pointOfSaleId one; empty: all of the chosen company together */
export function AutomaticUse({ pointOfSaleId }: { pointOfSaleId: string }) {
  const { value: rules } = useRules()
  const scope = useStore(scopeOf)
  const wanted = rules?.spending.filter((row) => (pointOfSaleId === '' ? (scope?.has(row.pointOfSaleId) ?? true) : row.pointOfSaleId === pointOfSaleId)) ?? []
  if (!rules?.on || wanted.length === 0) return null
  const used = wanted.reduce((sum, row) => sum + row.used, 0)
  return <p className="quiet">{texts.used(used, rules.perDay * wanted.length)}</p>
}
