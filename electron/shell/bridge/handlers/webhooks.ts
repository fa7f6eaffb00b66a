import { ok } from '#contract/result.ts'
import type { CommandHandlers } from '#contract/schema.ts'
import type { webhooksCommands } from '#contract/commands/webhooks.ts'
import type { Logger } from '../../../core/lib/logger.ts'
import type { Outbox } from '../../../core/outbox/outbox.ts'
import type { WebhookDesk } from '../../webhooks/desk.ts'

export interface WebhooksHandlerServices {
  webhooks: WebhookDesk
  outbox: Outbox
  logger: Logger
  writeClipboard: (text: string) => Promise<void>
  /** Lets the person choose a file; null when they did not. */
  chooseWebhookFile: () => Promise<string | null>
}

export const webhooksHandlers = (services: WebhooksHandlerServices): Pick<CommandHandlers, keyof typeof webhooksCommands> => {
  const { webhooks, outbox, logger, writeClipboard, chooseWebhookFile } = services
  return {
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
      const path = await chooseWebhookFile()
      if (path === null) return ok({ kind: 'cancelled' })
      const { importWebhookFile } = await import('../../webhooks/import.ts')
      const report = await importWebhookFile(path, pointOfSaleId, outbox, logger)
      if (report.ok && report.value.kind === 'read') webhooks.noteTaken(report.value.stored)
      return report
    },
  }
}
