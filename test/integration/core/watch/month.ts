/** A month of an accounting studio in virtual time: a TusFacturasAPP where comprobantes fail and recover, and a watcher that is disturbed. */
import { DatabaseSync } from 'node:sqlite'
import { fechaOf } from '#contract/argentina.ts'
import { watchByDefault, type WatchSettings } from '#contract/model/settings.ts'
import { InboxStore } from '../../../../electron/core/inbox/store.ts'
import { migrate } from '../../../../electron/core/storage/migrations.ts'
import { Keychain } from '../../../../electron/core/outbox/base/keychain.ts'
import type { CallFailureCode, Found, Reply, TusFacturasAccount } from '../../../../electron/core/tusfacturas/api.ts'
import { Pace } from '../../../../electron/core/tusfacturas/pace.ts'
import { paced } from '../../../../electron/core/tusfacturas/paced.ts'
import { Watcher } from '../../../../electron/core/watch/watcher.ts'
import type { Item } from '../../../simulator/queue.ts'
import { World } from '../../../simulator/world.ts'
import { VirtualClock } from '../../../unit/core/outbox/model/virtual-clock.ts'
import { seeded } from './random.ts'
import { findByDate } from './simulated.ts'

export const minute = 60_000
export const hour = 60 * minute
export const day = 24 * hour

/** A comprobante that fell into error. */
export interface Fallen {
  item: Item
  pointOfSaleId: string
  from: number
  /** When it was in error no longer, for the first time. */
  until: number
}

type Trouble = 'unreachable' | 'server' | 'slow-down' | 'maintenance'
const troubles: readonly Trouble[] = ['unreachable', 'server', 'slow-down', 'maintenance']

/** What is told of each row, as the disk sees it: a row that is told of turns from untold to told, while it is in error and not seen. */
const rememberTold = `
  CREATE TABLE told_of (point_of_sale TEXT NOT NULL, external_reference TEXT NOT NULL) STRICT;
  CREATE TRIGGER remember_told AFTER UPDATE OF told ON inbox WHEN old.told = 0 AND new.told = 1 AND old.seen = 0 AND old.gone_at IS NULL BEGIN
    INSERT INTO told_of VALUES (new.point_of_sale, new.external_reference);
  END;`

const failed = (code: CallFailureCode, sent: boolean, httpStatus: number | null = null): Reply<Found> => ({
  kind: 'failed',
  sent,
  failure: { code, httpStatus, retryAfter: null, detail: '', original: '' },
})

interface MonthOptions {
  seed: number
  pointsOfSale: number
  days: number
  settings?: Partial<WatchSettings>
}

export class Month {
  readonly clock = new VirtualClock()
  readonly fallen: Fallen[] = []
  /** When each query started. */
  readonly starts: number[] = []
  readonly underWay = { now: 0, most: 0 }
  paid = 0
  told = 0
  rounds = 0
  readonly settings: WatchSettings
  readonly database = new DatabaseSync(':memory:')
  /** Minutes in which nothing kept the watcher from its work, since the beginning. */
  readonly #calm: number[] = []
  readonly #random: () => number
  readonly #ids: readonly string[]
  readonly #store: InboxStore
  readonly #world: World
  readonly #days: number
  readonly #began: number
  /** What happens at TusFacturasAPP, whether anybody looks or not. */
  #events: { at: number; happen: () => void }[] = []
  #watcher: Watcher | null = null
  #trouble: Trouble | null = null
  /** Nothing can be expected before that. */
  #recovering = 0

