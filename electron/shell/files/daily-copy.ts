import { Alarm } from '../../core/lib/alarm.ts'
import type { Clock } from '../../core/lib/clock.ts'
import type { Logger } from '../../core/lib/logger.ts'
import type { Storage } from '../../core/storage/storage.ts'
import type { Teardown } from '../start/teardown.ts'

/** The first look waits until the start is over; a computer may run for weeks or for minutes. Milliseconds. */
const firstLook = 60_000
const lookEvery = 3_600_000

/** Keeps the daily copies of the orders up to date while the program runs. */
export function keepDailyCopies(storage: Pick<Storage, 'copyIfDue'>, clock: Clock, logger: Logger, teardown: Teardown): void {
  const alarm = new Alarm(clock, () => {
    storage.copyIfDue().catch((error: unknown) => logger.warn('the daily copy failed', { reason: (error as Error).message }))
    alarm.set(lookEvery)
  })
  alarm.set(firstLook)
  teardown.add('daily copies', () => alarm.cancel())
}
