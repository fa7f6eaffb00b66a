/** A program with rules in a process of its own, to be killed. Says on its output when an order of a rule is on disk, and when it stopped dead. */
import { writeSync } from 'node:fs'
import { watchByDefault } from '#contract/model/settings.ts'
import { classifyRefusal } from '../../../../electron/core/guidance/refusal.ts'
import { InboxStore } from '../../../../electron/core/inbox/store.ts'
import type { Clock } from '../../../../electron/core/lib/clock.ts'
import { adoptJournal } from '../../../../electron/core/outbox/adoption/reconcile.ts'
import { Outbox } from '../../../../electron/core/outbox/outbox.ts'
import { RuleRunner } from '../../../../electron/core/rules/runner.ts'
import { openStorage } from '../../../../electron/core/storage/storage.ts'
import { createTusFacturas } from '../../../../electron/core/tusfacturas/client.ts'
import { Routes } from '../../../../electron/core/tusfacturas/routes.ts'
import { comprobante } from '../inbox/found.ts'

/** `placed`: before anything is asked; `marked`: the marker is on disk and no byte has left; `none`: it lives until it is killed. */
type StopAt = 'placed' | 'marked' | 'none'

const [folder, url, fecha, reason, epoch, stopAt] = process.argv.slice(2) as [string, string, string, string, string, StopAt]
const silent = { info: () => {}, warn: () => {}, error: () => {} }
/** Ten minutes pass in less than a second. */
const factor = 1_000
const clock: Clock = {
  now: () => Number(epoch) + (Date.now() - Number(epoch)) * factor,
  after: (delay, callback) => {
    const timer = setTimeout(callback, Math.min(Math.max(delay, 0) / factor, 2_147_483_647))
    return () => clearTimeout(timer)
  },
}

const say = (word: string): void => void writeSync(1, `${word}\n`)
function stop(): void {
  say('stopped')
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)
}

const storage = openStorage(folder, clock, silent, adoptJournal)
const api = createTusFacturas({
  baseUrl: new URL(url),
  version: '1.2.3',
  routes: new Routes({ proxy: null, certificates: null }),
  classify: classifyRefusal,
  logger: silent,
  answerTimeout: 2_000,
})
const outbox = new Outbox({
  ...storage,
  api: {
    ...api,
    resend: (credentials, reference, call) => {
      const onMarker = () => {
        call.onMarker()
        if (stopAt === 'marked') stop()
      }
      return api.resend(credentials, reference, { ...call, onMarker })
    },
  },
  pointsOfSale: {
    ids: () => ['uno'],
    nameOf: () => 'Local',
    credentialsOf: () => Promise.resolve({ apikey: 'uno', apitoken: 'a'.repeat(32), usertoken: 'b'.repeat(64) }),
  },
  rules: () => ({ automaticResends: 1, spacing: 100, automatic: { perDay: 20 } }),
  clock,
  logger: silent,
})
const inbox = new InboxStore({ database: storage.database, clock, guard: outbox.guard, exists: () => true })
if (inbox.lastRead('uno', fecha) === null) {
  inbox.recordDay('uno', fecha, [comprobante('A', { fecha })], clock.now())
  outbox.giveReason({ pointOfSaleId: 'uno', external_reference: 'A', text: reason, orderId: null })
}
const { automatic } = outbox
const runner = new RuleRunner({
  database: storage.database,
  automatic: {
    obstacle: (id) => automatic.obstacle(id),
    spending: (id) => automatic.spending(id),
    takeBack: (id) => automatic.takeBack(id),
    tellSpent: (...spent) => automatic.tellSpent(...spent),
    place: (...order) => {
      const placed = automatic.place(...order)
      say('placed')
      if (stopAt === 'placed') stop()
      return placed
    },
  },
  pointsOfSale: { ids: () => ['uno'] },
  settings: () => ({ rules: { on: true, perDay: 20, unknownOnce: false }, watch: { ...watchByDefault, days: [0, 1, 2, 3, 4, 5, 6], from: 0, until: 24 } }),
  clock,
  logger: silent,
})
outbox.onChange((change) => {
  if (change.type === 'orders') for (const { state } of change.orders) say(state)
})
outbox.start()
runner.start()
