/** A program with rules in virtual time, on an account where things go wrong by chance, with a person who changes her mind. */
import { DatabaseSync } from 'node:sqlite'
import { fechaOf } from '#contract/argentina.ts'
import type { RuleSettings } from '#contract/model/rules.ts'
import { watchByDefault, type WatchSettings } from '#contract/model/settings.ts'
import { actionsOf } from '../../../../electron/core/inbox/actions.ts'
import { InboxStore } from '../../../../electron/core/inbox/store.ts'
import { Outbox } from '../../../../electron/core/outbox/outbox.ts'
import { allowedNow } from '../../../../electron/core/rules/decide.ts'
import { RuleRunner } from '../../../../electron/core/rules/runner.ts'
import type { Journal } from '../../../../electron/core/storage/journal.ts'
import { migrate } from '../../../../electron/core/storage/migrations.ts'
import type { Found, FoundComprobante, PaidCall, Reply, TusFacturasAccount } from '../../../../electron/core/tusfacturas/api.ts'
import { isWatchedAt } from '../../../../electron/core/watch/times.ts'
import { VirtualClock } from '../../../unit/core/outbox/model/virtual-clock.ts'
import { comprobante, issued, queued } from '../inbox/found.ts'
import { seeded } from '../watch/random.ts'
import { transitory, wrongData } from './office.ts'

const silent = { info: () => {}, warn: () => {}, error: () => {} }
const minute = 60_000
const hour = 60 * minute
const lanes = ['uno', 'dos']

/** One comprobante at TusFacturasAPP, and all that anybody was told of it. */
interface Item {
  lane: string
  reference: string
  fecha: string
  state: 'error' | 'queued' | 'issued'
  /** Told by a proven webhook since its last POST, in order. */
  told: string[]
  everTold: boolean
  /** When it leaves the queue. */
  due: number
  posts: { at: number; byRule: boolean }[]
}

/** What the rules did that they must not do; empty at the end of every run. */
export class RulesModel {
  readonly clock = new VirtualClock()
  readonly broken: string[] = []
  /** What happened, so that a run that proves nothing is seen. */
  readonly seen = { byRule: 0, second: 0, unknownOnce: 0, atLimit: 0, restarts: 0 }
  readonly #random: () => number
  readonly #items = new Map<string, Item>()
  readonly #database = new DatabaseSync(':memory:')
  #rules: RuleSettings = { on: true, perDay: 6, unknownOnce: true }
  #watch: WatchSettings = { ...watchByDefault, days: [0, 1, 2, 3, 4, 5, 6], from: 7, until: 22 }
  #outbox!: Outbox
  #inbox!: InboxStore
  #runner!: RuleRunner
  #paused = false
  #hooks = 0

  constructor(seed: number) {
    this.#random = seeded(seed)
    migrate(this.#database)
    this.#open()
  }

  /** Lets days pass, half an hour at a time. */
  async live(days: number): Promise<void> {
    for (let half = 0; half < days * 48; half++) {
      for (const lane of lanes) if (this.#chance(0.08)) this.#fall(lane)
      this.#process()
      this.#look()
      await this.#mind()
      await this.clock.advance(30 * minute)
    }
    this.#close()
  }

  #open(): void {
    const { clock } = this
    const pointsOfSale = {
      ids: () => lanes,
      nameOf: (id: string) => id,
      credentialsOf: (id: string) => Promise.resolve({ apikey: id, apitoken: 't', usertoken: 'u' }),
    }
    this.#outbox = new Outbox({
      database: this.#database,
      journal: { append: () => {} } as unknown as Journal,
      api: this.#api(),
      pointsOfSale,
      rules: () => ({ automaticResends: 1, spacing: 110, automatic: allowedNow({ rules: this.#rules, watch: this.#watch }, this.clock.now()) }),
      clock,
      logger: silent,
      stopped: null,
      random: this.#random,
    })
    this.#inbox = new InboxStore({ database: this.#database, clock, guard: this.#outbox.guard, exists: () => true })
    this.#outbox.onChange((change) => this.#inbox.apply(actionsOf(change)))
    this.#runner = new RuleRunner({
      database: this.#database,
      automatic: this.#outbox.automatic,
      pointsOfSale,
      settings: () => ({ rules: this.#rules, watch: this.#watch }),
      clock,
      logger: silent,
      random: this.#random,
    })
    this.#runner.start()
    this.#outbox.start()
  }

  #close(): void {
    this.#runner.dispose()
    this.#outbox.dispose()
    this.clock.forgetTimers()
  }

  #allowed(): boolean {
    return this.#rules.on && this.#watch.on && isWatchedAt(this.#watch, this.clock.now())
  }

  #chance(share: number): boolean {
    return this.#random() < share
  }

