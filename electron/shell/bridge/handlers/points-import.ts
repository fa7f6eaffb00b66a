import { ok } from '#contract/result.ts'
import type { CommandHandlers } from '#contract/schema.ts'
import type { pointsImportCommands } from '#contract/commands/points-import.ts'
import type { PointsImport } from '../../files/points-import.ts'

export interface PointsImportServices {
  points: PointsImport
  /** Lets the person choose a file; null when they did not. */
  choosePointsFile: () => Promise<string | null>
}

export function pointsImportHandlers({ points, choosePointsFile }: PointsImportServices): Pick<CommandHandlers, keyof typeof pointsImportCommands> {
  return {
    readPointsFile: async () => {
      const turn = points.begin()
      const path = await choosePointsFile()
      return path === null ? ok({ kind: 'cancelled' }) : points.read(path, turn)
    },
    importPoints: ({ id, weakProtection }) => points.save(id, weakProtection),
    forgetPointsFile: () => (points.forget(), ok(null)),
  }
}
