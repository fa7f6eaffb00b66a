import { navigation } from '#contract/texts/page.ts'
import { call } from '../../api.ts'
import { useStore } from '../../store/store.ts'
import { Action } from '../../ui/action.tsx'
import { FailureMessage } from '../../ui/message.tsx'
import { useCommand } from '../../store/use-command.ts'

/** Stops all sending, or lets it go on: it is named by what it does. */
export function PauseToggle() {
  const paused = useStore((state) => state.status.paused)
  const { run, failure } = useCommand()
  return (
    <div className="pause">
      <Action look={paused ? 'plain' : 'quiet'} icon={paused ? 'resume' : 'pause'} onPress={() => void run(() => call('setPaused', { paused: !paused }))}>
        {paused ? navigation.resume : navigation.pause}
      </Action>
      <FailureMessage failure={failure} />
    </div>
  )
}
