import { useState, type SyntheticEvent } from 'react'
import type { WebhookDoor } from '#contract/commands/webhooks.ts'
import { common } from '#contract/texts/page.ts'
import { webhooks as texts } from '#contract/texts/webhooks.ts'
import { call } from '../../../api.ts'
import { Action } from '../../../ui/action.tsx'
import { FailureMessage, Message } from '../../../ui/message.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import { useCommand } from '../../../store/use-command.ts'
import { announce } from '../../../ui/announcer.tsx'

/** What proves that TusFacturasAPP sends; typed once, never shown again. */
export function WebhookToken({ door }: { door: WebhookDoor }) {
  const { pointOfSaleId, pointOfSaleName: name, token, tokenMask, wrongTokens } = door
  const { run, busy, failure } = useCommand()
  const [text, setText] = useState('')

  async function save(value: string) {
    if (!(await run(() => call('setWebhookToken', { pointOfSaleId, token: value })))) return
    setText('')
    announce(common.saved)
  }
  function onSubmit(event: SyntheticEvent) {
    event.preventDefault()
    if (text.trim() !== '') void save(text.trim())
  }
  const standing = { none: texts.tokenNone, kept: texts.tokenKept(tokenMask), session: texts.tokenSession(tokenMask), lost: texts.tokenLost }[token]

  return (
    <form className="stack" onSubmit={onSubmit} noValidate aria-label={texts.tokenOf(name)}>
      <TextField
        label={texts.token}
        value={text}
        onChange={setText}
        masked
        maxLength={512}
        help={texts.tokenHelp}
        end={
          <>
            <Action type="submit" aria-label={texts.tokenSaveNamed(name)} isPending={busy} isDisabled={text.trim() === ''}>
              {texts.tokenSave}
            </Action>
            {(token === 'kept' || token === 'session') && (
              <Action look="quiet" aria-label={texts.tokenForgetNamed(name)} onPress={() => void save('')}>
                {texts.tokenForget}
              </Action>
            )}
          </>
        }
      />
      <p className={token === 'none' || token === 'lost' ? 'webhook-doubt' : 'field-help'}>{standing}</p>
      {wrongTokens > 0 && <Message tone="bad" text={texts.wrongTokens(wrongTokens)} />}
      <FailureMessage failure={failure} />
    </form>
  )
}
