/** In which points of sale a reference is: a pasted list may hold those of several. */
import { z } from 'zod'
import type { Explanation } from '../model/explanation.ts'
import { command, pointOfSaleId } from './command.ts'

/** How a reference stands at a point of sale that knows it. */
export type WhereaboutsStatus = 'error' | 'queued' | 'issued' | 'unclear'

export interface Whereabouts {
  places: { external_reference: string; pointOfSaleId: string; status: WhereaboutsStatus }[]
  /** Points of sale that could not be asked, and why. */
  unread: { pointOfSaleId: string; explanation: Explanation }[]
}

const reference = z.string().min(1).max(4096)

/** References of one question. */
export const mostLocated = 1_000
/** Points of sale of one question; whoever has more asks again, and can stop in between. */
export const mostAsked = 20

export const whereaboutsCommands = {
  /** Asks each of the points of sale that are there still with free queries; a reference that is in none of them has no place. */
  locateReferences: command(
    z.strictObject({ references: z.array(reference).min(1).max(mostLocated), pointsOfSale: z.array(pointOfSaleId).min(1).max(mostAsked) }),
  ).returns<Whereabouts>(),
}
