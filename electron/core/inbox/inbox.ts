import type { DatabaseSync } from 'node:sqlite'
import { setImmediate } from 'node:timers/promises'
import {
  longestSnooze,
  type InboxFreshness,
  type InboxHint,
  type InboxPage,
  type InboxProgress,
  type InboxRow,
  type InboxTarget,
  type Triage,
} from '#contract/model/inbox.ts'
import type { Found } from '#contract/model/found.ts'
import { fail, ok, type Result } from '#contract/result.ts'
import { labelOf } from '#contract/texts/states.ts'
import { Alarm } from '../lib/alarm.ts'
import { pick } from '../lib/pick.ts'
import { firstArchiving, archivingInterval } from '../lib/waits.ts'
import type { Guard } from '../outbox/base/guard.ts'
import { OrderStore } from '../outbox/orders/store.ts'
import type { OutboxChange, PointsOfSale } from '../outbox/base/ports.ts'
import { explain } from '../guidance/explain.ts'
import { actionsOf } from './actions.ts'
import { Awakening } from './awakening.ts'
import { find } from './find.ts'
import { knownDays } from './known-days.ts'
import { knowledgeOf, type Knowledge } from './knowledge.ts'
import { notKept, type DayFailure } from './listed-day.ts'
import { Listing, type ListingContext, type ListingRequest, type ReadDay } from './listing.ts'
import { InboxStore, type InboxNews, type InboxQuery } from './store.ts'
import { judge, TriageReport } from './triage.ts'

export type InboxChange =
  /** What is kept: whoever read it. */
  ({ type: 'rows' } & InboxNews) | { type: 'repeated'; listing: number; targets: InboxTarget[] } | { type: 'progress'; progress: InboxProgress }

export interface InboxOptions extends ListingContext {
  database: DatabaseSync
  pointsOfSale: ListingContext['pointsOfSale'] & Pick<PointsOfSale, 'nameOf'>
  guard: Pick<Guard, 'run' | 'look'>
}

/** References looked up before others get their turn. */
const lookedUpAtOnce = 1_000

/** The comprobantes in error: kept on disk, read anew for the person one listing at a time, and what is known of them. */
export class Inbox {
  /** What is kept. Whoever reads a whole day hands it to its recordDay. */
  readonly kept: InboxStore
  /** Rows that a person had put off until now are back. */
  readonly awakening: Awakening
  readonly #options: InboxOptions
  readonly #orders: OrderStore
  readonly #listeners = new Set<(change: InboxChange) => void>()
  #listing: Listing | null = null
  readonly #tidying: Alarm

