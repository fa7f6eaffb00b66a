import { useState } from 'react'
import { countIn, unsentStates, type Batch } from '#contract/model/order.ts'
import { batches as texts } from '#contract/texts/actividad.ts'
import { call } from '../../api.ts'
import { useCommand } from '../../store/use-command.ts'
import { Action } from '../../ui/action.tsx'
import { Sheet } from '../../ui/dialog.tsx'
import { FailureMessage } from '../../ui/message.tsx'

/** Takes back what of a batch has not left; absent when everything has. */
export function CancelBatch({ batch }: { batch: Batch }) {
  const { run, busy, failure } = useCommand()
  const [asking, setAsking] = useState(false)
  const unsent = countIn(batch.states, unsentStates)
  if (unsent === 0 && !asking) return null

  async function cancel() {
    if (await run(() => call('cancelBatch', { batchId: batch.id }))) setAsking(false)
  }

  return (
    <>
      <Action onPress={() => setAsking(true)}>{texts.cancel}</Action>
      {asking && (
        <Sheet
          title={texts.cancelTitle}
          role="alertdialog"
          onClose={() => setAsking(false)}
          confirm={{ label: texts.cancel, look: 'danger', isPending: busy, onPress: () => void cancel() }}
          leave={texts.keep}
        >
          <p>{texts.cancelText(unsent)}</p>
          <FailureMessage failure={failure} />
        </Sheet>
      )}
    </>
  )
}
