import { useState } from 'react'
import { mostRequests } from '#contract/model/budget.ts'
import { exceeds } from '#contract/model/plan.ts'
import type { Estimate } from '#contract/model/order.ts'
import type { PointOfSale } from '#contract/model/point-of-sale.ts'
import { parseReferences } from '#contract/model/references.ts'
import type { Failure } from '#contract/result.ts'
import { reenviar as texts } from '#contract/texts/reenviar.ts'
import { call } from '../../api.ts'
import type { Note } from '../../ui/message.tsx'
import { useCommand } from '../../store/use-command.ts'
import { addToDraft } from '../../store/feed.ts'
import { getState, setState } from '../../store/store.ts'

/** References that one press sends: their cost stands beside the button. More are asked about first. */
const sentAtOnce = 20

/** What the person is asked to confirm. The set is frozen here: what is typed meanwhile does not join it. */
export interface Asking {
  /** Frozen as well: the one that is named is the one that gets it. */
  pointOfSale: PointOfSale
  references: string[]
  estimate: Estimate
  /** The text it was taken from; null when it came from outside. */
  draft: string | null
}

interface Send {
  busy: boolean
  failure: Failure | null
  asking: Asking | null
  placed: Note | null
  /** Sends what is typed, or asks before sending many. */
  request: () => Promise<void>
  /** Asks before sending what came from outside, however little it is. @returns false when it could not be asked */
  ask: (references: string[]) => Promise<boolean>
  confirm: () => Promise<void>
  /** What was sent out of a draft by other means: the rest of it stays to be sent. */
  placedElsewhere: (text: string, batchId: number | null, draft: string, placed: ReadonlySet<string>) => void
  back: () => void
}

/** Placing orders: at most one placement under way, however often the button is pressed. */
export function useSend(pointOfSale: PointOfSale | null): Send {
  const { run, busy, failure, clear } = useCommand()
  const [asking, setAsking] = useState<Asking | null>(null)
  const [placed, setPlaced] = useState<Send['placed']>(null)

  async function request() {
    const { draft, settings, status } = getState()
    const references = parseReferences(draft).valid.map((reference) => reference.text)
    if (references.length === 0 || !pointOfSale) return
    setPlaced(null)
    const beyond = status.plan !== undefined && exceeds(status.plan, 'reenviar_encolado', references.length * mostRequests(settings.automaticResends))
    if (references.length <= sentAtOnce && !beyond) return place(pointOfSale, references, draft)
    await estimate(pointOfSale, references, draft)
  }

  async function estimate(at: PointOfSale, references: string[], draft: string | null): Promise<boolean> {
    const estimated = await run(() => call('estimateOrders', { pointOfSaleId: at.id, references }))
    if (estimated) setAsking({ pointOfSale: at, references, estimate: estimated.value, draft })
    return estimated !== null
  }

  async function place(at: PointOfSale, references: string[], draft: string | null) {
    const result = await run(() => call('placeOrders', { pointOfSaleId: at.id, references }))
    if (!result) return
    setState({ chosenPointOfSale: at.id })
    const { batchId, count, alreadyLive } = result.value
    if (batchId !== null) setState({ lote: batchId })
    if (draft !== null && getState().draft === draft) setState({ draft: leftOver(draft) })
    setAsking(null)
    setPlaced({
      text: [count > 0 && texts.placed(count), alreadyLive.length > 0 && texts.alreadyLive(alreadyLive)].filter(Boolean).join(' '),
      tone: count > 0 ? 'good' : 'info',
    })
  }

  return {
    busy,
    failure,
    asking,
    placed,
    request,
    ask: async (references) => {
      setPlaced(null)
      return pointOfSale !== null && estimate(pointOfSale, references, null)
    },
    confirm: async () => {
      if (asking) await place(asking.pointOfSale, asking.references, asking.draft)
    },
    placedElsewhere: (text, batchId, draft, sent) => {
      if (batchId !== null) setState({ lote: batchId })
      if (getState().draft === draft) {
        const left = parseReferences(draft).valid.flatMap((reference) => (sent.has(reference.text) ? [] : reference.text))
        setState({ draft: [leftOver(draft), ...left].filter(Boolean).join('\n') })
      }
      setPlaced({ text, tone: 'good' })
    },
    back: () => {
      clear()
      // What came from outside is nowhere else yet.
      if (asking?.draft === null) addToDraft(asking.references.join('\n'))
      setAsking(null)
    },
  }
}

/** What could not be sent stays in the field to be corrected. */
const leftOver = (draft: string): string =>
  parseReferences(draft)
    .invalid.map(({ start, end }) => draft.slice(start, end))
    .join('\n')
