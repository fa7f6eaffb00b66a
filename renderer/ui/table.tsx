import { isValidElement, useEffect, useId, useRef, useState, type KeyboardEvent, type ReactElement, type ReactNode } from 'react'
import { useVirtualizer } from '@tanstack/react-virtual'

/** Height of a row before it is measured, in pixels. */
const rowHeight = 36
const pageOfRows = 10
/** A list up to this long is there as a whole, so that the browser's own search finds every row. */
const wholeUpTo = 100

/** What a row puts on its `tr`. */
export interface RowProps {
  'data-index': number
  'aria-rowindex': number
  ref: (row: Element | null) => void
}

/** What a row puts on each thing in it that takes the focus. */
export interface ControlProps {
  tabIndex: 0 | -1
  'data-control': true
  onFocus: () => void
  onKeyDown: (event: KeyboardEvent) => void
}

interface VirtualTableProps {
  label: string
  /** How the keys work, for screen readers. */
  hint: string
  className?: string
  total: number
  /** The cells of the head, or what each column is called. */
  head: ReactElement | Record<string, string>
  renderRow: (index: number, row: RowProps, control: ControlProps) => ReactNode
  /**
   * Hears each key of a row before the table does; one whose default it prevents is its own.
   * @param next the row that the key is about to move to; null when it does not
   */
  onKey?: (event: KeyboardEvent, index: number, next: number | null) => void
  /** Says which rows are on the screen. */
  onShow?: (first: number, last: number) => void
}

/**
 * A real table of which only the rows in sight exist. The tab key stops at the controls of one row only; the arrows up and down go
 * from row to row, left and right between the controls of a row.
 */
export function VirtualTable({ label, hint, className = '', total, head, renderRow, onKey, onShow }: VirtualTableProps) {
  const table = useRef<HTMLTableElement>(null)
  const hintId = useId()
  const [active, setActive] = useState(0)
  /** Which control of the active row is to get the focus once the row exists. */
  const wanted = useRef<number | null>(null)
  const scrollMargin = useOffset(table)
  // oxlint-disable-next-line react/incompatible-library -- the page is built without the React Compiler
  const rows = useVirtualizer({
    count: total,
    getScrollElement: () => document.getElementById('contenido'),
    estimateSize: () => rowHeight,
    overscan: total <= wholeUpTo ? wholeUpTo : 4,
    scrollMargin,
  })
  const items = rows.getVirtualItems()
  const first = items[0]
  const last = items.at(-1)
  const firstIndex = first?.index ?? 0
  const lastIndex = last?.index ?? 0
  useEffect(() => onShow?.(firstIndex, lastIndex), [onShow, firstIndex, lastIndex, total])
  // Where the last rows have left, their place is that of the last one.
  const place = Math.min(active, total - 1)
  const tabStop = place >= firstIndex && place <= lastIndex ? place : firstIndex

  useEffect(() => {
    // The row that has the focus may have moved: others came before it.
    const at = table.current?.contains(document.activeElement) ? rowOf(document.activeElement) : null
    if (wanted.current === null && at !== null) setActive(at)
  }, [items, active])

  useEffect(() => {
    if (wanted.current === null) return
    const controls = controlsOf(table.current, active)
    // A row may have fewer than the one before it.
    const target = controls[wanted.current] ?? controls.at(-1)
    if (!target) return
    wanted.current = null
    target.focus({ preventScroll: true })
    // Its scroll margins say what must not cover it.
    target.closest('tr')?.scrollIntoView({ block: 'nearest' })
  })

  function move(event: KeyboardEvent) {
    const here = rowOf(event.currentTarget) ?? tabStop
    const controls = controlsOf(table.current, here)
    const at = controls.indexOf(event.currentTarget as HTMLElement)
    const beside = { ArrowLeft: controls[at - 1], ArrowRight: controls[at + 1] }[event.key]
    const next = nextRow(event.key, here, total)
    onKey?.(event, here, next)
    if (event.isDefaultPrevented() || (!beside && next === null)) return
    event.preventDefault()
    if (beside) return beside.focus()
    if (next === null) return
    wanted.current = at
    setActive(next)
    rows.scrollToIndex(next)
  }

  return (
    <>
      <p id={hintId} className="hidden">
        {hint}
      </p>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role -- the arrows move in it, which screen readers let through to a grid only */}
      <table ref={table} role="grid" className={`orders ${className}`.trim()} aria-label={label} aria-describedby={hintId} aria-rowcount={total + 1}>
        <thead>
          <tr aria-rowindex={1}>{isValidElement(head) ? head : Object.entries(head).map(headCell)}</tr>
        </thead>
        <tbody>
          <Spacer height={(first?.start ?? scrollMargin) - scrollMargin} />
          {items.map(({ index }) =>
            renderRow(
              index,
              { 'data-index': index, 'aria-rowindex': index + 2, ref: rows.measureElement },
              { tabIndex: index === tabStop ? 0 : -1, 'data-control': true, onFocus: () => setActive(index), onKeyDown: move },
            ),
          )}
          <Spacer height={rows.getTotalSize() - ((last?.end ?? scrollMargin) - scrollMargin)} />
        </tbody>
      </table>
    </>
  )
}

const headCell = ([column, label]: [string, string]) => (
  <th key={column} scope="col" className={`column-${column}`}>
    {label}
  </th>
)

const rowOf = (element: Element | null): number | null => {
  const row = element?.closest<HTMLElement>('[data-index]')
  return row ? Number(row.dataset['index']) : null
}

const controlsOf = (table: HTMLElement | null, index: number): HTMLElement[] => [
  ...(table?.querySelectorAll<HTMLElement>(`[data-index="${index}"] [data-control]`) ?? []),
]

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
