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

/** Whose title says it all. */
const titled = (type: 'info' | 'warning', title: string, detail: string) => ({ type, title, message: title, detail, noLink: true })

/** @param over ends the question when the page answers again @returns whether the person wants the window built again */
export async function askAboutSilence(window: BrowserWindow, over: AbortSignal): Promise<boolean> {
  const { response } = await dialog.showMessageBox(window, {
    ...titled('warning', texts.silentTitle, texts.silent),
    buttons: [texts.wait, texts.reopen],
    defaultId: 0,
    cancelId: 0,
    signal: over,
  })
  return response === 1
}

export function sayCareful(): void {
  void dialog.showMessageBox({ ...titled('warning', texts.carefulTitle, texts.careful), buttons: [texts.understood] })
}

export function sayPageGone(): void {
  dialog.showErrorBox(texts.crashTitle, texts.pageGone)
}

/** Not every desktop lets a text be copied out of such a box. */
export async function sayNoBrowser(url: string): Promise<void> {
  const { response } = await dialog.showMessageBox({
    ...titled('info', texts.noBrowserTitle, texts.noBrowser(url)),
    buttons: [texts.copyAddress, texts.close],
    defaultId: 0,
    cancelId: 1,
  })
  if (response === 0) void clipboard.writeText(url)
}

/** For what a notification would have said. */
export function say(title: string, detail: string): void {
  void dialog.showMessageBox(titled('info', title, detail))
}
