/** The outbox as the app builds it: real files, real client, real sockets. Only time is moved by hand. */
import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { Credentials } from '#contract/model/credentials.ts'
import { classifyRefusal } from '../../../../../electron/core/guidance/refusal.ts'
import { adoptJournal } from '../../../../../electron/core/outbox/adoption/reconcile.ts'
import type { Clock } from '../../../../../electron/core/lib/clock.ts'
import { Outbox } from '../../../../../electron/core/outbox/outbox.ts'
import { movingStates } from '#contract/model/order.ts'
import { openStorage, type Storage } from '../../../../../electron/core/storage/storage.ts'
import type { Reply, TusFacturasAccount } from '../../../../../electron/core/tusfacturas/api.ts'
import { createTusFacturas } from '../../../../../electron/core/tusfacturas/client.ts'
import { Routes, type NetworkRoute } from '../../../../../electron/core/tusfacturas/routes.ts'
import { Simulator, type SeedItem } from '../../../../simulator/simulator.ts'
import { VirtualClock } from '../../../../unit/core/outbox/model/virtual-clock.ts'
import { fastTemporary } from './temporary.ts'

const silent = { info: () => {}, warn: () => {}, error: () => {} }
export const minute = 60_000
export const hour = 60 * minute
export const day = 24 * hour

export interface WorldOptions {
  /** Default: one of its own, stopped after the test. */
  simulator?: Simulator
  /** TLS of the simulator that is made. */
  tls?: { key: string; cert: string }
  /** Where the client believes the API to be; default the simulator. */
  url?: string
  route?: NetworkRoute
  /** Points of sale; each is its own apikey. Default one, `uno`. */
  lanes?: string[]
  /** Milliseconds of real time, for tests in which something hangs; default long enough for the slowest machine. */
  answerTimeout?: number
  connectTimeout?: number
  clock?: VirtualClock
}

export const credentialsOf = (lane: string): Credentials => ({ apikey: lane, apitoken: 'a'.repeat(32), usertoken: 'b'.repeat(64) })

/** Starts a TusFacturasAPP that puts a comprobante into the queue as often as it is told: what is sent blindly twice is executed twice. */
async function startSimulator({ tls, lanes = ['uno'] }: WorldOptions, clock: Clock): Promise<Simulator> {
  const simulator = await Simulator.start({ now: () => clock.now(), quirks: { resendOfNonError: 'accept' }, ...(tls ? { tls } : {}) })
  onTestFinished(() => simulator.stop())
  for (const lane of lanes) simulator.addPointOfSale(credentialsOf(lane))
  return simulator
}

export class World {
  readonly simulator: Simulator
  readonly clock: VirtualClock
  readonly lanes: string[]
  readonly folder = mkdtempSync(join(fastTemporary, 'reencola-faults-'))
  /** What a person confirmed: `lane reference` and how many POSTs that was said to cost at most. */
  readonly asked = new Map<string, number>()
  automaticResends: 0 | 1 = 1
  /** What orders of rules may cost a day; null: none of them may go. */
  automatic: { perDay: number } | null = null
  /** What the keychain does. */
  credentialsOf = (lane: string): Promise<Credentials | null> => Promise.resolve(credentialsOf(lane))
  /** What was logged, but for what is only told. */
  readonly logged: string[] = []
  /** Most POSTs under way at once. */
  mostSending = 0
  outbox!: Outbox
  storage!: Storage
  routes!: Routes
  /** What the outbox talks to; the test may put something else in place of a method. */
  api!: TusFacturasAccount
  readonly #calls = new Set<Promise<unknown>>()
  #sending = 0
  #url: string
  #route: NetworkRoute
  readonly #timeouts: { connectTimeout: number; answerTimeout: number }
  #end = async () => {}

  /** @returns a program that is running; it ends with the test */
  static async start(options: WorldOptions = {}): Promise<World> {
    const clock = options.clock ?? new VirtualClock()
    return new World(options, options.simulator ?? (await startSimulator(options, clock)), clock)
  }

