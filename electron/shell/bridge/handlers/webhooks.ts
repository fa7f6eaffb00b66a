import { ok } from '#contract/result.ts'
import type { CommandHandlers } from '#contract/schema.ts'
import type { webhooksCommands } from '#contract/commands/webhooks.ts'
import type { PageServices } from '../page-services.ts'

export const webhooksHandlers = ({
  webhooks,
  outbox,
  logger,
  writeClipboard,
  openPath,
}: PageServices): Pick<CommandHandlers, keyof typeof webhooksCommands> => ({
  webhookStatus: async () => ok(await webhooks.status()),
  saveWebhookPlace: (args) => webhooks.setPlace(args),
  setWebhookToken: ({ pointOfSaleId, token }) => webhooks.setToken(pointOfSaleId, token),
  renewWebhookUrl: ({ pointOfSaleId }) => webhooks.renew(pointOfSaleId),
  revealWebhookUrl: ({ pointOfSaleId }) => webhooks.urls(pointOfSaleId),
  copyWebhookUrl: async ({ pointOfSaleId }) => {
    const urls = await webhooks.urls(pointOfSaleId)
    if (!urls.ok) return urls
    await writeClipboard(urls.value.published ?? urls.value.local)
    return ok(null)
  },
  importWebhooks: async ({ pointOfSaleId }) => {
    const path = await openPath('webhooks')
    if (path === null) return ok({ kind: 'cancelled' })
    const { importWebhookFile } = await import('../../webhooks/import.ts')
    const report = await importWebhookFile(path, pointOfSaleId, outbox, logger)
    if (report.ok && report.value.kind === 'read') webhooks.noteTaken(report.value.stored)
    return report
  },
})
