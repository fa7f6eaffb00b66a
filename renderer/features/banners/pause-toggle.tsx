import { navigation } from '#contract/texts/page.ts'
import { call } from '../../api.ts'
import { setState, useStore } from '../../store/store.ts'
import { Action } from '../../ui/action.tsx'
import { FailureNotice } from '../../ui/message.tsx'
import { useCommand } from '../../store/use-command.ts'

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
