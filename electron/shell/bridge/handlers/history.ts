import type { historyCommands } from '#contract/commands/history.ts'
import { ok } from '#contract/result.ts'
import type { CommandHandlers } from '#contract/schema.ts'
import type { PageServices } from '../page-services.ts'

export const historyHandlers = ({ history, everySecret, savePath, onExportProgress }: PageServices): Pick<CommandHandlers, keyof typeof historyCommands> => ({
  exportOrders: async (filter) => history.export(filter, () => savePath('table'), await everySecret.mask(), onExportProgress),
  cancelExport: () => (history.cancelExport(), ok(null)),
  readSummary: ({ month, pointsOfSale = null }) => ok(history.summary(month, pointsOfSale)),
})
