import { useId, useState, type KeyboardEvent } from 'react'
import type { Summary } from '#contract/commands/history.ts'
import { outcomeGroups, type Outcomes } from '#contract/model/order.ts'
import { summaryTexts as texts } from '#contract/texts/history.ts'
import { number } from '#contract/texts/counting.ts'
import { dayLabel } from '../../ui/format.ts'
import { fillOf, Legend, Patterns } from './patterns.tsx'
import { showInList } from './to-list.ts'

type Days = Summary['days']

/** Height of the highest bar, in pixels. */
const plot = 96

const sumOf = (outcomes: Outcomes): number => outcomeGroups.reduce((sum, group) => sum + outcomes[group], 0)

/** How orders ended, day by day: a bar is a button that leads to its day; the arrows go from one to the next. */
export function DayChart({ days, pointOfSaleId }: { days: Days; pointOfSaleId: string }) {
  const id = useId()
  const [chosen, setChosen] = useState(() =>
    Math.max(
      0,
      days.findLastIndex(({ outcomes }) => sumOf(outcomes) > 0),
    ),
  )
  const most = Math.max(1, ...days.map(({ outcomes }) => sumOf(outcomes)))
  const day = days[chosen]
  if (!day || days.every(({ outcomes }) => sumOf(outcomes) === 0)) return null
  return (
    <section className="card stack" aria-labelledby={id}>
      <div>
        <h2 id={id}>{texts.perDay}</h2>
        <p className="field-help">{texts.perDayHelp}</p>
      </div>
      <Patterns />
      <Legend />
      <div className="bars" role="toolbar" tabIndex={-1} aria-labelledby={id} onKeyDown={(event) => move(event, chosen)}>
        {days.map(({ day: each, outcomes }, index) => (
          <button
            key={each}
            type="button"
            tabIndex={index === chosen ? 0 : -1}
            aria-label={texts.day(dayLabel(each), outcomes)}
            className={index === chosen ? 'bar-day chosen' : 'bar-day'}
            onFocus={() => setChosen(index)}
            onPointerEnter={() => setChosen(index)}
            onClick={() => showInList({ from: each, to: each, pointOfSaleId })}
          >
            <svg width="100%" height={plot} aria-hidden="true" focusable="false">
              <Stack outcomes={outcomes} most={most} />
            </svg>
            <span aria-hidden="true">{index === 0 || (index + 1) % 5 === 0 ? Number(each.slice(8)) : ''}</span>
          </button>
        ))}
      </div>
      <p className="day-said">{texts.day(dayLabel(day.day), day.outcomes)}</p>
      <DayTable days={days} />
    </section>
  )
}

function move(event: KeyboardEvent<HTMLElement>, chosen: number) {
  const bars = [...event.currentTarget.querySelectorAll('button')]
  const next = { ArrowLeft: bars[chosen - 1], ArrowRight: bars[chosen + 1], Home: bars[0], End: bars.at(-1) }[event.key]
  if (!next) return
  event.preventDefault()
  next.focus()
}

function Stack({ outcomes, most }: { outcomes: Outcomes; most: number }) {
  let below = plot
  return outcomeGroups.map((group) => {
    if (outcomes[group] === 0) return null
    const height = Math.max(2, (outcomes[group] / most) * (plot - 1))
    below -= height
    return <rect key={group} x="14%" width="72%" y={below} height={height} fill={fillOf(group)} className={`bar group-${group}`} />
  })
}

function DayTable({ days }: { days: Days }) {
  const busy = days.filter(({ outcomes }) => sumOf(outcomes) > 0)
  return (
    <details>
      <summary>{texts.asTable}</summary>
      <table className="numbers">
        <thead>
          <tr>
            <th scope="col">{texts.dayColumn}</th>
            {outcomeGroups.map((group) => (
              <th key={group} scope="col">
                {texts.groups[group]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {busy.map(({ day, outcomes }) => (
            <tr key={day}>
              <th scope="row">{dayLabel(day)}</th>
              {outcomeGroups.map((group) => (
                <td key={group}>{number(outcomes[group])}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  )
}
