/** What a search came to: which references can be sent where, about which the person decides, and which not. */
import type { InboxTarget } from '#contract/model/inbox.ts'
import type { ReasonedTarget } from '../resend/keep-reasons.ts'
import type { Place } from './search.ts'

export interface SortedPlaces {
  /** In error at one point of sale, and known to no other. */
  clear: Map<string, string[]>
  /** At several, in error at one of them at least: somebody chooses. */
  shared: { external_reference: string; places: Place[] }[]
  /** In the queue or issued: there is nothing to send. */
  needless: Place[]
  /** Nobody can say how it stands. */
  unclear: Place[]
  /** In none of those that answered. */
  nowhere: string[]
}

/** @param isThere whether a point of sale has not been deleted since */
export function sortPlaces(references: readonly string[], places: readonly Place[], isThere: (pointOfSaleId: string) => boolean): SortedPlaces {
  const byReference = Map.groupBy(
    places.filter((place) => isThere(place.pointOfSaleId)),
    ({ external_reference }) => external_reference,
  )
  const sorted: SortedPlaces = { clear: new Map(), shared: [], needless: [], unclear: [], nowhere: [] }
  for (const external_reference of references) {
    const own = byReference.get(external_reference) ?? []
    const [first] = own
    if (!first) sorted.nowhere.push(external_reference)
    else if (own.length > 1 && own.some(({ status }) => status === 'error' || status === 'unclear')) sorted.shared.push({ external_reference, places: own })
    else if (first.status === 'error') sorted.clear.set(first.pointOfSaleId, [...(sorted.clear.get(first.pointOfSaleId) ?? []), external_reference])
    else if (first.status === 'unclear') sorted.unclear.push(first)
    else sorted.needless.push(first)
  }
  return sorted
}

/** @param chosen of those that are at several, where the person wants each sent; absent: nowhere @param reasons that a table gives, by reference */
export function targetsOf(sorted: SortedPlaces, chosen: ReadonlyMap<string, string>, reasons?: ReadonlyMap<string, string>): ReasonedTarget[] {
  return whereToSend(sorted, chosen).map((target) => {
    const reason = reasons?.get(target.external_reference)
    return reason === undefined ? target : { ...target, reason }
  })
}

const whereToSend = ({ clear, shared }: SortedPlaces, chosen: ReadonlyMap<string, string>): InboxTarget[] => [
  ...[...clear].flatMap(([pointOfSaleId, references]) => references.map((external_reference) => ({ pointOfSaleId, external_reference }))),
  ...shared.flatMap(({ external_reference, places }) => {
    const wanted = chosen.get(external_reference)
    return places.some(({ pointOfSaleId, status }) => pointOfSaleId === wanted && status === 'error') && wanted !== undefined
      ? { pointOfSaleId: wanted, external_reference }
      : []
  }),
]
