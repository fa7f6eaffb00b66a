/** The receiver in a process of its own, to be killed: `node child.ts FOLDER PATH`; says its port on standard output. */
import { adoptJournal } from '../../../../../electron/core/outbox/adoption/reconcile.ts'
import { systemClock } from '../../../../../electron/core/lib/clock.ts'
import { Doors } from '../../../../../electron/core/webhooks/doors.ts'
import { Receiver } from '../../../../../electron/core/webhooks/receiver.ts'
import { Outbox } from '../../../../../electron/core/outbox/outbox.ts'
import { openStorage } from '../../../../../electron/core/storage/storage.ts'
import { VirtualApi } from '../../../../unit/core/outbox/model/virtual-api.ts'

const [, , folder = '', path = ''] = process.argv
const silent = { info: () => {}, warn: () => {}, error: () => {} }
const outbox = new Outbox({
  ...openStorage(folder, systemClock, silent, adoptJournal),
  api: new VirtualApi(),
  pointsOfSale: { ids: () => ['uno'], nameOf: () => 'Local', credentialsOf: () => Promise.resolve(null) },
  rules: () => ({ automaticResends: 1, spacing: 0 }),
  clock: systemClock,
  logger: silent,
})
const receiver = new Receiver({
  take: (deliveries) => outbox.webhooks(deliveries),
  clock: systemClock,
  logger: silent,
  onState: (state) => {
    if (state.kind === 'listening') process.stdout.write(`${state.port}\n`)
  },
  onTaken: () => {},
  onRefused: () => {},
})
receiver.use(new Doors([{ pointOfSale: 'uno', path, token: { kind: 'none' } }]))
process.on('disconnect', () => process.exit())
await receiver.listen({ host: '127.0.0.1', port: 0 })
