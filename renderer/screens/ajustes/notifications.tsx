import { notificationTexts as texts } from '#contract/texts/desktop.ts'
import { call } from '../../api.ts'
import { FailureMessage } from '../../ui/message.tsx'
import { Toggle } from '../../ui/toggle.tsx'
import { useDesktop } from '../../features/desktop/use-desktop.ts'

export function Notifications() {
  const { desktop, busy, failure, change } = useDesktop()
  return (
    <>
      <Toggle
        label={texts.label}
        help={texts.help}
        on={desktop.notifications}
        busy={busy}
        onChange={(on) => void change(() => call('setNotifications', { on }))}
      />
      <FailureMessage failure={failure} />
    </>
  )
}
