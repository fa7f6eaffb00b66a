/** Points of sale out of a file, for who works for many. */
import { z } from 'zod'
import type { PointsFile } from '../model/points-import.ts'
import { command, none } from './command.ts'
import { weakProtection } from './points-of-sale.ts'

export const pointsImportCommands = {
  /** Asks for a file and reads it; nothing is saved, and no key of it crosses. */
  readPointsFile: command(none).returns<PointsFile>(),
  /** Saves those without troubles of what was read last, all or none. @returns their ids */
  importPoints: command(z.strictObject({ id: z.int().positive(), weakProtection: weakProtection.default('refuse') })).changes<string[]>(),
  /** What was read is not wanted after all. */
  forgetPointsFile: command(none).returns<null>(),
}
