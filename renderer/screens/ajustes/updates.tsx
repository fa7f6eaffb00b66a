import { useState } from 'react'
import type { UpdateState } from '#contract/model/desktop.ts'
import { updateTexts as texts } from '#contract/texts/desktop.ts'
import { call } from '../../api.ts'
import { Action } from '../../ui/action.tsx'
import { FailureMessage } from '../../ui/message.tsx'
import { useCommand } from '../../store/use-command.ts'
import { useStore } from '../../store/store.ts'

/** Looks for a version when asked, and installs one only when asked. */
export function Updates() {
  const updates = useStore((state) => state.desktop.updates)
  const { failure, run } = useCommand()
  if (!updates) return null
  const busy = updates.phase === 'checking' || updates.phase === 'downloading'
  return (
    <>
      <p>{texts.help}</p>
      <output>{describe(updates)}</output>
      {updates.phase === 'ready' ? (
        <Restart />
      ) : (
        <div className="row">
          <Action isPending={busy} onPress={() => void run(() => call('checkForUpdates', {}))}>
            {texts.check}
          </Action>
        </div>
      )}
      <FailureMessage failure={failure} />
    </>
  )
}

function Restart() {
  const { run, busy, failure } = useCommand()
  const [leaving, setLeaving] = useState(false)
  const restart = async () => setLeaving((await run(() => call('restartToUpdate', {}))) !== null)
  return (
    <>
      <div className="row">
        <Action look="primary" isPending={busy || leaving} onPress={() => void restart()}>
          {leaving ? texts.restarting : texts.restart}
        </Action>
      </div>
      <p className="field-help">{texts.restartHelp}</p>
      <FailureMessage failure={failure} />
    </>
  )
}

function describe(state: UpdateState): string {
  if (state.phase === 'downloading') return texts.downloading(state.version, state.percent)
  return state.phase === 'ready' ? texts.ready(state.version) : texts[state.phase]
}
