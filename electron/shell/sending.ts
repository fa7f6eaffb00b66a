import { systemClock } from '../core/lib/clock.ts'
import { keepDailyCopies } from './files/daily-copy.ts'
import { watchNetwork } from './network/network-watch.ts'
import type { Services } from './services.ts'

/**
 * Finds the way out of the office, opens the send gate and keeps both as they should be.
 * @returns false when the orders turned out to be damaged: nothing was sent, and the next start restores them
 */
export async function startSending(services: Services): Promise<boolean> {
  const { logger, teardown } = services
  const [sound] = await Promise.all([services.storage.verify(), services.network.refresh()])
  if (!sound || teardown.done) return sound
  services.rules.start()
  services.outbox.start()
  void services.webhooks.start()
  services.watcher.start()
  watchNetwork(services)
  services.inbox.keepTidy(services.vault.deletedIds())
  services.history.keepArchived(() => (services.setAside.settingsLost() ? null : services.settings.current.archiveAfter))
  keepDailyCopies(services.storage, systemClock, logger, teardown)
  return true
}
