/** What main answers when asked and tells anew by itself. */
import { call, on } from '../api.ts'
import { useLive } from './use-live.ts'

/** How the program gets on looking by itself. */
export const useWatch = () =>
  useLive(
    'watch',
    () => call('readWatch', {}),
    (_again, tell) => on('watchChanged', tell),
  )

/** What rules have spent today. */
export const useRules = () =>
  useLive(
    'rules',
    () => call('readRules', {}),
    (_again, tell) => on('rulesChanged', tell),
  )

/** What webhooks are received, and where. */
export const useWebhooks = () =>
  useLive(
    'webhooks',
    () => call('webhookStatus', {}),
    (_again, tell) => on('webhooksChanged', tell),
  )
