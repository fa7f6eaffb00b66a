import { useState } from 'react'
import { mostRequests } from '#contract/model/budget.ts'
import { decisions, type Order } from '#contract/model/order.ts'
import { story as texts } from '#contract/texts/order.ts'
import { steps as stepTexts } from '#contract/texts/task-dialogs.ts'
import { call } from '../../api.ts'
import { FailureMessage } from '../../ui/message.tsx'
import { stepsOf } from '../../features/tasks/next-steps.ts'
import { deferred } from '../../ui/deferred.tsx'
import { StepList } from '../../features/tasks/step-list.tsx'
import { Step } from '../../features/tasks/step.tsx'
import { useCommand } from '../../store/use-command.ts'
import { openStory } from '../../store/open-story.ts'
import { useStore } from '../../store/store.ts'
import { SendStep } from './send-step.tsx'

const elsewhere = deferred(async () => (await import('../../features/whereabouts/elsewhere.tsx')).Elsewhere)

/** What can be done in this state, each with what it may cost; what cannot be done is not there. What may pay asks once more. */
export function OrderActions({ order }: { order: Order }) {
  const { run, busy, failure, clear } = useCommand()
  const most = useStore((state) => mostRequests(state.settings.automaticResends))
  /** What is about to be sent: what that does and costs, and how. */
  const [sending, setSending] = useState<{ help: string; send: () => Promise<unknown> } | null>(null)
  const { id, pointOfSaleId, external_reference, explanation } = order

  const resendIt = () =>
    run(
      () => call('resendOrder', { id }),
      (placed) => openStory({ order: placed }),
    )
  function ask(help: string, send: () => Promise<unknown>) {
    clear()
    setSending({ help, send })
  }

  const steps = stepsOf(order)
  const futile = steps.more.includes('resend')
  const sendAnyway = order.state === 'not_found'
  const held = order.state === 'held'
  const help = (sendAnyway ? texts.sendAnywayHelp : held ? texts.sendNowHelp : futile ? stepTexts.futileResend : texts.resendHelp)(most)
  const resend = order.actions.includes('resend')
    ? { label: sendAnyway ? texts.sendAnyway : held ? texts.sendNow : texts.resend, help, busy, run: () => ask(help, resendIt) }
    : null
  return (
    <div className="options">
      {order.actions.includes('decide') && (
        <>
          <h3>{texts.decide}</h3>
          {decisions.map((decision) => {
            const { label, help: said } = texts.decisions[decision]
            const decide = () => run(() => call('decideOrder', { id, decision }))
            return <Step key={decision} label={label} help={said} busy={busy} onPress={() => (decision === 'resend' ? ask(said, decide) : void decide())} />
          })}
        </>
      )}
      {order.state === 'not_found' && <elsewhere.Part subject={{ pointOfSaleId, external_reference }} />}
      {/* Sending what is not there is no way forward, only a last one. */}
      <StepList
        steps={steps}
        resend={resend}
        quiet={sendAnyway}
        pointOfSaleId={pointOfSaleId}
        external_reference={external_reference}
        orderId={id}
        reason={explanation}
      />
      {order.actions.includes('cancel') && (
        <Step label={texts.cancel} help={texts.cancelHelp} busy={busy} onPress={() => void run(() => call('cancelOrder', { id }))} />
      )}
      {!sending && <FailureMessage failure={failure} />}
      {sending && (
        <SendStep
          reference={external_reference}
          help={sending.help}
          held={held}
          busy={busy}
          failure={failure}
          onSend={() => void sending.send().then((done) => done !== null && setSending(null))}
          onClose={() => (clear(), setSending(null))}
        />
      )}
    </div>
  )
}
