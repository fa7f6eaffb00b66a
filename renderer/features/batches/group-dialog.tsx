import { useState } from 'react'
import type { Explanation } from '#contract/model/explanation.ts'
import type { Order } from '#contract/model/order.ts'
import { lote as texts } from '#contract/texts/batch.ts'
import type { BatchGroup } from '#contract/model/batch.ts'
import { announce } from '../../ui/announcer.tsx'
import { Sheet, type Confirm } from '../../ui/dialog.tsx'
import { ExplainDialog } from '../explain/explain.tsx'
import { Explained } from '../explain/explained.tsx'
import { ResendDialog } from '../resend/resend-dialog.tsx'
import { AccountDialog } from '../tasks/account-dialog.tsx'
import { ArcaLinkDialog, WaitDialog } from '../tasks/advice-dialogs.tsx'
import { ChangeDatesDialog } from '../tasks/change-dates-dialog.tsx'
import { whereaboutsTexts } from '#contract/texts/whereabouts.ts'
import { setState, useStore } from '../../store/store.ts'
import { DetectDialog } from '../whereabouts/detect-dialog.tsx'
import { othersThan } from '../whereabouts/others.ts'
import type { Asked } from './group-step.tsx'

/** The dialog of that button. It outlives its group, which may be gone by what is done in it. */
export function GroupDialog({ asked: { step, group }, onClose }: { asked: Asked; onClose: () => void }) {
  const [first] = group.orders
  if (!first || !group.cause) return null
  switch (step) {
    case 'resend':
      return (
        <ResendDialog
          targets={group.orders.map(({ pointOfSaleId, external_reference }) => ({ pointOfSaleId, external_reference }))}
          onClose={onClose}
          onPlaced={(text) => {
            onClose()
            announce(text)
          }}
        />
      )
    case 'date':
      return (
        <ChangeDatesDialog
          targets={group.orders.map(({ id, pointOfSaleId, external_reference }) => ({ pointOfSaleId, external_reference, orderId: id }))}
          onClose={onClose}
        />
      )
    case 'wait':
      return <WaitDialog onClose={onClose} />
    case 'quota':
      return <AccountDialog about="quota" pointOfSaleId={first.pointOfSaleId} onClose={onClose} />
    case 'arca':
      return <AccountDialog about="service-state" pointOfSaleId={first.pointOfSaleId} onClose={onClose} />
    case 'review':
      if (first.state !== 'not_found') return <ArcaLinkDialog onClose={onClose} />
      return <NotFoundDialog group={group} explanation={group.cause} onClose={onClose} />
    case 'explain':
      // The reason of one is not that of the others.
      return <ExplainDialog {...(group.orders.length === 1 && { about: aboutOf(first) })} onClose={onClose} />
    case 'correct':
    case 'credentials':
    case 'decide':
      return <AdviceDialog title={texts.actions.correct} explanation={group.cause} onClose={onClose} />
  }
}

const aboutOf = ({ id, pointOfSaleId, external_reference }: Order) => ({ pointOfSaleId, external_reference, orderId: id })

/** What is not at its point of sale may be at another: they can be asked. */
function NotFoundDialog({ group: { orders }, explanation, onClose }: { group: BatchGroup; explanation: Explanation; onClose: () => void }) {
  const [searching, setSearching] = useState(false)
  const others = othersThan(
    orders[0]?.pointOfSaleId ?? '',
    useStore(({ pointsOfSale }) => pointsOfSale),
  )
  if (searching)
    return (
      <DetectDialog
        references={[...new Set(orders.map(({ external_reference }) => external_reference))]}
        among={others}
        onClose={onClose}
        onPlaced={(text, batchId) => {
          if (batchId !== null) setState({ lote: batchId })
          onClose()
          announce(text)
        }}
      />
    )
  const elsewhere = others.length > 0 && { label: whereaboutsTexts.elsewhere, onPress: () => setSearching(true) }
  return <AdviceDialog title={texts.actions.review} explanation={explanation} onClose={onClose} confirm={elsewhere} />
}

interface AdviceDialogProps {
  title: string
  explanation: Explanation
  onClose: () => void
  confirm?: Confirm | false
}

/** The whole explanation, with the words in which it came. */
function AdviceDialog({ explanation, ...sheet }: AdviceDialogProps) {
  return (
    <Sheet dismissable {...sheet}>
      <Explained explanation={explanation} beside="" />
    </Sheet>
  )
}
