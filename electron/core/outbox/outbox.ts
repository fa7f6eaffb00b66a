import type { BatchPage } from '#contract/model/batch.ts'
import type { Batch, BatchOutcome, Decision, Estimate, Order, OrderPage, OrderStory, Placed } from '#contract/model/order.ts'
import type { MethodUse } from '#contract/model/plan.ts'
import type { LedgerRow } from '#contract/model/point-of-sale.ts'
import type { Status } from '#contract/model/snapshot.ts'
import type { FreshPdf } from '#contract/commands/pdf.ts'
import { fail, ok, type Result } from '#contract/result.ts'
import type { Automatic } from './automatic.ts'
import { freshPdf } from './asking/fresh-pdf.ts'
import { forgetOldEvents, recentEvents, type KeptEvent } from './events/store.ts'
import { takeWebhooks } from './events/take.ts'
import type { ReceivedEvent, Taken } from '../webhooks/event.ts'
import { knowsDelivery, newestOrders } from './orders/delivered.ts'
import { giveReason, giveReasons } from './orders/given-reasons.ts'
import { weighDeletion } from './orders/orphans.ts'
import { setPaused } from './commands/pausing.ts'
import type { PlaceOptions } from './commands/placing.ts'
import { readLedger, promisedPosts, requestsOf, recentBatches, type OrderQuery } from './orders/reading.ts'
import { recover } from './orders/recovery.ts'
import type { OrderRow } from './orders/store.ts'
import { assemble, type OutboxOptions, type Parts } from './parts.ts'
import type { OutboxChange, WakeHint } from './base/ports.ts'
import { ManyTasks } from './tasks/many.ts'
import { recoverTasks } from './tasks/recovery.ts'
import type { Tasks } from './tasks/tasks.ts'
import { see } from './telling/unseen.ts'
import type { FoundComprobante } from '../tusfacturas/api.ts'
import type { Guard } from './base/guard.ts'
import type { Keychain } from './base/keychain.ts'

const shownBatches = 20

/**
 * Orders on disk, and the lanes that work them off. Nothing is sent before start(). Each command answers a Result, also while the
 * disk refuses; what only reads throws SQLite's error then.
 */
export class Outbox {
  /** Paid calls other than a resend. */
  readonly tasks: Tasks
  /** The one way to the database, for what is kept beside the orders too. */
  readonly guard: Pick<Guard, 'run' | 'look' | 'read'>
  readonly manyTasks: ManyTasks
  /** What rules ask of it. */
  readonly automatic: Automatic
  /** Where credentials are read, with a deadline. */
  readonly keychain: Keychain
  /** The order as page, tray and command line show it. */
  readonly present: (row: OrderRow) => Order
  readonly #parts: Parts
  readonly #closing = new AbortController()

  /** Puts right what an interruption left half-way. @throws SQLite's error; whoever opened it may try again */
  constructor(options: OutboxOptions) {
    this.#parts = assemble(options, this.#closing.signal)
    const { tasks, automatic, guard, keychain, showing, store, taskStore, line, clock, logger } = this.#parts
    this.tasks = tasks
    this.automatic = automatic
    this.guard = guard
    this.manyTasks = new ManyTasks({ tasks, taskStore })
    this.keychain = keychain
    this.present = showing.present
    try {
      const found = store.transaction(() => {
        const interrupted = recover(store, clock) + recoverTasks(taskStore, clock)
        line.heedAll()
        return interrupted
      })
      if (found > 0) logger.warn('orders were interrupted', { found })
    } catch (error) {
      this.dispose()
      throw error
    }
  }

  /** Opens the send gate; as soon as the disk lets it be read what there is to send. */
  start(): void {
    const { guard, news, halt, sender, gates, expiry, followers, postponed, bells } = this.#parts
    guard.run('start', () => {
      news.start()
      halt.start()
      sender.start()
      gates.start()
      gates.tryKeys()
      expiry.look()
      bells.ready.emit()
      for (const follower of followers) follower.pump()
      postponed.pump()
    })
  }

  /** What a confirmation shows before anything is sent. */
  estimate(pointOfSaleId: string, references: string[]): Estimate {
    return this.#parts.placing.estimate(pointOfSaleId, references)
  }

