import type { InboxTarget } from '#contract/model/inbox.ts'
import { ok } from '#contract/result.ts'
import { triage } from '#contract/texts/inbox.ts'
import { call } from '../../api.ts'
import { setState, useStore } from '../../store/store.ts'
import { announce } from '../../ui/announcer.tsx'
import { Sheet } from '../../ui/dialog.tsx'
import { FailureMessage } from '../../ui/message.tsx'
import { useLive } from '../../store/use-live.ts'
import { ResendDialog } from './resend-dialog.tsx'

/** So many are read at once. */
const page = 500

/** Asks about what of a batch is in error still, as a notification wanted; only a press in the dialog sends anything. */
export function ResendBatch() {
  const batchId = useStore((state) => state.resendBatch)
  return batchId === null ? null : <Asking key={batchId} batchId={batchId} />
}

function Asking({ batchId }: { batchId: number }) {
  // What had failed when it opened.
  const { value: targets, failure } = useLive(String(batchId), () => failedOf(batchId))
  if (!targets) return <FailureMessage failure={failure} />
  if (targets.length > 0) return <ResendDialog targets={targets} onClose={close} onPlaced={(text) => (close(), announce(text))} />
  // It was resent, issued or deleted since the notification.
  return (
    <Sheet title={triage.titleNone} dismissable onClose={close}>
      <p>{triage.nothingLeft}</p>
    </Sheet>
  )
}

/** What was placed shows in the list by itself. */
function close() {
  setState({ resendBatch: null })
}

async function failedOf(batchId: number) {
  const targets: InboxTarget[] = []
  for (;;) {
    const found = await call('listOrders', { batchId, states: ['failed_again'], offset: targets.length, limit: page })
    if (!found.ok) return found
    targets.push(...found.value.orders.map(({ pointOfSaleId, external_reference }) => ({ pointOfSaleId, external_reference })))
    if (found.value.orders.length < page) return ok(targets)
  }
}