  private constructor(options: WorldOptions, simulator: Simulator, clock: VirtualClock) {
    this.simulator = simulator
    this.clock = clock
    this.lanes = options.lanes ?? ['uno']
    this.#url = options.url ?? simulator.url
    this.#route = options.route ?? { proxy: null, certificates: null }
    this.#timeouts = { connectTimeout: options.connectTimeout ?? 10_000, answerTimeout: options.answerTimeout ?? 10_000 }
    const others = clock.settle
    clock.settle = async () => {
      await others()
      await this.quiet()
    }
    onTestFinished(async () => {
      await this.#end()
      rmSync(this.folder, { recursive: true, force: true })
    })
    this.open()
  }

  /** Starts the program on what is in the folder. */
  open({ url, start = true }: { url?: string; start?: boolean } = {}): void {
    this.#url = url ?? this.#url
    const { clock } = this
    const { connectTimeout, answerTimeout } = this.#timeouts
    // Timeouts of the network belong to the network's time, not to the one that is moved by hand.
    const networkClock: Clock = {
      now: () => clock.now(),
      after: (delay, callback) => {
        const timer = setTimeout(callback, delay)
        return () => clearTimeout(timer)
      },
    }
    const routes = new Routes(this.#route, { connectTimeout, clock: networkClock })
    const client = createTusFacturas({
      baseUrl: new URL(this.#url),
      version: '1.2.3',
      routes,
      classify: classifyRefusal,
      logger: silent,
      clock: networkClock,
      answerTimeout,
    })
    this.routes = routes
    this.api = this.#watched(client)
    this.storage = openStorage(this.folder, clock, silent, adoptJournal)
    this.outbox = new Outbox({
      ...this.storage,
      api: this.api,
      pointsOfSale: {
        ids: () => this.lanes,
        nameOf: (id) => (this.lanes.includes(id) ? `Local ${id}` : null),
        credentialsOf: (id) => (this.lanes.includes(id) ? this.credentialsOf(id) : Promise.resolve(null)),
      },
      rules: () => ({ automaticResends: this.automaticResends, spacing: 100, automatic: this.automatic }),
      clock,
      logger: { info: () => {}, warn: (message) => void this.logged.push(message), error: (message) => void this.logged.push(message) },
      random: () => 0.5,
    })
    const { outbox, storage } = this
    this.#end = async () => {
      outbox.dispose()
      await client.dispose()
      await this.quiet()
      storage.dispose()
    }
    if (start) this.outbox.start()
  }

  /** The program ends at once and is started again: nothing of what it knew in memory is left. */
  async restart(options: { url?: string; whileClosed?: () => void; start?: boolean } = {}): Promise<void> {
    await this.#end()
    this.clock.forgetTimers()
    options.whileClosed?.()
    this.open(options)
  }

  /** Settles when no call is under way and nothing more happens until time moves. */
  async quiet(): Promise<void> {
    for (let calm = 0; calm < 2; calm++) {
      await new Promise((resolve) => setImmediate(resolve))
      if (this.#calls.size > 0) {
        await Promise.all(this.#calls)
        calm = -1
      }
    }
  }

  /** Lets time pass until nothing is left that moves by itself. @throws when that takes longer than two days */
  async drain(): Promise<void> {
    const moving = movingStates.filter((state) => state !== 'held')
    for (let waited = 0; this.count(...moving) > 0; waited += 5 * minute) {
      if (waited > 2 * day) throw new Error(`still moving: ${JSON.stringify(this.outbox.status().counts)}`)
      await this.clock.advance(5 * minute)
    }
  }

  /** Everything works again and the person lets everything go on. What is left afterwards waits for a decision, or is at its end. */
  async fairWeather(): Promise<void> {
    this.simulator.clearFaults()
    this.simulator.maintenance(null)
    await this.simulator.link('up')
    this.outbox.setPaused(false)
    this.outbox.wake('network-settings')
    for (const lane of this.lanes) this.outbox.retryGate(lane)
    for (const row of this.storage.database.prepare("SELECT id FROM orders WHERE state = 'held'").all()) this.outbox.resend(Number(row['id']))
    await this.drain()
  }

  /** Comprobantes in error at TusFacturasAPP, in the order in which they were first sent. */
  seed(references: string[], item: Partial<SeedItem> = {}, lane = 'uno'): void {
    this.simulator.seed(references.map((external_reference) => ({ fecha: '20/11/2026', ...item, apikey: lane, external_reference })))
  }

  /** A person asks for these. @returns those that were already on their way */
  place(wanted: string[], lane = 'uno'): string[] {
    const placed = this.outbox.place(lane, wanted)
    if (!placed.ok) throw new Error(placed.error.code)
    const live = new Set(placed.value.alreadyLive)
    for (const reference of new Set(wanted)) if (!live.has(reference)) this.allow(lane, reference)
    return placed.value.alreadyLive
  }

  /** A person confirms what may cost so many POSTs. */
  allow(lane: string, reference: string, posts = 1 + this.automaticResends): void {
    const key = `${lane} ${reference}`
    this.asked.set(key, (this.asked.get(key) ?? 0) + posts)
  }

  /** Newest order of each reference, by its state. */
  states(lane = 'uno'): Record<string, string> {
    const rows = this.storage.database.prepare('SELECT external_reference AS r, state AS s FROM orders WHERE point_of_sale = ? ORDER BY id').all(lane)
    return Object.fromEntries(rows.map((row) => [String(row['r']), String(row['s'])]))
  }

  count(...states: string[]): number {
    return this.number(`SELECT count(*) FROM orders WHERE state IN (${states.map(() => '?').join(', ')})`, ...states)
  }

  /** Requests counted for a point of sale, over all months. */
  ledger(lane = 'uno'): { used: number; possible: number } {
    const rows = this.outbox.ledger().filter((row) => row.pointOfSaleId === lane)
    return { used: rows.reduce((sum, row) => sum + row.used, 0), possible: rows.reduce((sum, row) => sum + row.possible, 0) }
  }

  /** POSTs that reached TusFacturasAPP, in order of arrival. */
  posts(lane?: string) {
    return this.simulator.requests({ method: 'reenviar_encolado', ...(lane ? { apikey: lane } : {}) })
  }

  number(sql: string, ...values: string[]): number {
    return Number(Object.values(this.storage.database.prepare(sql).get(...values) ?? {})[0])
  }

  /** Counts what is under way, so that `quiet` knows. */
  #watched(client: TusFacturasAccount): TusFacturasAccount {
    const watch = <T>(call: Promise<Reply<T>>): Promise<Reply<T>> => {
      this.#calls.add(call)
      void call.finally(() => this.#calls.delete(call))
      return call
    }
    return {
      resend: (...args) => {
        this.mostSending = Math.max(this.mostSending, ++this.#sending)
        return watch(client.resend(...args).finally(() => this.#sending--))
      },
      changeDate: (...args) => watch(client.changeDate(...args)),
      deleteQueued: (...args) => watch(client.deleteQueued(...args)),
      serviceState: (...args) => watch(client.serviceState(...args)),
      usage: (...args) => watch(client.usage(...args)),
      findByReferences: (...args) => watch(client.findByReferences(...args)),
      findByReference: (...args) => watch(client.findByReference(...args)),
      findByDate: (...args) => watch(client.findByDate(...args)),
    }
  }
}

/** `count` references whose order is the one in which they were first sent. */
export const references = (count: number, prefix = 'FC'): string[] =>
  Array.from({ length: count }, (_, index) => `${prefix}-${String(index + 1).padStart(5, '0')}`)
