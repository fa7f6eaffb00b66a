import { useEffect, useId, useRef, useState } from 'react'
import { longestNote, type InboxRow } from '#contract/model/inbox.ts'
import { common } from '#contract/texts/page.ts'
import { note as texts } from '#contract/texts/snooze.ts'
import { call } from '../../api.ts'
import { useCommand } from '../../store/use-command.ts'
import { announce } from '../../ui/announcer.tsx'
import { Sheet } from '../../ui/dialog.tsx'
import { FailureMessage } from '../../ui/message.tsx'

interface NoteDialogProps {
  row: Pick<InboxRow, 'id' | 'external_reference' | 'note'>
  onClose: () => void
}

/** The person's own words about a comprobante; none takes them away. */
export function NoteDialog({ row, onClose }: NoteDialogProps) {
  const id = useId()
  const { run, busy, failure } = useCommand()
  const [text, setText] = useState(row.note)
  const field = useRef<HTMLTextAreaElement>(null)
  useEffect(() => {
    field.current?.focus()
    field.current?.setSelectionRange(row.note.length, row.note.length)
  }, [row.note])
  const over = text.trim().length - longestNote

  async function save() {
    if (over > 0) return field.current?.focus()
    const note = text.trim()
    if (!(await run(() => call('noteInbox', { id: row.id, note })))) return
    announce(note === '' ? texts.removed : texts.saved)
    onClose()
  }

  return (
    <Sheet
      title={row.external_reference === '' ? texts.titleWithout : texts.title(row.external_reference)}
      onClose={onClose}
      confirm={{ label: common.save, isPending: busy, onPress: () => void save() }}
      leave={common.cancel}
    >
      <div className="field">
        <label htmlFor={id}>{texts.label}</label>
        <textarea
          id={id}
          ref={field}
          rows={4}
          value={text}
          aria-invalid={over > 0 || undefined}
          aria-describedby={`${id}-note`}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
            event.preventDefault()
            void save()
          }}
        />
        <p id={`${id}-note`} role={over > 0 ? 'alert' : undefined} className={over > 0 ? 'field-problem' : 'field-help'}>
          {over > 0 ? texts.tooLong(over) : texts.help}
        </p>
      </div>
      <FailureMessage failure={failure} />
    </Sheet>
  )
}
