import { useEffect, useMemo, useState } from 'react'
import type { InboxTarget } from '#contract/model/inbox.ts'
import { whereaboutsTexts as texts } from '#contract/texts/whereabouts.ts'
import { setState, useStore } from '../../store/store.ts'
import { Action } from '../../ui/action.tsx'
import { announce } from '../../ui/announcer.tsx'
import { FailureMessage, Message } from '../../ui/message.tsx'
import { ResendDialog } from '../resend/resend-dialog.tsx'
import { Step } from '../tasks/step.tsx'
import { DetectDialog } from './detect-dialog.tsx'
import { othersThan } from './others.ts'
import { NotSent } from './places.tsx'
import { nothingFound, queriesOf, searchEverywhere, type Found } from './search.ts'
import { sortPlaces } from './sorted.ts'

/** So many free queries are made without being asked for: they take some seconds. */
const mostByItself = 20

interface ElsewhereProps {
  /** What was not found, and where. */
  subject: InboxTarget
}

/** A reference that is not where it was looked for is looked for in the others, and offered there; only a press sends it. */
export function Elsewhere({ subject: { pointOfSaleId, external_reference } }: ElsewhereProps) {
  const pointsOfSale = useStore((state) => state.pointsOfSale)
  const others = useMemo(() => othersThan(pointOfSaleId, pointsOfSale), [pointOfSaleId, pointsOfSale])
  const byItself = others.length <= mostByItself
  const found = useSearch(external_reference, others, byItself)
  const [open, setOpen] = useState<'search' | InboxTarget | null>(null)
  const sorted = sortPlaces([external_reference], found.places, (id) => others.some((one) => one.id === id))
  const at = others.find(({ id }) => sorted.clear.has(id))
  const inDoubt = sorted.shared.length > 0 || found.failure !== null

  const placed = (text: string, batchId: number | null) => {
    if (batchId !== null) setState({ lote: batchId })
    setOpen(null)
    announce(text)
  }
  if (others.length === 0) return null
  return (
    <>
      {byItself && !found.over && <p className="field-help">{texts.searching}</p>}
      {at && (
        <Message
          tone="info"
          live="status"
          title={texts.at(at.name)}
          text={texts.asks}
          actions={
            <Action look="primary" icon="send" onPress={() => setOpen({ pointOfSaleId: at.id, external_reference })}>
              {texts.there}
            </Action>
          }
        />
      )}
      {byItself && found.over && <NotSent found={found} sorted={sorted} one />}
      <FailureMessage failure={found.failure} />
      {(!byItself || inDoubt) && <Step label={texts.elsewhere} help={texts.free(queriesOf(1, others.length))} busy={false} onPress={() => setOpen('search')} />}
      {open === 'search' && <DetectDialog references={[external_reference]} among={others} onClose={() => setOpen(null)} onPlaced={placed} />}
      {open !== null && open !== 'search' && <ResendDialog targets={[open]} onClose={() => setOpen(null)} onPlaced={placed} />}
    </>
  )
}

/** Looks once, when there are few to ask. */
function useSearch(reference: string, others: Parameters<typeof searchEverywhere>[1], wanted: boolean): Found {
  const [found, setFound] = useState(nothingFound)
  useEffect(() => {
    if (!wanted || others.length === 0) return undefined
    const stopping = new AbortController()
    void searchEverywhere([reference], others, setFound, stopping.signal)
    return () => stopping.abort()
    // oxlint-disable-next-line react/exhaustive-deps -- one look when it opened: points of sale that come or go do not start another
  }, [reference, wanted])
  return found
}
