import { app, clipboard, dialog, shell } from 'electron'
import { dialogTexts as texts } from '#contract/texts/shell.ts'

/** How much of the report the dialog shows; what is copied is whole. In lines. */
const shownLines = 12

/** A person may copy and look as often as they like; a desktop that answers by itself must not do so for ever. */
const mostAnswers = 20

const buttons = ['copy', 'folder', 'close'] as const

/**
 * Says that the program ends by a failure. Waits for the person, in Electron's own loop: what runs in this process has been
 * stopped. The report stays on offer until it is closed, as on some desktops a text is only on the clipboard while the
 * program lives that copied it.
 * @param report redacted
 * @param logs folder of the log
 */
export function showCrash(report: string, logs: string): void {
  if (!app.isReady()) return dialog.showErrorBox(texts.crashTitle, `${texts.crash(logs)}\n\n${report}`)
  for (let answers = 0; answers < mostAnswers; answers++) {
    const response = dialog.showMessageBoxSync({
      type: 'error',
      title: texts.crashTitle,
      message: texts.crashTitle,
      detail: `${texts.crash(logs)}\n\n${report.split('\n').slice(0, shownLines).join('\n')}`,
      buttons: [texts.copyReport, texts.openLogs, texts.close],
      defaultId: 2,
      cancelId: 2,
      noLink: true,
    })
    const chosen = buttons[response] ?? 'close'
    if (chosen === 'close') return
    if (chosen === 'copy') void clipboard.writeText(report)
    else void shell.openPath(logs)
  }
}
