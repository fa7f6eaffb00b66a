import { startWithSystemTexts as texts } from '#contract/texts/desktop.ts'
import { call } from '../../api.ts'
import { FailureMessage, Message } from '../../ui/message.tsx'
import { Toggle } from '../../ui/toggle.tsx'
import { useStore } from '../../store/store.ts'
import { useCommand } from '../../store/use-command.ts'

/** Shows what the system will really do, and how to mend it where the system says no. */
export function StartWithSystem() {
  const startWithSystem = useStore((state) => state.desktop.startWithSystem)
  const { busy, failure, run } = useCommand()
  return (
    <>
      <Toggle
        label={texts.label}
        help={texts.help}
        on={startWithSystem !== 'off'}
        busy={busy}
        onChange={(on) => void run(() => call('setStartWithSystem', { on }))}
      />
      {startWithSystem === 'blocked' && <Message tone="warn" text={texts.blocked} />}
      <FailureMessage failure={failure} />
    </>
  )
}
