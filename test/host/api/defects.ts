/**
 * Nothing that nobody catches ends Electron: an exception is shown in a box of its own (the module browser/init of its library), a rejection written on
 * standard error (`warn-with-error-code` in electron_browser_main_parts.cc), and the process lives on. Node would end.
 */
import { dialog } from './dialog.ts'

/** To be called before the app is loaded: whoever listens besides takes care of it. */
export function outliveDefects(): void {
  process.on('uncaughtException', (error: Error) => {
    if (process.listenerCount('uncaughtException') > 1) return
    dialog.showErrorBox('A JavaScript error occurred in the main process', `Uncaught Exception:\n${error.stack ?? String(error)}`)
  })
  process.on('unhandledRejection', (reason: unknown) => {
    if (process.listenerCount('unhandledRejection') > 1) return
    process.exitCode = 1
    process.stderr.write(`UnhandledPromiseRejectionWarning: ${reason instanceof Error ? (reason.stack ?? String(reason)) : String(reason)}\n`)
  })
}
