import { useDeferredValue, useEffect, useId, useMemo, useRef, type KeyboardEvent } from 'react'
import { maxReferences, parseReferences } from '../../../electron/contract/references.ts'
import { reenviar as texts } from '../../../electron/contract/texts/page.ts'
import { Action } from '../../components/action.tsx'
import { FailureNotice, Notice } from '../../components/notice.tsx'
import { setState, useStore } from '../../store/store.ts'
import { ClipboardOffer } from './clipboard-offer.tsx'
import { Confirmation } from './confirmation.tsx'
import { FileInput, useFileDrop } from './file-input.tsx'
import { PointOfSaleSelect, usePointOfSale } from './point-of-sale-select.tsx'
import { ReferenceField } from './reference-field.tsx'
import { ReferenceReport } from './reference-report.tsx'
import { Results } from './results.tsx'
import { StartOffer } from './start-offer.tsx'
import { useOffer } from './use-offer.ts'
import { useSend } from './use-send.ts'

/** Home: references in, one button, results below. */
export function Reenviar() {
  const draft = useStore((state) => state.draft)
  const shown = useDeferredValue(draft)
  const parsed = useMemo(() => parseReferences(shown), [shown])
  const pointOfSale = usePointOfSale()
  const send = useSend(pointOfSale)
  const offered = useOffer(send)
  const drop = useFileDrop()
  const field = useRef<HTMLTextAreaElement>(null)
  const reportId = useId()

  // The button that had the focus is disabled now; the next thing to do is to type again.
  useEffect(() => {
    if (send.placed) field.current?.focus({ preventScroll: true })
  }, [send.placed])

  const tooMany = parsed.valid.length > maxReferences
  const canSend = parsed.valid.length > 0 && !tooMany && pointOfSale !== null

  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== 'Enter' || !event.ctrlKey || event.repeat) return
    event.preventDefault()
    if (canSend) void send.request()
  }

  return (
    <section className="screen">
      <h1 tabIndex={-1}>{texts.title}</h1>
      <form
        className={drop.over ? 'card stack dropping' : 'card stack'}
        {...drop.handlers}
        onSubmit={(event) => event.preventDefault()}
        aria-label={texts.title}
      >
        <ReferenceField fieldRef={field} parsed={parsed} draft={draft} shown={shown} reportId={reportId} onKeyDown={onKeyDown} />
        <div className="row">
          <PointOfSaleSelect />
          <Action look="primary" icon="send" isDisabled={!canSend} isPending={send.busy} onPress={() => void send.request()}>
            {texts.send(parsed.valid.length)}
          </Action>
          <span className="spacer" />
          <FileInput load={drop.load} />
          {draft !== '' && (
            <Action look="quiet" onPress={() => setState({ draft: '' })}>
              {texts.clear}
            </Action>
          )}
        </div>
        <ClipboardOffer />
        <ReferenceReport id={reportId} parsed={parsed} tooMany={tooMany} field={field} />
        {drop.note && (
          <Notice tone={drop.note.tone} live="status">
            <p>{drop.note.text}</p>
          </Notice>
        )}
        {offered && (
          <Notice tone={offered.tone} live="status">
            <p>{offered.text}</p>
          </Notice>
        )}
        <FailureNotice failure={send.failure} />
        {send.placed && (
          <Notice tone={send.placed.tone} live="status">
            <p>{send.placed.text}</p>
          </Notice>
        )}
      </form>
      <StartOffer />
      <Results />
      {send.asking && pointOfSale && (
        <Confirmation asking={send.asking} pointOfSale={pointOfSale} busy={send.busy} failure={send.failure} onConfirm={send.confirm} onBack={send.back} />
      )}
    </section>
  )
}
