import type { FailedDays, InboxProgress, InboxTarget } from '#contract/model/inbox.ts'
import type { Explanation } from '#contract/model/explanation.ts'
import type { Clock } from '../lib/clock.ts'
import { Keychain } from '../outbox/base/keychain.ts'
import type { PointsOfSale } from '../outbox/base/ports.ts'
import type { FoundComprobante, TusFacturas } from '../tusfacturas/api.ts'
import { readForListing, type DayFailure } from './listed-day.ts'
import { Repeats } from './repeats.ts'

/** Queries under way at a time, over all points of sale. */
const atOnce = 4
export interface ListingContext {
  /** Keeps its queries apart; see paced. */
  api: Pick<TusFacturas, 'findByDate'>
  pointsOfSale: Pick<PointsOfSale, 'credentialsOf' | 'locked'>
  clock: Clock
}

export interface ListingRequest {
  listing: number
  /** dd/mm/aaaa, newest first. */
  days: string[]
  pointsOfSale: string[]
  /** Days that need not be asked for: they count as read. */
  isKnown?: (pointOfSaleId: string, fecha: string) => boolean
}

/** A day that was read whole. */
export interface ReadDay {
  pointOfSaleId: string
  /** dd/mm/aaaa */
  fecha: string
  /** Whatever their status, newest first. */
  comprobantes: FoundComprobante[]
  /** When the reading began, milliseconds since the epoch. */
  at: number
}

export interface ListingDelegate {
  /** @returns why the day could not be taken over, and counts as not read; null: it was */
  day(day: ReadDay): DayFailure | null
  /** References that are now known to be shared by several comprobantes, whatever their status. */
  repeated(targets: InboxTarget[]): void
  progress(progress: InboxProgress): void
}

interface Day {
  pointOfSaleId: string
  fecha: string
  state: 'waiting' | 'reading' | 'read' | 'failed'
  explanation: Explanation | null
}

interface Crew {
  stop: AbortController
  workers: number
}

/**
 * Reads the comprobantes in error of a range of days: one free query a day and page, newest day first, a few at a time. A day is
 * told as a whole, so that one that failed can be read again without telling anything twice.
 */
export class Listing {
  readonly #context: ListingContext
  readonly #delegate: ListingDelegate
  readonly #listing: number
  readonly #days: Day[]
  readonly #repeats = new Repeats()
  readonly #keychain: Keychain
  /** Those at work, and what ends them all. */
  #crew: Crew = { stop: new AbortController(), workers: 0 }
  #cancelled = false
  #seen = 0
  /** Failures in a row: beyond what is asked at once, asking further cannot help. */
  #failures = 0

  constructor(context: ListingContext, { listing, days, pointsOfSale, isKnown = () => false }: ListingRequest, delegate: ListingDelegate) {
    this.#context = context
    this.#delegate = delegate
    this.#listing = listing
    this.#days = days.flatMap((fecha) =>
      pointsOfSale.map((pointOfSaleId): Day => ({ pointOfSaleId, fecha, state: isKnown(pointOfSaleId, fecha) ? 'read' : 'waiting', explanation: null })),
    )
    this.#keychain = new Keychain(context.pointsOfSale, context.clock)
  }

  get listing(): number {
    return this.#listing
  }

  /** Reads what is not read yet. @returns settles when nothing is being read any more */
  async read(): Promise<void> {
    this.#cancelled = false
    this.#failures = 0
    this.#keychain.hint()
    for (const day of this.#days) if (day.state === 'failed') Object.assign(day, { state: 'waiting', explanation: null })
    if (this.#crew.stop.signal.aborted) this.#crew = { stop: new AbortController(), workers: 0 }
    const crew = this.#crew
    this.#tell()
    await Promise.all(Array.from({ length: atOnce - crew.workers }, () => this.#work(crew)))
  }

  /** Stops at once; what was told stays, and read() goes on from there. */
  cancel(): void {
    if (this.progress().state !== 'reading') return
    this.#cancelled = true
    this.#crew.stop.abort()
    for (const day of this.#days) if (day.state === 'reading') day.state = 'waiting'
    this.#tell()
  }

  progress(): InboxProgress {
    const done = this.#days.filter(({ state }) => state === 'read').length
    const left = this.#days.some(({ state }) => state === 'waiting' || state === 'reading')
    const state = this.#cancelled ? 'cancelled' : left ? 'reading' : 'finished'
    return { listing: this.#listing, state, done, total: this.#days.length, seen: this.#seen, failed: this.#failed() }
  }

  isRepeated(target: InboxTarget): boolean {
    return this.#repeats.has(target)
  }

  async #work(crew: Crew): Promise<void> {
    const { signal } = crew.stop
    crew.workers++
    for (;;) {
      const day = signal.aborted ? undefined : this.#days.find(({ state }) => state === 'waiting')
      if (!day) break
      day.state = 'reading'
      await this.#readOne(day, signal)
    }
    crew.workers--
    if (crew.workers === 0) this.#keychain.dispose()
  }

  async #readOne(day: Day, signal: AbortSignal): Promise<void> {
    const { api, clock } = this.#context
    const at = clock.now()
    const keys = await this.#keychain.read(day.pointOfSaleId)
    const result = await readForListing(api, keys, day.fecha, signal)
    if (signal.aborted) return
    if ('failure' in result) return this.#failedDay(day, result.failure)
    const { pointOfSaleId, fecha } = day
    const { comprobantes } = result
    const refusal = this.#delegate.day({ pointOfSaleId, fecha, comprobantes, at })
    if (refusal) return this.#failedDay(day, refusal)
    this.#failures = 0
    day.state = 'read'
    this.#seen += comprobantes.length
    const repeated = comprobantes.map(({ external_reference }) => ({ pointOfSaleId, external_reference })).filter((target) => this.#repeats.meets(target))
    if (repeated.length > 0) this.#delegate.repeated(repeated)
    this.#tell()
  }

  /** What cannot work for the other days either is not asked again and again. */
  #failedDay(day: Day, { explanation, reach }: DayFailure): void {
    // Of one point of sale several may be under way, and say nothing about the others.
    if (reach !== 'point-of-sale') this.#failures++
    const hopeless = reach === 'all' || this.#failures >= atOnce
    const same = this.#days.filter(
      (other) => other === day || (other.state === 'waiting' && (hopeless || (reach === 'point-of-sale' && other.pointOfSaleId === day.pointOfSaleId))),
    )
    for (const failed of same) Object.assign(failed, { state: 'failed', explanation })
    this.#tell()
  }

  #failed(): FailedDays[] {
    const failed = this.#days.filter((day) => day.explanation !== null)
    const groups = Map.groupBy(failed, ({ pointOfSaleId, explanation }) => `${pointOfSaleId}\n${explanation?.title}`)
    return [...groups.values()].flatMap((days) => {
      const [first] = days
      return first?.explanation ? [{ pointOfSaleId: first.pointOfSaleId, fechas: days.map(({ fecha }) => fecha), explanation: first.explanation }] : []
    })
  }

  #tell(): void {
    this.#delegate.progress(this.progress())
  }
}
