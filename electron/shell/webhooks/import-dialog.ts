import { dialog, type BrowserWindow, type OpenDialogOptions } from 'electron'
import { webhooks as texts } from '#contract/texts/webhooks.ts'

/**
 * Asks for a file of saved webhooks.
 * @param parent the window that waits for the answer; null: none is open
 * @returns null when the person changed her mind
 */
export async function chooseWebhookFile(parent: BrowserWindow | null): Promise<string | null> {
  const options: OpenDialogOptions = {
    title: texts.importDialog,
    properties: ['openFile'],
    filters: [
      { name: 'JSON', extensions: ['json', 'jsonl', 'ndjson', 'txt', 'log'] },
      { name: texts.importAnyFile, extensions: ['*'] },
    ],
  }
  const { canceled, filePaths } = await (parent ? dialog.showOpenDialog(parent, options) : dialog.showOpenDialog(options))
  return canceled ? null : (filePaths[0] ?? null)
}
