import type { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import type { Batch, Decision, Estimate, Order, OrderPage, OrderStory, Placed } from '#contract/model/order.ts'
import type { LedgerRow } from '#contract/model/point-of-sale.ts'
import type { Status } from '#contract/model/snapshot.ts'
import type { FreshPdf } from '#contract/commands/pdf.ts'
import { fail, ok, type Failure, type Result } from '#contract/result.ts'
import { postsPerDecision } from '#contract/model/budget.ts'
import { storageTexts } from '#contract/texts/storage.ts'
import type { Clock } from '../lib/clock.ts'
import { takeWebhooks } from './events/take.ts'
import type { Delivery, Taken } from '../webhooks/event.ts'
import { forgetOldEvents, recentEvents, type KeptEvent } from './events/store.ts'
import { giveReason, giveReasons } from './orders/given-reasons.ts'
import type { Logger } from '../lib/logger.ts'
import type { Journal } from '../storage/journal.ts'
import type { DecidedEntry } from '../storage/journal-line.ts'
import type { FoundComprobante, TusFacturasAccount } from '../tusfacturas/api.ts'
import { postsPerOrder } from './orders/budget.ts'
import { Changes } from './changes.ts'
import { knowsDelivery, newestOrders, noteDelivery } from './orders/delivered.ts'
import { Dispatcher } from './sending/sender.ts'
import { freshPdf } from './asking/fresh-pdf.ts'
import { Guard } from './guard.ts'
import { Keychain } from './keychain.ts'
import { overtaken, regroup } from './sending/order-in-doubt.ts'
import { weighDeletion } from './orders/orphans.ts'
import { createPersist, type Persist } from './sending/persist.ts'
import { Postponed } from './sending/postponed.ts'
import type { OutboxChange, PointsOfSale, SendingRules, WakeHint } from './ports.ts'
import { actionsOf, presentOrder, type Surroundings } from './orders/present.ts'
import { batchMoves, listRows, readBatch, readLedger, recentBatches, transitionsOf, type OrderQuery } from './orders/reading.ts'
import { recover } from './orders/recovery.ts'
import { longestWait, watchFrom } from './retry-policy.ts'
import { readStatus, storageBanners, waitingFor } from './status.ts'
import { OrderStore, type OrderRow } from './orders/store.ts'
import { accountBanners } from './tasks/account.ts'
import { recoverTasks } from './tasks/recovery.ts'
import { TaskStore } from './tasks/store.ts'
import { Tasks } from './tasks/tasks.ts'
import { cancellableStates } from './orders/transitions.ts'

export interface OutboxOptions {
  database: DatabaseSync
  journal: Journal
  api: TusFacturasAccount
  pointsOfSale: PointsOfSale
  rules: () => SendingRules
  clock: Clock
  logger: Logger
  /** The file turned out to be damaged while running. */
  onDamage?: (detail: string) => void
  /** Sending stays stopped until acknowledgeStorage(): orders may be missing. */
  stopped: { problem: 'restored' | 'stopped'; text: string } | null
  /** From 0 to 1, for the jitter of the backoff. */
  random?: () => number
}

export interface PlaceOptions {
  /** The order that this one repeats. */
  repeats?: number | null
  /** Milliseconds since the epoch before which they do not go. */
  until?: number | null
  /** By which another start of the program handed them over; a delivery is placed once, however often it is placed. */
  delivery?: string | null
  /** How often each may be POSTed: what the person was told it can cost. */
  posts?: number
}

/** Events that answer a task. */
const taskEvents: ReadonlySet<string> = new Set(['eliminado', 'cambio_fecha'])

const stopSchema = z.object({ problem: z.enum(['restored', 'stopped']), text: z.string() })

const shownBatches = 20
/** Orders that the answer to placing them describes. */
const shownOrders = 200

/** Orders on disk and the dispatcher that works them off. Nothing is sent before start(). */
export class Outbox {
  /** Paid calls other than a resend. */
  readonly tasks: Tasks
  /** Where credentials are read, with a deadline. */
  readonly keychain: Keychain
  readonly #store: OrderStore
  readonly #taskStore: TaskStore
  readonly #dispatcher: Dispatcher
  readonly #options: OutboxOptions
  readonly #changes: Changes
  readonly #taskChanges: Changes
  readonly #postponed: Postponed
  readonly #guard: Guard
  readonly #persist: Persist
  readonly #closing = new AbortController()
  readonly #listeners = new Set<(change: OutboxChange) => void>()
  readonly #surroundings: Surroundings
  readonly #activeBatches = new Set<number>()
  /** At their end, and nobody has been told yet. */
  readonly #finished: Batch[] = []
  /** What was last shown; what is shown while the orders cannot be read. */
  #lastStatus: Status = { banners: [], paused: false, online: true, counts: {} }
  #paused: boolean
  #stopped: OutboxOptions['stopped']
  #storageFailing = false
  #started = false

  constructor(options: OutboxOptions) {
    this.#options = options
    const { database, clock, logger, pointsOfSale } = options
    const { signal } = this.#closing
    this.#store = new OrderStore(database, clock)
    options.journal.onGone = () => this.#stop(storageTexts.gone)
    const commit = <T>(work: () => T): T => this.#store.transaction(work)
    this.#guard = new Guard({
      clock,
      logger,
      signal,
      transaction: commit,
      inTransaction: () => this.#store.inTransaction,
      onTrouble: (failing) => this.#setStorageFailing(failing),
      onDamage: (detail) => this.#damaged(detail),
    })
    const guard = this.#guard
    const persist = createPersist(commit, clock, signal, guard)
    this.#persist = persist
    const keychain = new Keychain(pointsOfSale, clock)
    this.keychain = keychain
    const random = options.random ?? Math.random
    this.#dispatcher = new Dispatcher({
      ...options,
      store: this.#store,
      keychain,
      guard,
      persist,
      random,
      signal,
      onStatus: () => this.#changes.touch(),
    })
    this.#changes = new Changes(clock, (ids) => this.#publish(ids))
    this.#store.onTouched = (id) => this.#changes.touch(id)
    this.#taskStore = new TaskStore(this.#store, clock)
    this.#taskChanges = new Changes(clock, (ids) => this.#publishTasks(ids))
    this.#taskStore.onTouched = (id) => this.#taskChanges.touch(id)
    this.tasks = new Tasks({
      ...options,
      store: this.#taskStore,
      dispatcher: this.#dispatcher,
      keychain,
      guard,
      persist,
      random,
      signal,
      closed: () => this.#closed(),
      followUp: (task, posts) => this.#followUp(task.point_of_sale, task.external_reference, task.order_id, posts),
      gone: (task) => this.#forget(task.point_of_sale, task.external_reference),
      resendCost: () => postsPerOrder(options.rules()),
    })
    this.#surroundings = {
      waitingFor: (row) =>
        waitingFor(row, { store: this.#store, clock, states: this.#dispatcher.states, connection: this.#dispatcher.connection, silent: keychain.silent }),
      overtaken: (row) => overtaken(this.#store, row),
      nameOf: (id) => pointsOfSale.nameOf(id),
    }
    this.#postponed = new Postponed({
      store: this.#store,
      states: this.#dispatcher.states,
      guard,
      persist,
      clock,
      signal,
      paused: () => this.#paused,
      onDue: () => this.#dispatcher.pump(),
    })
    this.#stopped = options.stopped ?? this.#storedStop()
    this.#paused = this.#flag('paused') !== null
    if (options.stopped) this.#setFlag('stopped', JSON.stringify(options.stopped))
    let found = 0
    try {
      found = commit(() => recover(this.#store, clock) + recoverTasks(this.#taskStore, clock))
    } catch (error) {
      // Whoever opened it may try again; nothing of this one is left behind.
      this.dispose()
      throw error
    }
    if (found > 0) logger.warn('orders were interrupted', { found })
  }

  /** Opens the send gate; as soon as the disk lets it be read what there is to send. */
  start(): void {
    this.#guard.run('start', () => this.#begin())
  }

  #begin(): void {
    for (const row of this.#store.prepare('SELECT id FROM batch WHERE finished_at IS NULL').all()) this.#activeBatches.add(Number(row['id']))
    for (const id of this.#options.pointsOfSale.ids()) this.#dispatcher.addLane(id)
    this.#dispatcher.set({ paused: this.#paused, stopped: this.#stopped !== null })
    this.#started = true
    this.#dispatcher.start()
    this.tasks.start()
    this.#postponed.pump()
  }

  /** What a confirmation shows before anything is sent. */
  estimate(pointOfSaleId: string, references: string[]): Estimate {
    const alreadyLive = this.#store.liveReferences(pointOfSaleId, references)
    const count = references.length - alreadyLive.length
    return { references: count, alreadyLive, maxRequests: count * postsPerOrder(this.#options.rules()) }
  }

  /**
   * Commits the orders and wakes the dispatcher.
   * @param references each has passed checkReference; repeats are folded
   * @returns `orders-not-stored` when the disk refuses: none of them is stored then
   */
  place(
    pointOfSaleId: string,
    references: string[],
    { repeats = null, until = null, delivery = null, posts = postsPerOrder(this.#options.rules()) }: PlaceOptions = {},
  ): Result<Placed> {
    const name = this.#options.pointsOfSale.nameOf(pointOfSaleId)
    if (name === null) return fail('point-of-sale-missing')
    const placed = this.#guard.answer<Placed>(() => {
      const distinct = [...new Set(references.map((reference) => reference.toWellFormed()))]
      if (delivery !== null && !noteDelivery(this.#store, delivery)) return ok({ batchId: null, count: 0, orders: [], alreadyLive: distinct })
      const alreadyLive = this.#store.liveReferences(pointOfSaleId, distinct)
      const live = new Set(alreadyLive)
      const fresh = distinct.filter((reference) => !live.has(reference))
      if (fresh.length === 0) return ok({ batchId: null, count: 0, orders: [], alreadyLive })
      const { batchId, ids } = this.#store.placeBatch(pointOfSaleId, name, fresh, repeats, posts)
      const line = { point_of_sale: pointOfSaleId, name, first: ids[0] ?? 0, references: fresh, posts, repeats, until }
      this.#options.journal.append({ at: this.#options.clock.now(), placed: line })
      if (until === null) this.#holdIfGated(pointOfSaleId, ids)
      else for (const id of ids) this.#store.change({ id, state: 'queued' }, 'held', 'postponed', 'person', { hold_reason: 'luego', waiting_since: until })
      return ok({ batchId, count: ids.length, orders: ids.slice(0, shownOrders).map((id) => this.#present(id)), alreadyLive })
    }, 'orders-not-stored')
    if (!placed.ok) return placed
    if (placed.value.batchId !== null) this.#activeBatches.add(placed.value.batchId)
    this.#dispatcher.addLane(pointOfSaleId)
    this.#dispatcher.pump()
    return placed
  }

  /**
   * Places an order that goes at an hour to come, with whatever a resend then needs.
   * @param at milliseconds since the epoch, at most as far ahead as an order may wait without being asked about
   */
  postpone(pointOfSaleId: string, external_reference: string, at: number, repeats: number | null): Result<Order> {
    const ahead = at - this.#options.clock.now()
    if (ahead <= 0 || ahead > longestWait) return fail('bad-arguments', { reason: 'at' })
    const placed = this.place(pointOfSaleId, [external_reference], { repeats, until: at })
    if (!placed.ok) return placed
    this.#postponed.pump()
    const order = placed.value.orders[0]
    return order ? ok(order) : fail('action-not-allowed')
  }

  /** @returns the id of the newest order of each reference that has one */
  newest(pointOfSaleId: string, references: string[]): number[] {
    return newestOrders(this.#store, pointOfSaleId, references)
  }

  /** @returns whether the orders of this delivery are placed @throws SQLite's error */
  hasPlaced(delivery: string): boolean {
    return knowsDelivery(this.#options.database, delivery)
  }

  list(query: OrderQuery): OrderPage {
    const { rows, total } = listRows(this.#store, query)
    return { orders: rows.map((row) => presentOrder(row, this.#surroundings)), total }
  }

  /** @returns the order as page, tray and command line show it */
  readonly present = (row: OrderRow): Order => presentOrder(row, this.#surroundings)

  order(id: number): Order | null {
    const row = this.#store.get(id)
    return row && this.present(row)
  }

  story(id: number): Result<OrderStory> {
    const order = this.order(id)
    if (!order) return fail('order-missing')
    const repeated = this.#store.prepare('SELECT max(id) AS id FROM orders WHERE repeats = ?').get(id)?.['id']
    return ok({ order, transitions: transitionsOf(this.#store, id), repeatedBy: repeated == null ? null : Number(repeated) })
  }

  /** Asks for the PDF of an issued order's comprobante, with a free query; see freshPdf. */
  async freshPdf(id: number): Promise<Result<FreshPdf>> {
    const read = this.#guard.look(() => {
      const row = this.#store.get(id)
      if (!row) return fail('order-missing')
      return row.state === 'issued' ? ok(row) : fail('action-not-allowed')
    })
    if (!read.ok) return read
    const { point_of_sale, external_reference, found } = read.value
    const facts = await this.tasks.facts(point_of_sale, external_reference)
    if (!facts.ok) return facts
    if (!facts.value.found) return ok({ url: null, explanation: facts.value.explanation })
    return ok(freshPdf(found === null ? null : (JSON.parse(found) as FoundComprobante), facts.value.found))
  }

  /** Cancels before the marker only; what may have left cannot be called back. */
  cancel(id: number): Result<Order> {
    return this.#act(id, 'cancel', (row) =>
      this.#noteDecided('cancelled', row, this.#store.change(row, 'cancelled', 'cancelled', 'person', { hold_reason: null })),
    )
  }

  /** Cancels what of a batch has not left; at most the POST in flight still goes. */
  cancelBatch(batchId: number): Result<Batch> {
    return this.#guard.answer(() => {
      const states = cancellableStates.map((state) => `'${state}'`).join(', ')
      const rows = this.#store.rows(`SELECT * FROM orders WHERE batch_id = ? AND state IN (${states})`, batchId)
      const ended = rows.filter((row) => this.#store.change(row, 'cancelled', 'cancelled', 'person', { hold_reason: null }))
      this.#journalDecided('cancelled', ended)
      const batch = readBatch(this.#store, batchId)
      return batch ? ok(batch) : fail('order-missing')
    })
  }

  decide(id: number, decision: Decision): Result<Order> {
    return this.#act(id, 'decide', (row) => {
      const now = this.#options.clock.now()
      switch (decision) {
        case 'resend': {
          const moved = this.#store.change(row, 'queued', 'decided-resend', 'person', {
            waiting_since: now,
            next_at: null,
            posts_left: postsPerDecision,
            outcome: null,
          })
          regroup(this.#store, row.point_of_sale)
          this.#holdIfGated(row.point_of_sale, [id])
          return this.#noteDecided('resend', row, moved)
        }
        case 'assume-sent':
          return this.#noteDecided('assumed', row, this.#store.change(row, 'accepted', 'decided-sent', 'person', watchFrom('accepted', now)))
        case 'discard':
          return this.#noteDecided('discarded', row, this.#store.change(row, 'cancelled', 'decided-discard', 'person', { next_at: null }))
      }
    })
  }

  /** Sends an ended order's reference again as a new order, or lets a held one go on. */
  resend(id: number): Result<Order> {
    const read = this.#guard.look(() => {
      const row = this.#store.get(id)
      if (!row) return fail('order-missing')
      return actionsOf(row).includes('resend') ? ok(row) : fail('action-not-allowed')
    })
    if (!read.ok) return read
    const row = read.value
    if (row.state === 'held') {
      return this.#act(id, 'resend', (held) => {
        const moved = this.#store.change(held, 'queued', 'released', 'person', {
          hold_reason: null,
          crashes: 0,
          waiting_since: this.#options.clock.now(),
        })
        regroup(this.#store, row.point_of_sale)
        this.#holdIfGated(row.point_of_sale, [id])
        return moved
      })
    }
    const placed = this.place(row.point_of_sale, [row.external_reference], { repeats: id })
    if (!placed.ok) return placed
    const order = placed.value.orders[0]
    return order ? ok(order) : fail('action-not-allowed')
  }

  /**
   * Holds back everything that has not left, or lets it go on. A pause holds at once, also while the disk refuses to take it
   * down; that is tried until it works.
   */
  setPaused(paused: boolean): Result<Status> {
    const stored = this.#guard.answer(() => ok(this.#storePause(paused)))
    if (!stored.ok && !paused) return stored
    this.#paused = paused
    this.#dispatcher.set({ paused })
    if (!stored.ok)
      void this.#persist(() => {
        if (this.#paused) this.#storePause(true)
      }).catch(() => {})
    return ok(this.status())
  }

  /** The person mended what closed the gate of a point of sale, or does not want to wait any longer. */
  retryGate(pointOfSaleId: string): Result<Status> {
    const released = this.#guard.answer(() => ok(this.#dispatcher.release(pointOfSaleId)))
    if (!released.ok) return released
    this.#dispatcher.pump()
    return ok(this.status())
  }

  /** The person read what may be missing: sending may go on. */
  acknowledgeStorage(): Result<Status> {
    // A file that is damaged now is mended by a new start, not by reading about it.
    if (this.#stopped?.problem === 'stopped') return ok(this.status())
    const stored = this.#guard.answer(() => ok(this.#setFlag('stopped', null)))
    if (!stored.ok) return stored
    this.#stopped = null
    this.#dispatcher.set({ stopped: false })
    return ok(this.status())
  }

  /** What a deletion of a point of sale would leave behind. */
  weighDeletion(pointOfSaleId: string): ReturnType<typeof weighDeletion> {
    return weighDeletion(this.#store, pointOfSaleId)
  }

  /** A hint that something is back: connection, credentials, network settings. Never a proof. */
  wake(hint: WakeHint): void {
    for (const id of this.#options.pointsOfSale.ids()) this.#dispatcher.addLane(id)
    this.#dispatcher.wake(hint)
    this.tasks.hint()
    // The computer may have slept through an hour that was chosen.
    this.#postponed.pump()
  }

  /**
   * Takes events of TusFacturasAPP in one commit; see takeWebhooks.
   * @throws SQLite's error when the disk refuses: then the sender must be asked to try again
   */
  webhooks(deliveries: readonly Delivery[]): Taken[] {
    const taken = this.#noticingDamage(() => takeWebhooks(this.#store, this.#options.clock, deliveries))
    if (taken.some(({ orderId }) => orderId !== null)) {
      this.#dispatcher.watch()
      // One that was in doubt no longer keeps the younger ones of its lane waiting.
      this.#dispatcher.pump()
    }
    const touched = deliveries.flatMap(({ event }) => (taskEvents.has(event.evento) ? (event.external_reference ?? []) : []))
    if (touched.length > 0) this.tasks.recheck(new Set(touched))
    return taken
  }

  /** @returns the newest events of TusFacturasAPP first */
  recentWebhooks(limit: number): KeptEvent[] {
    return recentEvents(this.#store, limit)
  }

  /** Forgets events that are kept for long enough; see webhook-store.ts. @throws SQLite's error */
  forgetOldWebhooks(): number {
    return forgetOldEvents(this.#store, this.#options.clock.now())
  }

  /** Keeps the reasons of a table; see giveReasons. */
  giveReasons(reasons: Parameters<typeof giveReasons>[2]): Result<null> {
    return this.#guard.answer(() => (giveReasons(this.#store, this.#options.clock, reasons), ok(null)))
  }

  /** Keeps what a person found out about an error; see giveReason. */
  giveReason(reason: Parameters<typeof giveReason>[2]): Result<null> {
    return this.#guard.answer(() => (giveReason(this.#store, this.#options.clock, reason) ? ok(null) : fail('order-missing')))
  }

  /** While the orders cannot be read: as they were last seen, and a banner that says so. */
  status(): Status {
    const lost = () => ({
      ...this.#lastStatus,
      paused: this.#paused,
      banners: [...this.#lastStatus.banners.filter(({ kind }) => kind !== 'storage'), ...storageBanners(this.#stopped, true)],
    })
    const failing = this.#storageFailing
    this.#lastStatus = this.#guard.read('status', () => this.#readStatus(), lost)
    // That it can be read again is only known by reading it.
    if (failing && !this.#storageFailing) this.#lastStatus = this.#guard.read('status', () => this.#readStatus(), lost)
    return this.#lastStatus
  }

  #readStatus(): Status {
    const status = readStatus({
      store: this.#store,
      states: this.#dispatcher.states,
      connection: this.#dispatcher.connection,
      nameOf: this.#surroundings.nameOf,
      paused: this.#paused,
      stopped: this.#stopped,
      storageFailing: this.#storageFailing,
      silent: this.keychain.silent,
    })
    return { ...status, banners: [...status.banners, ...this.#accountBanners()], postponed: this.#postponed.count }
  }

  /** The banner of this task's alert has been read. */
  dismissAlert(taskId: number): Result<null> {
    const stored = this.#guard.answer(() => (this.#setFlag('alert-read', String(taskId)), ok(null)))
    this.#changes.touch()
    return stored
  }

  ledger(): LedgerRow[] {
    return readLedger(this.#store, this.#surroundings.nameOf)
  }

  batches(): Batch[] {
    return recentBatches(this.#store, shownBatches)
  }

  onChange(listener: (change: OutboxChange) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Stops at once and waits for nothing: what is on the wire is found so at the next start, and asked about. */
  dispose(): void {
    this.#closing.abort()
    this.#guard.dispose()
    this.#changes.dispose()
    this.#taskChanges.dispose()
    this.tasks.dispose()
    this.#postponed.dispose()
    this.#dispatcher.dispose()
  }

  #act(id: number, action: Order['actions'][number], work: (row: OrderRow) => boolean): Result<Order> {
    const done = this.#guard.answer(() => {
      const row = this.#store.get(id)
      if (!row) return fail('order-missing')
      return actionsOf(row).includes(action) && work(row) ? ok(this.#present(id)) : fail('action-not-allowed')
    })
    if (!done.ok) return done
    this.#dispatcher.pump()
    this.#dispatcher.watch()
    return done
  }

  #storePause(paused: boolean): void {
    this.#setFlag('paused', paused ? 'yes' : null)
    if (paused)
      for (const row of this.#store.rows("SELECT * FROM orders WHERE state IN ('queued', 'preflight') AND archived_at IS NULL"))
        this.#store.change(row, 'held', 'paused', 'person', { hold_reason: 'pausa' })
    else
      for (const row of this.#store.rows("SELECT * FROM orders WHERE state = 'held' AND hold_reason = 'pausa' AND archived_at IS NULL")) {
        this.#store.change(row, 'queued', 'resumed', 'person', { hold_reason: null })
        this.#holdIfGated(row.point_of_sale, [row.id], paused)
      }
  }

  /** @param moved whether the decision came in time @returns the same */
  #noteDecided(decided: DecidedEntry['decided'], row: OrderRow, moved: boolean): boolean {
    if (moved) this.#journalDecided(decided, [row])
    return moved
  }

  /** So that a recovery knows what a person decided. @param rows of one point of sale */
  #journalDecided(decided: DecidedEntry['decided'], rows: OrderRow[]): void {
    const [first] = rows
    if (!first) return
    const orders = rows.map((row): [number, string] => [row.id, row.external_reference])
    this.#options.journal.append({ at: this.#options.clock.now(), decided, point_of_sale: first.point_of_sale, orders })
  }

  /** Why no paid call may start at all. */
  #closed(): Failure | null {
    if (!this.#started || this.#stopped || this.#storageFailing) return { code: 'sending-stopped' }
    return this.#paused ? { code: 'sending-paused' } : null
  }

  /** @returns the order that resends what a change of date may have left in error; null when one is on its way already */
  #followUp(pointOfSale: string, external_reference: string | null, repeats: number | null, posts: number): number | null {
    if (external_reference === null) return null
    const placed = this.place(pointOfSale, [external_reference], { repeats, posts })
    return placed.ok ? (placed.value.orders[0]?.id ?? null) : null
  }

  /** The comprobante was deleted: what follows it is at its end. */
  #forget(pointOfSale: string, external_reference: string | null): void {
    const sql = "SELECT * FROM orders WHERE external_reference = ? AND point_of_sale = ? AND state IN ('accepted', 'superseded')"
    for (const row of this.#store.rows(sql, external_reference, pointOfSale)) {
      const outcome = { type: 'state', state: 'cancelled', holdReason: null, note: 'deleted', spent: { used: row.used, possible: row.possible } } as const
      this.#store.change(row, 'cancelled', 'deleted', 'person', { next_at: null, outcome: JSON.stringify(outcome) })
    }
  }

  #accountBanners(): Status['banners'] {
    const lastIssue = () => {
      const row = this.#store.prepare("SELECT updated_at AS at FROM orders WHERE state = 'issued' AND archived_at IS NULL ORDER BY id DESC LIMIT 1").get()
      return row ? Number(row['at']) : null
    }
    const readAlert = () => {
      const flag = this.#flag('alert-read')
      return flag === null ? null : Number(flag)
    }
    return accountBanners(this.#taskStore, this.#options.clock.now(), lastIssue, readAlert)
  }

  #publishTasks(ids: number[]): boolean {
    return this.#telling('tasks', () => {
      if (this.#listeners.size === 0) return
      this.#emit({ type: 'tasks', tasks: ids.flatMap((id) => this.tasks.get(id) ?? []) })
      // An answer about the account may start or end a banner.
      this.#changes.touch()
    })
  }

  /** Orders that enter a closed lane say so from the start. */
  #holdIfGated(pointOfSale: string, ids: number[], paused = this.#paused): void {
    const gate = this.#dispatcher.states.get(pointOfSale).gate
    if (!gate && !paused) return
    for (const id of ids)
      if (gate) this.#store.change({ id, state: 'queued' }, 'held', 'gate-closed', 'program', { hold_reason: gate })
      else this.#store.change({ id, state: 'queued' }, 'held', 'paused', 'program', { hold_reason: 'pausa' })
  }

  #present(id: number): Order {
    const order = this.order(id)
    if (!order) throw new Error(`order ${id} vanished`)
    return order
  }

  /** For what nobody watches: whoever asked is told of the error, and the person of the damage. */
  #noticingDamage<T>(work: () => T): T {
    try {
      return work()
    } catch (error) {
      this.#guard.refused(error)
      throw error
    }
  }

  #publish(ids: number[]): boolean {
    return this.#telling('changes', () => this.#tell(ids))
  }

  /** @returns false when the disk refused: then it is told later */
  #telling(name: string, work: () => void): boolean {
    try {
      work()
    } catch (error) {
      this.#guard.refused(error, name)
      return false
    }
    this.#guard.health(name, false)
    return true
  }

  #tell(ids: number[]): void {
    this.#finishBatches()
    if (this.#listeners.size === 0) {
      this.#finished.length = 0
      return
    }
    const rows = ids.flatMap((id) => this.#store.get(id) ?? [])
    const concerned = [...new Set([...rows.map((row) => row.batch_id), ...this.#finished.map((batch) => batch.id)])]
    const batches = concerned.flatMap((id) => readBatch(this.#store, id) ?? [])
    const orders = rows.map((row) => presentOrder(row, this.#surroundings))
    if (orders.length > 0) this.#emit({ type: 'orders', orders })
    if (batches.length > 0) this.#emit({ type: 'batches', batches })
    this.#emit({ type: 'status', status: this.status() })
    for (let batch = this.#finished.shift(); batch; batch = this.#finished.shift()) this.#emit({ type: 'batch-finished', batch })
  }

  /** Marks the batches of which nothing moves any more. */
  #finishBatches(): void {
    for (const id of this.#activeBatches) {
      if (batchMoves(this.#store, id)) continue
      const batch = readBatch(this.#store, id)
      this.#store.prepare('UPDATE batch SET finished_at = ? WHERE id = ?').run(this.#options.clock.now(), id)
      this.#activeBatches.delete(id)
      if (batch) this.#finished.push(batch)
    }
  }

  #emit(change: OutboxChange): void {
    for (const listener of this.#listeners) listener(change)
  }

  #setStorageFailing(failing: boolean): void {
    if (this.#storageFailing === failing) return
    this.#storageFailing = failing
    this.#changes.touch()
  }

  #damaged(detail: string): void {
    if (this.#stopped?.problem === 'stopped') return
    this.#options.onDamage?.(detail)
    this.#stop(storageTexts.damaged)
  }

  /** Only a new start can mend it. */
  #stop(text: string): void {
    this.#stopped = { problem: 'stopped', text }
    this.#dispatcher.set({ stopped: true })
    this.#changes.touch()
  }

  #storedStop(): OutboxOptions['stopped'] {
    const value = this.#flag('stopped')
    if (value === null) return null
    try {
      return stopSchema.parse(JSON.parse(value))
    } catch {
      // That something was to be read is known, only not what.
      return { problem: 'restored', text: storageTexts.forgotten }
    }
  }

  #flag(name: string): string | null {
    const row = this.#store.prepare('SELECT value FROM flag WHERE name = ?').get(name)
    return row ? String(row['value']) : null
  }

  #setFlag(name: string, value: string | null): void {
    if (value === null) this.#store.prepare('DELETE FROM flag WHERE name = ?').run(name)
    else this.#store.prepare('INSERT INTO flag VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value').run(name, value)
  }
}
