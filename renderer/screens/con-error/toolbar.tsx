import { useState } from 'react'
import { inbox as texts } from '#contract/texts/inbox.ts'
import { explain as explainTexts } from '#contract/texts/explain.ts'
import { common } from '#contract/texts/page.ts'
import { PointOfSalePicker } from '../../features/point-of-sale/picker.tsx'
import { useOwnPoints } from '../../store/company.ts'
import { rangeKinds } from '../../store/inbox/ranges.ts'
import type { InboxRange } from '../../store/inbox/shown-range.ts'
import type { InboxFilters } from '../../store/inbox/filters.ts'
import { MenuButton } from '../../ui/menu-button.tsx'
import { customRangeDialog, explainDialog } from './dialogs.ts'
import type { RowActions } from './row-menu.tsx'
import { useInbox } from '../../store/inbox/inbox.ts'

type Open = 'range' | 'explain'

/** Which comprobantes are looked at, in one line. */
export function Toolbar({ onRange, onAsk }: { onRange: (range: InboxRange) => void; onAsk: RowActions['onAsk'] }) {
  const view = useInbox()
  const { rows, range } = view
  const { filters } = rows
  const pointsOfSale = useOwnPoints()
  const [open, setOpen] = useState<Open | null>(null)
  const change = (part: Partial<InboxFilters>) => view.filter({ ...filters, ...part })
  const chosenDays = range.kind === 'custom' ? texts.between(range.desde, range.hasta) : texts.ranges[range.kind]

  return (
    <search className="toolbar con-error-toolbar">
      <MenuButton
        label={texts.range(chosenDays)}
        text={chosenDays}
        items={rangeKinds.map((kind) => ({
          label: texts.ranges[kind],
          checked: kind === range.kind,
          onSelect: () => (kind === 'custom' ? setOpen('range') : onRange({ kind, desde: '', hasta: '' })),
        }))}
      />
      {pointsOfSale.length > 1 && (
        <PointOfSalePicker
          value={filters.pointOfSaleId}
          options={[{ value: '', label: common.allPointsOfSale }, ...pointsOfSale.map(({ id, name }) => ({ value: id, label: name }))]}
          onChange={(pointOfSaleId) => change({ pointOfSaleId })}
        />
      )}
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
          ...(rows.view.length > 0 ? [{ label: texts.handOver, icon: 'print' as const, onSelect: () => onAsk({ what: 'hand-over', rows: rows.view }) }] : []),
          { label: explainTexts.title, icon: 'question', onSelect: () => setOpen('explain') },
        ]}
      />
      {open === 'range' && (
        <customRangeDialog.Part
          range={range}
          onClose={() => setOpen(null)}
          onChosen={(days) => {
            setOpen(null)
            onRange({ kind: 'custom', ...days })
          }}
        />
      )}
      {open === 'explain' && <explainDialog.Part onClose={() => setOpen(null)} />}
    </search>
  )
}
