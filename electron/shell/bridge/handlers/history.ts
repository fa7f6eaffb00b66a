import { ok } from '#contract/result.ts'
import type { CommandHandlers } from '#contract/schema.ts'
import { csvTexts } from '#contract/texts/history.ts'
import type { EverySecret } from '../../files/every-secret.ts'
import type { History } from '../../../core/history/history.ts'

export interface HistoryServices {
  history: History
  everySecret: EverySecret
  /** Asks where to save; null: nowhere. */
  choosePath: (suggestedName: string) => Promise<string | null>
  onExportProgress: (done: number, total: number) => void
  /** Today in Argentina, dd/mm/aaaa. */
  today: () => string
}

export const historyHandlers = ({
  history,
  everySecret,
  choosePath,
  onExportProgress,
  today,
}: HistoryServices): Pick<CommandHandlers, 'exportOrders' | 'cancelExport' | 'readSummary'> => ({
  exportOrders: async (filter) =>
    history.export(filter, () => choosePath(csvTexts.fileName(today().replaceAll('/', '-'))), await everySecret.mask(), onExportProgress),
  cancelExport: () => {
    history.cancelExport()
    return ok(null)
  },
  readSummary: ({ month, pointsOfSale = null }) => ok(history.summary(month, pointsOfSale)),
})
