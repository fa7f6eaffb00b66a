import { useId } from 'react'
import type { MonthSummary } from '#contract/commands/history.ts'
import { costTexts } from '#contract/texts/cost.ts'
import { summaryTexts as texts } from '#contract/texts/history.ts'
import { number } from '#contract/texts/counting.ts'
import { monthLabel } from '../../ui/format.ts'

/** Requests used, possible and saved: the numbers, with a bar for the eye. */
export function MonthTable({ months }: { months: MonthSummary[] }) {
  const id = useId()
  const last = months.findLastIndex(({ used, possible, saved }) => used + possible + saved > 0)
  const shown = months.slice(0, Math.max(last, 0) + 1)
  const most = Math.max(1, ...shown.map(({ used, possible, saved }) => used + possible + saved))
  return (
    <section className="card stack" aria-labelledby={id}>
      <h2 id={id}>{texts.perMonth}</h2>
      <table className="numbers">
        <thead>
          <tr>
            {Object.entries(texts.columns).map(([column, label]) => (
              <th key={column} scope="col">
                {label}
              </th>
            ))}
            <th scope="col" className="month-bar">
              <span className="hidden">{texts.proportion}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map((month) => (
            <tr key={month.month}>
              <th scope="row">{monthLabel(month.month)}</th>
              <td>{number(month.used)}</td>
              <td>{number(month.possible)}</td>
              <td>{number(month.saved)}</td>
              <td className="month-bar">
                <MonthBar month={month} most={most} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="field-help">{texts.savedHelp}</p>
      {shown.some(({ possible }) => possible > 0) && <p className="field-help">{costTexts.possible}</p>}
    </section>
  )
}

/** Used, possible and saved in a row; the numbers beside it say the same. */
function MonthBar({ month: { used, possible, saved }, most }: { month: MonthSummary; most: number }) {
  let from = 0
  return (
    <svg width="100%" height="12" aria-hidden="true" focusable="false">
      {Object.entries({ used, possible, saved }).map(([part, value]) => {
        if (value === 0) return null
        const x = from
        from += (value / most) * 100
        return <rect key={part} x={`${x}%`} width={`${(value / most) * 100}%`} y="0.5" height="11" className={`bar part-${part}`} />
      })}
    </svg>
  )
}
