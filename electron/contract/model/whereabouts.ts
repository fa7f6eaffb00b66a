/** In which points of sale a reference is. */
import type { Explanation } from './explanation.ts'

/** How a reference stands at a point of sale that knows it. */
export type WhereaboutsStatus = 'error' | 'queued' | 'issued' | 'unclear'

export interface Whereabouts {
  places: { external_reference: string; pointOfSaleId: string; status: WhereaboutsStatus }[]
  /** Points of sale that could not be asked, and why. */
  unread: { pointOfSaleId: string; explanation: Explanation }[]
}

/** References of one question. */
export const mostLocated = 1_000
/** Points of sale of one question; whoever has more asks again, and can stop in between. */
export const mostAsked = 20
