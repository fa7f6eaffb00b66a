import { useState } from 'react'
import { diagnosis as texts } from '#contract/texts/diagnosis.ts'
import { common } from '#contract/texts/page.ts'
import { call } from '../../api.ts'
import { Action } from '../../ui/action.tsx'
import { Choice } from '../../ui/choice.tsx'
import { Sheet } from '../../ui/dialog.tsx'
import { FailureMessage, Message } from '../../ui/message.tsx'
import { useAnswer } from '../../store/use-live.ts'
import { useCommand } from '../../store/use-command.ts'

/** What can be handed to whoever helps: the folder of the log, and one file that was read before. */
export function Diagnosis() {
  const folder = useCommand()
  const [open, setOpen] = useState(false)

  return (
    <>
      <p>{texts.intro}</p>
      <div className="row">
        <Action onPress={() => setOpen(true)}>{texts.open}</Action>
        <Action isPending={folder.busy} onPress={() => void folder.run(() => call('openLogFolder', {}))}>
          {texts.folder}
        </Action>
      </div>
      <FailureMessage failure={folder.failure} />
      {open && <DiagnosisSheet onClose={() => setOpen(false)} />}
    </>
  )
}

function DiagnosisSheet({ onClose }: { onClose: () => void }) {
  const [withOrders, setWithOrders] = useState(false)
  // Gathered anew for each choice.
  const { value: files, failure } = useAnswer(String(withOrders), () => call('previewDiagnosis', { withOrders }))
  const saving = useCommand()
  const [saved, setSaved] = useState<string | null>(null)

  async function save() {
    setSaved(null)
    const done = await saving.run(() => call('saveDiagnosis', { withOrders }))
    if (done?.value.kind === 'saved') setSaved(done.value.file)
  }

  return (
    <Sheet
      title={texts.title}
      wide
      onClose={onClose}
      confirm={{ label: texts.save, isPending: saving.busy, isDisabled: !files?.length, onPress: () => void save() }}
      leave={saved === null ? common.cancel : common.close}
    >
      <p>{withOrders ? texts.whatWithOrders : texts.what}</p>
      <Choice
        label={texts.orders}
        value={withOrders}
        options={[
          { value: false, label: texts.withoutOrders, help: texts.withoutOrdersHelp },
          { value: true, label: texts.withOrders, help: texts.withOrdersHelp },
        ]}
        onChange={(value) => {
          setWithOrders(value)
          // The file that was saved is not what is shown now.
          setSaved(null)
        }}
      />
      {!files && !failure && <Message tone="info" live="status" text={texts.loading} />}
      <FailureMessage failure={failure ?? saving.failure} />
      {saved !== null && <Message tone="good" live="status" text={texts.saved(saved)} />}
      {files?.map(({ name, about, text }) => (
        <details key={name} className="licence">
          <summary>{texts.file(name, about, texts.size(text.length))}</summary>
          <pre>{text}</pre>
        </details>
      ))}
    </Sheet>
  )
}
