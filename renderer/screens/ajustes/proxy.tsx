import { useState, type SyntheticEvent } from 'react'
import { proxyModes, type Settings } from '#contract/model/settings.ts'
import { ajustes as texts } from '#contract/texts/ajustes.ts'
import { common } from '#contract/texts/page.ts'
import { Action } from '../../ui/action.tsx'
import { Choice } from '../../ui/choice.tsx'
import { FailureMessage, Message } from '../../ui/message.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { useStore } from '../../store/store.ts'
import { isProxyUrl } from './proxy-url.ts'
import { useSaveSettings } from './use-save-settings.ts'

/** How the program reaches the internet. Leaving the manual mode applies at once; entering it waits for the address. */
export function Proxy() {
  const stored = useStore((state) => state.settings.proxy)
  const [mode, setMode] = useState<Settings['proxy']['mode']>(stored.mode)
  const { save, failure } = useSaveSettings()
  return (
    <>
      <p>{texts.proxyText}</p>
      <Choice
        label={texts.proxy}
        value={mode}
        options={proxyModes.map((value) => ({ value, label: texts.proxyModes[value] }))}
        onChange={(value) => {
          setMode(value)
          if (value !== 'manual') void save({ proxy: { mode: value, url: stored.url, user: stored.user } })
        }}
      />
      <FailureMessage failure={failure} />
      {mode === 'manual' && <ManualProxy />}
    </>
  )
}

function ManualProxy() {
  const stored = useStore((state) => state.settings.proxy)
  const [url, setUrl] = useState(stored.url)
  const [user, setUser] = useState(stored.user)
  const [password, setPassword] = useState('')
  const [checked, setChecked] = useState(false)
  const { save, busy, failure } = useSaveSettings()
  /** Until something else is typed: what was saved is not what is shown then. */
  const [saved, setSaved] = useState(false)
  const typing = (set: (text: string) => void) => (text: string) => {
    setSaved(false)
    set(text)
  }
  const problem = checked && !isProxyUrl(url) ? texts.proxyUrlBad : null

  async function submit(secret: { password?: string }) {
    setChecked(true)
    if (!isProxyUrl(url)) return
    setSaved(false)
    if (!(await save({ proxy: { mode: 'manual', url, user, ...secret } }))) return
    setSaved(true)
    setPassword('')
  }

  function onSubmit(event: SyntheticEvent) {
    event.preventDefault()
    void submit(password === '' ? {} : { password })
  }

  return (
    <form className="stack" onSubmit={onSubmit} noValidate aria-label={texts.proxyModes.manual}>
      <TextField label={texts.proxyUrl} value={url} onChange={typing(setUrl)} help={texts.proxyUrlHelp} problem={problem} maxLength={255} />
      <TextField label={texts.proxyUser} value={user} onChange={typing(setUser)} maxLength={128} />
      <TextField
        label={texts.proxyPassword}
        type="password"
        value={password}
        onChange={typing(setPassword)}
        maxLength={256}
        help={stored.hasPassword ? texts.proxyKeep : undefined}
      />
      <FailureMessage failure={failure} />
      {saved && <Message tone="good" live="status" text={common.saved} />}
      <div className="row">
        <Action type="submit" look="primary" isPending={busy}>
          {texts.saveProxy}
        </Action>
        {stored.hasPassword && (
          <Action look="quiet" onPress={() => void submit({ password: '' })}>
            {texts.proxyForget}
          </Action>
        )}
      </div>
    </form>
  )
}
