import { useId } from 'react'
import { deletion as texts } from '#contract/texts/task-dialogs.ts'
import { Action } from '../../ui/action.tsx'
import { FailureMessage } from '../../ui/message.tsx'
import { useCopy } from './use-copy.ts'

/** A text to be taken along: read-only, and copied with one press. */
export function CopyText({ label, help, text }: { label: string; help: string; text: string }) {
  const id = useId()
  const { copy, busy, said, failure } = useCopy()
  return (
    <div className="field">
      <textarea id={id} readOnly rows={Math.min(text.split('\n').length + 1, 9)} value={text} aria-label={label} aria-describedby={`${id}-help`} />
      <div className="row">
        <Action icon={said === null ? 'clipboard' : 'done'} isPending={busy} onPress={() => void copy(text, texts.copied)}>
          {said ?? texts.copy}
        </Action>
        <p id={`${id}-help`} className="field-help">
          {help}
        </p>
      </div>
      <FailureMessage failure={failure} />
    </div>
  )
}
