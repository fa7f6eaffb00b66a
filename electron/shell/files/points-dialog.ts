import { dialog, type BrowserWindow, type OpenDialogOptions } from 'electron'
import { pointsImport as texts } from '#contract/texts/points-import.ts'

/**
 * Asks for a file with points of sale.
 * @param parent the window that waits for the answer; null: none is open
 * @returns null when the person changed her mind
 */
export async function choosePointsFile(parent: BrowserWindow | null): Promise<string | null> {
  const options: OpenDialogOptions = {
    title: texts.dialog,
    properties: ['openFile'],
    filters: [
      { name: texts.tables, extensions: ['xlsx', 'xls', 'ods', 'csv', 'txt', 'tsv'] },
      { name: texts.anyFile, extensions: ['*'] },
    ],
  }
  const { canceled, filePaths } = await (parent ? dialog.showOpenDialog(parent, options) : dialog.showOpenDialog(options))
  return canceled ? null : (filePaths[0] ?? null)
}