  constructor(options: InboxOptions) {
    const { database, clock, guard, pointsOfSale } = options
    this.#options = options
    // Only reads: changes of orders are told by the outbox's own store.
    this.#orders = new OrderStore(database, clock)
    this.kept = new InboxStore({ database, clock, guard, exists: (id) => pointsOfSale.nameOf(id) !== null })
    this.awakening = new Awakening({ store: this.kept, clock, guard })
    this.#tidying = new Alarm(clock, () => {
      guard.run('inbox-old', () => this.kept.forgetOld())
      this.#tidying.set(archivingInterval)
    })
    this.kept.changed.subscribe((news) => this.#tell({ type: 'rows', ...news }))
  }

  /** Brings back what was put off until now, and forgets what is old, some time after the start and once a day. @param deleted points of sale that a person deleted */
  keepTidy(deleted: readonly string[]): void {
    this.forget(deleted)
    this.awakening.start()
    this.#tidying.set(firstArchiving)
  }

  /** What an order or a task of ours did changes its comprobante at once. What the disk refuses, the next reading makes good. */
  heed(change: OutboxChange): void {
    const actions = actionsOf(change)
    if (actions.length > 0) this.#options.guard.look(() => ok(this.kept.apply(actions)))
  }

  /** These were deleted by a person. */
  forget(pointsOfSale: readonly string[]): void {
    this.#options.guard.run('inbox-deleted', () => {
      for (const id of pointsOfSale) this.kept.forget(id)
    })
  }

  /** @returns a portion of what is kept as in error; the disk refuses: `storage-failed` */
  list(query: InboxQuery): Result<InboxPage> {
    return this.#options.guard.look(() => ok(this.kept.list(query)))
  }

  /** How old what is kept of these days is. */
  freshness(...days: Parameters<InboxStore['freshness']>): Result<InboxFreshness> {
    return this.#options.guard.look(() => ok(this.kept.freshness(...days)))
  }

  /** @returns see InboxStore.of */
  rowsOf(targets: readonly InboxTarget[]): Result<InboxRow[]> {
    return this.#options.guard.look(() => ok(this.kept.of(targets)))
  }

  /** @returns what has the text, in error or sent */
  find(text: string): Result<Found> {
    const { pointsOfSale, guard } = this.#options
    return guard.look(() => ok(find({ store: this.#orders, nameOf: (id) => pointsOfSale.nameOf(id) }, text)))
  }

  see(ids: readonly number[]): Result<null> {
    return this.#options.guard.look(() => (this.kept.markSeen(ids.map((id) => ({ id }))), ok(null)))
  }

  /** @returns `comprobante-missing`: nothing is kept of it any more */
  note(id: number, note: string): Result<null> {
    return this.#row(() => this.kept.note(id, note))
  }

  /** @param until milliseconds since the epoch, ahead; null: no longer @returns `comprobante-missing`: none of them is kept as in error */
  snooze(ids: readonly number[], until: number | null): Result<null> {
    const now = this.#options.clock.now()
    if (until !== null && (until <= now || until > now + longestSnooze)) return fail('bad-arguments', { reason: 'until' })
    return this.#row(() => this.kept.snooze(ids, until)[0] ?? null)
  }

  /**
   * Puts an end to the listing before and starts another.
   * @param opening the person has only opened the list: what was read lately is not read again
   */
  start(request: Omit<ListingRequest, 'isKnown'>, opening = false): InboxProgress {
    this.#listing?.cancel()
    const { listing } = request
    const known = opening ? this.#known(request) : null
    const current = new Listing(this.#options, known ? { ...request, isKnown: known.days } : request, {
      day: (day) => this.#keep(day),
      repeated: (targets) => this.#tellOf(current, { type: 'repeated', listing, targets }),
      progress: (progress) => this.#tellOf(current, { type: 'progress', progress }),
    })
    this.#listing = current
    void current.read()
    if (known && known.repeated.length > 0) this.#tell({ type: 'repeated', listing, targets: known.repeated })
    return current.progress()
  }

  /** @returns false when another listing has begun since */
  cancel(listing: number): boolean {
    if (this.#listing?.listing !== listing) return false
    this.#listing.cancel()
    return true
  }

  /** Reads the days that failed or were not reached. @returns false when another listing has begun since */
  retry(listing: number): boolean {
    if (this.#listing?.listing !== listing) return false
    void this.#listing.read()
    return true
  }

  hints(pointOfSaleId: string, references: readonly string[]): InboxHint[] {
    const look = knowledgeOf(this.#orders)
    return references.flatMap((external_reference) => {
      const known = look(pointOfSaleId, external_reference)
      const { explanation, orderLeads } = judge(known, this.kept.seenInError(pointOfSaleId, external_reference))
      const order =
        orderLeads && known.order ? { id: known.order.id, state: known.order.state, stateLabel: labelOf(known.order.state, known.order.hold_reason) } : null
      if (!order && !explanation) return []
      const reason = explanation && pick(explanation, 'title', 'code', 'resendHelps', 'nextStep')
      return [{ external_reference, order, reason }]
    })
  }

  /**
   * One look before paying, from what is on disk and what was listed; asks nobody.
   * @param targets with the reason that a table gives, where it gives one
   * @param requestsEach the most requests that one resend can spend
   */
  async triage(targets: readonly (InboxTarget & { reason?: string | undefined })[], requestsEach: number): Promise<Triage> {
    const report = new TriageReport()
    const look = knowledgeOf(this.#orders)
    for (let from = 0; from < targets.length; from += lookedUpAtOnce) {
      if (from > 0) await setImmediate()
      for (const target of targets.slice(from, from + lookedUpAtOnce)) {
        const { pointOfSaleId, external_reference, reason } = target
        const known = withReason(look(pointOfSaleId, external_reference), reason, this.#options.clock.now())
        report.add({ pointOfSaleId, external_reference }, judge(known, this.kept.seenInError(pointOfSaleId, external_reference)))
      }
    }
    return report.finish(requestsEach)
  }

  /** @returns those reasons of a table that say something, or of which nothing better is known */
  worthKeeping<R extends InboxTarget & { text: string }>(reasons: readonly R[]): R[] {
    const look = knowledgeOf(this.#orders)
    return reasons.filter((each) => says(each.text) || look(each.pointOfSaleId, each.external_reference).reason === null)
  }

  onChange(listener: (change: InboxChange) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  dispose(): void {
    this.#listing?.cancel()
    this.awakening.dispose()
    this.#tidying.cancel()
    this.#listeners.clear()
  }

  /** @returns null when the disk does not say: then all is read */
  #known({ days, pointsOfSale }: Pick<ListingRequest, 'days' | 'pointsOfSale'>) {
    const [desde, hasta] = [days.at(-1), days[0]]
    if (desde === undefined || hasta === undefined) return null
    const known = this.#options.guard.look(() =>
      ok({ days: knownDays(this.kept.readTimes(desde), this.#options.clock.now()), repeated: this.kept.repeated(pointsOfSale, desde, hasta) }),
    )
    return known.ok ? known.value : null
  }

  #keep({ pointOfSaleId, fecha, comprobantes, at }: ReadDay): DayFailure | null {
    return this.kept.keepDay(pointOfSaleId, fecha, comprobantes, at) ? null : notKept
  }

  #row(work: () => InboxRow | null): Result<null> {
    return this.#options.guard.look(() => (work() ? ok(null) : fail('comprobante-missing')))
  }

  /** What a replaced listing still says is of no interest. */
  #tellOf(from: Listing, change: InboxChange): void {
    if (this.#listing === from) this.#tell(change)
  }

  #tell(change: InboxChange): void {
    for (const listener of this.#listeners) listener(change)
  }
}

/** A remark that explains nothing does not cover a reason that is known. */
const withReason = (known: Knowledge, text: string | undefined, at: number): Knowledge =>
  text === undefined || (known.reason !== null && !says(text)) ? known : { ...known, reason: { texts: [text], at } }

const says = (text: string): boolean => explain(text).kind !== 'desconocido'
