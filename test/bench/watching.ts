import { setImmediate } from 'node:timers/promises'
import { watchByDefault } from '#contract/model/settings.ts'
import { classifyRefusal } from '../../electron/core/guidance/refusal.ts'
import { InboxStore } from '../../electron/core/inbox/store.ts'
import { systemClock, type Clock } from '../../electron/core/lib/clock.ts'
import { Reachability } from '../../electron/core/outbox/sending/reachability.ts'
import { createTusFacturas } from '../../electron/core/tusfacturas/client.ts'
import type { Found, Reply, TusFacturas, TusFacturasAccount } from '../../electron/core/tusfacturas/api.ts'
import { Pace } from '../../electron/core/tusfacturas/pace.ts'
import { paced } from '../../electron/core/tusfacturas/paced.ts'
import { Routes } from '../../electron/core/tusfacturas/routes.ts'
import { Round } from '../../electron/core/watch/round.ts'
import { daysInWindow } from '../../electron/core/watch/times.ts'
import { Vain } from '../../electron/core/watch/vain.ts'
import { Watcher, type WatcherOptions } from '../../electron/core/watch/watcher.ts'
import { FleetClock } from './fleet-clock.ts'
import { round, type Benchmark } from './result.ts'
import { startSimulator } from './simulator.ts'
import { demoCredentials, openOutbox, silent, temporaryFolder } from './store.ts'

const second = 1_000
const minute = 60 * second
const hour = 60 * minute
/** As the program keeps it. */
const spacing = 110
const points = 200
/** A Monday, eight in the morning in Argentina. */
const monday = Date.UTC(2026, 10, 23, 11)

const keys = { read: () => Promise.resolve({ kind: 'open', credentials: demoCredentials } as const) }
const pointsOfSale = (count: number) => {
  const ids = Array.from({ length: count }, (_, index) => `pdv-${index}`)
  return { ids: () => ids, nameOf: (id: string) => id }
}

class MemoryInbox {
  readonly #read = new Map<string, number>()
  recordDay(pointOfSaleId: string, fecha: string, _found: unknown, at: number): void {
    this.#read.set(`${pointOfSaleId} ${fecha}`, at)
  }
  readTimes(): (pointOfSaleId: string, fecha: string) => number | null {
    return (pointOfSaleId, fecha) => this.#read.get(`${pointOfSaleId} ${fecha}`) ?? null
  }
}

const nothing: Reply<Found> = { kind: 'done', value: { total: 0, comprobantes: [] } }

/** What rounds find is kept as in the program: in real files, each day in a commit. */
function realInbox(clock: Clock): { inbox: InboxStore; dispose: () => void } {
  const { folder, dispose } = temporaryFolder()
  const { storage, outbox, dispose: close } = openOutbox(folder)
  return {
    inbox: new InboxStore({ database: storage.database, clock, guard: outbox.guard, exists: () => true }),
    dispose: () => {
      close()
      dispose()
    },
  }
}

/** The same queries as fast as the pace lets anybody ask, with nothing done about the answers. @returns milliseconds */
async function bareQueries(api: TusFacturasAccount, fechas: readonly string[]): Promise<number> {
  const left = [...fechas]
  const began = performance.now()
  const work = async () => {
    for (let fecha = left.pop(); fecha !== undefined; fecha = left.pop()) await api.findByDate(demoCredentials, fecha, 1, 100)
  }
  await Promise.all(Array.from({ length: 4 }, work))
  return performance.now() - began
}

/** Today and yesterday of two hundred points of sale, from a real server that takes its time, against the same queries alone. */
export const ronda: Benchmark = {
  name: 'ronda',
  run: async () => {
    const latency = 120
    await using simulator = await startSimulator(latency)
    await simulator.seed([])
    const routes = new Routes({ proxy: null, certificates: null })
    const api = createTusFacturas({ baseUrl: new URL(simulator.url), version: '0', routes, classify: classifyRefusal, logger: silent })
    const watching = paced(api, new Pace(systemClock, spacing), 'watching')
    const { inbox, dispose } = realInbox(systemClock)
    const office = pointsOfSale(points)
    const days = daysInWindow(systemClock.now())
      .slice(0, 2)
      .flatMap((fecha) => office.ids().map((pointOfSaleId) => ({ pointOfSaleId, fecha })))
    try {
      const context = { api: watching, keychain: keys, pointsOfSale: office, inbox, clock: systemClock, logger: silent }
      const began = performance.now()
      const { read } = await new Round(days, context, new Vain(systemClock)).run(new AbortController().signal)
      const took = performance.now() - began
      if (read !== days.length) throw new Error(`${read} of ${days.length} days were read`)
      const least = await bareQueries(
        paced(api, new Pace(systemClock, spacing), 'person'),
        days.map(({ fecha }) => fecha),
      )
      return [
        {
          name: 'ronda',
          value: Math.round(took),
          unit: 'ms',
          baseline: Math.round(least),
          ratio: round(took / least),
          n: 1,
          note: `today and yesterday of ${points} points of sale, ${latency} ms latency; what is found kept on disk; baseline: the same ${days.length} queries, four at a time at the pace of one each ${spacing} ms, and nothing else; aim <= 1.15`,
        },
      ]
    } finally {
      await api.dispose()
      dispose()
    }
  },
}

