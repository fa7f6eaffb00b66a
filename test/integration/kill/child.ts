/**
 * The outbox in a process of its own, made to be killed: `node child.ts FOLDER URL EPOCH`. Its clock runs fifty times as
 * fast, counted from EPOCH, so that minutes of waiting fit into a test. Says `started`, and `settled` when nothing moves.
 */
import { movingStates } from '../../../electron/core/outbox/transitions.ts'
import type { Clock } from '../../../electron/core/clock.ts'
import { Outbox } from '../../../electron/core/outbox/outbox.ts'
import { openStorage } from '../../../electron/core/storage/storage.ts'
import { createTusFacturas } from '../../../electron/core/tusfacturas/client.ts'
import { Dispatchers } from '../../../electron/core/tusfacturas/dispatchers.ts'

const [folder = '', url = '', epoch = '0'] = process.argv.slice(2)
const speed = 50
const start = Number(epoch)
const clock: Clock = {
  now: () => start + (Date.now() - start) * speed,
  after: (delay, callback) => {
    const timer = setTimeout(callback, delay / speed)
    return () => clearTimeout(timer)
  },
}
const silent = { info: () => {}, warn: () => {}, error: () => {} }
const credentials = { apikey: '60606', apitoken: 'tokdekill0123456789abcdef0123456', usertoken: 'usrdekill' }

const storage = openStorage(folder, clock, silent)
const outbox = new Outbox({
  ...storage,
  api: createTusFacturas({
    baseUrl: new URL(url),
    version: '0.0.0',
    dispatchers: new Dispatchers({ proxy: null, ca: null }, { connectTimeout: 1_000 }),
    logger: silent,
    answerTimeout: 2_000,
  }),
  pointsOfSale: { ids: () => ['uno'], nameOf: () => 'Local', credentialsOf: () => Promise.resolve(credentials) },
  rules: () => ({ automaticResends: 1, spacing: 100 }),
  clock,
  logger: silent,
})
// Nothing is missing after a kill: a file that is damaged or older than the journal would be a finding.
if (storage.stopped) process.send?.('damaged')
outbox.acknowledgeStorage()
outbox.start()
process.send?.('started')
const moving = storage.database.prepare(`SELECT count(*) AS n FROM orders WHERE state IN (${movingStates.map((state) => `'${state}'`).join(', ')})`)
outbox.onChange(() => {
  if (Number(moving.get()?.['n']) === 0) process.send?.('settled')
})
if (Number(moving.get()?.['n']) === 0) process.send?.('settled')
process.on('disconnect', () => process.exit())
