import { ok } from '#contract/result.ts'
import type { CommandHandlers } from '#contract/schema.ts'
import type { pointsImportCommands } from '#contract/commands/points-import.ts'
import type { SecretsInMemory } from '../../../core/redaction/secrets-in-memory.ts'
import type { EverySecret } from '../../files/every-secret.ts'
import { PointsImport } from '../../files/points-import.ts'
import type { Vault } from '../../files/vault.ts'

export interface PointsImportServices {
  vault: Vault
  secrets: Pick<SecretsInMemory, 'note'>
  everySecret: EverySecret
  /** Lets the person choose a file; null when they did not. */
  choosePointsFile: () => Promise<string | null>
}

export function pointsImportHandlers({
  vault,
  secrets,
  everySecret,
  choosePointsFile,
}: PointsImportServices): Pick<CommandHandlers, keyof typeof pointsImportCommands> {
  const points = new PointsImport(vault, secrets, everySecret)
  return {
    readPointsFile: async () => {
      const path = await choosePointsFile()
      return path === null ? ok({ kind: 'cancelled' }) : points.read(path)
    },
    importPoints: ({ id, weakProtection }) => points.save(id, weakProtection),
    forgetPointsFile: () => (points.forget(), ok(null)),
  }
}
