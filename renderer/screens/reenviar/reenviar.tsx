import { useDeferredValue, useEffect, useId, useMemo, useRef, useState, type KeyboardEvent } from 'react'
import { maxReferences, parseReferences } from '#contract/model/references.ts'
import { reenviar as texts } from '#contract/texts/page.ts'
import { Action } from '../../ui/action.tsx'
import { deferred } from '../../ui/deferred.tsx'
import { FailureMessage, Message, type MessageTone } from '../../ui/message.tsx'
import { getState, setState, useStore } from '../../store/store.ts'
import { ClipboardOffer } from './clipboard-offer.tsx'
import { Confirmation } from './confirmation.tsx'
import { FileInput, useFileDrop } from './file-input.tsx'
import { PointOfSaleSelect, usePointOfSale } from './point-of-sale-select.tsx'
import { ReferenceField } from './reference-field.tsx'
import { ReferenceReport } from './reference-report.tsx'
import { Results } from './results.tsx'
import { StartOffer } from './start-offer.tsx'
import { isTable, useBrought } from './table/brought.ts'
import { useOffer } from './use-offer.ts'
import { useSend } from './use-send.ts'

// Only those who bring a table need it.
const tableFlow = deferred(async () => (await import('./table/table-flow.tsx')).TableFlow)
const nothing = parseReferences('')

/** Home: references in, one button, results below. */
export function Reenviar() {
  const draft = useStore((state) => state.draft)
  const shown = useDeferredValue(draft)
  const table = useIsTable(shown)
  const parsed = useMemo(() => (table ? nothing : parseReferences(shown)), [shown, table])
  const pointOfSale = usePointOfSale()
  const send = useSend(pointOfSale)
  const offered = useOffer(send)
  const tables = useBrought()
  const drop = useFileDrop(tables.readFile)
  const field = useRef<HTMLTextAreaElement>(null)
  const reportId = useId()
  /** A second press while the first is being looked at does nothing. */
  const asking = useRef(false)

  // The button that had the focus is disabled now; the next thing to do is to type again.
  useEffect(() => {
    if (send.placed || tables.ended.note) field.current?.focus({ preventScroll: true })
  }, [send.placed, tables.ended])

  const tooMany = parsed.valid.length > maxReferences
  const canSend = (table || parsed.valid.length > 0) && !tooMany && pointOfSale !== null

  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== 'Enter' || !event.ctrlKey || event.repeat) return
    event.preventDefault()
    if (canSend) void request()
  }

  /** What looks like a table is asked about, however little it is. */
  async function request() {
    if (asking.current) return
    asking.current = true
    const { draft: now } = getState()
    const found = await isTable(now)
    asking.current = false
    if (found) tables.readDraft(now)
    else await send.request()
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
        <ReferenceField fieldRef={field} parsed={parsed} draft={draft} shown={shown} onKeyDown={onKeyDown} onPaste={tables.pasted} />
        <div className="row">
          <PointOfSaleSelect />
          <Action
            look="primary"
            icon="send"
            isDisabled={!canSend}
            isPending={send.busy || tables.brought !== null}
            aria-describedby={reportId}
            onPress={() => void request()}
          >
            {texts.send(parsed.valid.length)}
          </Action>
          <span className="spacer" />
          <FileInput load={tables.readFile} />
          {draft !== '' && (
            <Action look="quiet" onPress={() => setState({ draft: '' })}>
              {texts.clear}
            </Action>
          )}
        </div>
        <ClipboardOffer />
        <ReferenceReport id={reportId} parsed={parsed} tooMany={tooMany} field={field} />
        {table && <Said tone="info" text={texts.table} />}
        {tables.ended.note && <Said {...tables.ended.note} />}
        <FailureMessage failure={tables.ended.failure ?? null} />
        {offered && <Said {...offered} />}
        <FailureMessage failure={send.failure} />
        {send.placed && <Said {...send.placed} />}
      </form>
      <StartOffer />
      <Results />
      {tables.brought && <tableFlow.Part brought={tables.brought} pointOfSale={pointOfSale} onEnd={tables.end} />}
      {send.asking && pointOfSale && (
        <Confirmation asking={send.asking} pointOfSale={pointOfSale} busy={send.busy} failure={send.failure} onConfirm={send.confirm} onBack={send.back} />
      )}
    </section>
  )
}

/** @returns whether the text was found to be a table; the one before it, until that is known */
function useIsTable(text: string): boolean {
  const [table, setTable] = useState(false)
  useEffect(() => {
    let current = true
    void isTable(text).then((is) => current && setTable(is))
    return () => {
      current = false
    }
  }, [text])
  return table
}

function Said({ tone, text }: { tone: MessageTone; text: string }) {
  return (
    <Message tone={tone} live="status">
      <p>{text}</p>
    </Message>
  )
}
