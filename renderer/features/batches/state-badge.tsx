import type { Order, OrderState } from '#contract/model/order.ts'
import { Icon, type IconName } from '../../ui/icon.tsx'
import type { Tone } from './shares-bar.tsx'

const looks: Record<OrderState, { icon: IconName; tone: Tone }> = {
  queued: { icon: 'clock', tone: 'calm' },
  held: { icon: 'hold', tone: 'warn' },
  preflight: { icon: 'search', tone: 'working' },
  sending: { icon: 'send', tone: 'working' },
  on_wire: { icon: 'send', tone: 'working' },
  unknown: { icon: 'question', tone: 'warn' },
  accepted: { icon: 'queued', tone: 'working' },
  issued: { icon: 'done', tone: 'good' },
  failed_again: { icon: 'failed', tone: 'bad' },
  superseded: { icon: 'skip', tone: 'working' },
  not_found: { icon: 'missing', tone: 'calm' },
  rejected: { icon: 'failed', tone: 'bad' },
  needs_decision: { icon: 'decide', tone: 'warn' },
  cancelled: { icon: 'cancelled', tone: 'calm' },
}

/** State of an order in icon and words; the colour only repeats them. */
export function StateBadge({ order }: { order: Pick<Order, 'state' | 'stateLabel'> }) {
  return <Badge {...looks[order.state]}>{order.stateLabel}</Badge>
}

/** A state in icon and words. */
export function Badge({ icon, tone, children }: { icon: IconName; tone: Tone; children: string }) {
  return (
    <span className="badge" data-tone={tone}>
      <Icon name={icon} />
      <span>{children}</span>
    </span>
  )
}
