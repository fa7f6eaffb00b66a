import { useState, type SyntheticEvent } from 'react'
import { isLoopback, isPublicUrl, longestWebhookUrl } from '#contract/model/webhook-address.ts'
import type { WebhookStatus } from '#contract/commands/webhooks.ts'
import { webhooks as texts } from '#contract/texts/webhooks.ts'
import { call } from '../../../api.ts'
import { Action } from '../../../ui/action.tsx'
import { Choice } from '../../../ui/choice.tsx'
import { FailureMessage, Message } from '../../../ui/message.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import { useCommand } from '../../../store/use-command.ts'

/** On or off, and where it listens. Switching applies at once; what is typed waits for its button. */
export function WebhookPlace({ status }: { status: WebhookStatus }) {
  const { run, busy, failure } = useCommand()
  const [host, setHost] = useState(status.host)
  const [port, setPort] = useState(String(status.port))
  const [publicUrl, setPublicUrl] = useState(status.publicUrl)
  const [checked, setChecked] = useState(false)
  const problems = {
    host: isAddress(host.trim()) ? null : texts.hostBad,
    port: isPort(port) ? null : texts.portBad,
    publicUrl: publicUrl.trim() === '' || isPublicUrl(publicUrl.trim()) ? null : texts.publicUrlBad,
  }
  const shown = (problem: string | null) => (checked ? problem : null)

  const save = (place: Pick<WebhookStatus, 'on' | 'host' | 'port' | 'publicUrl'>) => run(() => call('saveWebhookPlace', place))

  function onSubmit(event: SyntheticEvent) {
    event.preventDefault()
    setChecked(true)
    if (Object.values(problems).every((problem) => problem === null))
      void save({ on: true, host: host.trim(), port: Number(port), publicUrl: publicUrl.trim() })
  }

  return (
    <>
      <Choice
        label={texts.receive}
        value={status.on}
        options={[
          { value: false, label: texts.off },
          { value: true, label: texts.on, help: texts.onHelp },
        ]}
        onChange={(on) => void save({ on, host: status.host, port: status.port, publicUrl: status.publicUrl })}
      />
      <FailureMessage failure={failure} />
      {status.on && (
        <form className="stack" onSubmit={onSubmit} noValidate aria-label={texts.place}>
          <div className="webhook-place">
            <TextField label={texts.host} value={host} onChange={setHost} help={texts.hostHelp} problem={shown(problems.host)} maxLength={64} />
            <TextField label={texts.port} value={port} onChange={setPort} problem={shown(problems.port)} maxLength={5} />
          </div>
          <TextField
            label={texts.publicUrl}
            value={publicUrl}
            onChange={setPublicUrl}
            help={texts.publicUrlHelp}
            problem={shown(problems.publicUrl)}
            maxLength={longestWebhookUrl}
          />
          {isAddress(host.trim()) && !isLoopback(host.trim()) && <Message tone="warn" live="status" title={texts.exposedTitle} text={texts.exposed} />}
          <div className="row">
            <Action type="submit" isPending={busy}>
              {texts.save}
            </Action>
          </div>
        </form>
      )}
    </>
  )
}

/** Main looks closer; this only catches slips. */
const isAddress = (text: string) => text === 'localhost' || /^\d{1,3}(?:\.\d{1,3}){3}$/u.test(text) || /^[0-9a-f:]*:[0-9a-f:]*$/iu.test(text)

const isPort = (text: string) => /^\d{1,5}$/u.test(text) && Number(text) >= 1 && Number(text) <= 65_535
