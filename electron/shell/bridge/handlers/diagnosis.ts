import { fail, ok } from '#contract/result.ts'
import type { CommandHandlers } from '#contract/schema.ts'
import type { Diagnosis } from '../../report/diagnosis.ts'

export interface DiagnosisServices {
  diagnosis: Diagnosis
  /** Opens the program's own folder of logs. @returns what went wrong, or nothing */
  openLogs: () => Promise<string>
}

export const diagnosisHandlers = ({
  diagnosis,
  openLogs,
}: DiagnosisServices): Pick<CommandHandlers, 'previewDiagnosis' | 'saveDiagnosis' | 'openLogFolder'> => ({
  previewDiagnosis: async ({ withOrders }) => ok(await diagnosis.preview(withOrders)),
  saveDiagnosis: ({ withOrders }) => diagnosis.save(withOrders),
  openLogFolder: async () => ((await openLogs()) === '' ? ok(null) : fail('folder-not-opened')),
})
