import { useState } from 'react'
import type { Licence } from '#contract/commands/licences.ts'
import { ajustes } from '#contract/texts/ajustes.ts'
import { licences as texts } from '#contract/texts/licences.ts'
import { call } from '../../api.ts'
import { Action } from '../../ui/action.tsx'
import { Sheet } from '../../ui/dialog.tsx'
import { FailureMessage } from '../../ui/message.tsx'
import { useStore } from '../../store/store.ts'
import { useCommand } from '../../store/use-command.ts'

/** Which version this is, and whose work is in it: what the licences of the bundled packages want to be shown. */
export function About() {
  const version = useStore((state) => state.version)
  const { busy, failure, run } = useCommand()
  const [licences, setLicences] = useState<Licence[] | null>(null)
  return (
    <>
      <p>{ajustes.version(version)}</p>
      <div>
        <Action isPending={busy} onPress={() => void run(() => call('thirdPartyLicences', {}), setLicences)}>
          {texts.title}
        </Action>
      </div>
      <FailureMessage failure={failure} />
      {licences && <LicencesSheet licences={licences} onClose={() => setLicences(null)} />}
    </>
  )
}

function LicencesSheet({ licences, onClose }: { licences: Licence[]; onClose: () => void }) {
  return (
    <Sheet title={texts.title} wide dismissable onClose={onClose}>
      <p>{texts.intro}</p>
      {licences.map(({ packages, license, text }) => (
        <details key={packages.join()} className="licence">
          <summary>{texts.entry(packages.join(', '), license)}</summary>
          <pre lang="en">{text}</pre>
        </details>
      ))}
      <p className="field-help">{texts.electron}</p>
    </Sheet>
  )
}
