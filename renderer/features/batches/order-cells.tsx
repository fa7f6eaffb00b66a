import type { Order } from '#contract/model/order.ts'
import { ruleMarks } from '#contract/texts/rule-marks.ts'
import { Icon } from '../../ui/icon.tsx'
import type { ControlProps } from '../../ui/table.tsx'
import { StateBadge } from './state-badge.tsx'

interface OrderCellsProps {
  order: Order
  control: ControlProps
  /** Ids of the cells that describe it, that of its state first. */
  describedBy: string[]
  /** Heads of their columns, for where the cells stand under each other. */
  heads: Record<'state' | 'reference', string>
}

/** The cells with which a row of an order begins: its state, and the button that opens its story; and whether a rule placed it. */
export function OrderCells({ order, control, describedBy, heads }: OrderCellsProps) {
  const ruled = `${describedBy[0]}-rule`
  return (
    <>
      <td id={describedBy[0]} className="column-state" data-label={heads.state} title={order.stateLabel}>
        <StateBadge order={order} />
      </td>
      <td className="column-reference" data-label={heads.reference} title={order.external_reference}>
        {order.rule && (
          <span id={ruled} className="automatic" title={ruleMarks.marked(order.rule)}>
            <Icon name="automatic" />
            <span className="hidden">{ruleMarks.mark}</span>
          </span>
        )}
        <button
          type="button"
          className="link reference"
          {...control}
          aria-haspopup="dialog"
          aria-describedby={[...describedBy, ...(order.rule ? [ruled] : [])].join(' ')}
        >
          {order.external_reference}
        </button>
      </td>
    </>
  )
}
