import { useEffect, useRef, useState } from 'react'
import type { InboxTarget } from '#contract/model/inbox.ts'
import type { PointOfSale } from '#contract/model/point-of-sale.ts'
import { common } from '#contract/texts/page.ts'
import { confirmColumnTexts as tableTexts } from '#contract/texts/tables.ts'
import { whereaboutsTexts as texts } from '#contract/texts/whereabouts.ts'
import { Action } from '../../ui/action.tsx'
import { useSpoken } from '../../ui/announcer.tsx'
import { Sheet } from '../../ui/dialog.tsx'
import { FailureMessage } from '../../ui/message.tsx'
import { useStore } from '../../store/store.ts'
import type { ReasonedTarget } from '../resend/keep-reasons.ts'
import { ResendDialog } from '../resend/resend-dialog.tsx'
import { Places } from './places.tsx'
import { nothingFound, queriesOf, searchEverywhere, type Found } from './search.ts'
import { sortPlaces, targetsOf } from './sorted.ts'

interface DetectDialogProps {
  references: string[]
  /** Where they are looked for, those first that are likeliest. */
  among: PointOfSale[]
  /** Why each failed, where a table says so. */
  reasons?: ReadonlyMap<string, string>
  onClose: () => void
  /** @param placed what was sent or already on its way; not what was left out */
  onPlaced: (text: string, batchId: number | null, placed: InboxTarget[]) => void
}

/** Asks at no cost where references are, and then sends each where it is; nothing without a press. */
export function DetectDialog({ references, among, reasons, onClose, onPlaced }: DetectDialogProps) {
  const [found, setFound] = useState<Found | null>(null)
  const [chosen, setChosen] = useState<ReadonlyMap<string, string>>(new Map())
  const [sending, setSending] = useState<ReasonedTarget[] | null>(null)
  const stopping = useRef(new AbortController())
  useEffect(() => () => stopping.current.abort(), [])
  const pointsOfSale = useStore((state) => state.pointsOfSale)

  const sorted = sortPlaces(references, found?.places ?? [], (id) => pointsOfSale.some((one) => one.id === id))
  const targets = targetsOf(sorted, chosen, reasons)
  const running = found !== null && !found.over
  const [alone] = references
  const title = references.length === 1 && alone !== undefined ? texts.titleOne(alone) : texts.title
  useSpoken(running ? texts.progress(found.asked, found.total) : '')

  function start() {
    stopping.current = new AbortController()
    setFound(nothingFound)
    void searchEverywhere(references, among, setFound, stopping.current.signal)
  }
  /** What the search tells after this is dropped: it is over for the person. */
  function stop() {
    stopping.current.abort()
    setFound((now) => now && { ...now, over: true })
  }

  if (sending)
    return (
      <ResendDialog
        targets={sending}
        onReasonsKept={(count) => onPlaced(tableTexts.reasonsKept(count), null, [])}
        onClose={() => setSending(null)}
        onPlaced={onPlaced}
      />
    )
  return (
    <Sheet
      title={title}
      wide
      onClose={onClose}
      actions={
        <>
          {found === null && (
            <Action key="start" look="primary" onPress={start}>
              {texts.start}
            </Action>
          )}
          {running && (
            <Action key="stop" onPress={stop}>
              {texts.stop}
            </Action>
          )}
          {found?.over && targets.length > 0 && (
            <Action key="send" look="primary" icon="send" onPress={() => setSending(targets)}>
              {references.length === 1 ? texts.there : texts.send(targets.length)}
            </Action>
          )}
        </>
      }
      leave={common.close}
    >
      {found === null && (
        <>
          <p>{texts.before(references.length, among.length)}</p>
          <p>{texts.free(queriesOf(references.length, among.length))}</p>
        </>
      )}
      {running && <p>{texts.progress(found.asked, found.total)}</p>}
      {found && <Places found={found} sorted={sorted} one={references.length === 1} chosen={chosen} onChoose={setChosen} />}
      <FailureMessage failure={found?.failure ?? null} />
    </Sheet>
  )
}
