import { useRef, useState } from 'react'
import { Radio, RadioGroup } from 'react-aria-components/RadioGroup'
import { daysBetween, fechaOf, maxDays } from '#contract/argentina.ts'
import { readFecha } from '#contract/argentina.ts'
import { inbox as texts } from '#contract/texts/inbox.ts'
import { calendar, common } from '#contract/texts/page.ts'
import { Action } from '../../ui/action.tsx'
import { DateField } from '../../ui/date-field.tsx'
import { focusProblem } from '../../ui/focus.ts'
import { todayInArgentina } from '../../store/clock.ts'
import { FailureMessage } from '../../ui/message.tsx'
import { Select } from '../../ui/select.tsx'
import { useCommand } from '../../store/use-command.ts'
import { useStore } from '../../store/store.ts'
import { useInbox } from './use-inbox.ts'

/** dd/mm/aaaa; empty while incomplete. */
interface Range {
  desde: string
  hasta: string
}

const kinds = ['today', 'week', 'month', 'custom'] as const
type Kind = (typeof kinds)[number]
const daysBack: Record<Exclude<Kind, 'custom'>, number> = { today: 0, week: 6, month: 29 }

function rangeOf(kind: Kind, custom: Range): Range {
  if (kind === 'custom') return custom
  const hasta = todayInArgentina()
  return { desde: fechaOf((readFecha(hasta) ?? 0) - daysBack[kind]), hasta }
}

/** @returns why a range cannot be looked at; null when it can */
function problemOf({ desde, hasta }: Range): string | null {
  const [first, last] = [readFecha(desde), readFecha(hasta)]
  if (first === null || last === null) return calendar.missing
  if (daysBetween(desde, hasta)) return null
  return first > last ? texts.rangeTurned : texts.rangeTooLong(maxDays)
}

/** Which days and which points of sale to look at. */
export function RangeForm({ onStart }: { onStart: () => void }) {
  const view = useInbox()
  const pointsOfSale = useStore((state) => state.pointsOfSale)
  const [kind, setKind] = useState<Kind>(() => kindOf(view.range))
  const [custom, setCustom] = useState<Range>(() => view.range ?? rangeOf('month', { desde: '', hasta: '' }))
  const [pointOfSaleId, setPointOfSaleId] = useState(view.range?.pointOfSaleId ?? '')
  const [problem, setProblem] = useState<string | null>(null)
  const form = useRef<HTMLFormElement>(null)
  const { run, failure } = useCommand()
  const reading = view.progress?.state === 'reading'

  function start() {
    const { desde, hasta } = rangeOf(kind, custom)
    const wrong = problemOf({ desde, hasta })
    setProblem(wrong)
    if (wrong !== null) return focusProblem(form.current)
    onStart()
    void run(() => view.start({ desde, hasta, pointOfSaleId }))
  }

  const missing = (fecha: string) => (problem === calendar.missing && fecha === '' ? problem : null)

  return (
    <form
      ref={form}
      className="card range-form"
      onSubmit={(event) => {
        event.preventDefault()
        if (!reading) start()
      }}
    >
      <RadioGroup className="segments" aria-label={texts.range} value={kind} onChange={(chosen) => setKind(kinds.find((each) => each === chosen) ?? kind)}>
        {kinds.map((each) => (
          <Radio key={each} value={each} className="segment">
            {texts.ranges[each]}
          </Radio>
        ))}
      </RadioGroup>
      {kind === 'custom' && (
        <>
          <DateField label={texts.from} value={custom.desde} onChange={(desde) => setCustom({ ...custom, desde })} problem={missing(custom.desde)} />
          <DateField label={texts.to} value={custom.hasta} onChange={(hasta) => setCustom({ ...custom, hasta })} problem={missing(custom.hasta)} />
        </>
      )}
      {pointsOfSale.length > 1 && (
        <Select
          label={common.pointOfSale}
          value={pointOfSaleId}
          options={[{ value: '', label: common.allPointsOfSale }, ...pointsOfSale.map(({ id, name }) => ({ value: id, label: name }))]}
          onChange={setPointOfSaleId}
        />
      )}
      {reading ? (
        // Another element than the one below, so that the end of a press does not start what it has just ended.
        <Action key="cancel" onPress={() => view.cancel()}>
          {texts.cancel}
        </Action>
      ) : (
        <Action key="read" type="submit" look={view.rows.total > 0 ? 'plain' : 'primary'} icon="search">
          {view.progress ? texts.readAgain : texts.read}
        </Action>
      )}
      {problem !== null && problem !== calendar.missing && (
        <p role="alert" className="field-problem">
          {problem}
        </p>
      )}
      <FailureMessage failure={failure} />
    </form>
  )
}

/** The range that was looked at last, as it was chosen. */
function kindOf(range: Range | null): Kind {
  if (!range) return 'month'
  const same = kinds.find((kind) => {
    const known = rangeOf(kind, { desde: '', hasta: '' })
    return known.desde === range.desde && known.hasta === range.hasta
  })
  return same ?? 'custom'
}