  constructor({ seed, pointsOfSale, days, settings }: MonthOptions) {
    this.#random = seeded(seed)
    this.#days = days
    this.settings = { ...watchByDefault, ...settings }
    this.#ids = Array.from({ length: pointsOfSale }, (_, index) => `pdv-${index}`)
    this.#began = this.clock.now()
    this.#world = new World(() => this.clock.now(), seed)
    for (const apikey of this.#ids) this.#world.points.set(apikey, credentialsOf(apikey))
    migrate(this.database)
    this.database.exec(rememberTold)
    const guard = { run: (_name: string, work: () => void) => (work(), true) }
    this.#store = new InboxStore({ database: this.database, clock: this.clock, guard, exists: () => true })
    this.#planMonth()
  }

  /** Lives through all of it. */
  async live(): Promise<void> {
    this.#start()
    for (let passed = 0; passed < this.#days * 24 * 60; passed++) {
      this.#happen()
      await this.#disturb()
      const before = this.clock.now()
      await this.clock.advance(minute)
      this.#calm.push((this.#calm.at(-1) ?? 0) + (this.#isCalm(before) ? 1 : 0))
    }
    this.#watcher?.dispose()
  }

  /** Minutes of undisturbed watching between two moments. */
  calmBetween(from: number, until: number): number {
    const at = (time: number) => this.#calm[Math.min(Math.floor((time - this.#began) / minute), this.#calm.length - 1)] ?? 0
    return at(until) - at(from)
  }

  get end(): number {
    return this.clock.now()
  }

  isKnown({ item, pointOfSaleId }: Fallen): boolean {
    const found = this.database.prepare('SELECT 1 FROM inbox WHERE point_of_sale = ? AND external_reference = ?').get(pointOfSaleId, item.external_reference)
    return found !== undefined
  }

  /** How often each comprobante was told of, with its reference. */
  timesTold(): { external_reference: string; times: number }[] {
    const told = this.database.prepare('SELECT external_reference, count(*) AS times FROM told_of GROUP BY point_of_sale, external_reference')
    return told.all() as unknown as { external_reference: string; times: number }[]
  }

  #planMonth(): void {
    const span = this.#days * day
    const many = this.#days * 120
    for (let number = 0; number < many; number++) this.#planComprobante(number, this.#began + this.#random() * span)
    for (let outage = 0; outage < this.#days; outage++) this.#planOutage(this.#began + this.#random() * span)
    this.#events.sort((a, b) => a.at - b.at)
  }

  /** It fails, some time later it is issued; some fail once more in between. */
  #planComprobante(number: number, at: number): void {
    const apikey = this.#ids[Math.floor(this.#random() * this.#ids.length)] ?? ''
    const ago = this.#random() < 0.8 ? Math.floor(this.#random() * 2) : Math.floor(this.#random() * 28)
    const lasts = this.#random() < 0.2 ? this.#random() * 20 * minute : this.#random() * 6 * day
    const flips = this.#random() < 0.3
    let item: Item | null = null
    const fallen: Fallen[] = []
    this.#events.push(
      {
        at,
        happen: () => {
          const fecha = fechaOf(Math.floor((at - 3 * hour) / day) - ago)
          item = this.#world.queue.add({ apikey, external_reference: `F-${number}`, fecha })
          const fell = { item, pointOfSaleId: apikey, from: at, until: Infinity }
          fallen.push(fell)
          this.fallen.push(fell)
        },
      },
      {
        at: at + lasts,
        happen: () => {
          for (const fell of fallen) fell.until = at + lasts
          if (item) item.status = flips ? 'waiting' : 'issued'
        },
      },
    )
    if (!flips) return
    const again = at + lasts + this.#random() * 2 * hour
    this.#events.push({ at: again, happen: () => item && (item.status = 'error') })
    this.#events.push({ at: again + this.#random() * day, happen: () => item && (item.status = 'issued') })
  }

  #planOutage(at: number): void {
    const kind = troubles[Math.floor(this.#random() * troubles.length)] ?? 'unreachable'
    const until = at + 10 * minute + this.#random() * 2 * hour
    this.#events.push({ at, happen: () => void (this.#trouble = kind) })
    this.#events.push({
      at: until,
      happen: () => {
        this.#trouble = null
        // The longest of the waits that it is left with.
        this.#recovering = until + hour
      },
    })
    if (kind === 'maintenance') this.#events.push({ at, happen: () => void (this.#world.maintenanceUntil = until) })
  }

  #happen(): void {
    const now = this.clock.now()
    const first = this.#events.findIndex(({ at }) => at > now)
    for (const { happen } of this.#events.splice(0, first < 0 ? this.#events.length : first)) happen()
  }

  /** The computer sleeps, the program is killed, the network comes and goes. */
  async #disturb(): Promise<void> {
    const chance = this.#random()
    if (chance < 0.0005) {
      const length = Math.round(this.#random() * 10 * hour)
      this.clock.skew += length
      for (let slept = 0; slept < length; slept += minute) this.#calm.push(this.#calm.at(-1) ?? 0)
      this.#recovering = Math.max(this.#recovering, this.clock.now() + 40 * minute)
      this.#happen()
      if (this.#random() < 0.7) this.#watcher?.wake('resume')
      await this.clock.advance(0)
    } else if (chance < 0.001) {
      this.clock.forgetTimers()
      this.#watcher?.dispose()
      this.#start()
      this.#recovering = this.clock.now() + 5 * minute
    } else if (chance < 0.002) this.#watcher?.wake('online')
  }

  #isCalm(at: number): boolean {
    const local = new Date(at - 3 * hour)
    const { days, from, until } = this.settings
    const watched = days.includes(local.getUTCDay()) && local.getUTCHours() >= from && local.getUTCHours() < until
    return watched && this.#trouble === null && at >= this.#recovering
  }

  #start(): void {
    const pace = new Pace(this.clock, 110)
    const pointsOfSale = {
      ids: () => [...this.#ids],
      nameOf: (id: string) => id,
      credentialsOf: (id: string) => Promise.resolve(credentialsOf(id)),
    }
    const watcher = new Watcher({
      api: paced(this.#api(), pace, 'watching'),
      keychain: new Keychain(pointsOfSale, this.clock),
      pointsOfSale,
      inbox: this.#store,
      clock: this.clock,
      logger: { info: () => {}, warn: () => {}, error: () => {} },
      settings: () => this.settings,
      offset: 0.4,
      onBattery: () => false,
      random: this.#random,
    })
    watcher.roundOver.subscribe(() => {
      this.rounds++
      for (const { count } of this.#store.takeUntold()) this.told += count
    })
    this.underWay.now = 0
    this.#watcher = watcher
    watcher.start()
  }

  #api(): TusFacturasAccount {
    const paid = () => {
      this.paid++
      return Promise.resolve(failed('refused', false) as Reply<never>)
    }
    return {
      resend: paid,
      changeDate: paid,
      deleteQueued: paid,
      serviceState: paid,
      usage: paid,
      findByReference: never,
      findByReferences: never,
      findByDate: async (credentials, fecha, page, limit) => {
        this.starts.push(this.clock.now())
        this.underWay.most = Math.max(this.underWay.most, ++this.underWay.now)
        await new Promise<void>((resolve) => void this.clock.after(40 + Math.round(this.#random() * 160), resolve))
        this.underWay.now--
        this.#happen()
        return this.#instead() ?? findByDate(this.#world, credentials, fecha, page, limit)
      },
    }
  }

  #instead(): Reply<Found> | null {
    if (this.#trouble === 'unreachable') return failed('unreachable', false)
    if (this.#trouble === 'server') return failed('http-status', true, 503)
    if (this.#trouble === 'slow-down') return failed('http-status', true, 429)
    return this.#random() < 0.01 ? failed('answer-timeout', true) : null
  }
}

const never = () => Promise.reject(new Error('not a query of the watcher'))

const credentialsOf = (id: string) => ({ apikey: id, apitoken: 'a'.repeat(32), usertoken: 'b'.repeat(64) })
