import type { InboxHint, InboxProgress, InboxTarget } from '#contract/commands/inbox.ts'
import type { Order } from '#contract/model/order.ts'
import type { Result } from '#contract/result.ts'
import { inbox as texts } from '#contract/texts/inbox.ts'
import { call, on } from '../../api.ts'
import { announce } from '../../ui/announcer.tsx'
import { InboxRows, type InboxFilters, type Sort } from './rows.ts'

export interface InboxRange {
  /** dd/mm/aaaa */
  desde: string
  hasta: string
  /** Empty: all of them. */
  pointOfSaleId: string
}

export type Hint = Omit<InboxHint, 'external_reference'>

/** Rows scroll by; what is known of them is asked for once they stay. */
const settle = 80
const hintsAtOnce = 200

/** What Con error shows. It lives as long as the page, so that coming back shows it at once. */
export class InboxView {
  /** Null until something was looked for. */
  progress: InboxProgress | null = null
  range: InboxRange | null = null
  rows = new InboxRows()
  /** Grows with every change, for useSyncExternalStore. */
  version = 0
  // Another number than that of a page before this one, whose listing may still be told about.
  #listing = Date.now()
  #hints = new Map<number, Hint | null>()
  #wanted: number[] = []
  #timer: ReturnType<typeof setTimeout> | undefined
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
      this.#changed()
    })
    on('inboxProgress', (progress) => this.#progressed(progress))
    on('ordersChanged', ({ orders }) => this.ordersChanged(orders))
  }

  /** Looks for what is in error in a range; what was there before goes. */
  async start(range: InboxRange): Promise<Result<null>> {
    const listing = ++this.#listing
    const { sort } = this.rows
    this.rows = new InboxRows()
    this.rows.sortBy(sort)
    this.range = range
    this.progress = { listing, state: 'reading', done: 0, total: 0, seen: 0, failed: [] }
    this.#hints = new Map()
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.#wanted = []
    this.#changed()
    const { desde, hasta, pointOfSaleId } = range
    const started = await call('startInbox', { listing, desde, hasta, ...(pointOfSaleId !== '' && { pointOfSaleId }) })
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
  }

  ordersChanged(orders: Order[]): void {
    let changed = false
    for (const order of orders) {
      const id = this.rows.idOf(order)
      if (id === null) continue
      changed = true
      const { title, code, resendHelps, nextStep } = order.explanation
      const reason = order.state === 'failed_again' && order.explanation.texts.length > 0 ? { title, code, resendHelps, nextStep } : null
      this.#hints.set(id, { order: { id: order.id, state: order.state, stateLabel: order.stateLabel }, reason: reason ?? this.#hints.get(id)?.reason ?? null })
    }
    if (changed) this.#changed()
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
    this.#changed()
    if (over) announce(texts.announced(this.rows.total))
  }

  #changed(): void {
    this.version++
    for (const listener of this.#listeners) listener()
  }
}

export const inboxView = new InboxView()
