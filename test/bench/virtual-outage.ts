import { DatabaseSync } from 'node:sqlite'
import { Outbox } from '../../electron/core/outbox/outbox.ts'
import type { Journal } from '../../electron/core/storage/journal.ts'
import { migrate } from '../../electron/core/storage/migrations.ts'
import { longestBackoff } from '../../electron/core/lib/waits.ts'
import { VirtualApi } from '../unit/core/outbox/model/virtual-api.ts'
import { VirtualClock } from '../unit/core/outbox/model/virtual-clock.ts'
import { demoCredentials, silent } from './store.ts'

/**
 * Lets one order live through an outage that nothing but the backoff notices the end of, in virtual time.
 * @param length of the outage, milliseconds
 * @returns milliseconds from its end to the order accepted, once a trial
 */
export async function outageInVirtualTime(length: number, trials: number): Promise<number[]> {
  const waits: number[] = []
  for (let trial = 0; trial < trials; trial++) waits.push(await oneOutage(length))
  return waits
}

async function oneOutage(length: number): Promise<number> {
  const database = new DatabaseSync(':memory:')
  migrate(database)
  const clock = new VirtualClock()
  const api = new VirtualApi()
  api.status.set('FC-1', 'error')
  api.offline = true
  const outbox = new Outbox({
    database,
    journal: { append: () => {} } as unknown as Journal,
    api,
    pointsOfSale: { ids: () => ['uno'], nameOf: () => 'Local', credentialsOf: () => Promise.resolve(demoCredentials) },
    rules: () => ({ automaticResends: 1, spacing: 100 }),
    clock,
    logger: silent,
    stopped: null,
    // In thousandths, so that virtual time stays in whole milliseconds.
    random: () => Math.round(Math.random() * 1000) / 1000,
  })
  outbox.start()
  outbox.place('uno', ['FC-1'])
  await clock.advance(length)
  api.offline = false
  const backAt = clock.now()
  await clock.advance(longestBackoff + 1_000)
  const acceptedAt = Number(database.prepare("SELECT at FROM transition WHERE to_state = 'accepted'").get()?.['at'])
  outbox.dispose()
  database.close()
  if (!(acceptedAt >= backAt)) throw new Error('the order did not leave')
  return acceptedAt - backAt
}
