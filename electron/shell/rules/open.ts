import type { DatabaseSync } from 'node:sqlite'
import type { Clock } from '../../core/lib/clock.ts'
import type { Logger } from '../../core/lib/logger.ts'
import type { Outbox } from '../../core/outbox/outbox.ts'
import { RuleRunner } from '../../core/rules/runner.ts'
import type { SettingsStore, StoredSettings } from '../files/settings.ts'
import type { Vault } from '../files/vault.ts'

interface RuleParts {
  database: DatabaseSync
  outbox: Outbox
  vault: Vault
  settings: SettingsStore
  clock: Clock
  logger: Logger
}

/** Sends nothing before its start(). */
export function openRules({ outbox, vault, settings, ...context }: RuleParts): RuleRunner {
  const runner = new RuleRunner({ ...context, automatic: outbox.automatic, pointsOfSale: vault, settings: () => settings.current })
  let chosen = wishOf(settings.current)
  settings.changed.subscribe((current) => {
    const wish = wishOf(current)
    if (wish === chosen) return
    chosen = wish
    runner.reconsider()
  })
  outbox.onChange((change) => {
    if (change.type === 'orders' && change.orders.some(({ rule }) => rule !== undefined)) runner.refresh()
  })
  vault.changed.subscribe(() => runner.refresh())
  return runner
}

const wishOf = ({ rules, watch }: StoredSettings): string => JSON.stringify([rules, watch])
