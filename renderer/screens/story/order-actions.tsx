import { useState } from 'react'
import { decisions, type Order } from '../../../electron/contract/model.ts'
import type { Result } from '../../../electron/contract/result.ts'
import { actividad, story as texts } from '../../../electron/contract/texts/page.ts'
import { call } from '../../api.ts'
import { Action } from '../../components/action.tsx'
import { ExplainDialog } from '../../components/explain.tsx'
import { FailureNotice } from '../../components/notice.tsx'
import { useCommand } from '../../components/use-command.ts'
import { mergeRecent } from '../../store/merge.ts'
import { orderWindow } from '../../store/order-window.ts'
import { getState, setState } from '../../store/store.ts'

/** What can be done in this state, each with what it may cost; what cannot be done is not there. */
export function OrderActions({ order }: { order: Order }) {
  const { run, busy, failure } = useCommand()
  const [explaining, setExplaining] = useState(false)

  async function act(command: () => Promise<Result<Order>>) {
    const changed = await run(command)
    if (!changed) return
    setState({ recent: mergeRecent(getState().recent, [changed.value]), openOrder: changed.value.id })
    orderWindow.apply([changed.value])
  }

  const sendAnyway = order.state === 'not_found'
  const needsReason = order.state === 'failed_again'
  if (order.actions.length === 0 && !needsReason && !failure) return null
  return (
    <div className="options">
      {order.actions.includes('decide') && (
        <>
          <h3>{texts.decide}</h3>
          {decisions.map((decision) => (
            <Choice key={decision} {...texts.decisions[decision]} busy={busy} run={() => act(() => call('decideOrder', { id: order.id, decision }))} />
          ))}
        </>
      )}
      {order.actions.includes('resend') && (
        <Choice
          label={sendAnyway ? texts.sendAnyway : texts.resend}
          help={sendAnyway ? texts.sendAnywayHelp : texts.resendHelp}
          busy={busy}
          run={() => act(() => call('resendOrder', { id: order.id }))}
        />
      )}
      {order.actions.includes('cancel') && (
        <Choice label={texts.cancel} help={texts.cancelHelp} busy={busy} run={() => act(() => call('cancelOrder', { id: order.id }))} />
      )}
      {needsReason && (
        <Action look="quiet" icon="question" onPress={() => setExplaining(true)}>
          {actividad.explain}
        </Action>
      )}
      <FailureNotice failure={failure} />
      {explaining && <ExplainDialog onClose={() => setExplaining(false)} />}
    </div>
  )
}

function Choice({ label, help, busy, run }: { label: string; help: string; busy: boolean; run: () => Promise<void> }) {
  return (
    <>
      <Action isPending={busy} onPress={() => void run()}>
        {label}
      </Action>
      <p>{help}</p>
    </>
  )
}
