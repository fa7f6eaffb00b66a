import type * as Electron from 'electron'

export type PrintOutcome = 'printed' | 'cancelled' | 'no-printer' | 'failed'

/** What Electron says of each (shell/browser/printing, and its documentation of `print`); always in English. */
const reasons: Record<PrintOutcome, string> = {
  printed: '',
  cancelled: 'Print job canceled',
  'no-printer': 'No printers available on the network',
  failed: 'Print job failed',
}

/** The printers of this computer, and what was sent to them. */
export const printer = {
  /** What becomes of the next print. */
  outcome: 'printed' as PrintOutcome,
  records: [] as { options: object; outcome: PrintOutcome }[],
}

type Print = Electron.WebContents['print']

/** Electron throws where it is told no page size that it knows, and where the options are none. */
export const print: Print = (options = {}, callback) => {
  if (typeof options !== 'object' || options === null) throw new TypeError('webContents.print(): Invalid print settings specified.')
  const { pageSize, usePrinterDefaultPageSize = false } = options
  if (pageSize === undefined && !usePrinterDefaultPageSize) throw new Error('Invalid pageSize provided')
  const { outcome } = printer
  printer.records.push({ options, outcome })
  setImmediate(() => callback?.(outcome === 'printed', reasons[outcome]))
}
