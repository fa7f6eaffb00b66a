import { useRef, useState } from 'react'
import { behindUtc, dayLength, readFecha } from '#contract/argentina.ts'
import { longestSnooze, type InboxRow } from '#contract/model/inbox.ts'
import { calendar, common } from '#contract/texts/page.ts'
import { snooze as texts } from '#contract/texts/snooze.ts'
import { call } from '../../api.ts'
import { now, todayInArgentina } from '../../store/clock.ts'
import { useCommand } from '../../store/use-command.ts'
import { Choice } from '../../ui/choice.tsx'
import { DateField } from '../../ui/date-field.tsx'
import { Sheet } from '../../ui/dialog.tsx'
import { focusProblem } from '../../ui/focus.ts'
import { dateTime, tomorrowAtEight } from '../../ui/format.ts'
import { FailureMessage } from '../../ui/message.tsx'

/** Days from the present one on. */
const spans = { tomorrow: 1, days: 3, week: 7 }
type Chosen = keyof typeof spans | 'date'
const choices: Chosen[] = ['tomorrow', 'days', 'week', 'date']
/** Eight in the morning of the last one is not further than that from any moment of today. */
const mostDays = longestSnooze / dayLength - 1
const eight = 8 * 3_600_000

interface SnoozeDialogProps {
  rows: readonly Pick<InboxRow, 'id' | 'external_reference'>[]
  onClose: () => void
  /** @param text to be said of it */
  onDone: (text: string) => void
}

/** Puts comprobantes off until the morning of a day. */
export function SnoozeDialog({ rows, onClose, onDone }: SnoozeDialogProps) {
  const { run, busy, failure } = useCommand()
  const [chosen, setChosen] = useState<Chosen>('tomorrow')
  const [fecha, setFecha] = useState('')
  const [checked, setChecked] = useState(false)
  const [opened] = useState(now)
  const fields = useRef<HTMLDivElement>(null)
  const [only] = rows
  const problem = problemOf(fecha)
  const until = chosen === 'date' ? momentOf(fecha) : inDays(opened, spans[chosen])

  async function postpone() {
    setChecked(true)
    if (chosen === 'date' && problem !== null) return focusProblem(fields.current)
    if (await run(() => call('snoozeInbox', { ids: rows.map(({ id }) => id), until }))) onDone(texts.done(rows.length, dateTime(until)))
  }

  return (
    <Sheet
      title={rows.length === 1 && only?.external_reference ? texts.title(only.external_reference) : texts.titleMany(rows.length)}
      dismissable
      onClose={onClose}
      confirm={{ label: texts.run, isPending: busy, onPress: () => void postpone() }}
      leave={common.cancel}
    >
      <p>{texts.text}</p>
      <Choice
        label={texts.when}
        value={chosen}
        options={choices.map((value) => ({
          value,
          label: texts.choices[value],
          ...(value !== 'date' && { help: texts.until(dateTime(inDays(opened, spans[value]))) }),
        }))}
        onChange={setChosen}
      />
      {chosen === 'date' && (
        <div ref={fields}>
          <DateField
            label={texts.date}
            value={fecha}
            onChange={(next) => {
              setFecha(next)
              setChecked(false)
            }}
            problem={checked ? problem : null}
          />
        </div>
      )}
      <FailureMessage failure={failure} />
    </Sheet>
  )
}

const inDays = (from: number, days: number): number => tomorrowAtEight(from) + (days - 1) * dayLength

/** @returns eight in the morning of that day; 0 when it is none */
function momentOf(fecha: string): number {
  const day = readFecha(fecha)
  return day === null ? 0 : day * dayLength + behindUtc + eight
}

function problemOf(fecha: string): string | null {
  const [day, today] = [readFecha(fecha), readFecha(todayInArgentina()) ?? 0]
  if (day === null) return calendar.missing
  return day > today && day <= today + mostDays ? null : texts.dateWrong
}
