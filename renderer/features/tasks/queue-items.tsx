import type { QueueItem } from '#contract/model/task.ts'
import { look as texts } from '#contract/texts/task-dialogs.ts'
import { money } from '../../ui/format.ts'

/** Comprobantes as the free query shows them, one line each. */
export function QueueItems({ items, label = texts.list }: { items: QueueItem[]; label?: string }) {
  return (
    <ul className="queue-items" aria-label={label}>
      {items.map((item, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- two comprobantes of one reference may be equal in all that is shown
        <li key={index}>
          <strong>
            {item.tipo} {item.fecha}
          </strong>
          <span>
            {[item.razon_social, item.total === null ? '' : money(item.total), item.vencimiento_pago && texts.due(item.vencimiento_pago)]
              .filter(Boolean)
              .join(' · ')}
          </span>
          <span>{item.status === 'unknown' ? item.statusText || texts.states.unknown : texts.states[item.status]}</span>
        </li>
      ))}
    </ul>
  )
}
