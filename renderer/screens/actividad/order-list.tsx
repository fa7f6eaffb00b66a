import { useEffect, useState } from 'react'
import { companyTexts } from '#contract/texts/company.ts'
import { archiveTexts } from '#contract/texts/history.ts'
import { actividad as texts } from '#contract/texts/actividad.ts'
import { common } from '#contract/texts/page.ts'
import { Action } from '../../ui/action.tsx'
import { Batches } from '../../features/batches/batches.tsx'
import { ExplainDialog } from '../../features/explain/explain.tsx'
import { Empty } from '../../ui/empty.tsx'
import { FailureMessage } from '../../ui/message.tsx'
import { TaskHistory } from '../../features/tasks/task-lines.tsx'
import { scopeOf } from '../../store/company.ts'
import { orderWindow } from '../../store/order-window.ts'
import { openScreen } from '../../store/route.ts'
import { setFilters } from '../../store/show-orders.ts'
import { noFilters, useStore } from '../../store/store.ts'
import { useWatched } from '../../ui/watched.ts'
import { Filters } from './filters.tsx'
import { MonthLine } from '../../features/cost/ledger.tsx'
import { OrdersTable } from './orders-table.tsx'

/** Every order, live. */
export function OrderList() {
  const filters = useStore((state) => state.filters)
  useWatched(orderWindow)
  useEffect(() => orderWindow.filter(filters), [filters])
  const { total, loaded, failure } = orderWindow

  return (
    <>
      <Batches />
      <TaskHistory />
      {(total > 0 || filters !== noFilters) && <Filters filters={filters} total={total} />}
      <FailureMessage failure={failure} actions={<Action onPress={() => orderWindow.refresh()}>{common.retry}</Action>} />
      {total > 0 && <OrdersTable total={total} />}
      {loaded && total === 0 && <Nothing />}
    </>
  )
}

/** Beside the heading: how many they are, what the month has cost, and the question about an error. */
export function ListHead() {
  const [explaining, setExplaining] = useState(false)
  useWatched(orderWindow)
  return (
    <>
      {orderWindow.total > 0 && <p className="quiet">{texts.shown(orderWindow.total)}</p>}
      <MonthLine />
      <Action look="quiet" icon="question" onPress={() => setExplaining(true)}>
        {texts.explain}
      </Action>
      {explaining && <ExplainDialog onClose={() => setExplaining(false)} />}
    </>
  )
}

function Nothing() {
  const filters = useStore((state) => state.filters)
  const ofCompany = useStore((state) => scopeOf(state) !== null)
  if (filters !== noFilters)
    return (
      <Empty title={filters.archived ? archiveTexts.nothing : texts.nothingTitle} text={texts.nothingText}>
        <Action onPress={() => setFilters({})}>{texts.clearFilters}</Action>
      </Empty>
    )
  if (ofCompany) return <Empty title={companyTexts.noOrders} text={companyTexts.noOrdersText} />
  return (
    <Empty title={texts.emptyTitle} text={texts.emptyText}>
      <Action look="primary" onPress={() => openScreen('reenviar')}>
        {texts.toReenviar}
      </Action>
    </Empty>
  )
}
