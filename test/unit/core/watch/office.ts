/** An office with points of sale, a TusFacturasAPP in memory and a watcher, in virtual time. */
import { onTestFinished } from 'vitest'
import { fechaOf } from '#contract/argentina.ts'
import { watchByDefault, type WatchSettings } from '#contract/model/settings.ts'
import { Keychain } from '../../../../electron/core/outbox/base/keychain.ts'
import type { CallFailureCode, Found, FoundComprobante, Reply } from '../../../../electron/core/tusfacturas/api.ts'
import { Pace } from '../../../../electron/core/tusfacturas/pace.ts'
import type { WatchedInbox } from '../../../../electron/core/watch/ports.ts'
import { Watcher } from '../../../../electron/core/watch/watcher.ts'
import { VirtualClock } from '../outbox/model/virtual-clock.ts'

export const second = 1_000
export const minute = 60 * second
export const hour = 60 * minute
export const day = 24 * hour

/** Where virtual clocks begin: a Monday, noon in Argentina. */
export const begin = new VirtualClock().now()
export const today = Math.floor((begin - 3 * hour) / day)
export const fecha = (ago: number, from = today): string => fechaOf(from - ago)

export const comprobante = (external_reference: string, of: string, change: Partial<FoundComprobante> = {}): FoundComprobante => ({
  external_reference,
  status: 'error',
  statusText: 'ENVIADO A PROCESAR - CON ERROR',
  tipo: 'FACTURA B',
  punto_venta: 1,
  numero: 0,
  fecha: of,
  vencimiento_pago: '',
  total: 100,
  moneda: 'PES',
  cae: '',
  vencimiento_cae: '',
  comprobante_pdf_url: '',
  afip_observaciones: '',
  razon_social: 'Cliente',
  documento_nro: '',
  ...change,
})

export const failure = (code: CallFailureCode, change: { sent?: boolean; httpStatus?: number; retryAfter?: number } = {}): Reply<never> => ({
  kind: 'failed',
  sent: change.sent ?? false,
  failure: { code, httpStatus: change.httpStatus ?? null, retryAfter: change.retryAfter ?? null, detail: '', original: '' },
})

export const refused = (refusal: 'credentials' | 'maintenance' | 'other', until: number | null = null): Reply<never> => ({
  kind: 'refused',
  refusal,
  texts: ['No'],
  until,
  original: '',
})

interface Query {
  pointOfSaleId: string
  fecha: string
  at: number
}

/** What is on disk: it outlives a killed watcher. */
export class MemoryInbox implements WatchedInbox {
  readonly read = new Map<string, number>()
  readonly rows = new Map<string, string[]>()
  /** Thrown instead of keeping or telling anything. */
  broken: Error | null = null

  recordDay(pointOfSaleId: string, of: string, found: FoundComprobante[], at: number): void {
    if (this.broken) throw this.broken
    this.read.set(`${pointOfSaleId} ${of}`, at)
    this.rows.set(
      `${pointOfSaleId} ${of}`,
      found.map(({ external_reference }) => external_reference),
    )
  }

  readTimes(): (pointOfSaleId: string, of: string) => number | null {
    if (this.broken) throw this.broken
    return (pointOfSaleId, of) => this.read.get(`${pointOfSaleId} ${of}`) ?? null
  }

  /** All references that are known to be in error. */
  get references(): string[] {
    return [...this.rows.values()].flat().toSorted()
  }
}

export class Office {
  readonly clock = new VirtualClock()
  readonly inbox = new MemoryInbox()
  readonly queries: Query[] = []
  /** Which point of sale has which comprobantes, by emission date. */
  readonly found = new Map<string, Map<string, FoundComprobante[]>>()
  settings: WatchSettings = { ...watchByDefault, days: [0, 1, 2, 3, 4, 5, 6], from: 0, until: 24 }
  pointsOfSale: string[]
  battery = false
  /** How long an answer takes. */
  latency = 100
  /** What comes instead of an answer; null: the answer. */
  weather: (query: Query) => Reply<Found> | null = () => null
  rounds = 0
  offset = 0.5
  random = () => 0.5
  #watcher: Watcher | null = null

  constructor(pointsOfSale: string[] | number = ['uno']) {
    this.pointsOfSale = typeof pointsOfSale === 'number' ? Array.from({ length: pointsOfSale }, (_, index) => `pdv-${index}`) : pointsOfSale
    onTestFinished(() => this.kill())
  }

  get watcher(): Watcher {
    if (!this.#watcher) throw new Error('not started')
    return this.#watcher
  }

  /** A start of the program: only the inbox is left of what was before. */
  start(): Watcher {
    const pace = new Pace(this.clock, 110)
    const pointsOfSale = {
      ids: () => this.pointsOfSale,
      nameOf: (id: string) => (this.pointsOfSale.includes(id) ? id : null),
      credentialsOf: (id: string) => Promise.resolve(this.pointsOfSale.includes(id) ? { apikey: id, apitoken: 'a', usertoken: 'b' } : null),
    }
    this.#watcher = new Watcher({
      api: {
        findByDate: async ({ apikey }, of, page, limit, signal) =>
          (await pace.run('watching', signal, () => this.#answer({ pointOfSaleId: apikey, fecha: of, at: this.clock.now() }, page, limit))) ??
          failure('aborted'),
      },
      keychain: new Keychain(pointsOfSale, this.clock),
      pointsOfSale,
      inbox: this.inbox,
      clock: this.clock,
      logger: { info: () => {}, warn: () => {}, error: () => {} },
      settings: () => this.settings,
      offset: this.offset,
      onBattery: () => this.battery,
      random: () => this.random(),
    })
    this.#watcher.roundOver.subscribe(() => void this.rounds++)
    this.#watcher.start()
    return this.#watcher
  }

  /** The process is gone from one moment to the next. */
  kill(): void {
    this.clock.forgetTimers()
    this.#watcher?.dispose()
    this.#watcher = null
  }

  /** Time goes on and nothing moves; `resume` is what the system says then, which it need not do. */
  async sleep(duration: number, resume = 0): Promise<void> {
    this.clock.skew += duration
    for (let time = 0; time < resume; time++) this.#watcher?.wake('resume')
    await this.clock.advance(0)
  }

  put(pointOfSaleId: string, ago: number, ...references: string[]): void {
    const of = fecha(ago)
    const days = this.found.get(pointOfSaleId) ?? new Map<string, FoundComprobante[]>()
    this.found.set(pointOfSaleId, days)
    days.set(of, [...(days.get(of) ?? []), ...references.map((reference) => comprobante(reference, of))])
  }

  /** Queries since a moment, as "point of sale date". */
  asked(since = -Infinity): string[] {
    return this.queries.filter(({ at }) => at >= since).map((query) => `${query.pointOfSaleId} ${query.fecha}`)
  }

  async #answer(query: Query, page: number, limit: number): Promise<Reply<Found>> {
    this.queries.push(query)
    await new Promise<void>((resolve) => void this.clock.after(this.latency, resolve))
    const instead = this.weather(query)
    if (instead) return instead
    const all = this.found.get(query.pointOfSaleId)?.get(query.fecha) ?? []
    return { kind: 'done', value: { total: all.length, comprobantes: all.slice(page * limit, (page + 1) * limit) } }
  }
}
