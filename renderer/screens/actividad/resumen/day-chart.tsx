import { useId, useState } from 'react'
import type { Summary } from '#contract/commands/history.ts'
import { outcomeGroups, type Outcomes } from '#contract/model/order.ts'
import { summaryTexts as texts } from '#contract/texts/history.ts'
import { number } from '#contract/texts/counting.ts'
import { dayLabel } from '../../../ui/format.ts'
import { fillOf, Legend, Patterns } from './patterns.tsx'

type Days = Summary['days']

/** Height of the highest bar, in pixels. */
const plot = 120
/** Above it, for the line of the highest value. */
const top = 18

const sumOf = (outcomes: Outcomes): number => outcomeGroups.reduce((sum, group) => sum + outcomes[group], 0)

/** How orders ended, day by day. The slider below reads a day; the table below says them all. */
export function DayChart({ days }: { days: Days }) {
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
  const said = texts.day(dayLabel(day.day), day.outcomes)
  return (
    <section className="card stack" aria-labelledby={id}>
      <h3 id={id}>{texts.perDay}</h3>
      <Patterns />
      <Legend />
      <div className="day-chart">
        <Bars days={days} most={most} chosen={chosen} onPoint={setChosen} />
        <input
          type="range"
          aria-label={texts.dayColumn}
          aria-valuetext={said}
          min={0}
          max={days.length - 1}
          value={chosen}
          onChange={(event) => setChosen(Number(event.target.value))}
        />
      </div>
      <p className="day-said">{said}</p>
      <DayTable days={days} />
    </section>
  )
}

interface BarsProps {
  days: Days
  most: number
  chosen: number
  onPoint: (index: number) => void
}

/** Widths are shares of the whole, heights are pixels: the text keeps its size whatever the window's. */
function Bars({ days, most, chosen, onPoint }: BarsProps) {
  const slot = 100 / days.length
  return (
    <svg className="bars" height={top + plot + 20} aria-hidden="true" focusable="false">
      <line x1="0" x2="100%" y1={top} y2={top} className="grid" />
      <text x="0" y={top - 5}>
        {number(most)}
      </text>
      <line x1="0" x2="100%" y1={top + plot + 0.5} y2={top + plot + 0.5} className="axis" />
      {days.map(({ day, outcomes }, index) => (
        <g key={day} onPointerEnter={() => onPoint(index)}>
          <rect x={`${index * slot}%`} width={`${slot}%`} y={0} height={top + plot} className={index === chosen ? 'slot chosen' : 'slot'} />
          <Stack outcomes={outcomes} most={most} x={`${(index + 0.14) * slot}%`} width={`${0.72 * slot}%`} />
          {(index === 0 || (index + 1) % 5 === 0) && (
            <text x={`${(index + 0.5) * slot}%`} y={top + plot + 15} textAnchor="middle">
              {Number(day.slice(8))}
            </text>
          )}
        </g>
      ))}
    </svg>
  )
}

function Stack({ outcomes, most, x, width }: { outcomes: Outcomes; most: number; x: string; width: string }) {
  let below = top + plot
  return outcomeGroups.map((group) => {
    if (outcomes[group] === 0) return null
    const height = Math.max(2, (outcomes[group] / most) * plot)
    below -= height
    return <rect key={group} x={x} width={width} y={below} height={height} fill={fillOf(group)} className={`bar group-${group}`} />
  })
}

function DayTable({ days }: { days: Days }) {
  const busy = days.filter(({ outcomes }) => sumOf(outcomes) > 0)
  if (busy.length === 0) return null
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
