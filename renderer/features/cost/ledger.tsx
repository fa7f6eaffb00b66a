import type { LedgerRow } from '#contract/model/point-of-sale.ts'
import { ledger as texts } from '#contract/texts/actividad.ts'
import { costTexts } from '#contract/texts/cost.ts'
import { ruleMarks } from '#contract/texts/rule-marks.ts'
import { toldOf } from '#contract/model/plan.ts'
import { plan as planTexts } from '#contract/texts/plan.ts'
import { useStore } from '../../store/store.ts'
import { call, on } from '../../api.ts'
import { onceABurst, useLive } from '../../store/use-live.ts'
import { monthLabel } from '../../ui/format.ts'
import { scopeOf } from '../../store/company.ts'
import { thisMonth } from '../../store/clock.ts'

/** What this month has cost so far, in one line. */
export function MonthLine() {
  const month = thisMonth()
  const rows = useLedger().filter((row) => row.month === month)
  const sum = (part: 'used' | 'possible') => rows.reduce((total, row) => total + row[part], 0)
  // It is of all that this PC sends, and says nothing of a part of it.
  const plan = useStore((state) => (scopeOf(state) === null ? state.status.plan : undefined))
  const short = plan && toldOf(plan)
  const spent = rows.length === 0 ? texts.noneYet : texts.month(sum('used'), sum('possible'))
  const said = plan && short ? `${spent} · ${planTexts.ofPlan(short.method, short.used, short.possible, plan.limit)}` : spent
  return (
    <p className="quiet month-line" title={said}>
      {said}
    </p>
  )
}

/** What the subscription paid for, by point of sale and kind of request. */
export function Ledger() {
  const rows = useLedger()
  if (rows.length === 0) return null
  const month = thisMonth()
  const current = rows.filter((row) => row.month === month)
  const earlier = rows.filter((row) => row.month !== month)
  const uncertain = rows.some((row) => row.possible > 0)
  return (
    <section className="ledger" aria-label={texts.region}>
      <div className="month">
        <strong>{texts.thisMonth}</strong>
        {current.length === 0 ? <span>{texts.none}</span> : <Sums rows={current} />}
      </div>
      {(earlier.length > 0 || uncertain) && (
        <details>
          <summary>{texts.more}</summary>
          {uncertain && <p className="field-help">{costTexts.possible}</p>}
          {[...Map.groupBy(earlier, (row) => row.month)]
            .toSorted(([a], [b]) => b.localeCompare(a))
            .map(([past, of]) => (
              <div key={past} className="month">
                <strong>{monthLabel(past)}</strong>
                <Sums rows={of} />
              </div>
            ))}
        </details>
      )}
    </section>
  )
}

function Sums({ rows }: { rows: LedgerRow[] }) {
  return (
    <ul>
      {rows.map(({ pointOfSaleId, pointOfSaleName, method, used, possible, automatic }) => (
        <li key={`${pointOfSaleId} ${method}`}>
          {pointOfSaleName} · {texts.methods[method] ?? method}: {texts.row(used, possible)}
          {automatic !== undefined && ` (${ruleMarks.ledger(automatic)})`}
        </li>
      ))}
    </ul>
  )
}

function onSpent(again: () => void) {
  const stops = [on('ordersChanged', again), on('tasksChanged', again)]
  return () => {
    for (const stop of stops) stop()
  }
}

/** Of the chosen company; of all when none is. */
function useLedger(): LedgerRow[] {
  const scope = useStore(scopeOf)
  const { value: rows } = useLive('ledger', () => call('readLedger', {}), onceABurst(onSpent))
  return (rows ?? []).filter(({ pointOfSaleId }) => scope?.has(pointOfSaleId) ?? true)
}
