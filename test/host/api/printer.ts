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

const pageSizes: readonly string[] = ['A0', 'A1', 'A2', 'A3', 'A4', 'A5', 'A6', 'Legal', 'Letter', 'Tabloid']

/** Both sides of a page must be longer, in microns. */
const tooShort = 352

/** As `print` of Electron's own WebContents, in its order and its words. */
function checkPageSize({ pageSize, usePrinterDefaultPageSize }: Electron.WebContentsPrintOptions): void {
  if (usePrinterDefaultPageSize !== undefined && pageSize !== undefined) throw new Error('usePrinterDefaultPageSize cannot be combined with pageSize')
  if (typeof pageSize === 'object') {
    if (!pageSize.height || !pageSize.width) throw new Error('height and width properties are required for pageSize')
    if ([pageSize.height, pageSize.width].some((side) => Math.ceil(side) <= tooShort))
      throw new RangeError('height and width properties must be minimum 352 microns.')
  } else if (pageSize !== undefined && !pageSizes.includes(pageSize)) throw new Error(`Unsupported pageSize: ${pageSize}`)
  // Its source lets this one pass; only its documentation says that it throws (`contents.print`).
  if (pageSize === undefined && !usePrinterDefaultPageSize) throw new Error('Invalid pageSize provided')
}

export const print: Print = (options = {}, callback) => {
  if (typeof options !== 'object' || options === null) throw new TypeError('webContents.print(): Invalid print settings specified.')
  checkPageSize(options)
  const { outcome } = printer
  printer.records.push({ options, outcome })
  setImmediate(() => callback?.(outcome === 'printed', reasons[outcome]))
}
