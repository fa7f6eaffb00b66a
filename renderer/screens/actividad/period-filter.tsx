import { useState } from 'react'
import { periodTexts as texts } from '#contract/texts/history.ts'
import { today } from '../../store/clock.ts'
import { Select } from '../../ui/select.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { dayProblem, parseDay, periodOf, periods, problemOf, rangeOf, showDay, type Range } from './periods.ts'

interface PeriodFilterProps extends Range {
  onChange: (range: Range) => void
}

/** A range of days: one of those that have a name, or two dates. */
export function PeriodFilter({ from, to, onChange }: PeriodFilterProps) {
  const named = periodOf({ from, to }, today())
  const [custom, setCustom] = useState(named === null)
  const [before, setBefore] = useState(from + to)
  if (before !== from + to) {
    setBefore(from + to)
    // The filters were taken away, and with them the dates.
    if (from + to === '') setCustom(false)
  }
  const shown = custom || named === null
  return (
    <>
      <Select
        label={texts.label}
        value={shown ? 'custom' : named}
        options={[...periods, 'custom' as const].map((period) => ({ value: period, label: texts[period] }))}
        onChange={(value) => {
          const period = periods.find((candidate) => candidate === value)
          setCustom(!period)
          if (period) onChange(rangeOf(period, today()))
        }}
      />
      {shown && <Dates from={from} to={to} onChange={onChange} />}
    </>
  )
}

function Dates({ from, to, onChange }: PeriodFilterProps) {
  const [typed, setTyped] = useState({ from: showDay(from), to: showDay(to) })
  const problem = problemOf(parseDay(typed.from), parseDay(typed.to))

  function type(part: Partial<typeof typed>) {
    const next = { ...typed, ...part }
    setTyped(next)
    const range = { from: parseDay(next.from), to: parseDay(next.to) }
    if (range.from === null || range.to === null || problemOf(range.from, range.to)) return
    onChange({ from: range.from, to: range.to })
  }

  return (
    <fieldset className="dates" aria-label={texts.label}>
      {(['from', 'to'] as const).map((end) => (
        <TextField
          key={end}
          label={texts[end]}
          help={texts.format}
          value={typed[end]}
          onChange={(text) => type({ [end]: text })}
          maxLength={10}
          problem={dayProblem(typed[end]) ?? (end === 'to' && problem === texts.backwards ? problem : null)}
        />
      ))}
    </fieldset>
  )
}
