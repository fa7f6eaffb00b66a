import { dialog, type BrowserWindow, type OpenDialogOptions } from 'electron'
import { pointsImport } from '#contract/texts/points-import.ts'
import { webhooks } from '#contract/texts/webhooks.ts'

interface Kind {
  title: string
  /** What such files are called, and how their names end. */
  kind: string
  extensions: string[]
  anyFile: string
}

export const openedKinds = {
  points: {
    title: pointsImport.dialog,
    kind: pointsImport.tables,
    extensions: ['xlsx', 'xls', 'ods', 'csv', 'txt', 'tsv'],
    anyFile: pointsImport.anyFile,
  },
  webhooks: { title: webhooks.importDialog, kind: 'JSON', extensions: ['json', 'jsonl', 'ndjson', 'txt', 'log'], anyFile: webhooks.importAnyFile },
} satisfies Record<string, Kind>

/**
 * Asks for a file.
 * @param parent the window that waits for the answer; null: none is open
 * @returns null when the person changed their mind
 */
export async function chooseOpenPath(parent: BrowserWindow | null, { title, kind, extensions, anyFile }: Kind): Promise<string | null> {
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
