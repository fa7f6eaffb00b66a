import { navigation } from '../../electron/contract/texts/page.ts'
import { call } from '../api.ts'
import { setState, useStore } from '../store/store.ts'
import { Action } from './action.tsx'
import { FailureNotice } from './notice.tsx'
import { useCommand } from './use-command.ts'

/** Stops all sending, or lets it go on. */
export function PauseToggle() {
  const paused = useStore((state) => state.status.paused)
  const { run, failure } = useCommand()
  async function toggle() {
    const changed = await run(() => call('setPaused', { paused: !paused }))
    if (changed) setState({ status: changed.value })
  }
  return (
    <div className="pause">
      <Action look="quiet" icon="pause" aria-pressed={paused} onPress={() => void toggle()}>
        {navigation.pause}
      </Action>
      <FailureNotice failure={failure} />
    </div>
  )
}
