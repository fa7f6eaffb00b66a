import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as pause } from 'node:timers/promises'
import { systemClock } from '../../../electron/core/clock.ts'
import { Outbox } from '../../../electron/core/outbox/outbox.ts'
import { openStorage } from '../../../electron/core/storage/storage.ts'
import { VirtualApi } from '../../unit/model/virtual-api.ts'
import { Simulator } from '../../simulator/simulator.ts'

const credentials = { apikey: '60606', apitoken: 'tokdekill0123456789abcdef0123456', usertoken: 'usrdekill' }
const silent = { info: () => {}, warn: () => {}, error: () => {} }

export interface KillReport {
  kills: number
  orders: number
  /** Orders that are not there, or in a state that nothing picks up. */
  lost: number
  /** Executions at the server that the rules do not allow: more than one for a wish, or without a marker. */
  beyondRules: number
  /** Orders sent more often than once and once more. */
  overSent: number
  executions: number
  /** Requests in the ledger, used and possible. */
  ledger: number
  /** POSTs that reached the server. */
  posts: number
  /** Starts that found the file damaged or older than the journal. */
  damaged: number
  states: Record<string, number>
}

/** How long a child works before it is killed, on average, milliseconds. */
const meanLife = 40

/** A small seeded generator (mulberry32), so that a failing run can be repeated. */
function random(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

/**
 * Places orders, then kills the process that sends them at random instants, over a link that flaps and a server that loses
 * answers, until the given number of kills; then lets it run until nothing moves, and counts.
 * @param kills how many times SIGKILL
 * @param orders how many orders
 */
export async function killLoop(kills: number, orders: number, seed: number): Promise<KillReport> {
  const folder = mkdtempSync(join(tmpdir(), 'reencola-kill-'))
  // As slow as it takes for orders to be left at the last kill.
  const simulator = await Simulator.start({ latencyMs: (kills * meanLife) / orders })
  const chance = random(seed)
  const epoch = Date.now()
  const references = Array.from({ length: orders }, (_, index) => `K${String(index).padStart(4, '0')}`)
  simulator.addPointOfSale({ ...credentials, name: 'Local' })
  simulator.seed(references.map((external_reference) => ({ apikey: credentials.apikey, external_reference, status: 'error' as const })))
  try {
    place(folder, references)
    let damaged = 0
    const start = (): ChildProcess => {
      const child = fork(join(import.meta.dirname, 'child.ts'), [folder, simulator.url, String(epoch)], { stdio: 'ignore' })
      child.on('message', (message) => void (message === 'damaged' && damaged++))
      return child
    }
    for (let kill = 0; kill < kills; kill++) {
      const child = start()
      await heard(child, 'started')
      if (chance() < 0.2) simulator.inject({ method: 'reenviar_encolado', phase: chance() < 0.5 ? 'reset' : 'end', executed: chance() < 0.5 })
      const down = chance() < 0.15
      if (down) await simulator.link('down')
      await pause(chance() * 2 * meanLife)
      child.kill('SIGKILL')
      await once(child, 'exit')
      if (down) await simulator.link('up')
    }
    simulator.clearFaults()
    const last = start()
    await heard(last, 'settled')
    last.kill('SIGKILL')
    await once(last, 'exit')
    return { kills, orders, damaged, ...count(folder, references, simulator) }
  } finally {
    await simulator.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

function place(folder: string, references: string[]): void {
  const storage = openStorage(folder, systemClock, silent)
  const outbox = new Outbox({
    ...storage,
    api: new VirtualApi(),
    pointsOfSale: { ids: () => ['uno'], nameOf: () => 'Local', credentialsOf: () => Promise.resolve(null) },
    rules: () => ({ automaticResends: 1, spacing: 100 }),
    clock: systemClock,
    logger: silent,
  })
  outbox.place('uno', references)
  outbox.dispose()
  storage.dispose()
}

function heard(child: ChildProcess, word: string): Promise<void> {
  return new Promise((resolve, reject) => {
    child.on('message', (message) => void (message === word && resolve()))
    child.once('exit', (code, signal) => reject(new Error(`the child ended by itself: ${code ?? signal}`)))
  })
}

const ended = ['accepted', 'issued', 'superseded', 'needs_decision', 'held']

function count(folder: string, references: string[], simulator: Simulator): Omit<KillReport, 'kills' | 'orders' | 'damaged'> {
  const database = new DatabaseSync(join(folder, 'ordenes.db'))
  const rows = database.prepare('SELECT external_reference AS reference, state, (SELECT count(*) FROM request WHERE order_id = orders.id) AS markers FROM orders').all()
  const byReference = new Map(rows.map((row) => [String(row['reference']), { state: String(row['state']), markers: Number(row['markers']) }]))
  const ledger = Number(database.prepare('SELECT count(*) AS n FROM request').get()?.['n'])
  database.close()
  const posts = simulator.requests().filter((request) => request.method === 'reenviar_encolado')
  const sum = (value: (reference: string) => number) => references.reduce((total, reference) => total + value(reference), 0)
  const excess = (reference: string): number => {
    const executions = simulator.executions(reference)
    return Math.max(0, executions - Math.min(1, byReference.get(reference)?.markers ?? 0))
  }
  return {
    lost: references.filter((reference) => !ended.includes(byReference.get(reference)?.state ?? '')).length + Math.abs(rows.length - references.length),
    beyondRules: sum(excess),
    overSent: references.filter((reference) => (byReference.get(reference)?.markers ?? 0) > 2).length,
    executions: sum((reference) => simulator.executions(reference)),
    ledger,
    posts: posts.length,
    states: Object.fromEntries([...Map.groupBy(rows, (row) => String(row['state']))].map(([state, group]) => [state, group.length])),
  }
}
