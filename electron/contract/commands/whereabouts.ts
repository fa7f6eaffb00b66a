/** In which points of sale a reference is: a pasted list may hold those of several. */
import { z } from 'zod'
import { mostAsked, mostLocated, type Whereabouts } from '../model/whereabouts.ts'
import { command, none, pointOfSaleId } from './command.ts'

const reference = z.string().min(1).max(4096)

export const whereaboutsCommands = {
  /** Asks each of the points of sale that are there still with free queries; a reference that is in none of them has no place. */
  locateReferences: command(
    z.strictObject({ references: z.array(reference).min(1).max(mostLocated), pointsOfSale: z.array(pointOfSaleId).min(1).max(mostAsked) }),
  ).returns<Whereabouts>(),
  /** Ends the search that is under way, if there is one: what it has not asked yet is not asked. */
  stopLocating: command(none).returns<null>(),
}
