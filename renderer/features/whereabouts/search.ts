/** Looking for references in many points of sale: free, some at a time, to be watched and stopped. */
import { mostInOneQuery } from '#contract/model/references.ts'
import { mostAsked, mostLocated, type Whereabouts } from '#contract/model/whereabouts.ts'
import type { PointOfSale } from '#contract/model/point-of-sale.ts'
import type { Failure } from '#contract/result.ts'
import { call } from '../../api.ts'

export type Place = Whereabouts['places'][number]

/** @returns how many free queries it takes, as far as can be known before */
export const queriesOf = (references: number, pointsOfSale: number): number => Math.ceil(references / mostInOneQuery) * pointsOfSale

export interface Found extends Whereabouts {
  /** Points of sale that were asked so far, of how many. */
  asked: number
  total: number
  over: boolean
  /** Why it ended before its time; null: it did not, or somebody stopped it. */
  failure: Failure | null
}

export const nothingFound: Found = { places: [], unread: [], asked: 0, total: 0, over: false, failure: null }

/**
 * @param onFound called with all that is known, after each portion and at the end; never after it was stopped
 * @param signal stops it, and what of it is under way in main
 */
export async function searchEverywhere(references: string[], pointsOfSale: PointOfSale[], onFound: (found: Found) => void, signal: AbortSignal): Promise<void> {
  signal.addEventListener('abort', stopInMain)
  await search(references, pointsOfSale, (found) => signal.aborted || onFound(found), signal)
  signal.removeEventListener('abort', stopInMain)
}

const stopInMain = () => void call('stopLocating', {})

async function search(references: string[], pointsOfSale: PointOfSale[], onFound: (found: Found) => void, signal: AbortSignal): Promise<void> {
  let found: Found = { ...nothingFound, total: pointsOfSale.length }
  const tell = (change: Partial<Found>) => {
    found = { ...found, ...change }
    onFound(found)
  }
  tell({})
  for (let at = 0; at < pointsOfSale.length && !signal.aborted; at += mostAsked) {
    const portion = pointsOfSale.slice(at, at + mostAsked).map(({ id }) => id)
    for (let from = 0; from < references.length && !signal.aborted; from += mostLocated) {
      const answer = await call('locateReferences', { references: references.slice(from, from + mostLocated), pointsOfSale: portion })
      // All of a portion may be gone by the time that its turn comes.
      if (!answer.ok && answer.error.code !== 'point-of-sale-missing') return tell({ over: true, failure: answer.error })
      if (answer.ok) tell({ places: [...found.places, ...answer.value.places], unread: withoutRepeats([...found.unread, ...answer.value.unread]) })
    }
    tell({ asked: Math.min(at + mostAsked, pointsOfSale.length) })
  }
  tell({ over: true })
}

const withoutRepeats = (unread: Whereabouts['unread']): Whereabouts['unread'] => [...new Map(unread.map((one) => [one.pointOfSaleId, one])).values()]
