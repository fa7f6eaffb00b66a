/** Where the system asks for files. */
import { dialog, type BrowserWindow, type OpenDialogOptions } from 'electron'
import { diagnosis } from '#contract/texts/diagnosis.ts'
import { handOver } from '#contract/texts/hand-over.ts'
import { csvTexts } from '#contract/texts/history.ts'
import { pointsOfSaleImport } from '#contract/texts/points-of-sale-import.ts'
import { webhooks } from '#contract/texts/webhooks.ts'

/** What such files are called, and how their names end. */
const opened = {
  pointsOfSale: {
    title: pointsOfSaleImport.dialog,
    kind: pointsOfSaleImport.tables,
    extensions: ['xlsx', 'xls', 'ods', 'csv', 'txt', 'tsv'],
    anyFile: pointsOfSaleImport.anyFile,
  },
  webhooks: { title: webhooks.importDialog, kind: 'JSON', extensions: ['json', 'jsonl', 'ndjson', 'txt', 'log'], anyFile: webhooks.importAnyFile },
}
const saved = {
  table: { ...csvTexts, extension: 'csv' },
  list: { ...handOver, extension: 'csv' },
  diagnosis: { ...diagnosis, extension: 'zip' },
}
export type OpenedKind = keyof typeof opened
export type SavedKind = keyof typeof saved

/**
 * Asks for a file.
 * @param parent the window that waits for the answer; null: none is open
 * @returns null when the person changed their mind
 */
export async function chooseOpenPath(parent: BrowserWindow | null, of: OpenedKind): Promise<string | null> {
  const { title, kind, extensions, anyFile } = opened[of]
  const options: OpenDialogOptions = {
    title,
    properties: ['openFile'],
    filters: [
      { name: kind, extensions },
      { name: anyFile, extensions: ['*'] },
    ],
  }
  const { canceled, filePaths } = await (parent ? dialog.showOpenDialog(parent, options) : dialog.showOpenDialog(options))
  return canceled ? null : (filePaths[0] ?? null)
}

/**
 * Asks where to save a file.
 * @param parent as above
 * @param today dd/mm/aaaa, for the name that is proposed
 * @returns null when the person changed their mind
 */
export async function chooseSavePath(parent: BrowserWindow | null, of: SavedKind, today: string): Promise<string | null> {
  const { dialogTitle, dialogButton, kind, extension, fileName } = saved[of]
  const options = {
    title: dialogTitle,
    buttonLabel: dialogButton,
    defaultPath: fileName(today.replaceAll('/', '-')),
    filters: [{ name: kind, extensions: [extension] }],
  }
  const { canceled, filePath } = await (parent ? dialog.showSaveDialog(parent, options) : dialog.showSaveDialog(options))
  return canceled || filePath === '' ? null : filePath
}
