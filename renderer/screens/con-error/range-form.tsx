import { useState } from 'react'
import { parseDate, today, type CalendarDate } from '@internationalized/date'
import { Radio, RadioGroup } from 'react-aria-components/RadioGroup'
import { daysBetween, maxDays } from '../../../electron/contract/days.ts'
import { backlog as texts } from '../../../electron/contract/texts/backlog.ts'
import { common } from '../../../electron/contract/texts/page.ts'
import { Action } from '../../components/action.tsx'
import { DateRangeField, type DateRange } from '../../components/date-range.tsx'
import { FailureNotice } from '../../components/notice.tsx'
import { Select } from '../../components/select.tsx'
import { useCommand } from '../../components/use-command.ts'
import { useStore } from '../../store/store.ts'
import { useBacklog } from './use-backlog.ts'

/** TusFacturasAPP's dates are Argentina's. */
const now = () => today('America/Argentina/Buenos_Aires')

const kinds = ['today', 'week', 'month', 'custom'] as const
type Kind = (typeof kinds)[number]
const daysBack: Record<Exclude<Kind, 'custom'>, number> = { today: 0, week: 6, month: 29 }

const written = (date: CalendarDate): string => date.toString().split('-').toReversed().join('/')
const parsed = (fecha: string): CalendarDate => parseDate(fecha.split('/').toReversed().join('-'))

const rangeOf = (kind: Kind, custom: DateRange | null): DateRange | null =>
  kind === 'custom' ? custom : { start: now().subtract({ days: daysBack[kind] }), end: now() }

/** Which days and which points of sale to look at. */
export function RangeForm({ onStart }: { onStart: () => void }) {
  const view = useBacklog()
  const pointsOfSale = useStore((state) => state.pointsOfSale)
  const [kind, setKind] = useState<Kind>(() => kindOf(view.range))
  const [custom, setCustom] = useState<DateRange | null>(() => (view.range ? { start: parsed(view.range.desde), end: parsed(view.range.hasta) } : null))
  const [pointOfSaleId, setPointOfSaleId] = useState(view.range?.pointOfSaleId ?? '')
  const [problem, setProblem] = useState<string | null>(null)
  const { run, failure } = useCommand()
  const reading = view.progress?.state === 'reading'

  function start() {
    const range = rangeOf(kind, custom)
    const [desde, hasta] = range ? [written(range.start), written(range.end)] : ['', '']
    const wrong = range ? (daysBetween(desde, hasta) ? null : texts.rangeTooLong(maxDays)) : texts.rangeMissing
    setProblem(wrong)
    if (wrong !== null) return
    onStart()
    void run(() => view.start({ desde, hasta, pointOfSaleId }))
  }

  return (
    <form
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
      {kind === 'custom' && <DateRangeField label={texts.customRange} value={custom} max={now()} onChange={setCustom} />}
      {pointsOfSale.length > 1 && (
        <Select
          label={common.pointOfSale}
          value={pointOfSaleId}
          options={[{ value: '', label: common.allPointsOfSale }, ...pointsOfSale.map(({ id, name }) => ({ value: id, label: name }))]}
          onChange={setPointOfSaleId}
        />
      )}
      {reading ? (
        <Action onPress={() => view.cancel()}>{texts.cancel}</Action>
      ) : (
        <Action type="submit" look={view.rows.total > 0 ? 'plain' : 'primary'} icon="search">
          {view.progress ? texts.readAgain : texts.read}
        </Action>
      )}
      {problem !== null && (
        <p role="alert" className="field-problem">
          {problem}
        </p>
      )}
      <FailureNotice failure={failure} />
    </form>
  )
}

/** The range that was looked at last, as it was chosen. */
function kindOf(range: { desde: string; hasta: string } | null): Kind {
  if (!range) return 'week'
  return kinds.find((kind) => {
    const known = rangeOf(kind, null)
    return known && written(known.start) === range.desde && written(known.end) === range.hasta
  }) ?? 'custom'
}