/** Processor time of a day of watching two hundred points of sale; the answers come ready made. */
export const vigilia: Benchmark = {
  name: 'vigilia',
  run: async () => {
    const clock = new FleetClock(monday)
    const { inbox, dispose } = realInbox(clock)
    const pace = new Pace(clock, spacing)
    let queries = 0
    const findByDate: TusFacturas['findByDate'] = async (_credentials, _fecha, _page, _limit, signal) =>
      (await pace.run('watching', signal, async () => {
        queries++
        await new Promise<void>((resolve) => void clock.after(120, resolve))
        return nothing
      })) ?? nothing
    const watcher = new Watcher({ ...quietOffice(clock, pointsOfSale(points)), inbox, api: { findByDate }, offset: 0.4 })
    watcher.start()
    // The first round reads what was never read, which happens once.
    await clock.advance(12 * hour, settled)
    await clock.advance(12 * hour, settled)
    const [before, asked] = [process.cpuUsage(), queries]
    await clock.advance(24 * hour, settled)
    const spent = share(process.cpuUsage(before))
    watcher.dispose()
    dispose()
    const day = queries - asked
    const bare = process.cpuUsage()
    let left = day
    const work = async () => {
      while (left-- > 0) await findByDate(demoCredentials, '01/01/2026', 1, 100)
    }
    const three = Promise.all([work(), work(), work()])
    await clock.advance(day * spacing + minute, settled)
    await three
    const alone = share(process.cpuUsage(bare))
    return [
      {
        name: 'vigilia',
        value: round(spent),
        unit: '% of one core',
        baseline: round(alone),
        ratio: round(spent / alone),
        n: 1,
        note: `processor time of a simulated day, ${points} points of sale every 30 minutes from 8 to 20, ${day} queries whose answers come ready made, what they say kept on disk, virtual time's own work included; baseline: the same number of queries alone; aim <= 0.3`,
      },
    ]
  },
}

/** @returns percent of one core, over a day */
const share = ({ user, system }: NodeJS.CpuUsage): number => ((user + system) / 1_000 / (24 * hour)) * 100

/** Ten thousand programs find TusFacturasAPP again after two hours; how many come at once. */
export const flota: Benchmark = {
  name: 'flota',
  run: async () => {
    const spread = await fleet(() => ({ offset: Math.random(), random: Math.random }))
    const together = await fleet(() => ({ offset: 0.5, random: () => 1 }))
    return (['queries', 'posts'] as const).map((kind) => ({
      name: kind === 'queries' ? 'flota' : 'flota-envios',
      value: spread[kind],
      unit: kind === 'queries' ? 'queries a second at most' : 'POSTs a second at most',
      baseline: together[kind],
      ratio: round(spread[kind] / together[kind]),
      n: 1,
      note: `${programs} programs in virtual time, each watching one point of sale and with an order that waits, in the hour after an outage of two hours; baseline: without a moment and a wait of their own; aim <= 0.1`,
    }))
  },
}

const programs = 10_000

async function fleet(own: () => Required<Pick<WatcherOptions, 'offset' | 'random'>>): Promise<{ queries: number; posts: number }> {
  const clock = new FleetClock(monday)
  const seen = { queries: new Map<number, number>(), posts: new Map<number, number>() }
  let down = false
  const count = (kind: keyof typeof seen) => {
    const at = Math.floor(clock.now() / second)
    if (!down) seen[kind].set(at, (seen[kind].get(at) ?? 0) + 1)
  }
  const query = async () => {
    count('queries')
    await new Promise<void>((resolve) => void clock.after(120, resolve))
    return down ? unreachable : nothing
  }
  const office = pointsOfSale(1)
  const watchers = Array.from({ length: programs }, () => {
    const pace = new Pace(clock, spacing)
    const findByDate: TusFacturas['findByDate'] = async (_credentials, _fecha, _page, _limit, signal) => (await pace.run('watching', signal, query)) ?? nothing
    const watcher = new Watcher({ ...quietOffice(clock, office), api: { findByDate }, ...own() })
    watcher.start()
    return watcher
  })
  await clock.advance(5 * minute, settled)
  down = true
  for (let program = 0; program < programs; program++) keepTrying(clock, new Reachability(clock, own().random), () => down || (count('posts'), false))
  await clock.advance(2 * hour, settled)
  down = false
  for (const kind of ['queries', 'posts'] as const) seen[kind].clear()
  await clock.advance(hour, settled)
  for (const watcher of watchers) watcher.dispose()
  return { queries: Math.max(...seen.queries.values()), posts: Math.max(...seen.posts.values()) }
}

const unreachable: Reply<never> = {
  kind: 'failed',
  sent: false,
  failure: { code: 'unreachable', httpStatus: null, retryAfter: null, detail: '', original: '' },
}

/** An order that waits for the connection as a lane does. @param fails tries to send it */
function keepTrying(clock: Clock, reachability: Reachability, fails: () => boolean): void {
  if (!fails()) return
  reachability.failed()
  clock.after(reachability.delayFor('lane') ?? 0, () => keepTrying(clock, reachability, fails))
}

const quietOffice = (clock: Clock, office: ReturnType<typeof pointsOfSale>): Omit<WatcherOptions, 'api' | 'offset'> => ({
  keychain: keys,
  pointsOfSale: office,
  inbox: new MemoryInbox(),
  clock,
  logger: silent,
  settings: () => watchByDefault,
  onBattery: () => false,
})

/** Promise chains of a moment end within some turns of the event loop. */
const settled = (): Promise<void> => setImmediate()
