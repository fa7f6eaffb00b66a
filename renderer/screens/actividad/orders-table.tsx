import type { Order } from '#contract/model/order.ts'
import { actividad as texts } from '#contract/texts/actividad.ts'
import { cost } from '#contract/texts/page.ts'
import { dateTime } from '../../ui/format.ts'
import { IssuedMenu } from '../../features/batches/issued-menu.tsx'
import { OrderCells } from '../../features/batches/order-cells.tsx'
import { VirtualTable, type ControlProps, type RowProps } from '../../ui/table.tsx'
import { orderWindow } from '../../store/order-window.ts'
import { showOrders } from '../../store/show-orders.ts'
import { openStory } from '../../store/open-story.ts'

const show = (first: number, last: number) => orderWindow.show(first, last)

/** The orders of the present filters. */
export function OrdersTable({ total }: { total: number }) {
  return (
    <VirtualTable
      label={texts.table}
      hint={texts.hint}
      total={total}
      head={texts.columns}
      renderRow={(index, row, control) => {
        const order = orderWindow.at(index)
        // By what it is, so that the focus stays on it when others come before it.
        return <OrderRow key={order?.id ?? `${index}`} order={order} row={row} control={control} />
      }}
      onShow={show}
    />
  )
}

interface OrderRowProps {
  /** Absent while it is being read. */
  order: Order | undefined
  row: RowProps
  control: ControlProps
}

function OrderRow({ order, row, control }: OrderRowProps) {
  if (!order) {
    return (
      <tr {...row} className="row-loading">
        <td colSpan={5}>{texts.loading}</td>
      </tr>
    )
  }
  const described = (column: string) => `reenvio-${order.id}-${column}`
  const open = () => openStory({ order: order.id })
  return (
    <tr {...row} onClick={open}>
      <OrderCells order={order} control={control} describedBy={['state', 'point', 'when', 'cost'].map(described)} heads={texts.columns} />
      <td id={described('point')} className="column-pointOfSale" data-label={texts.columns.pointOfSale} title={order.pointOfSaleName}>
        {order.pointOfSaleName}
      </td>
      <td id={described('when')} className="column-when" data-label={texts.columns.when} title={dateTime(order.createdAt)}>
        <button
          type="button"
          className="link"
          {...control}
          aria-label={texts.seeLote(dateTime(order.createdAt))}
          onClick={(event) => {
            event.stopPropagation()
            showOrders({ batchId: order.batchId })
          }}
        >
          {dateTime(order.createdAt)}
        </button>
      </td>
      <td id={described('cost')} className="column-cost" data-label={texts.columns.cost} title={cost(order.requestsUsed, order.requestsPossible)}>
        {cost(order.requestsUsed, order.requestsPossible)}
        {order.comprobante && <IssuedMenu order={order} comprobante={order.comprobante} control={control} />}
      </td>
    </tr>
  )
}
