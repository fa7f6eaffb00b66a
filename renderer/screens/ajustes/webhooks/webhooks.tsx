import type { WebhookStatus } from '#contract/commands/webhooks.ts'
import { webhooks as texts } from '#contract/texts/webhooks.ts'
import { useSpoken } from '../../../ui/announcer.tsx'
import { FailureMessage, Message } from '../../../ui/message.tsx'
import { hourOf } from '../../../store/clock.ts'
import { useWebhooks } from '../../../store/told.ts'
import { WebhookDoors } from './doors.tsx'
import { WebhookEvents } from './events.tsx'
import { ImportWebhooks } from './import.tsx'
import { WebhookPlace } from './place.tsx'

/** TusFacturasAPP tells by itself: where, who may, what came; and how to get by without it. */
export function Webhooks() {
  const { value: status, failure } = useWebhooks()
  return (
    <>
      <p>{texts.intro}</p>
      <Message tone="warn" title={texts.neverTitle} text={texts.never} />
      <FailureMessage failure={failure} />
      {status ? (
        <>
          <WebhookPlace status={status} />
          {status.on && (
            <>
              <Listening status={status} />
              <WebhookDoors status={status} />
              <details>
                <summary>{texts.howTitle}</summary>
                <ol className="webhook-how">
                  {texts.how.map((step) => (
                    <li key={step}>{step}</li>
                  ))}
                </ol>
              </details>
            </>
          )}
          <WebhookEvents status={status} />
          <ImportWebhooks />
        </>
      ) : (
        <p className="field-help">{texts.loading}</p>
      )}
    </>
  )
}

function Listening({ status: { state, host, port, problem, retryAt } }: { status: WebhookStatus }) {
  const standing = state === 'listening' ? texts.state.listening(host, String(port)) : state === 'starting' ? texts.state.starting : texts.state.off
  useSpoken(state === 'trouble' && problem ? `${texts.problemTitle} ${texts.problems[problem]}` : standing)
  if (state === 'trouble' && problem)
    return (
      <Message tone="bad" title={texts.problemTitle}>
        <p>{texts.problems[problem]}</p>
        {retryAt !== null && <p>{texts.retry(hourOf(retryAt))}</p>}
      </Message>
    )
  return <Message tone={state === 'listening' ? 'good' : 'info'} text={standing} />
}
