import { notificationSettingTexts as texts } from '#contract/texts/desktop.ts'
import { call } from '../../api.ts'
import { FailureMessage } from '../../ui/message.tsx'
import { Toggle } from '../../ui/toggle.tsx'
import { useStore } from '../../store/store.ts'
import { useCommand } from '../../store/use-command.ts'

export function Notifications() {
  const on = useStore((state) => state.desktop.notifications)
  const { busy, failure, run } = useCommand()
  return (
    <>
      <Toggle label={texts.label} help={texts.help} on={on} busy={busy} onChange={(chosen) => void run(() => call('setNotifications', { on: chosen }))} />
      <FailureMessage failure={failure} />
    </>
  )
}
