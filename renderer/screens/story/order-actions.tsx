import { useId } from 'react'
import { mostRequests } from '#contract/model/budget.ts'
import { decisions, type Order } from '#contract/model/order.ts'
import type { Result } from '#contract/result.ts'
import { story as texts } from '#contract/texts/page.ts'
import { steps as stepTexts } from '#contract/texts/task-dialogs.ts'
import { call } from '../../api.ts'
import { Action } from '../../ui/action.tsx'
import { FailureMessage } from '../../ui/message.tsx'
import { stepsOf } from '../../features/tasks/next-steps.ts'
import { StepList } from '../../features/tasks/step-list.tsx'
import { useCommand } from '../../store/use-command.ts'
import { setState, useStore } from '../../store/store.ts'

/** What can be done in this state, each with what it may cost; what cannot be done is not there. */
export function OrderActions({ order }: { order: Order }) {
  const { run, busy, failure } = useCommand()
  const most = useStore((state) => mostRequests(state.settings.automaticResends))

  async function act(command: () => Promise<Result<null>>) {
    await run(command)
  }
  async function resendIt() {
    const placed = await run(() => call('resendOrder', { id }))
    if (placed) setState({ openOrder: placed.value })
  }

  const sendAnyway = order.state === 'not_found'
  const steps = stepsOf(order)
  const offersResend = order.actions.includes('resend')
  const futile = offersResend && steps.more.includes('resend')
  const { id, pointOfSaleId, external_reference, explanation } = order
  const resend = offersResend
    ? {
        label: sendAnyway ? texts.sendAnyway : texts.resend,
        help: (sendAnyway ? texts.sendAnywayHelp : futile ? stepTexts.futileResend : texts.resendHelp)(most),
        busy,
        run: () => void resendIt(),
      }
    : null
  return (
    <div className="options">
      {order.actions.includes('decide') && (
        <>
          <h3>{texts.decide}</h3>
          {decisions.map((decision) => (
            <Choice key={decision} {...texts.decisions[decision]} busy={busy} run={() => act(() => call('decideOrder', { id, decision }))} />
          ))}
        </>
      )}
      <StepList steps={steps} resend={resend} pointOfSaleId={pointOfSaleId} external_reference={external_reference} orderId={id} reason={explanation} />
      {order.actions.includes('cancel') && (
        <Choice label={texts.cancel} help={texts.cancelHelp} busy={busy} run={() => act(() => call('cancelOrder', { id }))} />
      )}
      <FailureMessage failure={failure} />
    </div>
  )
}

function Choice({ label, help, busy, run }: { label: string; help: string; busy: boolean; run: () => Promise<void> }) {
  const helpId = useId()
  return (
    <>
      <Action isPending={busy} aria-describedby={helpId} onPress={() => void run()}>
        {label}
      </Action>
      <p id={helpId}>{help}</p>
    </>
  )
}
