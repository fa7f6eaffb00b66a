import { systemClock } from '../core/clock.ts'
import type { Logger } from '../core/logger.ts'
import { keepDailyCopies } from './daily-copy.ts'
import { watchNetwork } from './network-watch.ts'
import type { Services } from './services.ts'
import type { Teardown } from './teardown.ts'

/** Finds the way out of the office, opens the send gate and keeps both as they should be. */
export async function startSending(services: Services, logger: Logger, teardown: Teardown): Promise<void> {
  await services.network.refresh()
  if (teardown.done) return
  services.outbox.start()
  watchNetwork(services, teardown)
  keepDailyCopies(services.storage, systemClock, logger, teardown)
}
