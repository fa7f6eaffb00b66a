import { useEffect, useState } from 'react'
import { orderStates } from '#contract/model/order.ts'
import { archiveTexts } from '#contract/texts/history.ts'
import { actividad as texts } from '#contract/texts/actividad.ts'
import { stateLabels } from '#contract/texts/states.ts'
import { Action } from '../../ui/action.tsx'
import { ExportTable } from '../../features/batches/export-table.tsx'
import { PointOfSaleFilter } from '../../features/point-of-sale/picker.tsx'
import { Select } from '../../ui/select.tsx'
import { useSpoken } from '../../ui/announcer.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { setFilters } from '../../store/show-orders.ts'
import { getState, noFilters, useStore, type OrderFilters } from '../../store/store.ts'
import { PeriodFilter } from './period-filter.tsx'

/** Long enough not to search for every letter of a pasted or typed reference. */
const typing = 200

const labels = [...new Set(Object.values(stateLabels))]

const change = (part: Partial<OrderFilters>) => setFilters({ ...getState().filters, ...part })

/** Which rows are shown, and how many they are. */
export function Filters({ filters, total }: { filters: OrderFilters; total: number }) {
  const archives = useStore(({ settings }) => settings.archiveAfter !== 0)
  const [state] = filters.states
  useSpoken(filters === noFilters ? '' : texts.shown(total))
  return (
    <search className="toolbar">
      <SearchField search={filters.search} />
      <Select
        label={texts.state}
        value={state ? stateLabels[state] : ''}
        options={[{ value: '', label: texts.allStates }, ...labels.map((label) => ({ value: label, label }))]}
        onChange={(label) => change({ states: orderStates.filter((candidate) => stateLabels[candidate] === label) })}
      />
      <PointOfSaleFilter value={filters.pointOfSaleId} onChange={(pointOfSaleId) => change({ pointOfSaleId })} />
      <PeriodFilter from={filters.from} to={filters.to} onChange={change} />
      {(archives || filters.archived) && (
        <Select
          label={archiveTexts.show}
          value={filters.archived ? 'archived' : 'current'}
          options={[
            { value: 'current', label: archiveTexts.current },
            { value: 'archived', label: archiveTexts.archived },
          ]}
          onChange={(value) => change({ archived: value === 'archived' })}
        />
      )}
      {filters !== noFilters && (
        <Action look="quiet" onPress={() => setFilters({})}>
          {texts.clearFilters}
        </Action>
      )}
      {total > 0 && <ExportTable filters={filters} />}
    </search>
  )
}

function SearchField({ search }: { search: string }) {
  const [typed, setTyped] = useState(search)
  const [settled, setSettled] = useState(search)
  if (search !== settled) {
    setSettled(search)
    setTyped(search)
  }
  useEffect(() => {
    if (typed === search) return undefined
    const timer = setTimeout(() => change({ search: typed }), typing)
    return () => clearTimeout(timer)
  }, [typed, search])
  return <TextField label={texts.search} placeholder={texts.search} type="search" value={typed} onChange={setTyped} maxLength={255} />
}
