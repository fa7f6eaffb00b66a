import { useEffect, useRef, useState } from 'react'
import type { FreshPdf } from '#contract/commands/pdf.ts'
import { story as texts } from '#contract/texts/order.ts'
import { call } from '../../api.ts'
import { Action } from '../../ui/action.tsx'
import { Explained } from '../../features/explain/explained.tsx'
import { openOutside } from '../../features/open-outside.ts'
import { FailureMessage, Message } from '../../ui/message.tsx'
import { CopyText } from '../../features/clipboard/copy-text.tsx'
import { useCommand } from '../../store/use-command.ts'

/** Asks for the link at each press, as one of another day leads nowhere, and opens it where it may be opened. */
export function PdfButton({ orderId }: { orderId: number }) {
  const { run, busy, failure } = useCommand()
  const [answer, setAnswer] = useState<FreshPdf | null>(null)
  const here = useRef(true)
  useEffect(() => {
    here.current = true
    return () => {
      here.current = false
    }
  }, [])

  async function open() {
    setAnswer(null)
    const asked = await run(() => call('freshPdf', { id: orderId }))
    // Whoever closed the story meanwhile does not want it any more.
    if (!asked || !here.current) return
    if (!openOutside(asked.value.url)) setAnswer(asked.value)
  }

  return (
    <>
      <div className="row">
        <Action isPending={busy} onPress={() => void open()}>
          {busy ? texts.pdfAsking : texts.pdf}
        </Action>
        <p className="field-help">{texts.pdfHelp}</p>
      </div>
      {answer?.explanation && (
        <Message tone="warn" live="status" title={answer.explanation.title}>
          <Explained explanation={answer.explanation} beside={answer.explanation.title} />
        </Message>
      )}
      {answer?.url && <CopyText label={texts.pdfAddress} help={texts.pdfElsewhere} text={answer.url} />}
      <FailureMessage failure={failure} />
    </>
  )
}
