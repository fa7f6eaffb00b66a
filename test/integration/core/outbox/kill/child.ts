/** The outbox in a process of its own, to be killed. Says on its output, line by line, how far it is; told over IPC what to do. */
import { writeSync } from 'node:fs'
import { liveStates } from '#contract/model/order.ts'
import { liveTaskStates, type Task } from '#contract/model/task.ts'
import { classifyRefusal } from '../../../../../electron/core/guidance/refusal.ts'
import { adoptJournal } from '../../../../../electron/core/outbox/adoption/reconcile.ts'
import type { Clock } from '../../../../../electron/core/lib/clock.ts'
import { Outbox } from '../../../../../electron/core/outbox/outbox.ts'
import { openStorage } from '../../../../../electron/core/storage/storage.ts'
import { createTusFacturas } from '../../../../../electron/core/tusfacturas/client.ts'
import { Routes } from '../../../../../electron/core/tusfacturas/routes.ts'
import type { TaskRequest } from '../../../../../electron/core/outbox/tasks/tasks.ts'
import type { PaidCall } from '../../../../../electron/core/tusfacturas/api.ts'

/** What the parent sends. */
export type Message = { do: 'start'; work: Work } | { do: 'wake' }

/** What there is to do, and with which time. */
export interface Work {
  folder: string
  url: string
  references: string[]
  /** Time runs this many times faster, counted from `epoch`, also while no child lives. */
  factor: number
  epoch: number
  /** Milliseconds of that time between two POSTs. */
  spacing: number
  /** Stop dead there, for the parent to kill: the disk has the marker and the wire nothing; or the answer is there and not on disk. */
  /** What a person asks for once, instead of resends. */
  task?: TaskRequest
  stopAt?: 'before-marker' | 'after-marker' | 'after-answer'
}

/** What the child says: its code is loaded, the file is damaged or older than the journal, its orders were accepted, it stopped where it was to, every order is at its end, a batch is to be told of as over. */
export type Said = 'ready' | 'damaged' | 'placed' | 'stopped' | 'settled' | 'over'

const say = (word: Said): void => void writeSync(1, `${word}\n`)

/** For ever: only SIGKILL ends it. */
function stop(): void {
  say('stopped')
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)
}

const silent = { info: () => {}, warn: () => {}, error: () => {} }

/** A day passes in minutes. */
const fastClock = ({ epoch, factor }: Work): Clock => ({
  now: () => epoch + (Date.now() - epoch) * factor,
  after: (delay, callback) => {
    const timer = setTimeout(callback, Math.min(Math.max(delay, 0) / factor, 2_147_483_647))
    return () => clearTimeout(timer)
  },
})

/** The marker is committed, and its line written, before the first byte: there it stops, or before, or with the answer in hand. */
async function stopping<T>(call: (paid: PaidCall) => Promise<T>, paid: PaidCall, at: Work['stopAt']): Promise<T> {
  if (at === 'before-marker') stop()
  const onMarker = () => {
    paid.onMarker()
    if (at === 'after-marker') stop()
  }
  const reply = await call({ ...paid, onMarker })
  if (at === 'after-answer') stop()
  return reply
}

function stoppingApi(api: ReturnType<typeof createTusFacturas>, at: Work['stopAt']): typeof api {
  return {
    ...api,
    resend: (credentials, reference, paid) => stopping((call) => api.resend(credentials, reference, call), paid, at),
    changeDate: (credentials, reference, fecha, vencimiento, paid) =>
      stopping((call) => api.changeDate(credentials, reference, fecha, vencimiento, call), paid, at),
    deleteQueued: (credentials, reference, fecha, paid) => stopping((call) => api.deleteQueued(credentials, reference, fecha, call), paid, at),
    usage: (credentials, paid) => stopping((call) => api.usage(credentials, call), paid, at),
  }
}

function start(work: Work): Outbox {
  const clock = fastClock(work)
  const storage = openStorage(work.folder, clock, silent, adoptJournal)
  // A kill damages nothing, and the journal knows at most the transaction that it cut off.
  if (storage.stopped) say('damaged')
  const routes = new Routes({ proxy: null, certificates: null })
  const client = createTusFacturas({
    baseUrl: new URL(work.url),
    version: '1.2.3',
    routes,
    classify: classifyRefusal,
    logger: silent,
    answerTimeout: 2_000,
  })
  const outbox = new Outbox({
    ...storage,
    api: stoppingApi(client, work.stopAt),
    pointsOfSale: {
      ids: () => ['uno'],
      nameOf: () => 'Local',
      credentialsOf: () => Promise.resolve({ apikey: 'uno', apitoken: 'a'.repeat(32), usertoken: 'b'.repeat(64) }),
    },
    rules: () => ({ automaticResends: 1, spacing: work.spacing }),
    clock,
    logger: silent,
  })
  if (work.references.length > 0 && outbox.list({ offset: 0, limit: 1 }).total === 0) outbox.place('uno', work.references)
  say('placed')
  outbox.onChange((change) => {
    if (change.type === 'status') attend(outbox)
    // The person is told of it by whoever comes after.
    if (change.type === 'batches-due' && change.outcomes.some(({ over }) => over)) say('over')
  })
  outbox.start()
  // The person has read what may be missing.
  if (outbox.status().banners.some(({ kind }) => kind === 'storage')) outbox.acknowledgeStorage()
  if (work.task && outbox.tasks.list({}).length === 0) void outbox.tasks.ask(work.task)
  attend(outbox)
  return outbox
}

const isOver = ({ state }: Task) => !liveTaskStates.includes(state)

/** The person at the window: lets go what is held and sends again what has to be decided; says so when everything is at its end. */
function attend(outbox: Outbox): void {
  const { counts } = outbox.status()
  const { held = 0, needs_decision = 0 } = counts
  if (held + needs_decision > 0)
    for (const order of outbox.list({ states: ['held', 'needs_decision'], offset: 0, limit: 200 }).orders)
      if (order.state === 'held') outbox.resend(order.id)
      else outbox.decide(order.id, 'resend')
  if (liveStates.every((state) => !counts[state]) && outbox.tasks.list({}).every(isOver)) say('settled')
}

let outbox: Outbox | null = null
process.on('message', (message: Message) => {
  if (message.do === 'start') outbox = start(message.work)
  else outbox?.wake('online')
})
process.on('disconnect', () => process.exit())
say('ready')
