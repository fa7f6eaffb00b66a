import type { WebContents } from 'electron'
import { fail, ok, type Result } from '#contract/result.ts'
import type { Logger } from '../../core/lib/logger.ts'

/** In English, whatever the system speaks (electron's shell/browser/printing/printing_utils.cc, and its documentation of `print`). */
const cancelled = /cancel/iu
const noPrinter = /no printers|enumerate printers|no valid printers/iu

/**
 * Has the system ask how to print a page. Where no printer is installed Electron opens no dialog, and says so at once.
 * @returns `print-failed`, with `no-printer` where that is why; closing the dialog is no failure
 */
export function printContents(contents: Pick<WebContents, 'print'>, logger: Logger): Promise<Result<'printed' | 'cancelled'>> {
  return new Promise((resolve) => {
    contents.print({ landscape: true, pageSize: 'A4', printBackground: false }, (success, reason) => {
      if (success) return resolve(ok('printed'))
      if (cancelled.test(reason)) return resolve(ok('cancelled'))
      logger.warn('the page was not printed', { reason })
      resolve(fail('print-failed', { reason: noPrinter.test(reason) ? 'no-printer' : 'other' }))
    })
  })
}
