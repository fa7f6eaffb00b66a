import { useState } from 'react'
import type { InboxRow } from '#contract/model/inbox.ts'
import { note as noteTexts, snooze as texts } from '#contract/texts/snooze.ts'
import { call } from '../../api.ts'
import { useCommand } from '../../store/use-command.ts'
import { Action } from '../../ui/action.tsx'
import { dateTime } from '../../ui/format.ts'
import { FailureMessage } from '../../ui/message.tsx'
import { useSaid } from '../../ui/use-said.ts'
import { NoteDialog } from './note-dialog.tsx'
import { SnoozeDialog } from './snooze-dialog.tsx'

/** What the person noted about a comprobante and until when it is put off, and the buttons for both. */
export function RowNote({ row }: { row: InboxRow }) {
  const [asking, setAsking] = useState<'note' | 'snooze' | null>(null)
  const { run, busy, failure } = useCommand()
  const { said, say } = useSaid()
  const close = () => setAsking(null)
  async function wake() {
    if (await run(() => call('snoozeInbox', { ids: [row.id] }))) say(texts.backDone(1))
  }
  return (
    <section className="stack-small" aria-label={noteTexts.label}>
      {row.note !== '' && <p className="row-note-text">{row.note}</p>}
      {row.snoozedUntil !== null && <p>{texts.snoozed(dateTime(row.snoozedUntil))}.</p>}
      <div className="row">
        <Action look="quiet" icon="note" onPress={() => setAsking('note')}>
          {row.note === '' ? noteTexts.open : noteTexts.edit}
        </Action>
        {row.snoozedUntil === null ? (
          <Action look="quiet" icon="clock" onPress={() => setAsking('snooze')}>
            {texts.open}
          </Action>
        ) : (
          <Action look="quiet" icon="clock" isPending={busy} onPress={() => void wake()}>
            {texts.back}
          </Action>
        )}
        {said !== null && <span className="quiet">{said}</span>}
      </div>
      <FailureMessage failure={failure} />
      {asking === 'note' && <NoteDialog row={row} onClose={close} />}
      {asking === 'snooze' && (
        <SnoozeDialog
          rows={[row]}
          onClose={close}
          onDone={(text) => {
            close()
            say(text)
          }}
        />
      )}
    </section>
  )
}
