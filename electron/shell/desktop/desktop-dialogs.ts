/** What the desktop asks and says in dialogs of the system, where the page cannot. */
import { clipboard, dialog, type BrowserWindow, type MessageBoxOptions } from 'electron'
import { dialogTexts as texts } from '#contract/texts/shell.ts'

/**
 * The window is closed where no icon would be left to bring it back.
 * @param waiting orders that have not been sent
 */
export async function askToClose(parent: BrowserWindow | null, waiting: number): Promise<'quit' | 'minimise' | 'stay'> {
  const options: MessageBoxOptions = {
    type: 'question',
    title: texts.closeTitle,
    message: texts.closeMessage,
    detail: texts.closeDetail(waiting),
    buttons: [texts.close, texts.minimise, texts.stay],
    defaultId: 1,
    cancelId: 2,
    noLink: true,
  }
  const { response } = await (parent ? dialog.showMessageBox(parent, options) : dialog.showMessageBox(options))
  return (['quit', 'minimise', 'stay'] as const)[response] ?? 'stay'
}

/** @param over ends the question when the page answers again @returns whether the person wants the window built again */
export async function askAboutSilence(window: BrowserWindow, over: AbortSignal): Promise<boolean> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'warning',
    title: texts.silentTitle,
    message: texts.silentTitle,
    detail: texts.silent,
    buttons: [texts.wait, texts.reopen],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
    signal: over,
  })
  return response === 1
}

export function sayCareful(): void {
  const { carefulTitle, careful, understood } = texts
  void dialog.showMessageBox({ type: 'warning', title: carefulTitle, message: carefulTitle, detail: careful, buttons: [understood], noLink: true })
}

export function sayPageGone(): void {
  dialog.showErrorBox(texts.crashTitle, texts.pageGone)
}

/** Not every desktop lets a text be copied out of such a box. */
export async function sayNoBrowser(url: string): Promise<void> {
  const { response } = await dialog.showMessageBox({
    type: 'info',
    title: texts.noBrowserTitle,
    message: texts.noBrowserTitle,
    detail: texts.noBrowser(url),
    buttons: [texts.copyAddress, texts.close],
    defaultId: 0,
    cancelId: 1,
    noLink: true,
  })
  if (response === 0) void clipboard.writeText(url)
}

/** For what a notification would have said. */
export function say(title: string, detail: string): void {
  void dialog.showMessageBox({ type: 'info', title, message: title, detail, noLink: true })
}
