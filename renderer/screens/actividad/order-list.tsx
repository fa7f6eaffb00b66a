import { useEffect, useState } from 'react'
import { companyTexts } from '#contract/texts/company.ts'
import { archiveTexts } from '#contract/texts/history.ts'
import { actividad as texts } from '#contract/texts/actividad.ts'
import { common } from '#contract/texts/page.ts'
import { Action } from '../../ui/action.tsx'
import { Batches } from '../../features/batches/batches.tsx'
import { ExplainDialog } from '../../features/explain/explain.tsx'
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
  const ofCompany = useStore((state) => scopeOf(state) !== null)
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
      {loaded && total === 0 && (filters === noFilters ? ofCompany ? <NothingOfCompany /> : <NothingYet /> : <NothingFound archived={filters.archived} />)}
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

function NothingYet() {
  return (
    <div className="card empty">
      <h2>{texts.emptyTitle}</h2>
      <p>{texts.emptyText}</p>
      <Action look="primary" onPress={() => openScreen('reenviar')}>
        {texts.toReenviar}
      </Action>
    </div>
  )
}

function NothingOfCompany() {
  return (
    <div className="card empty">
      <h2>{companyTexts.noOrders}</h2>
      <p>{companyTexts.noOrdersText}</p>
    </div>
  )
}

function NothingFound({ archived }: { archived: boolean }) {
  return (
    <div className="card empty">
      <h2>{archived ? archiveTexts.nothing : texts.nothingTitle}</h2>
      <p>{texts.nothingText}</p>
      <Action onPress={() => setFilters({})}>{texts.clearFilters}</Action>
    </div>
  )
}
