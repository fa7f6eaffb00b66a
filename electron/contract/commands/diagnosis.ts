/** What the person can hand to whoever helps: looked at before it is saved. */
import { z } from 'zod'
import { command, none } from './command.ts'

export interface DiagnosisFile {
  name: string
  /** What is in it, in Spanish. */
  about: string
  text: string
}

/** How saving it ended. */
export type DiagnosisSaved = { kind: 'saved'; file: string } | { kind: 'cancelled' }

const choice = z.strictObject({
  /** Also the newest orders, with their references and the texts of their errors. */
  withOrders: z.boolean(),
})

export const diagnosisCommands = {
  /** Gathers it anew. */
  previewDiagnosis: command(choice).returns<DiagnosisFile[]>(),
  /** Asks where to and saves what was looked at last, byte by byte. */
  saveDiagnosis: command(choice).returns<DiagnosisSaved>(),
  openLogFolder: command(none).returns<null>(),
}
