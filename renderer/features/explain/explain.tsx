import { useEffect, useId, useRef, useState } from 'react'
import type { InboxTarget } from '#contract/model/inbox.ts'
import type { Explanation } from '#contract/model/explanation.ts'
import { reasonTexts } from '#contract/texts/inbox.ts'
import { explain as texts } from '#contract/texts/explain.ts'
import { call } from '../../api.ts'
import { inboxView } from '../../store/inbox/inbox.ts'
import { Sheet } from '../../ui/dialog.tsx'
import { Explained } from './explained.tsx'
import { FailureMessage, Message } from '../../ui/message.tsx'
import { useCommand } from '../../store/use-command.ts'

interface ExplainDialogProps {
  /** What the text is the reason of; it is kept as such. */
  about?: InboxTarget & { orderId?: number }
  onClose: () => void
}

/** Explains a pasted error text; nothing leaves the computer. */
export function ExplainDialog({ about, onClose }: ExplainDialogProps) {
  const id = useId()
  const { run, busy, failure } = useCommand()
  const [text, setText] = useState('')
  const field = useRef<HTMLTextAreaElement>(null)
  // The first thing to do here is to paste.
  useEffect(() => field.current?.focus(), [])
  const [explanation, setExplanation] = useState<(Explanation & { kept?: boolean }) | null>(null)

  async function explain() {
    const explained = await run(() => (about ? call('giveReason', { ...about, text }) : call('explain', { text })))
    if (!explained) return
    setExplanation(explained.value)
    if (about) inboxView.known.forget(about)
  }

  return (
    <Sheet
      title={about ? reasonTexts.title(about.external_reference) : texts.title}
      onClose={onClose}
      confirm={{ label: about ? reasonTexts.run : texts.run, isDisabled: text.trim() === '', isPending: busy, onPress: () => void explain() }}
    >
      <div className="field">
        <label htmlFor={id}>{texts.field}</label>
        <textarea
          id={id}
          ref={field}
          rows={4}
          value={text}
          maxLength={65_536}
          aria-describedby={`${id}-help`}
          onChange={(event) => {
            setText(event.target.value)
            setExplanation(null)
          }}
        />
        <p id={`${id}-help`} className="field-help">
          {texts.help}
        </p>
      </div>
      <FailureMessage failure={failure} />
      {explanation && (
        <Message tone="info" live="status" title={explanation.title}>
          <Explained explanation={{ ...explanation, texts: [] }} beside={explanation.title} />
          {about && <p>{explanation.kept === false ? reasonTexts.notKept : reasonTexts.noted(about.external_reference)}</p>}
        </Message>
      )}
    </Sheet>
  )
}
