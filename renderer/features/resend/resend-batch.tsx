import { useEffect, useState } from 'react'
import type { InboxTarget } from '#contract/model/inbox.ts'
import { triage } from '#contract/texts/inbox.ts'
import { call } from '../../api.ts'
import { setState, useStore } from '../../store/store.ts'
import { announce } from '../../ui/announcer.tsx'
import { Sheet } from '../../ui/dialog.tsx'
import { FailureMessage } from '../../ui/message.tsx'
import { useCommand } from '../../store/use-command.ts'
import { ResendDialog } from './resend-dialog.tsx'

/** So many are read at once. */
const page = 500

/** Asks about what of a batch is in error still, as a notification wanted; only a press in the dialog sends anything. */
export function ResendBatch() {
  const batchId = useStore((state) => state.resendBatch)
  return batchId === null ? null : <Asking key={batchId} batchId={batchId} />
}

function Asking({ batchId }: { batchId: number }) {
  const { run, failure } = useCommand()
  const [targets, setTargets] = useState<InboxTarget[] | null>(null)
  useEffect(() => {
    void run(() => failedOf(batchId), setTargets)
    // oxlint-disable-next-line react/exhaustive-deps -- what had failed when it opened
  }, [])

  if (failure) return <FailureMessage failure={failure} />
  if (targets?.length === 0) return <NothingLeft />
  return targets && <ResendDialog targets={targets} onClose={close} onPlaced={(text) => (close(), announce(text))} />
}

/** What had failed was resent, issued or deleted since the notification. */
function NothingLeft() {
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
    if (found.value.orders.length < page) return { ok: true as const, value: targets }
  }
}