  get #today(): string {
    return fechaOf(dayOf(this.clock.now()))
  }

  #fall(lane: string): void {
    const reference = `${lane}-${this.#items.size}`
    const item: Item = { lane, reference, fecha: this.#today, state: 'error', told: [], everTold: false, due: 0, posts: [] }
    this.#items.set(reference, item)
    if (this.#chance(0.8)) this.#tell(item)
  }

  #tell(item: Item): void {
    const reason = this.#chance(0.65) ? transitory : wrongData
    item.told.push(reason)
    item.everTold = true
    const event = { hook_id: `h-${++this.#hooks}`, evento: 'error', external_reference: item.reference, creado: this.clock.now(), msg: [reason] }
    this.#outbox.webhooks([{ event, pointOfSale: item.lane, proven: true, source: 'receiver' }])
  }

  /** What waits in the queue of TusFacturasAPP comes out of it. */
  #process(): void {
    for (const item of this.#items.values()) {
      if (item.state !== 'queued' || item.due > this.clock.now()) continue
      item.state = this.#chance(0.4) ? 'issued' : 'error'
      if (item.state === 'error' && this.#chance(0.8)) this.#tell(item)
    }
  }

  /** A round of the watching, now and then a day of it without an answer. */
  #look(): void {
    for (const lane of lanes)
      for (const fecha of new Set([...this.#items.values()].map((item) => item.fecha))) {
        if (this.#chance(0.05)) continue
        const found = [...this.#items.values()].filter((item) => item.lane === lane && item.fecha === fecha)
        this.#inbox.recordDay(lane, fecha, found.map(asFound), this.clock.now())
      }
  }

  /** What a person does, and what becomes of her computer. */
  async #mind(): Promise<void> {
    const dice = this.#random()
    if (dice < 0.04) this.#change({ perDay: 1 + Math.floor(this.#random() * 8) })
    else if (dice < 0.07) this.#change({ unknownOnce: !this.#rules.unknownOnce })
    else if (dice < 0.12) this.#change({ on: !this.#rules.on })
    else if (dice < 0.15) this.#pause(!this.#paused)
    else if (dice < 0.22) this.#sendByHand()
    else if (dice < 0.24) this.clock.skew += Math.round((this.#random() - 0.5) * 2 * hour)
    else if (dice < 0.3) {
      this.seen.restarts++
      this.#close()
      await this.clock.settle()
      this.#open()
    }
    // Nobody leaves it so for long.
    if (this.#chance(0.3)) this.#pause(false)
    if (!this.#rules.on && this.#chance(0.2)) this.#change({ on: true })
  }

  #change(part: Partial<RuleSettings>): void {
    this.#rules = { ...this.#rules, ...part }
    this.#runner.reconsider()
  }

  #pause(paused: boolean): void {
    if (paused === this.#paused) return
    this.#paused = paused
    this.#outbox.setPaused(paused)
  }

  #sendByHand(): void {
    const inError = [...this.#items.values()].filter(({ state }) => state === 'error')
    const item = inError[Math.floor(this.#random() * inError.length)]
    if (item) this.#outbox.place(item.lane, [item.reference])
  }

  #api(): TusFacturasAccount {
    const find = async (lane: string, references: string[]): Promise<Reply<Found>> => {
      await this.#way()
      if (this.#chance(0.03)) return failed(false)
      const items = references.flatMap((reference) => this.#items.get(reference) ?? []).filter((item) => item.lane === lane)
      return { kind: 'done', value: { total: items.length, comprobantes: items.map(asFound) } }
    }
    return {
      resend: ({ apikey }, reference, call) => this.#resend(apikey, reference, call),
      findByReferences: ({ apikey }, references) => find(apikey, references),
      findByReference: ({ apikey }, reference) => find(apikey, [reference]),
      findByDate: never,
      changeDate: never,
      deleteQueued: never,
      serviceState: never,
      usage: never,
    }
  }

  #way(): Promise<void> {
    return new Promise((resolve) => void this.clock.after(20 + Math.round(this.#random() * 100), resolve))
  }

  async #resend(lane: string, reference: string, { onMarker, signal }: PaidCall): Promise<Reply<null>> {
    await this.#way()
    if (signal?.aborted || this.#chance(0.05)) return failed(false)
    const item = this.#items.get(reference)
    if (item?.lane !== lane) throw new Error(`no such comprobante: ${reference}`)
    try {
      onMarker()
    } catch (error) {
      return { ...failed(false), failure: { ...failed(false).failure, code: 'marker-failed', detail: String(error) } }
    }
    this.#judge(item)
    await this.#way()
    const dice = this.#random()
    // The connection is cut before it was read, or after.
    if (dice < 0.04) return failed(true)
    if (item.state !== 'error') return { kind: 'refused', refusal: 'not-found', texts: ['No se han encontrado comprobantes.'], until: null, original: '' }
    item.state = 'queued'
    item.due = this.clock.now() + Math.round(this.#random() * hour)
    return dice < 0.08 ? failed(true) : { kind: 'done', value: null }
  }

  /** One POST leaves: was it a rule's, and may it? */
  #judge(item: Item): void {
    const now = this.clock.now()
    const row = this.#database.prepare('SELECT id, rule FROM orders WHERE external_reference = ? ORDER BY id DESC LIMIT 1').get(item.reference)
    const hers = this.#database.prepare("SELECT 1 FROM transition WHERE order_id = ? AND cause IN ('decided-resend', 'released')").get(Number(row?.['id']))
    const byRule = row?.['rule'] != null && hers === undefined
    const past = item.posts.filter((post) => post.byRule)
    const wrong = (what: string) => this.broken.push(`${item.reference}: ${what}`)
    if (byRule) {
      this.seen.byRule++
      if (past.length > 0) this.seen.second++
      if (!this.#allowed() || this.#paused) wrong('while it may not')
      if (past.length >= 2) wrong('a third attempt')
      if (past.some(({ at }) => Math.abs(now - at) < 4 * hour - 2 * hour)) wrong('the second attempt too soon')
      if (item.told.includes(wrongData)) wrong('a data error')
      if (item.told.length === 0) {
        this.seen.unknownOnce++
        if (!this.#rules.unknownOnce || item.everTold || item.posts.length > 0) wrong('of unknown reason, and not the once')
      }
      const spent = this.#spentToday(item.lane)
      if (spent >= this.#rules.perDay) wrong(`beyond the budget: ${spent} of ${this.#rules.perDay}`)
      if (spent === this.#rules.perDay - 1) this.seen.atLimit++
    }
    item.posts.push({ at: now, byRule })
    item.told = []
  }

  #spentToday(lane: string): number {
    const today = dayOf(this.clock.now())
    const posts = [...this.#items.values()].filter((item) => item.lane === lane).flatMap((item) => item.posts)
    return posts.filter(({ at, byRule }) => byRule && dayOf(at) === today).length
  }
}

/** In Argentina. */
const dayOf = (at: number): number => Math.floor((at - 3 * hour) / (24 * hour))

const asFound = ({ reference, fecha, state }: Item): FoundComprobante =>
  state === 'error' ? comprobante(reference, { fecha }) : state === 'queued' ? { ...queued(reference), fecha } : issued(reference, { fecha })

const failed = (sent: boolean): Reply<never> & { kind: 'failed' } => ({
  kind: 'failed',
  sent,
  failure: { code: sent ? 'reset' : 'connect-timeout', httpStatus: null, retryAfter: null, detail: '', original: '' },
})

const never = () => Promise.reject(new Error('not asked for by rules'))
