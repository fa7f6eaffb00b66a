import type { InboxHint, InboxProgress, InboxTarget } from '#contract/commands/inbox.ts'
import type { Order } from '#contract/model/order.ts'
import type { Task } from '#contract/model/task.ts'
import type { Result } from '#contract/result.ts'
import { inbox as texts } from '#contract/texts/inbox.ts'
import { call, on } from '../../api.ts'
import { announce } from '../../ui/announcer.tsx'
import { now } from '../clock.ts'
import { showTask } from './own-actions.ts'
import { daysOf, type Days, type RangeKind } from './ranges.ts'
import { InboxRows, type InboxFilters, type Sort } from './rows.ts'

export type InboxRange = Days & { kind: RangeKind }

export type Hint = Omit<InboxHint, 'external_reference'>

/** Rows scroll by; what is known of them is asked for once they stay. */
const settle = 80
const hintsAtOnce = 200

/** News come in bursts: what they mean for the triage is asked once for each burst. */
const weighDelay = 150

/** What Con error shows. It lives as long as the page, so that coming back shows it at once. */
export class InboxView {
  /** Null until something was looked for. */
  progress: InboxProgress | null = null
  /** The one looked at last, as it was chosen. */
  range: InboxRange = { kind: 'month', desde: '', hasta: '' }
  /** When it was last read to its end, milliseconds since the epoch. */
  updatedAt: number | null = null
  rows = new InboxRows()
  /** Grows with every change, for useSyncExternalStore. */
  version = 0
  // Another number than that of a page before this one, whose listing may still be told about.
  #listing = Date.now()
  #hints = new Map<number, Hint | null>()
  #wanted: number[] = []
  #timer: ReturnType<typeof setTimeout> | undefined
  /** Targets about which something new is known since they were weighed. */
  #unweighed = new Set<number>()
  #weighing: ReturnType<typeof setTimeout> | undefined
  readonly #listeners = new Set<() => void>()

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => {
      this.#listeners.delete(listener)
    }
  }

  /** To be called once, with the page's other subscriptions. */
  listen(): void {
    on('inboxRows', ({ listing, rows, repeated }) => {
      if (listing !== this.#listing) return
      this.rows.add(rows)
      this.rows.markRepeated(repeated)
      this.#weighSoon(rows.flatMap((row) => this.rows.idOf(row) ?? []))
      this.#changed()
    })
    on('inboxProgress', (progress) => this.#progressed(progress))
    on('ordersChanged', ({ orders }) => this.ordersChanged(orders))
    on('tasksChanged', ({ tasks }) => this.tasksChanged(tasks))
  }

  /** Looks for what is in error in a range; what was there before goes. */
  async start(range: InboxRange): Promise<Result<null>> {
    const listing = ++this.#listing
    const { sort, filters } = this.rows
    this.rows = new InboxRows()
    this.rows.sortBy(sort)
    this.rows.filter(filters)
    this.range = range
    this.progress = { listing, state: 'reading', done: 0, total: 0, seen: 0, failed: [] }
    this.#hints = new Map()
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.#wanted = []
    clearTimeout(this.#weighing)
    this.#weighing = undefined
    this.#unweighed = new Set()
    this.#changed()
    const { desde, hasta } = range.kind === 'custom' ? range : daysOf(range.kind)
    const started = await call('startInbox', { listing, desde, hasta })
    if (!started.ok && listing === this.#listing) {
      this.progress = null
      this.#changed()
    }
    return started
  }

  cancel(): void {
    void call('cancelInbox', { listing: this.#listing })
  }

  /** Reads the days that failed or were not reached. */
  retry(): void {
    void call('retryInbox', { listing: this.#listing })
  }

  sortBy(sort: Sort): void {
    this.rows.sortBy(sort)
    this.#changed()
  }

  filter(filters: InboxFilters): void {
    this.rows.filter(filters)
    this.#changed()
  }

  pick(targets: Iterable<number>, picked: boolean): void {
    this.rows.pick(targets, picked)
    this.#changed()
  }

  pickView(picked: boolean): void {
    this.rows.pickView(picked)
    this.#changed()
  }

  pickNone(): void {
    this.rows.pickNone()
    this.#changed()
  }

  hint(target: number | null): Hint | null {
    return target === null ? null : (this.#hints.get(target) ?? null)
  }

  /** Says which rows are on the screen. */
  show(first: number, last: number): void {
    this.#wanted = this.rows.view.slice(first, last + 1).flatMap(({ target }) => (target === null || this.#hints.has(target) ? [] : target))
    if (this.#wanted.length > 0) this.#timer ??= setTimeout(() => void this.#ask(), settle)
  }

  /** What is known of it has changed. */
  forget(target: InboxTarget): void {
    const id = this.rows.idOf(target)
    if (id === null) return
    this.#hints.delete(id)
    this.#wanted = [id]
    void this.#ask()
    this.#weighSoon([id])
  }

  tasksChanged(tasks: Task[]): void {
    for (const task of tasks) {
      if (!showTask(this.rows, task)) continue
      const { pointOfSaleId, external_reference } = task
      if (external_reference !== null) this.forget({ pointOfSaleId, external_reference })
      this.#changed()
    }
  }

  ordersChanged(orders: Order[]): void {
    const changed: number[] = []
    for (const order of orders) {
      const id = this.rows.idOf(order)
      if (id === null) continue
      changed.push(id)
      const { title, code, resendHelps, nextStep } = order.explanation
      const reason = order.state === 'failed_again' && order.explanation.texts.length > 0 ? { title, code, resendHelps, nextStep } : null
      this.#hints.set(id, { order: { id: order.id, state: order.state, stateLabel: order.stateLabel }, reason: reason ?? this.#hints.get(id)?.reason ?? null })
    }
    if (changed.length === 0) return
    this.#weighSoon(changed)
    this.#changed()
  }

  #weighSoon(ids: Iterable<number>): void {
    for (const id of ids) this.#unweighed.add(id)
    if (this.#unweighed.size > 0) this.#weighing ??= setTimeout(() => void this.#weigh(), weighDelay)
  }

  /** The same judgement as before paying. */
  async #weigh(): Promise<void> {
    const { rows } = this
    const ids = [...this.#unweighed]
    this.#unweighed = new Set()
    const weighed = await call('triageInbox', { targets: ids.map((id) => rows.target(id)) })
    this.#weighing = undefined
    if (rows !== this.rows) return
    if (weighed.ok)
      for (const { targets, ...judged } of weighed.value.causes)
        rows.judge(
          targets.flatMap((target) => rows.idOf(target) ?? []),
          judged,
        )
    rows.weighed()
    this.#changed()
    this.#weighSoon([])
  }

  async #ask(): Promise<void> {
    this.#timer = undefined
    const { rows } = this
    const listing = this.#listing
    const byPointOfSale = Map.groupBy(this.#wanted.slice(0, hintsAtOnce), (id) => rows.target(id).pointOfSaleId)
    this.#wanted = []
    for (const [pointOfSaleId, ids] of byPointOfSale) {
      const hints = await call('inboxHints', { pointOfSaleId, external_references: ids.map((id) => rows.target(id).external_reference) })
      if (!hints.ok || listing !== this.#listing) continue
      for (const id of ids) if (!this.#hints.has(id)) this.#hints.set(id, null)
      for (const { external_reference, ...hint } of hints.value) {
        const id = rows.idOf({ pointOfSaleId, external_reference })
        if (id !== null) this.#hints.set(id, hint)
      }
      this.#changed()
    }
  }

  #progressed(progress: InboxProgress): void {
    if (progress.listing !== this.#listing) return
    const over = this.progress?.state === 'reading' && progress.state === 'finished'
    this.progress = progress
    if (progress.state === 'finished') this.updatedAt = now()
    this.#changed()
    if (over) announce(texts.announced(this.rows.total))
  }

  #changed(): void {
    this.version++
    for (const listener of this.#listeners) listener()
  }
}

export const inboxView = new InboxView()
