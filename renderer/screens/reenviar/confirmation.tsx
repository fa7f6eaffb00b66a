import { useId } from 'react'
import type { Failure } from '#contract/result.ts'
import { offerTexts } from '#contract/texts/desktop.ts'
import { confirmation as texts, reenviar } from '#contract/texts/reenviar.ts'
import { CostLine } from '../../features/cost/cost-line.tsx'
import { ReferenceList } from '../../features/references/reference-list.tsx'
import { Sheet } from '../../ui/dialog.tsx'
import { FailureMessage } from '../../ui/message.tsx'
import { useArmed } from '../../ui/use-armed.ts'
import type { Asking } from './use-send.ts'

/** References named before "and N more". */
const named = 5

interface ConfirmationProps {
  asking: Asking
  busy: boolean
  failure: Failure | null
  onConfirm: () => Promise<void>
  onBack: () => void
}

/** Says how many, what they may cost and in which order they go, before anything is sent. */
export function Confirmation({ asking, busy, failure, onConfirm, onBack }: ConfirmationProps) {
  const { alreadyLive, maxRequests } = asking.estimate
  const live = new Set(alreadyLive)
  const toSend = asking.references.filter((reference) => !live.has(reference))
  const fresh = toSend.length
  const armed = useArmed(asking)
  const costId = useId()
  return (
    <Sheet
      title={texts.title(fresh === 0 ? asking.references.length : fresh)}
      onClose={onBack}
      confirm={
        fresh > 0 && {
          label: reenviar.send(fresh),
          icon: 'send',
          isDisabled: !armed,
          isPending: busy,
          'aria-describedby': costId,
          onPress: () => void onConfirm(),
          notes: (
            <div className="cost-line">
              <CostLine id={costId} comprobantes={fresh} most={maxRequests} />
            </div>
          ),
        }
      }
      leave={texts.back}
    >
      {fresh === 0 ? (
        <p>{texts.allLive}</p>
      ) : (
        <>
          <p>{texts.at(asking.pointOfSale.name)}</p>
          <p>{texts.order}</p>
          <div>
            <p>{offerTexts.willSend}</p>
            <ReferenceList of={toSend} named={named} />
          </div>
        </>
      )}
      {alreadyLive.length > 0 && (
        <div>
          <p>{texts.live(alreadyLive.length)}</p>
          <ReferenceList of={alreadyLive} named={named} />
        </div>
      )}
      <FailureMessage failure={failure} />
    </Sheet>
  )
}
