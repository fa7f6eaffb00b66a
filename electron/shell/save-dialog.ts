import { dialog, type BrowserWindow } from 'electron'
import { csvTexts } from '../contract/texts/history.ts'

/**
 * Asks where to save a table.
 * @param parent the window that waits for the answer; null: none is open
 * @returns null when the person changed her mind
 */
export async function chooseTablePath(parent: BrowserWindow | null, suggestedName: string): Promise<string | null> {
  const options = {
    title: csvTexts.dialogTitle,
    buttonLabel: csvTexts.dialogButton,
    defaultPath: suggestedName,
    filters: [{ name: csvTexts.kind, extensions: ['csv'] }],
  }
  const { canceled, filePath } = await (parent ? dialog.showSaveDialog(parent, options) : dialog.showSaveDialog(options))
  return canceled || filePath === '' ? null : filePath
}
