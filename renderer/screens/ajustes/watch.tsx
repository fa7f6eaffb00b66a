import { useState } from 'react'
import { watchIntervals, type WatchSettings } from '#contract/model/settings.ts'
import { watchTexts as texts } from '#contract/texts/watch.ts'
import { hourOf } from '../../store/clock.ts'
import { useStore } from '../../store/store.ts'
import { useWatch } from '../../store/told.ts'
import { Checkbox } from '../../ui/checkbox.tsx'
import { FailureMessage, Message } from '../../ui/message.tsx'
import { Select } from '../../ui/select.tsx'
import { Toggle } from '../../ui/toggle.tsx'
import { Automatic } from './automatic.tsx'
import { CostQuestion } from './cost-question.tsx'
import { useSaveSettings } from './use-save-settings.ts'

const never = 'never'
const mondayFirst = [1, 2, 3, 4, 5, 6, 0]
const hours = Array.from({ length: 25 }, (_, hour) => hour)
const options = (allowed: (hour: number) => boolean) => hours.filter(allowed).map((hour) => ({ value: String(hour), label: texts.hour(hour) }))

/** Whether, how often and when the program looks by itself for what is in error. */
export function Watch() {
  const watch = useStore((state) => state.settings.watch)
  const rules = useStore((state) => state.settings.rules)
  const { save, failure, busy } = useSaveSettings()
  const [asking, setAsking] = useState<Partial<WatchSettings> | null>(null)
  const change = (part: Partial<WatchSettings>) => void save({ watch: { ...watch, ...part } })
  /** With it goes on what is resent without a person. */
  const wish = (part: Partial<WatchSettings>) => (part.on && !watch.on && rules.on ? setAsking(part) : change(part))
  return (
    <>
      <Toggle label={texts.label} help={texts.help} on={watch.on} busy={busy} onChange={(chosen) => wish({ on: chosen })} />
      <Select
        label={texts.every}
        value={watch.on ? String(watch.every) : never}
        options={[...watchIntervals.map((minutes) => ({ value: String(minutes), label: texts.intervals[minutes] })), { value: never, label: texts.never }]}
        onChange={(value) => {
          const every = watchIntervals.find((minutes) => String(minutes) === value)
          wish(every ? { on: true, every } : { on: false })
        }}
      />
      {watch.on && <Times watch={watch} onChange={change} />}
      {watch.on && <Rounds />}
      <p className="field-help">{texts.details}</p>
      <FailureMessage failure={failure} />
      <hr />
      <Automatic />
      {asking && <CostQuestion what="watch" rules={rules} busy={busy} onClose={() => setAsking(null)} onConfirm={() => change(asking)} />}
    </>
  )
}

function Times({ watch, onChange }: { watch: WatchSettings; onChange: (part: Partial<WatchSettings>) => void }) {
  const { days, from, until } = watch
  return (
    <>
      <fieldset className="choice">
        <legend>{texts.days}</legend>
        <div className="row">
          {mondayFirst.map((day) => (
            <Checkbox
              key={day}
              label={texts.weekdays[day] ?? ''}
              on={days.includes(day)}
              onChange={(chosen) => onChange({ days: chosen ? [...days, day] : days.filter((other) => other !== day) })}
            />
          ))}
        </div>
      </fieldset>
      <div className="row">
        <Select label={texts.from} value={String(from)} options={options((hour) => hour < until)} onChange={(value) => onChange({ from: Number(value) })} />
        <Select label={texts.until} value={String(until)} options={options((hour) => hour > from)} onChange={(value) => onChange({ until: Number(value) })} />
      </div>
    </>
  )
}

/** How the last round went, and what it could not read. */
function Rounds() {
  const { value: status } = useWatch()
  if (!status) return null
  const { lastRound, lacking, waiting } = status
  return (
    <>
      <p>{lastRound === null ? texts.notYet : texts.lastRound(hourOf(lastRound))}</p>
      {waiting && <p>{texts.waiting}</p>}
      {lacking.length > 0 && <Message tone="warn" live="status" text={texts.lacking(lacking)} />}
    </>
  )
}
