import { useId } from 'react'
import { inbox as texts } from '#contract/texts/inbox.ts'
import { Action } from '../../ui/action.tsx'
import { Select } from '../../ui/select.tsx'
import { useSpoken } from '../../ui/announcer.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { fold, noInboxFilters, type InboxFilters as Filters } from '../../store/inbox/rows.ts'
import { useInbox } from './use-inbox.ts'

const offeredClients = 30

/** Which of the rows are shown, and how many they are. */
export function InboxFilters() {
  const view = useInbox()
  const { rows, progress } = view
  const { filters } = rows
  const clientsId = useId()
  const shown = rows.view.length === rows.total ? texts.found(rows.total, progress?.seen ?? 0) : texts.shown(rows.view.length, rows.total)
  // What a reading has come to is said by itself; this is what a filter comes to.
  useSpoken(progress?.state === 'reading' || filters === noInboxFilters ? '' : shown)
  const change = (part: Partial<Filters>) => view.filter({ ...filters, ...part })
  return (
    <search className="filters of-inbox">
      <TextField
        label={texts.search}
        type="search"
        value={filters.search}
        onChange={(search) => change({ search })}
        maxLength={255}
        placeholder={texts.searchHelp}
      />
      <Select
        label={texts.type}
        value={filters.tipo}
        options={[
          { value: '', label: texts.allTypes },
          ...[...rows.tipos.keys()].toSorted((a, b) => a.localeCompare(b)).map((tipo) => ({ value: tipo, label: tipo })),
        ]}
        onChange={(tipo) => change({ tipo })}
      />
      <TextField label={texts.client} value={filters.client} onChange={(client) => change({ client })} maxLength={255} list={clientsId} />
      <datalist id={clientsId}>
        {offered(rows.clients, filters.client).map((client) => (
          <option key={client} value={client}>
            {client}
          </option>
        ))}
      </datalist>
      <div className="filters-end">
        <span>{shown}</span>
        {filters !== noInboxFilters && (
          <Action look="quiet" onPress={() => view.filter(noInboxFilters)}>
            {texts.clearFilters}
          </Action>
        )}
      </div>
    </search>
  )
}

/** The clients with most comprobantes among those that the typed text fits. */
function offered(clients: ReadonlyMap<string, number>, typed: string): string[] {
  const text = fold(typed.trim())
  const fitting = [...clients].filter(([client]) => text === '' || fold(client).includes(text))
  return fitting
    .toSorted((a, b) => b[1] - a[1])
    .slice(0, offeredClients)
    .map(([client]) => client)
}
