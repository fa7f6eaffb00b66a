import { useState } from 'react'
import type { Summary } from '#contract/commands/history.ts'
import { outcomeGroups, type Outcomes } from '#contract/model/order.ts'
import { summarySentence, summaryTexts as texts } from '#contract/texts/history.ts'
import { call, on } from '../../api.ts'
import { monthLabel } from '../../ui/format.ts'
import { thisMonth } from '../../store/clock.ts'
import { useSpoken } from '../../ui/announcer.tsx'
import { FailureMessage } from '../../ui/message.tsx'
import { Select } from '../../ui/select.tsx'
import { scopeOf, useOwnPointsOfSale } from '../../store/company.ts'
import { useStore } from '../../store/store.ts'
import { onceABurst, useLive } from '../../store/use-live.ts'
import { PlanLine } from '../../features/cost/plan-line.tsx'
import { Ledger } from '../../features/cost/ledger.tsx'
import { PointOfSaleFilter } from '../../features/point-of-sale/picker.tsx'
import { DayChart } from './day-chart.tsx'
import { FourNumbers } from './four-numbers.tsx'
import { MonthTable } from './month-table.tsx'

/** What the orders came to: four numbers, the days of a month, the requests of a year. Each number is found in Actividad, or in the ledger. */
export function Resumen() {
  const pointsOfSale = useOwnPointsOfSale()
  const scope = useStore(scopeOf)
  const [month, setMonth] = useState(thisMonth)
  const [chosen, setPointOfSaleId] = useState('')
  // One of another company is not what is looked at any more.
  const pointOfSaleId = pointsOfSale.some(({ id }) => id === chosen) ? chosen : ''
  const limited = pointOfSaleId ? [pointOfSaleId] : scope && [...scope]
  const { value: summary, failure } = useLive(
    `${month} ${limited?.join()}`,
    () => call('readSummary', { month, ...(limited && { pointsOfSale: limited }) }),
    onceABurst((again) => on('ordersChanged', again)),
  )
  const spent = summary?.months.find((candidate) => candidate.month === month)
  const outcomes = summary && sumOf(summary.days)
  useSpoken(outcomes && spent ? summarySentence(monthLabel(month), outcomes, spent.used) : texts.loading)
  return (
    <section className="screen">
      <h1 tabIndex={-1}>{texts.title}</h1>
      <div className="toolbar">
        <Select
          label={texts.month}
          value={month}
          options={(summary?.months ?? []).map((candidate) => ({ value: candidate.month, label: monthLabel(candidate.month) }))}
          onChange={setMonth}
        />
        <PointOfSaleFilter value={pointOfSaleId} onChange={setPointOfSaleId} />
      </div>
      <FailureMessage failure={failure} />
      {summary && outcomes && spent && <FourNumbers outcomes={outcomes} spent={spent} pointOfSaleId={pointOfSaleId} />}
      {month === thisMonth() && scope === null && pointOfSaleId === '' && <PlanLine />}
      {summary && <DayChart key={`${month} ${pointOfSaleId}`} days={summary.days} pointOfSaleId={pointOfSaleId} />}
      {summary && <MonthTable months={summary.months} />}
      <Ledger />
    </section>
  )
}

const sumOf = (days: Summary['days']): Outcomes =>
  Object.fromEntries(outcomeGroups.map((group) => [group, days.reduce((sum, { outcomes }) => sum + outcomes[group], 0)])) as Outcomes
