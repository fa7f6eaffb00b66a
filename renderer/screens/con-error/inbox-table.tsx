import { useEffect, useRef, useState, type KeyboardEvent } from 'react'
import { inbox as texts } from '#contract/texts/inbox.ts'
import { Icon } from '../../ui/icon.tsx'
import { VirtualTable } from '../../ui/table.tsx'
import { inboxView, useInbox } from '../../store/inbox/inbox.ts'
import { sortColumns, type SortColumn } from '../../store/inbox/filters.ts'
import { useStore } from '../../store/store.ts'
import { rowMenu } from './dialogs.ts'
import { InboxTableRow } from './inbox-row.tsx'
import { openRow } from './open-row.ts'
import type { MenuOf, RowActions } from './row-menu.tsx'

const show = (first: number, last: number) => inboxView.show(first, last)

/** The comprobantes in error that pass the filters. */
export function InboxTable(actions: RowActions) {
  const view = useInbox()
  const { rows } = view
  const pointsOfSale = useStore((state) => state.pointsOfSale)
  const [menu, setMenu] = useState<MenuOf | null>(null)
  const { pick, extend } = useRanges()
  const several = pointsOfSale.length > 1
  // A menu that comes late has lost its place.
  useEffect(() => void rowMenu.fetch(), [])

  function onKey(event: KeyboardEvent, index: number, next: number | null) {
    const listed = rows.view[index]
    if (event.shiftKey && next !== null) extend(index, next)
    // Of a button in the row Enter is its own.
    if (event.key !== 'Enter' || !listed || !event.currentTarget.matches('input')) return
    event.preventDefault()
    void openRow(listed)
  }

  return (
    <>
      <VirtualTable
        label={texts.table}
        hint={texts.hint}
        className={several ? 'inbox several' : 'inbox'}
        total={rows.view.length}
        head={<TableHead several={several} />}
        onKey={onKey}
        renderRow={(index, row, control) => {
          const listed = rows.view[index]
          return (
            listed && (
              <InboxTableRow
                key={listed.id}
                listed={listed}
                order={view.known.hint(listed.target)?.order ?? null}
                judged={rows.judged(listed.target)}
                pointOfSale={several ? (pointsOfSale.find(({ id }) => id === listed.row.pointOfSaleId)?.name ?? '') : null}
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
      {menu && <rowMenu.Part {...actions} of={menu} onClose={() => setMenu(null)} />}
    </>
  )
}

/** Picking from one row to another, with the mouse or the arrows. */
function useRanges() {
  const { rows } = inboxView
  /** Where a range begins, and where it reaches to by now. */
  const range = useRef({ from: 0, to: 0 })
  const between = (a: number, b: number) => rows.view.slice(Math.min(a, b), Math.max(a, b) + 1).flatMap(({ target }) => target ?? [])
  return {
    pick: (index: number, picked: boolean, ranged: boolean) => {
      const from = ranged ? range.current.from : index
      range.current = { from, to: index }
      inboxView.change((list) => list.pick(between(from, index), picked))
    },
    /** As lists of files do: the range grows and shrinks with the arrows. */
    extend: (at: number, next: number) => {
      const { from, to } = range.current
      const begin = to === at ? from : at
      if (to === at) inboxView.change((list) => list.pick(between(from, to), false))
      range.current = { from: begin, to: next }
      inboxView.change((list) => list.pick(between(begin, next), true))
    },
  }
}

function TableHead({ several }: { several: boolean }) {
  const view = useInbox()
  const shown = view.rows.viewPicked()
  return (
    <>
      <th scope="col" className="column-pick">
        <input
          type="checkbox"
          aria-label={texts.selectShown}
          title={texts.selectShown}
          checked={shown === 'all'}
          ref={(box) => {
            if (box) box.indeterminate = shown === 'some'
          }}
          onChange={() => view.change((list) => list.pickView(shown !== 'all'))}
        />
      </th>
      {sortColumns.map((column) => (
        <SortableHeader key={column} column={column} />
      ))}
      {several && (
        <th scope="col" className="column-pointOfSale">
          {texts.columns.pointOfSale}
        </th>
      )}
      <th scope="col" className="column-menu">
        <span className="hidden">{texts.columns.menu}</span>
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
        onClick={() => view.change((list) => list.sortBy({ column, descending: active ? !sort.descending : column === 'fecha' || column === 'total' }))}
      >
        <span>{texts.columns[column]}</span>
        {active && <Icon name={sort.descending ? 'descending' : 'ascending'} />}
      </button>
    </th>
  )
}
