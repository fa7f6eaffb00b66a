import { basename } from 'node:path'
// Its entry for Node names a `require` that the bundle has already.
import { strToU8, zipSync } from 'fflate/browser'
import type { DiagnosisFile, diagnosisCommands } from '#contract/commands/diagnosis.ts'
import { fail, ok } from '#contract/result.ts'
import type { CommandHandlers } from '#contract/schema.ts'
import { writeWhole } from '../../../core/storage/whole-file.ts'
import type { PageServices } from '../page-services.ts'

/** What helps to understand a failure, so that the person can read it and hand it on. */
export function diagnosisHandlers({ gatherDiagnosis, savePath, openLogs, logger }: PageServices): Pick<CommandHandlers, keyof typeof diagnosisCommands> {
  /** What was looked at is what is saved. */
  let looked: { withOrders: boolean; files: DiagnosisFile[] } | null = null
  const look = async (withOrders: boolean) => (looked = { withOrders, files: await gatherDiagnosis(withOrders) })
  return {
    previewDiagnosis: async ({ withOrders }) => ok((await look(withOrders)).files),
    saveDiagnosis: async ({ withOrders }) => {
      const { files } = looked?.withOrders === withOrders ? looked : await look(withOrders)
      const path = await savePath('diagnosis')
      if (path === null) return ok({ kind: 'cancelled' })
      try {
        const zip = zipSync(Object.fromEntries(files.map(({ name, text }) => [name, strToU8(text)])))
        await writeWhole(path, async (file) => (await file.writeFile(zip), path))
      } catch (error) {
        logger.warn('the diagnosis was not saved', { reason: (error as Error).message })
        return fail('export-failed')
      }
      return ok({ kind: 'saved', file: basename(path) })
    },
    openLogFolder: async () => ((await openLogs()) === '' ? ok(null) : fail('folder-not-opened')),
  }
}
