/** Points of sale out of a file, for who works for many. */
import { z } from 'zod'
import type { PointsOfSaleFile } from '../model/points-of-sale-import.ts'
import { command, none } from './command.ts'
import { weakProtection } from './points-of-sale.ts'

export const pointsOfSaleImportCommands = {
  /** Asks for a file and reads it; nothing is saved, and no key of it crosses. */
  readPointsOfSaleFile: command(none).returns<PointsOfSaleFile>(),
  /** Saves those without troubles of what was read last, all or none. @returns their ids */
  importPointsOfSale: command(z.strictObject({ id: z.int().positive(), weakProtection: weakProtection.default('refuse') })).changes<string[]>(),
  /** What was read is not wanted after all. */
  forgetPointsOfSaleFile: command(none).returns<null>(),
}
