import { useState } from 'react'
import { inbox as texts } from '#contract/texts/inbox.ts'
import { explain as explainTexts } from '#contract/texts/explain.ts'
import { PointOfSaleFilter } from '../../features/point-of-sale/picker.tsx'
import { rangeKinds } from '../../store/inbox/ranges.ts'
import type { InboxRange } from '../../store/inbox/shown-range.ts'
import type { InboxFilters } from '../../store/inbox/filters.ts'
import type { ListedRow } from '../../store/inbox/listed-row.ts'
import { MenuButton } from '../../ui/menu-button.tsx'
import { customRangeDialog, explainDialog, handOverRows } from './dialogs.ts'
import type { RowActions } from './row-menu.tsx'
import { useInbox } from '../../store/inbox/inbox.ts'

/** Which comprobantes are looked at, in one line. */
export function Toolbar({ onRange, onAsk }: { onRange: (range: InboxRange) => void; onAsk: RowActions['onAsk'] }) {
  const view = useInbox()
  const { rows, range } = view
  const { filters } = rows
  const [choosing, setChoosing] = useState(false)
  const change = (part: Partial<InboxFilters>) => view.change((list) => list.filter({ ...filters, ...part }))
  const ask = (meant: readonly ListedRow[]) => onAsk((close) => <handOverRows.Part rows={meant} onClose={close} />)
  const chosenDays = range.kind === 'custom' ? texts.between(range.desde, range.hasta) : texts.ranges[range.kind]

  return (
    <search className="toolbar con-error-toolbar">
      <MenuButton
        label={texts.range(chosenDays)}
        text={chosenDays}
        items={rangeKinds.map((kind) => ({
          label: texts.ranges[kind],
          checked: kind === range.kind,
          onSelect: () => (kind === 'custom' ? setChoosing(true) : onRange({ kind, desde: '', hasta: '' })),
        }))}
      />
      <PointOfSaleFilter value={filters.pointOfSaleId} onChange={(pointOfSaleId) => change({ pointOfSaleId })} />
      <input
        type="search"
        aria-label={texts.search}
        value={filters.search}
        maxLength={255}
        placeholder={texts.searchHelp}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => change({ search: event.target.value })}
      />
      <MenuButton
        label={filters.tipo === '' ? texts.typeAny : texts.typeOf(filters.tipo)}
        text={filters.tipo === '' ? texts.type : filters.tipo}
        items={['', ...[...rows.tipos.keys()].toSorted((a, b) => a.localeCompare(b))].map((tipo) => ({
          label: tipo === '' ? texts.allTypes : tipo,
          checked: tipo === filters.tipo,
          onSelect: () => change({ tipo }),
        }))}
      />
      <MenuButton
        label={texts.more}
        items={[
          rows.view.length > 0 && { label: texts.handOver, icon: 'print', onSelect: () => ask(rows.view) },
          { label: explainTexts.title, icon: 'question', onSelect: () => onAsk((close) => <explainDialog.Part onClose={close} />) },
        ]}
      />
      {choosing && (
        <customRangeDialog.Part
          range={range}
          onClose={() => setChoosing(false)}
          onChosen={(days) => {
            setChoosing(false)
            onRange({ kind: 'custom', ...days })
          }}
        />
      )}
    </search>
  )
}
