import { useState } from 'react'
import { longestWebhookUrl } from '#contract/model/webhook-address.ts'
import type { WebhookDoor, WebhookStatus, WebhookUrls } from '#contract/commands/webhooks.ts'
import { common } from '#contract/texts/page.ts'
import { webhooks as texts } from '#contract/texts/webhooks.ts'
import { call } from '../../../api.ts'
import { Action } from '../../../ui/action.tsx'
import { Sheet } from '../../../ui/dialog.tsx'
import { FailureMessage, Message } from '../../../ui/message.tsx'
import { useCommand } from '../../../store/use-command.ts'
import { OneOfMany } from '../one-of-many.tsx'
import { WebhookToken } from './token.tsx'

/** The secret address of each point of sale, and the token that its sender has to know. */
export function WebhookDoors({ status }: { status: WebhookStatus }) {
  return (
    <OneOfMany of={status.doors} idOf={({ pointOfSaleId }) => pointOfSaleId} nameOf={({ pointOfSaleName }) => pointOfSaleName}>
      {(doors) => (
        <ul className="points-of-sale">
          {doors.map((door) => (
            <li key={door.pointOfSaleId}>
              <h3>{door.pointOfSaleName}</h3>
              {/* Another place makes another address: what is shown must not be the old one. */}
              <Address key={`${status.host} ${status.port} ${status.publicUrl}`} door={door} />
              <WebhookToken door={door} />
            </li>
          ))}
        </ul>
      )}
    </OneOfMany>
  )
}

function Address({ door: { pointOfSaleId, pointOfSaleName: name, address } }: { door: WebhookDoor }) {
  const { run, busy, failure } = useCommand()
  const [urls, setUrls] = useState<WebhookUrls | null>(null)
  const [asking, setAsking] = useState(false)
  const [done, setDone] = useState('')

  const show = () => run(() => call('revealWebhookUrl', { pointOfSaleId }), setUrls)
  async function copy() {
    if (await run(() => call('copyWebhookUrl', { pointOfSaleId }))) setDone(texts.copied)
  }
  async function renew() {
    if (await run(() => call('renewWebhookUrl', { pointOfSaleId }), setUrls)) setDone(texts.renewed)
    setAsking(false)
  }

  return (
    <div className="stack">
      <div className="point-of-sale">
        <div>
          <p>
            <strong>{texts.door}</strong>
          </p>
          <p className="field-help">{texts.doorHelp}</p>
        </div>
        <div className="row">
          {address !== 'lost' && (
            <>
              <Action aria-label={urls ? texts.hideNamed(name) : texts.showNamed(name)} isPending={busy} onPress={() => (urls ? setUrls(null) : void show())}>
                {urls ? texts.hide : texts.show}
              </Action>
              <Action aria-label={texts.copyNamed(name)} icon="clipboard" onPress={() => void copy()}>
                {texts.copy}
              </Action>
            </>
          )}
          <Action look="quiet" aria-label={texts.renewNamed(name)} onPress={() => setAsking(true)}>
            {texts.renew}
          </Action>
        </div>
      </div>
      {address === 'session' && <p className="field-help">{texts.addressSession}</p>}
      {address === 'lost' && <Message tone="bad" text={texts.addressLost} />}
      <output className="webhook-done">{done}</output>
      {urls && <Urls urls={urls} />}
      <FailureMessage failure={failure} />
      {asking && (
        <Sheet
          title={texts.renewTitle(name)}
          role="alertdialog"
          onClose={() => setAsking(false)}
          confirm={{ label: texts.renew, look: 'danger', isPending: busy, onPress: () => void renew() }}
          leave={common.cancel}
        >
          <p>{texts.renewText}</p>
        </Sheet>
      )}
    </div>
  )
}

function Urls({ urls: { local, published } }: { urls: WebhookUrls }) {
  return (
    <dl className="webhook-urls">
      {published !== null && (
        <div>
          <dt>{texts.published}</dt>
          <dd>
            <code>{published}</code>
            {published.length > longestWebhookUrl && <p className="field-problem">{texts.tooLong(published.length, longestWebhookUrl)}</p>}
          </dd>
        </div>
      )}
      <div>
        <dt>{texts.local}</dt>
        <dd>
          <code>{local}</code>
        </dd>
      </div>
    </dl>
  )
}
