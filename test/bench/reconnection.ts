import { setTimeout } from 'node:timers/promises'
import { launchApp, runCli } from '../e2e/harness/app.ts'
import { until } from '../e2e/harness/control.ts'
import { percentile, round, type Benchmark, type BenchResult } from './result.ts'
import { startSimulator } from './simulator.ts'
import { demoCredentials, temporaryFolder } from './store.ts'
import { outageInVirtualTime } from './virtual-outage.ts'

/** So many apps side by side, each with a simulator of its own, as nearly all of the time is waiting. */
const apps = 5
const outagesEach = 10
const outages = apps * outagesEach
/** Long enough for failed attempts and for the app to have seen that the system is offline. Milliseconds. */
const shortest = 5_000
/** The outages end at all phases of the app's look at the system, which it takes every 2 s. */
const phases = 2_000

const virtualTrials = 200
const virtualOutages = { minute: 60_000, hour: 3_600_000 }

/** Connection back to the first verified send. */
export const reconexion: Benchmark = {
  name: 'reconexion',
  run: async () => {
    const perApp = await Promise.all(Array.from({ length: apps }, (_, app) => liveThrough(app)))
    const hinted = perApp.flatMap((times) => times.offline)
    const online = percentile(
      perApp.flatMap((times) => times.online),
      0.5,
    )
    const row = (name: string, share: number, note: string): BenchResult => {
      const value = percentile(hinted, share)
      return { name, value, unit: 'ms', baseline: online, ratio: round(value / online), n: outages, note }
    }
    const how = `of ${outages}: connection back, with the system's online hint, to the first order accepted on disk, in the app on the stand-in host; outages of ${shortest / 1000} to ${(shortest + phases) / 1000} s; baseline: place to accepted while connected (p50)`
    return [
      row('reconexion', 0.95, `p95 ${how}; p50 ${percentile(hinted, 0.5)} ms; aim p95 <= 5000`),
      row('reconexion-p50', 0.5, `p50 ${how}`),
      await withoutHint(),
    ]
  },
}

const seconds = (values: number[], share: number) => round(percentile(values, share) / 1000)

/** When nothing tells that the network is back, only the backoff looks. Its waits are long, so they pass in virtual time. */
async function withoutHint(): Promise<BenchResult> {
  const afterMinute = await outageInVirtualTime(virtualOutages.minute, virtualTrials)
  const afterHour = await outageInVirtualTime(virtualOutages.hour, virtualTrials)
  return {
    name: 'reconexion-sin-aviso',
    value: Math.round(percentile(afterMinute, 0.95)),
    unit: 'ms',
    baseline: null,
    ratio: null,
    n: virtualTrials,
    note: `p95 without any hint, backoff only, after a minute without connection (p50 ${seconds(afterMinute, 0.5)} s); after an hour p50 ${seconds(afterHour, 0.5)} s, p95 ${seconds(afterHour, 0.95)} s: full jitter up to 15 min, by design; virtual time`,
  }
}

/** One app through its outages. @returns milliseconds from the connection to the order accepted; and while connected */
async function liveThrough(index: number): Promise<{ offline: number[]; online: number[] }> {
  const { folder, dispose } = temporaryFolder()
  try {
    await using simulator = await startSimulator()
    const references = Array.from({ length: 2 * outagesEach }, (_, order) => `FC-${order}`)
    await simulator.prepare(references)
    const env = { REENCOLA_API_URL: simulator.url }
    const configured = await runCli(['configurar'], JSON.stringify({ nombre: 'Local', ...demoCredentials }), { ...env, REENCOLA_DATOS: folder })
    if (configured.code !== 0) throw new Error(configured.stderr)
    await using app = await launchApp({ env, dataFolder: folder })
    await app.ready()
    const { control } = app
    const pointOfSaleId = (await control.value('snapshot', {})).pointsOfSale[0]?.id ?? ''
    const place = async () => {
      await control.value('placeOrders', { pointOfSaleId, references: references.splice(0, 1) })
      return (await control.value('listOrders', { limit: 1 })).orders[0]?.id ?? Number.NaN
    }
    const acceptedAt = (id: number) =>
      until(async () => (await control.value('orderStory', { id })).transitions.find(({ to }) => to === 'accepted')?.at, 'the order', 60_000)

    const times = { offline: [] as number[], online: [] as number[] }
    for (let outage = 0; outage < outagesEach; outage++) {
      // Clear of the distance that the app keeps between two resends.
      await setTimeout(500)
      const placedAt = Date.now()
      times.online.push((await acceptedAt(await place())) - placedAt)

      await simulator.link('down')
      await app.control.do('online', { online: false })
      const id = await place()
      await setTimeout(shortest + ((outage * apps + index) * phases) / outages)
      if ((await control.value('snapshot', {})).status.online) throw new Error('the app did not notice the outage')
      const backAt = Date.now()
      await simulator.link('up')
      await app.control.do('online', { online: true })
      times.offline.push((await acceptedAt(id)) - backAt)
    }
    return times
  } finally {
    dispose()
  }
}
