import { ok } from '../../contract/result.ts'
import type { CommandHandlers } from '../../contract/schema.ts'
import { csvTexts } from '../../contract/texts/history.ts'
import type { History } from '../../core/history/history.ts'

export interface HistoryServices {
  history: History
  /** Asks where to save; null: nowhere. */
  choosePath: (suggestedName: string) => Promise<string | null>
  onExportProgress: (done: number, total: number) => void
  /** Today in Argentina, dd/mm/aaaa. */
  today: () => string
}

export const historyHandlers = ({ history, choosePath, onExportProgress, today }: HistoryServices): Pick<CommandHandlers, 'exportOrders' | 'cancelExport' | 'readSummary'> => ({
  exportOrders: (filter) => history.export(filter, () => choosePath(csvTexts.fileName(today().replaceAll('/', '-'))), onExportProgress),
  cancelExport: () => {
    history.cancelExport()
    return ok(null)
  },
  readSummary: ({ month, pointOfSaleId }) => ok(history.summary(month, pointOfSaleId ?? null)),
})
