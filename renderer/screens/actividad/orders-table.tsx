import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react'
import { useVirtualizer } from '@tanstack/react-virtual'
import type { Order } from '../../../electron/contract/model.ts'
import { actividad as texts, cost } from '../../../electron/contract/texts/page.ts'
import { dateTime } from '../../components/format.ts'
import { StateBadge } from '../../components/state-badge.tsx'
import { chunkSize, orderWindow } from '../../store/order-window.ts'
import { setState } from '../../store/store.ts'

/** Height of a row before it is measured, in pixels. */
const rowHeight = 44
const pageOfRows = 10

/** A real table of which only the rows in sight exist. One stop for the tab key; the arrows go from row to row. */
export function OrdersTable({ total }: { total: number }) {
  const table = useRef<HTMLTableElement>(null)
  const hintId = useId()
  const [active, setActive] = useState(0)
  const focusActive = useRef(false)
  const scrollMargin = useOffset(table)
  // oxlint-disable-next-line react/incompatible-library -- the page is built without the React Compiler
  const rows = useVirtualizer({
    count: total,
    getScrollElement: () => document.getElementById('contenido'),
    estimateSize: () => rowHeight,
    // A short list is there as a whole, so that the browser's own search finds every row.
    overscan: total <= chunkSize ? chunkSize : 10,
    scrollMargin,
  })
  const items = rows.getVirtualItems()
  const first = items[0]
  const last = items.at(-1)
  const firstIndex = first?.index ?? 0
  const lastIndex = last?.index ?? 0
  useEffect(() => orderWindow.show(firstIndex, lastIndex), [firstIndex, lastIndex, total])
  const tabStop = active >= firstIndex && active <= lastIndex ? active : firstIndex

  useEffect(() => {
    if (!focusActive.current) return
    const target = table.current?.querySelector<HTMLElement>(`[data-index="${active}"] button`)
    if (!target) return
    focusActive.current = false
    target.focus({ preventScroll: true })
  })

  function move(event: KeyboardEvent) {
    const next = nextRow(event.key, tabStop, total)
    if (next === null) return
    event.preventDefault()
    focusActive.current = true
    setActive(next)
    rows.scrollToIndex(next)
  }

  return (
    <>
      <p id={hintId} className="hidden">
        {texts.hint}
      </p>
      <table ref={table} className="orders" aria-label={texts.table} aria-describedby={hintId} aria-rowcount={total + 1}>
        <thead>
          <tr aria-rowindex={1}>
            {Object.entries(texts.columns).map(([column, label]) => (
              <th key={column} scope="col" className={`column-${column}`}>
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <Spacer height={(first?.start ?? scrollMargin) - scrollMargin} />
          {items.map(({ index }) => (
            <OrderRow
              key={index}
              index={index}
              order={orderWindow.at(index)}
              measure={rows.measureElement}
              tabStop={index === tabStop}
              onFocus={() => setActive(index)}
              onKeyDown={move}
            />
          ))}
          <Spacer height={rows.getTotalSize() - ((last?.end ?? scrollMargin) - scrollMargin)} />
        </tbody>
      </table>
    </>
  )
}

function nextRow(key: string, from: number, total: number): number | null {
  const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, PageDown: pageOfRows, PageUp: -pageOfRows, Home: -total, End: total }
  const step = steps[key]
  return step === undefined ? null : Math.min(Math.max(from + step, 0), total - 1)
}

/** Distance from the top of the scrolled content to the table, which moves when something above it grows. */
function useOffset(table: React.RefObject<HTMLElement | null>): number {
  const [offset, setOffset] = useState(0)
  useEffect(() => {
    const element = table.current
    const scrolled = element?.closest('main')
    if (!element || !scrolled) return undefined
    const measure = () => setOffset(Math.round(element.getBoundingClientRect().top - scrolled.getBoundingClientRect().top + scrolled.scrollTop))
    measure()
    const observer = new ResizeObserver(measure)
    for (const child of scrolled.children) observer.observe(child)
    return () => observer.disconnect()
  }, [table])
  return offset
}

function Spacer({ height }: { height: number }) {
  return <tr aria-hidden="true" className="row-spacer" style={{ height }} />
}

interface OrderRowProps {
  index: number
  /** Absent while it is being read. */
  order: Order | undefined
  measure: (row: Element | null) => void
  tabStop: boolean
  onFocus: () => void
  onKeyDown: (event: KeyboardEvent) => void
}

function OrderRow({ index, order, measure, tabStop, onFocus, onKeyDown }: OrderRowProps) {
  if (!order) {
    return (
      <tr data-index={index} ref={measure} aria-rowindex={index + 2} className="row-loading">
        <td colSpan={5}>{texts.loading}</td>
      </tr>
    )
  }
  const open = () => setState({ openOrder: order.id })
  return (
    <tr data-index={index} ref={measure} aria-rowindex={index + 2} onClick={open}>
      <td className="column-state">
        <StateBadge order={order} />
      </td>
      <td className="column-reference">
        <button type="button" className="link reference" tabIndex={tabStop ? 0 : -1} onFocus={onFocus} onKeyDown={onKeyDown} aria-haspopup="dialog">
          {order.external_reference}
        </button>
      </td>
      <td className="column-pointOfSale">{order.pointOfSaleName}</td>
      <td className="column-when">{dateTime(order.createdAt)}</td>
      <td className="column-cost">{cost(order.requestsUsed, order.requestsPossible)}</td>
    </tr>
  )
}
