import type { Order } from '#contract/model/order.ts'
import { lote as texts } from '#contract/texts/batch.ts'
import { openStory } from '../../store/open-story.ts'
import { amount } from '../../ui/format.ts'
import { shortTipo } from '../inbox/short-tipo.ts'
import type { ControlProps, RowProps } from '../../ui/table.tsx'
import { IssuedMenu } from './issued-menu.tsx'
import { OrderCells } from './order-cells.tsx'

/** @returns `FACTURA B 00010-00004512` once it has a number, else what is known of it */
export const numberOf = ({ comprobante, seen }: Order): string =>
  comprobante ? `${comprobante.tipo} ${comprobante.numero}` : seen ? texts.noNumber(seen.tipo) : ''

export const plainMoney = ({ seen }: Order): string => (seen?.total == null ? '' : amount(seen.total))

/** One reference of a batch. */
export function LoteRow({ order, row, control }: { order: Order; row: RowProps; control: ControlProps }) {
  const described = (column: string) => `lote-${order.id}-${column}`
  const number = numberOf(order)
  return (
    <tr {...row} onClick={() => openStory({ order: order.id })}>
      <OrderCells
        order={order}
        control={control}
        describedBy={['state', 'client', 'total', ...(number === '' ? [] : ['number'])].map(described)}
        heads={texts.columns}
      />
      <td id={described('client')} data-label={texts.columns.client} title={order.seen?.razon_social}>
        {order.seen?.razon_social}
      </td>
      <td id={described('total')} className="column-total" data-label={texts.columns.total} title={plainMoney(order)}>
        {plainMoney(order)}
      </td>
      <td className="column-comprobante" data-label={texts.columns.comprobante} title={number}>
        {/* A cell with nothing in it is hidden where cells stand under each other. */}
        {number !== '' && (
          <>
            <span aria-hidden="true">{order.comprobante ? `${shortTipo(order.comprobante.tipo)} ${order.comprobante.numero}` : number}</span>
            <span id={described('number')} className="hidden">
              {number}
            </span>
          </>
        )}
        {order.comprobante && <IssuedMenu order={order} comprobante={order.comprobante} control={control} />}
      </td>
    </tr>
  )
}