  /**
   * Commits the orders; their lane takes them up.
   * @param references each has passed checkReference; repeats are folded
   * @returns `orders-not-stored` when the disk refuses: none of them is stored then
   */
  place(pointOfSaleId: string, references: string[], options?: PlaceOptions): Result<Placed> {
    return this.#parts.placing.place(pointOfSaleId, references, options)
  }

  /**
   * Places an order that goes at an hour to come, with whatever a resend then needs.
   * @param at milliseconds since the epoch, at most as far ahead as an order may wait without being asked about
   */
  postpone(pointOfSaleId: string, external_reference: string, at: number, repeats: number | null): Result<Order> {
    return this.#parts.placing.postpone(pointOfSaleId, external_reference, at, repeats)
  }

  /** Cancels before the marker only; what may have left cannot be called back. */
  cancel(id: number): Result<Order> {
    return this.#parts.deciding.cancel(id)
  }

  /** Cancels what of a batch has not left; at most the POST in flight still goes. */
  cancelBatch(batchId: number): Result<Batch> {
    return this.#parts.deciding.cancelBatch(batchId)
  }

  decide(id: number, decision: Decision): Result<Order> {
    return this.#parts.deciding.decide(id, decision)
  }

  /** Sends an ended order's reference again as a new order, or lets a held one go on. */
  resend(id: number): Result<Order> {
    return this.#parts.deciding.resend(id)
  }

