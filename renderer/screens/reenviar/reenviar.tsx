import { useDeferredValue, useEffect, useId, useMemo, useRef, useState, type KeyboardEvent } from 'react'
import { maxReferences, parseReferences } from '#contract/model/references.ts'
import { ok } from '#contract/result.ts'
import { whereaboutsTexts } from '#contract/texts/whereabouts.ts'
import { reenviar as texts } from '#contract/texts/reenviar.ts'
import { Action } from '../../ui/action.tsx'
import { announce } from '../../ui/announcer.tsx'
import { deferred } from '../../ui/deferred.tsx'
import { FailureMessage, Message } from '../../ui/message.tsx'
import { Lote } from '../../features/batches/lote.tsx'
import { useOwnPointsOfSale } from '../../store/company.ts'
import { hashOf } from '../../store/route.ts'
import { getState, setState, useStore } from '../../store/store.ts'
import { useLive } from '../../store/use-live.ts'
import { ClipboardOffer } from './clipboard-offer.tsx'
import { Confirmation } from './confirmation.tsx'
import { FileInput, useFileDrop } from './file-input.tsx'
import { PointOfSaleSelect, usePointOfSale, closedPointOfSale } from './point-of-sale-select.tsx'
import { ReferenceField } from './reference-field.tsx'
import { ReferenceReport } from './reference-report.tsx'
import { StartOffer } from './start-offer.tsx'
import { isTable, useBrought } from './table/brought.ts'
import { useOffer } from './use-offer.ts'
import { useSend } from './use-send.ts'

// Only those who bring a table need it.
const tableFlow = deferred(async () => (await import('./table/table-flow.tsx')).TableFlow)
const detectDialog = deferred(async () => (await import('../../features/whereabouts/detect-dialog.tsx')).DetectDialog)
const nothing = parseReferences('')

/** Home: references in, one button, results below. */
export function Reenviar() {
  const draft = useStore((state) => state.draft)
  const lote = useStore((state) => state.lote)
  const shown = useDeferredValue(draft)
  // While that is not known of a text, what was found of the one before it.
  const { value: table } = useLive(shown, async () => ok(await isTable(shown)))
  const parsed = useMemo(() => (table ? nothing : parseReferences(shown)), [shown, table])
  const pointOfSale = usePointOfSale()
  const ownPointsOfSale = useOwnPointsOfSale()
  const askable = ownPointsOfSale.filter(({ status }) => status === 'ready')
  const [detecting, setDetecting] = useState<{ references: string[]; draft: string } | null>(null)
  const send = useSend(pointOfSale)
  const tables = useBrought()
  const offered = useOffer(send, tables.copied)
  const drop = useFileDrop(tables.readFile)
  const field = useRef<HTMLTextAreaElement>(null)
  const reportId = useId()
  const compact = lote !== null
  // What is said of a text is said until that text changes.
  const broughtHolds = useHolds(tables.ended, draft)
  const failureHolds = useHolds(send.failure, draft)
  const placedHolds = useHolds(send.placed, draft)
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
    else announce(whyNot(), 'alert')
  }

  /** The button says it by being off; the keys have to say it. */
  function whyNot(): string {
    if (tooMany) return texts.tooMany
    if (parsed.invalid.length > 0 && parsed.valid.length === 0) return texts.invalid(parsed.invalid.length)
    if (parsed.valid.length === 0 && !table) return texts.nothingYet
    const closed = closedPointOfSale()
    return closed ? texts.reload(closed.name) : texts.choosePointOfSale
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
        className={['send-form', compact ? 'compact' : 'card stack', drop.over && 'dropping'].filter(Boolean).join(' ')}
        {...drop.handlers}
        onSubmit={(event) => event.preventDefault()}
        aria-label={texts.title}
      >
        <ReferenceField fieldRef={field} parsed={parsed} draft={draft} shown={shown} compact={compact} onKeyDown={onKeyDown} onPaste={tables.pasted} />
        <div className="row send-row">
          <PointOfSaleSelect />
          <Action
            look="primary"
            icon="send"
            isDisabled={!canSend}
            isPending={send.busy || tables.brought !== null}
            aria-describedby={`${reportId} ${reportId}-cost`}
            onPress={() => void request()}
          >
            {texts.send(parsed.valid.length)}
          </Action>
          {askable.length > 1 && parsed.valid.length > 0 && !tooMany && (
            <Action onPress={() => setDetecting({ references: parsed.valid.map(({ text }) => text), draft: shown })}>{whereaboutsTexts.detect}</Action>
          )}
          <FileInput load={tables.readFile} />
          {draft !== '' && (
            <Action look="quiet" onPress={() => setState({ draft: '' })}>
              {texts.clear}
            </Action>
          )}
        </div>
        <ClipboardOffer onTable={tables.copied} />
        <ReferenceReport id={reportId} parsed={parsed} tooMany={tooMany} field={field} />
        {table && <Message tone="info" live="status" text={texts.table} />}
        {broughtHolds && tables.ended.note && <Message live="status" {...tables.ended.note} />}
        <FailureMessage failure={broughtHolds ? (tables.ended.failure ?? null) : null} />
        {offered && <Message live="status" {...offered} />}
        <FailureMessage failure={failureHolds ? send.failure : null} />
        {placedHolds && send.placed && <Message live="status" {...send.placed} />}
      </form>
      {lote === null ? <p className="teach">{texts.noResults}</p> : <Lote batchId={lote} heading="h2" />}
      {lote !== null && (
        <p>
          <a href={hashOf('actividad')}>{texts.more}</a>
        </p>
      )}
      <StartOffer />
      {tables.brought && <tableFlow.Part brought={tables.brought} pointOfSale={pointOfSale} onEnd={tables.end} />}
      {detecting && (
        <detectDialog.Part
          references={detecting.references}
          among={askable}
          onClose={() => setDetecting(null)}
          onPlaced={(text, batchId, placed) => {
            setDetecting(null)
            send.placedElsewhere(text, batchId, detecting.draft, new Set(placed.map(({ external_reference }) => external_reference)))
          }}
        />
      )}
      {send.asking && <Confirmation asking={send.asking} busy={send.busy} failure={send.failure} onConfirm={send.confirm} onBack={send.back} />}
    </section>
  )
}

/** @returns whether the draft is still the one that stood there when this was said */
function useHolds(said: unknown, draft: string): boolean {
  const [since, setSince] = useState({ said, draft })
  if (since.said !== said) setSince({ said, draft })
  return since.said !== said || since.draft === draft
}
