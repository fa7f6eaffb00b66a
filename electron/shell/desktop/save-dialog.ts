import { dialog, type BrowserWindow } from 'electron'
import { diagnosis } from '#contract/texts/diagnosis.ts'
import { handOver } from '#contract/texts/hand-over.ts'
import { csvTexts } from '#contract/texts/history.ts'

interface Kind {
  dialogTitle: string
  dialogButton: string
  /** What such a file is called, and how its name ends. */
  kind: string
  extension: string
}

export const savedKinds = {
  table: { ...csvTexts, extension: 'csv' },
  list: { ...handOver, extension: 'csv' },
  diagnosis: { ...diagnosis, extension: 'zip' },
} satisfies Record<string, Kind>

/**
 * Asks where to save a file.
 * @param parent the window that waits for the answer; null: none is open
 * @returns null when the person changed their mind
 */
export async function chooseSavePath(
  parent: BrowserWindow | null,
  { dialogTitle, dialogButton, kind, extension }: Kind,
  suggestedName: string,
): Promise<string | null> {
  const options = {
    title: dialogTitle,
    buttonLabel: dialogButton,
    defaultPath: suggestedName,
    filters: [{ name: kind, extensions: [extension] }],
  }
  const { canceled, filePath } = await (parent ? dialog.showSaveDialog(parent, options) : dialog.showSaveDialog(options))
  return canceled || filePath === '' ? null : filePath
}
