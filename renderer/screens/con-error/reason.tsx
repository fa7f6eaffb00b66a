import type { InboxHint } from '#contract/model/inbox.ts'
import { statesOfOutcome, type OrderState } from '#contract/model/order.ts'
import { inbox as texts } from '#contract/texts/inbox.ts'
import { StateBadge } from '../../features/batches/state-badge.tsx'
import type { Judged, ListedRow } from '../../store/inbox/listed-row.ts'
import { GroupSign } from '../../features/inbox/group-sign.tsx'

interface ReasonProps {
  listed: ListedRow
  order: InboxHint['order']
  judged: Judged | null
}

/** Why it is in error, in one line; of what is under way again, how far it is. */
export function Reason({ listed: { row, target }, order, judged }: ReasonProps) {
  if (order && !isStillInError.includes(order.state)) return <StateBadge order={order} />
  const group = judged?.group ?? 'unknown'
  const text =
    row.status === 'unknown'
      ? row.statusText === ''
        ? texts.noStatus
        : texts.unknownStatus(row.statusText)
      : target === null
        ? texts.noReferenceHelp
        : judged === null
          ? texts.weighing
          : reasonText(judged)
  const saysItAll = group === 'unknown' && !judged?.reason
  return (
    <span
      className="reason"
      title={judged ? [text, saysItAll && text === texts.noReason ? texts.noReasonHelp : judged.reason?.nextStep].filter(Boolean).join('. ') : text}
    >
      <GroupSign group={group} />
      <span>{text}</span>
      {judged && !saysItAll && <span className="hidden"> {texts.groups[group]}</span>}
    </span>
  )
}

/** Ends of an order that leave the comprobante as it was: its reason says more than they do. */
const isStillInError: OrderState[] = [...statesOfOutcome('failed'), ...statesOfOutcome('cancelled')]

/** @returns `ARCA tuvo una falla interna (501)` */
export const reasonText = ({ reason }: Judged): string => (reason ? texts.reason(reason.title, reason.code) : texts.noReason)