  /**
   * Holds back everything that has not left, or lets it go on. A pause holds at once, also while the disk refuses to take it
   * down; that is tried until it works.
   */
  setPaused(paused: boolean): Result<null> {
    return setPaused(this.#parts, paused)
  }

  /** See Halt.holdBack. */
  holdBack(held: boolean): void {
    this.#parts.halt.holdBack(held)
  }

  /** The person mended what closed the gate of a point of sale, or does not want to wait any longer. */
  retryGate(pointOfSaleId: string): Result<null> {
    const { guard, sender, keychain, reachability, states, gates, bells, news } = this.#parts
    const released = guard.answer(() => {
      keychain.hint()
      reachability.hint()
      sender.release(pointOfSaleId)
      states.release(pointOfSaleId)
      gates.open(pointOfSaleId)
      return ok(null)
    })
    if (!released.ok) return released
    bells.ready.emit()
    news.touch()
    return released
  }

  /** The person read what may be missing: sending may go on. */
  acknowledgeStorage(): Result<null> {
    return this.#parts.halt.acknowledge()
  }

  /** A hint that something is back: connection, credentials, network settings. Never a proof. */
  wake(hint: WakeHint): void {
    const { reachability, keychain, sender, gates, followers, postponed, bells } = this.#parts
    keychain.hint()
    if (hint === 'credentials') sender.pointsOfSaleChanged()
    else reachability.hint()
    gates.wake(hint)
    gates.tryKeys()
    for (const follower of followers) follower.hint()
    bells.ready.emit()
    // The computer may have slept through an hour that was chosen.
    postponed.pump()
  }

  /** TusFacturasAPP has answered another part of the program: where nothing waits here, nobody else would find out that an outage is over. */
  reached(): void {
    const { reachability, bells } = this.#parts
    reachability.answered()
    bells.ready.emit()
  }

  /** Takes events of TusFacturasAPP in one commit; see takeWebhooks. Where the disk refuses, the sender must be asked to try again. */
  webhooks(events: readonly ReceivedEvent[]): Result<Taken[]> {
    const { guard, store, taskStore, clock, bells } = this.#parts
    const taken = guard.answer(() => ok(takeWebhooks(store, taskStore, clock, events)))
    if (!taken.ok) return taken
    // One that was in doubt no longer keeps the younger ones of its lane waiting.
    if (taken.value.some(({ fresh }) => fresh)) bells.settled.emit()
    return taken
  }

  /** Forgets events that are kept for long enough; see events/store.ts. @returns how many */
  forgetOldWebhooks(): Result<number> {
    const { guard, store, clock } = this.#parts
    return guard.answer(() => ok(forgetOldEvents(store, clock.now())))
  }

  /** Keeps the reasons of a table; see giveReasons. */
  giveReasons(reasons: Parameters<typeof giveReasons>[2]): Result<null> {
    const { guard, store, clock } = this.#parts
    return guard.answer(() => (giveReasons(store, clock, reasons), ok(null)))
  }

  /** Keeps what a person found out about an error; see giveReason. */
  giveReason(reason: Parameters<typeof giveReason>[2]): Result<null> {
    const { guard, store, clock } = this.#parts
    return guard.answer(() => (giveReason(store, clock, reason) ? ok(null) : fail('order-missing')))
  }

  /** The banner of this task's alert has been read. */
  dismissAlert(taskId: number): Result<null> {
    const { guard, flags, news } = this.#parts
    const stored = guard.answer(() => (flags.set('alert-read', String(taskId)), ok(null)))
    news.touch()
    return stored
  }

  /** The person was told of these batches, or wants not to be: once, see Telling. */
  batchesTold(outcomes: readonly BatchOutcome[]): Result<null> {
    const { guard, news } = this.#parts
    return guard.answer(() => (news.batchesTold(outcomes), ok(null)))
  }

  /** The person has these orders in front of them; all of them by default. */
  see(orders: readonly Pick<Order, 'id' | 'state'>[] | null = null): Result<null> {
    const { guard, store, news } = this.#parts
    const seen = guard.answer(() => ok(see(store, orders)))
    if (!seen.ok) return seen
    if (seen.value) news.touch()
    return ok(null)
  }

  /** Asks for the PDF of an issued order's comprobante, with a free query; see freshPdf. */
  async freshPdf(id: number): Promise<Result<FreshPdf>> {
    const { guard, store, tasks } = this.#parts
    const read = guard.look(() => {
      const row = store.get(id)
      if (!row) return fail('order-missing')
      return row.state === 'issued' ? ok(row) : fail('action-not-allowed')
    })
    if (!read.ok) return read
    const { point_of_sale, external_reference, found } = read.value
    const facts = await tasks.facts(point_of_sale, external_reference)
    if (!facts.ok) return facts
    if (!facts.value.found) return ok({ url: null, explanation: facts.value.explanation })
    return ok(freshPdf(found === null ? null : (JSON.parse(found) as FoundComprobante), facts.value.found))
  }

  /** While the orders cannot be read: as they were last seen, and a banner that says so. */
  status(): Status {
    return this.#parts.board.read()
  }

  /** @returns the id of the newest order of each reference that has one */
  newest(pointOfSaleId: string, references: string[]): number[] {
    return newestOrders(this.#parts.store, pointOfSaleId, references)
  }

  /** @returns whether the orders of this delivery are placed */
  hasPlaced(delivery: string): boolean {
    return knowsDelivery(this.#parts.store, delivery)
  }

  list(query: OrderQuery): OrderPage {
    return this.#parts.showing.list(query)
  }

  batch(id: number, offset: number, limit: number): BatchPage | null {
    return this.#parts.showing.batch(id, offset, limit)
  }

  order(id: number): Order | null {
    return this.#parts.showing.order(id)
  }

  story(id: number): Result<OrderStory> {
    return this.#parts.showing.story(id)
  }

  /** What a deletion of a point of sale would leave behind. */
  weighDeletion(pointOfSaleId: string): ReturnType<typeof weighDeletion> {
    return weighDeletion(this.#parts.store, pointOfSaleId)
  }

  /** @returns the newest events of TusFacturasAPP first */
  recentWebhooks(limit: number): KeptEvent[] {
    return recentEvents(this.#parts.store, limit)
  }

  ledger(): LedgerRow[] {
    const { store, pointsOfSale } = this.#parts
    return readLedger(store, (id) => pointsOfSale.nameOf(id))
  }

  /** See requestsOf. @throws SQLite's error */
  requestsOf(month: string): MethodUse[] {
    return requestsOf(this.#parts.store, month)
  }

  /** See promisedPosts. @throws SQLite's error */
  promisedPosts(): number {
    return promisedPosts(this.#parts.store)
  }

  batches(): Batch[] {
    return recentBatches(this.#parts.store, shownBatches)
  }

  /** See News.fromHere. */
  fromHere(): () => void {
    return this.#parts.news.fromHere()
  }

  onChange(listener: (change: OutboxChange) => void): () => void {
    return this.#parts.news.told.subscribe(listener)
  }

  /** Stops at once and waits for nothing: what is on the wire is found so at the next start, and asked about. */
  dispose(): void {
    this.manyTasks.end()
    this.#closing.abort()
  }
}
