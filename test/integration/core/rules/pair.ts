/** Two programs of one office with rules on, and one TusFacturasAPP behind a network that takes its time; all of it in virtual time. */
import { DatabaseSync } from 'node:sqlite'
import { watchByDefault } from '#contract/model/settings.ts'
import { InboxStore } from '../../../../electron/core/inbox/store.ts'
import { Outbox } from '../../../../electron/core/outbox/outbox.ts'
import { RuleRunner } from '../../../../electron/core/rules/runner.ts'
import type { Journal } from '../../../../electron/core/storage/journal.ts'
import { migrate } from '../../../../electron/core/storage/migrations.ts'
import type { PoolKind, Found, PaidCall, Reply, TusFacturasAccount } from '../../../../electron/core/tusfacturas/api.ts'
import { VirtualClock } from '../../../unit/core/outbox/model/virtual-clock.ts'
import { comprobante, issued, queued } from '../inbox/found.ts'
import { seeded } from '../watch/random.ts'
import { transitory } from './office.ts'

const silent = { info: () => {}, warn: () => {}, error: () => {} }
const day = '23/11/2026'
/** As in tusfacturas/routes.ts. */
const reuseWindow = 500
/** One way through the network, milliseconds. */
export const ways = { shortest: 20, longest: 120 } as const

/** One POST as TusFacturasAPP saw it. Moments are milliseconds of virtual time. */
export interface Paid {
  program: number
  at: number
  /** When the last free query of that program about it was answered, as TusFacturasAPP saw it. */
  askedAt: number
}

export class Pair {
  readonly clock = new VirtualClock()
  /** By reference. */
  readonly paid = new Map<string, Paid[]>()
  readonly #random: () => number
  readonly #asked = new Map<string, number>()
  /** Until when a connection of a program's paid calls still stands. */
  readonly #standsUntil = [-Infinity, -Infinity]
  readonly #runners: RuleRunner[] = []
  readonly #outboxes: Outbox[] = []

  constructor({ seed, pointsOfSale, comprobantes }: { seed: number; pointsOfSale: number; comprobantes: number }) {
    this.#random = seeded(seed)
    const ids = Array.from({ length: pointsOfSale }, (_, index) => `pdv-${index}`)
    for (const program of [0, 1]) this.#open(program, ids, comprobantes)
  }

  get payments(): Paid[] {
    return [...this.paid.values()].flat()
  }

  dispose(): void {
    for (const runner of this.#runners) runner.dispose()
    for (const outbox of this.#outboxes) outbox.dispose()
  }

  #open(program: number, ids: string[], comprobantes: number): void {
    const { clock } = this
    const database = new DatabaseSync(':memory:')
    migrate(database)
    const outbox = new Outbox({
      database,
      journal: { append: () => {} } as unknown as Journal,
      api: this.#api(program),
      pointsOfSale: { ids: () => ids, nameOf: (id) => id, credentialsOf: (apikey) => Promise.resolve({ apikey, apitoken: 't', usertoken: 'u' }) },
      rules: () => ({ automaticResends: 1, spacing: 110, automatic: { perDay: 100 } }),
      clock,
      logger: silent,
      stopped: null,
      random: this.#random,
    })
    const inbox = new InboxStore({ database, clock, guard: outbox.guard, exists: () => true })
    for (const id of ids) {
      const references = Array.from({ length: comprobantes }, (_, index) => `${id}-${index}`)
      inbox.recordDay(
        id,
        day,
        references.map((reference) => comprobante(reference, { fecha: day })),
        clock.now(),
      )
      outbox.giveReasons(references.map((external_reference) => ({ pointOfSaleId: id, external_reference, text: transitory })))
    }
    const runner = new RuleRunner({
      database,
      automatic: outbox.automatic,
      pointsOfSale: { ids: () => ids },
      settings: () => ({
        rules: { on: true, perDay: 100, unknownOnce: false },
        watch: { ...watchByDefault, days: [0, 1, 2, 3, 4, 5, 6], from: 0, until: 24 },
      }),
      clock,
      logger: silent,
      random: this.#random,
    })
    outbox.start()
    runner.start()
    this.#outboxes.push(outbox)
    this.#runners.push(runner)
  }

  #way(): Promise<void> {
    const { shortest, longest } = ways
    return new Promise((resolve) => void this.clock.after(shortest + Math.round(this.#random() * (longest - shortest)), resolve))
  }

  #api(program: number): TusFacturasAccount {
    const find = async (references: string[], over: PoolKind = 'free'): Promise<Reply<Found>> => {
      if (over === 'paid') await this.#connect(program)
      await this.#way()
      const comprobantes = references.map((reference) => this.#look(program, reference))
      await this.#way()
      if (over === 'paid') this.#standsUntil[program] = this.clock.now() + reuseWindow
      return { kind: 'done', value: { total: comprobantes.length, comprobantes } }
    }
    return {
      resend: (_, reference, call) => this.#resend(program, reference, call),
      findByReferences: (_, references) => find(references),
      findByReference: (_, reference, _signal, _page, over) => find([reference], over),
      findByDate: never,
      changeDate: never,
      deleteQueued: never,
      serviceState: never,
      usage: never,
    }
  }

  #look(program: number, reference: string) {
    this.#asked.set(`${program} ${reference}`, this.clock.now())
    const [first] = this.paid.get(reference) ?? []
    if (!first) return comprobante(reference, { fecha: day })
    return this.clock.now() - first.at < 20_000 ? queued(reference) : issued(reference, { fecha: day })
  }

  /** TCP and TLS take two ways there and back, unless a connection stands. */
  async #connect(program: number): Promise<void> {
    if (this.clock.now() <= (this.#standsUntil[program] ?? 0)) return
    for (let way = 0; way < 4; way++) await this.#way()
  }

  /** Only on a connection is the marker written and the request leaves. */
  async #resend(program: number, reference: string, { onMarker }: PaidCall): Promise<Reply<null>> {
    await this.#connect(program)
    onMarker()
    await this.#way()
    const before = this.paid.get(reference) ?? []
    this.paid.set(reference, [...before, { program, at: this.clock.now(), askedAt: this.#asked.get(`${program} ${reference}`) ?? -Infinity }])
    await this.#way()
    if (before.length === 0) return { kind: 'done', value: null }
    return { kind: 'refused', refusal: 'not-found', texts: ['No se han encontrado comprobantes.'], until: null, original: '' }
  }
}

const never = () => Promise.reject(new Error('not asked for by rules'))
