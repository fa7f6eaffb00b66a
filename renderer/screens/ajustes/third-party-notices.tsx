import { useState } from 'react'
import type { Notice } from '#contract/commands/licences.ts'
import { notices as texts } from '#contract/texts/licences.ts'
import { common } from '#contract/texts/page.ts'
import { call } from '../../api.ts'
import { Action } from '../../ui/action.tsx'
import { Sheet } from '../../ui/dialog.tsx'
import { FailureNotice } from '../../ui/message.tsx'
import { useCommand } from '../../store/use-command.ts'

/** Opens what the licences of the bundled packages want to be shown. */
export function ThirdPartyNotices() {
  const { busy, failure, run } = useCommand()
  const [notices, setNotices] = useState<Notice[] | null>(null)
  const open = async () => {
    const done = await run(() => call('thirdPartyNotices', {}))
    if (done) setNotices(done.value)
  }
  return (
    <>
      <div>
        <Action isPending={busy} onPress={() => void open()}>
          {texts.title}
        </Action>
      </div>
      <FailureNotice failure={failure} />
      {notices && <NoticesSheet notices={notices} onClose={() => setNotices(null)} />}
    </>
  )
}

function NoticesSheet({ notices, onClose }: { notices: Notice[]; onClose: () => void }) {
  return (
    <Sheet title={texts.title} wide dismissable onClose={onClose} actions={<Action onPress={onClose}>{common.close}</Action>}>
      <p>{texts.intro}</p>
      {notices.map(({ packages, license, text }) => (
        <details key={packages.join()} className="licence">
          <summary>{texts.entry(packages.join(', '), license)}</summary>
          <pre lang="en">{text}</pre>
        </details>
      ))}
      <p className="field-help">{texts.electron}</p>
    </Sheet>
  )
}
