import { useRef, useState } from 'react'
import { inbox as texts } from '#contract/texts/inbox.ts'
import { Icon } from '../../ui/icon.tsx'
import { VirtualTable } from '../../ui/table.tsx'
import { inboxView } from '../../store/inbox/inbox.ts'
import { sortColumns, type ListedRow, type SortColumn } from '../../store/inbox/rows.ts'
import { useStore } from '../../store/store.ts'
import { InboxTableRow } from './inbox-row.tsx'
import { RowMenu, type MenuOf } from './row-menu.tsx'
import { useInbox } from './use-inbox.ts'

const show = (first: number, last: number) => inboxView.show(first, last)

/** The comprobantes in error that pass the filters. */
export function InboxTable() {
  const view = useInbox()
  const { rows } = view
  const pointsOfSale = useStore((state) => state.pointsOfSale)
  const [menu, setMenu] = useState<MenuOf | null>(null)
  /** Where a range that is picked with the shift key begins. */
  const from = useRef(0)

  function pick(index: number, picked: boolean, range: boolean) {
    const [first, last] = range ? [Math.min(from.current, index), Math.max(from.current, index)] : [index, index]
    from.current = index
    view.pick(
      rows.view.slice(first, last + 1).flatMap(({ target }) => target ?? []),
      picked,
    )
  }

  const nameOf = ({ row }: ListedRow) => (pointsOfSale.length > 1 ? (pointsOfSale.find(({ id }) => id === row.pointOfSaleId)?.name ?? null) : null)
  return (
    <>
      <VirtualTable
        label={texts.table}
        hint={texts.hint}
        className="inbox"
        total={rows.view.length}
        head={<Head />}
        renderRow={(index, row, control) => {
          const listed = rows.view[index]
          return (
            listed && (
              <InboxTableRow
                key={listed.id}
                listed={listed}
                hint={view.hint(listed.target)}
                pointOfSale={nameOf(listed)}
                picked={listed.target !== null && rows.picked.has(listed.target)}
                repeated={listed.target !== null && rows.repeated.has(listed.target)}
                row={row}
                control={control}
                onPick={(picked, range) => pick(index, picked, range)}
                onMenu={(anchor) => setMenu({ listed, anchor })}
              />
            )
          )
        }}
        onShow={show}
      />
      {menu && <RowMenu of={menu} onClose={() => setMenu(null)} />}
    </>
  )
}

function Head() {
  const { columns } = texts
  return (
    <>
      <th scope="col" className="column-pick">
        <span className="hidden">{columns.pick}</span>
      </th>
      {sortColumns.map((column) => (
        <SortableHeader key={column} column={column} />
      ))}
      <th scope="col" className="column-menu">
        <span className="hidden">{columns.menu}</span>
      </th>
    </>
  )
}

function SortableHeader({ column }: { column: SortColumn }) {
  const view = useInbox()
  const { sort } = view.rows
  const active = sort.column === column
  return (
    <th scope="col" className={`column-${column}`} aria-sort={active ? (sort.descending ? 'descending' : 'ascending') : 'none'}>
      <button
        type="button"
        className="sort"
        onClick={() => view.sortBy({ column, descending: active ? !sort.descending : column === 'fecha' || column === 'total' })}
      >
        <span>{texts.columns[column]}</span>
        {active && <Icon name={sort.descending ? 'descending' : 'ascending'} />}
      </button>
    </th>
  )
}
