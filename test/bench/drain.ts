import { join } from 'node:path'
import { Agent, request } from 'undici'
import { classifyRefusal } from '../../electron/core/guidance/refusal.ts'
import { openDatabase } from '../../electron/core/storage/open-database.ts'
import { parseBaseUrl } from '../../electron/core/tusfacturas/base-url.ts'
import { createTusFacturas } from '../../electron/core/tusfacturas/client.ts'
import { Routes } from '../../electron/core/tusfacturas/routes.ts'
import { alternate, round, type Benchmark } from './result.ts'
import { startSimulator } from './simulator.ts'
import { demoCredentials, openOutbox, silent, temporaryFolder, type BenchOutbox } from './store.ts'

const references = (count: number): string[] => Array.from({ length: count }, (_, index) => `FC-${String(index).padStart(6, '0')}`)

/**
 * Places the references, opens the gate and waits until each is accepted, with somebody looking on as the window does.
 * @returns milliseconds from the opened gate to the last answer on disk
 */
async function drain({ outbox, storage }: BenchOutbox, wanted: string[]): Promise<number> {
  outbox.place('uno', wanted)
  const finished = new Promise<void>((resolve) => {
    outbox.onChange((change) => {
      if (change.type === 'batches' && change.batches.every(({ active }) => !active)) resolve()
    })
  })
  const began = Date.now()
  outbox.start()
  await finished
  const last = storage.database.prepare("SELECT max(at) AS at, count(*) AS n FROM transition WHERE cause = 'answer-accepted'").get()
  if (last?.['n'] !== wanted.length) throw new Error(`${String(last?.['n'])} of ${wanted.length} orders were accepted`)
  return Number(last['at']) - began
}

/** The real client, store and sender on a fresh store against the simulator at `url`. */
async function drainOverHttp(url: string, wanted: string[]): Promise<number> {
  const base = parseBaseUrl(url)
  if (!base.ok) throw new Error(`not a base URL: ${url}`)
  const { folder, dispose } = temporaryFolder()
  const routes = new Routes({ proxy: null, certificates: null })
  const api = createTusFacturas({ baseUrl: base.url, version: '0.0.0', routes, classify: classifyRefusal, logger: silent })
  const outbox = openOutbox(folder, api)
  try {
    return await drain(outbox, wanted)
  } finally {
    outbox.dispose()
    await api.dispose()
    dispose()
  }
}

/**
 * One POST after the other over one connection.
 * @param before called before each
 * @returns milliseconds
 */
async function postInLoop(url: string, wanted: string[], before = () => {}): Promise<number> {
  const dispatcher = new Agent({ connections: 1, pipelining: 1 })
  const { apikey, apitoken, usertoken } = demoCredentials
  const began = performance.now()
  for (const external_reference of wanted) {
    before()
    const { body } = await request(`${url}/facturacion/reenviar_encolado`, {
      dispatcher,
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ apikey, apitoken, usertoken, external_reference }),
    })
    const answer = (await body.json()) as { error: string }
    if (answer.error !== 'N') throw new Error(`refused: ${JSON.stringify(answer)}`)
  }
  const took = performance.now() - began
  await dispatcher.close()
  return took
}

/** The same loop with the least that durability asks for: a row on disk before each POST, which may hold the answer before it. */
async function postDurably(url: string, wanted: string[]): Promise<number> {
  const { folder, dispose } = temporaryFolder()
  const database = openDatabase(join(folder, 'desnuda.db'))
  database.exec('CREATE TABLE bare (at INTEGER)')
  const insert = database.prepare('INSERT INTO bare VALUES (1)')
  try {
    return await postInLoop(url, wanted, () => void insert.run())
  } finally {
    database.close()
    dispose()
  }
}

const latency = 50
const slowOrders = 1_000
const slowSample = 100

/** How close one lane comes to the time that the server takes. */
export const drenaje: Benchmark = {
  name: 'drenaje',
  run: async () => {
    await using simulator = await startSimulator(latency)
    const wanted = references(slowOrders)
    await simulator.prepare(wanted)
    const took = await drainOverHttp(simulator.url, wanted)
    const least = slowOrders * latency
    const sample = wanted.slice(0, slowSample)
    const perPost = async (run: typeof postDurably) => {
      await simulator.prepare(sample)
      return round((await run(simulator.url, sample)) / slowSample)
    }
    const loop = `a bare loop takes ${await perPost((url, list) => postInLoop(url, list))} ms a POST here, with one bare commit each ${await perPost(postDurably)} ms`
    return [
      {
        name: 'drenaje',
        value: took,
        unit: 'ms',
        baseline: least,
        ratio: round(took / least),
        n: 1,
        note: `${slowOrders} orders in one lane, ${latency} ms latency, spacing 0, the free queries included; baseline: the latencies of the ${slowOrders} POSTs alone (${loop}); aim <= 1.10`,
      },
    ]
  },
}

const dryOrders = 5_000
const rounds = 3

/** What durability and the rest of the outbox cost beside the POSTs themselves. */
export const drenajeSeco: Benchmark = {
  name: 'drenaje-seco',
  run: async () => {
    await using simulator = await startSimulator()
    const wanted = references(dryOrders)
    const perSecond = (run: (url: string, wanted: string[]) => Promise<number>) => async () => {
      await simulator.prepare(wanted)
      return dryOrders / ((await run(simulator.url, wanted)) / 1000)
    }
    const speed = await alternate(rounds, {
      outbox: perSecond(drainOverHttp),
      loop: perSecond((url, list) => postInLoop(url, list)),
      durable: perSecond(postDurably),
    })
    const row = (name: string, baseline: number, what: string) => ({
      name,
      value: Math.round(speed.outbox),
      unit: 'orders/s',
      baseline: Math.round(baseline),
      ratio: round(speed.outbox / baseline),
      n: rounds,
      note: `${dryOrders} orders, no latency, spacing 0; baseline: ${what}; ratio: of its throughput`,
    })
    const limit = `with one bare commit a POST that loop itself comes to ${round(speed.durable / speed.loop)}: the disk's waits are the limit`
    return [
      row('drenaje-seco', speed.loop, `a bare sequential undici loop of the same POSTs to the same simulator (aim >= 0.4; ${limit})`),
      row('drenaje-seco-durable', speed.durable, 'that loop with one durable row before each POST'),
    ]
  },
}
