import { readFecha } from '#contract/argentina.ts'
import type { Became, InboxFreshness, InboxHint, InboxPage, InboxProgress, InboxRow, InboxTarget } from '#contract/model/inbox.ts'
import type { Order } from '#contract/model/order.ts'
import { ok, type Result } from '#contract/result.ts'
import { inbox as texts } from '#contract/texts/inbox.ts'
import { call, on } from '../../api.ts'
import { announce } from '../../ui/announcer.tsx'
import { daysOf, type Days, type RangeKind } from './ranges.ts'
import { InboxRows, type InboxFilters, type ListedRow, type Sort } from './rows.ts'

export type InboxRange = Days & { kind: RangeKind }

/** Which comprobantes a person looks at, and how. */
export interface InboxChoice {
  range: InboxRange
  sort: Sort
  filters: InboxFilters
}

export type Hint = Omit<InboxHint, 'external_reference'>

/** Rows scroll by; what is known of them is asked for once they stay. */
const settle = 80
const hintsAtOnce = 200

/** News come in bursts: what they mean for the triage is asked once for each burst. */
const weighDelay = 150

/**
 * What Con error shows: what is kept on disk, as it changes. It lives as long as the page, so that coming back shows it at once.
 */
export class InboxView {
  /** Of what is read anew; null until something was. */
  progress: InboxProgress | null = null
  /** To begin with as many days as are watched; their dates are those of the day on which they were shown last. */
  range: InboxRange = { kind: 'month', desde: '', hasta: '' }
  rows = new InboxRows()
  /** How old what is shown is; null until that is known. */
  freshness: InboxFreshness | null = null
  /** What became of the rows that left while they were shown, since it was last looked for. */
  left: Partial<Record<Became, number>> = {}
  /** Grows with every change, for useSyncExternalStore. */
  version = 0
  // Another number than that of a page before this one, whose listing may still be told about.
  #listing = Date.now()
  /** Grows with every range. */
  #showing = 0
  /** Left while the rest of the range was still on its way here. */
  #gone = new Set<number>()
  /** Which rows are on the screen; null while it is another one. */
  #shown: { first: number; last: number } | null = null
  /** New, on the screen, and said to be seen. */
  readonly #seen = new Set<number>()
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
    on('inboxChanged', ({ rows, gone }) => this.#took(rows, gone))
    on('inboxRepeated', ({ listing, targets }) => {
      if (listing !== this.#listing) return
      this.rows.markRepeated(targets)
      this.#changed()
    })
    on('inboxProgress', (progress) => this.#progressed(progress))
    on('ordersChanged', ({ orders }) => this.ordersChanged(orders))
    document.addEventListener('visibilitychange', () => this.#showAgain())
    on('pointsOfSaleChanged', (pointsOfSale) => this.#keepOf(new Set(pointsOfSale.map(({ id }) => id))))
  }

  /** The screen is there: shows what is kept, and the first time reads what of it is old. */
  async open(): Promise<Result<null>> {
    this.#followDay()
    if (this.progress === null) return this.start(this.range, true)
    await this.#refreshed()
    return ok(null)
  }

  /** The screen is left: what was new on it is so no longer. */
  close(): void {
    this.#shown = null
    this.rows.age(this.#seen)
    this.#seen.clear()
    this.#changed()
  }

  /** Reads anew what is in error in a range; what is kept of it is shown meanwhile. @param opening nobody asked for it: what was read lately is spared */
  async start(range: InboxRange, opening = false): Promise<Result<null>> {
    const listing = ++this.#listing
    const wanted = range.kind === 'custom' ? range : { kind: range.kind, ...daysOf(range.kind) }
    // A range that a page before this one chose was not shown here yet.
    if (this.#showing === 0 || !isSame(wanted, this.range)) this.#show(wanted)
    this.range = wanted
    this.left = {}
    this.progress = { listing, state: 'reading', done: 0, total: 0, seen: 0, failed: [] }
    this.#changed()
    const started = await call('startInbox', { listing, ...argumentsOf(wanted), ...(opening && { opening }) })
    if (!started.ok && listing === this.#listing) {
      this.progress = null
      this.#changed()
    }
    return started
  }

  /** What is chosen, for a page after this one. */
  get choice(): InboxChoice {
    const { range, rows } = this
    return { range: range.kind === 'custom' ? range : { kind: range.kind, desde: '', hasta: '' }, sort: rows.sort, filters: rows.filters }
  }

  /** Chooses as the page before this one did; to be called before anything is shown. */
  choose({ range, sort, filters }: InboxChoice): void {
    this.range = range
    this.rows.sortBy(sort)
    this.rows.filter(filters)
    this.#changed()
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

  /** What is known of one, asked for at once if nobody has yet. */
  async learn(target: number | null): Promise<Hint | null> {
    if (target !== null && !this.#hints.has(target)) {
      this.#wanted = [target, ...this.#wanted.filter((id) => id !== target)]
      await this.#ask()
    }
    return this.hint(target)
  }

  /** Says which rows are on the screen. */
  show(first: number, last: number): void {
    this.#shown = { first, last }
    this.#wanted = this.rows.view.slice(first, last + 1).flatMap(({ target }) => (target === null || this.#hints.has(target) ? [] : target))
    if (this.#wanted.length > 0) this.#timer ??= setTimeout(() => void this.#ask(), settle)
    if (document.visibilityState === 'visible') this.#see(this.rows.view.slice(first, last + 1).filter(({ row }) => row.isNew))
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

  /** A range up to the present day goes up to the new one. */
  #followDay(): void {
    const { kind, hasta } = this.range
    if (kind === 'custom' || hasta === '') return
    const range = { kind, ...daysOf(kind) }
    if (range.hasta !== hasta) this.#show(range)
  }

  #show(range: InboxRange): void {
    const { sort, filters } = this.rows
    this.rows = new InboxRows()
    this.rows.sortBy(sort)
    this.rows.filter(filters)
    this.range = range
    this.freshness = null
    this.left = {}
    this.#hints = new Map()
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.#wanted = []
    clearTimeout(this.#weighing)
    this.#weighing = undefined
    this.#unweighed = new Set()
    this.#changed()
    void this.#load(range)
  }

  /** Portion by portion, so that the first rows are there before the last ones have come. */
  async #load(range: InboxRange): Promise<void> {
    const showing = ++this.#showing
    this.#gone = new Set()
    let after = null as InboxPage['next']
    do {
      const page: Result<InboxPage> = await call('listInbox', after ? { ...argumentsOf(range), after } : argumentsOf(range))
      if (!page.ok || showing !== this.#showing) return
      this.#add(page.value.rows.filter(({ id }) => !this.#gone.has(id)))
      after = page.value.next
      this.#changed()
    } while (after)
  }

  #took(rows: InboxRow[], gone: InboxRow[]): void {
    this.#followDay()
    const { range } = this
    if (range.hasta === '') return
    const shown = rows.filter((row) => isIn(range, row))
    for (const { id, isNew } of shown) {
      this.#gone.delete(id)
      if (isNew) this.#seen.delete(id)
    }
    for (const { id } of gone) this.#gone.add(id)
    // A row whose date was changed may belong elsewhere now.
    this.rows.remove(rows.filter((row) => !isIn(range, row)).map(({ id }) => id))
    const left = new Set(this.rows.remove(gone.map(({ id }) => id)).map(({ id }) => id))
    for (const { id, became } of gone) if (became !== null && left.has(id)) this.left[became] = (this.left[became] ?? 0) + 1
    this.#add(shown)
    this.#changed()
    this.#showAgain()
    if (this.progress?.state !== 'reading') void this.#refreshed()
  }

  #add(rows: InboxRow[]): void {
    this.rows.add(rows)
    this.#weighSoon(rows.flatMap((row) => this.rows.idOf(row) ?? []))
  }

  #keepOf(pointsOfSale: ReadonlySet<string>): void {
    this.rows.remove(this.rows.all.flatMap(({ id, row }) => (pointsOfSale.has(row.pointOfSaleId) ? [] : id)))
    this.#changed()
  }

  async #refreshed(): Promise<void> {
    const { range } = this
    if (range.hasta === '') return
    const freshness = await call('inboxFreshness', argumentsOf(range))
    if (!freshness.ok || range !== this.range) return
    this.freshness = freshness.value
    this.#changed()
  }

  /** Other rows stand where some are on the screen, or the window can be seen again. */
  #showAgain(): void {
    if (this.#shown) this.show(this.#shown.first, this.#shown.last)
  }

  #see(rows: ListedRow[]): void {
    const ids = rows.flatMap(({ id }) => (this.#seen.has(id) ? [] : id))
    if (ids.length === 0) return
    for (const id of ids) this.#seen.add(id)
    void call('seeInbox', { ids })
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
    if (progress.state !== 'reading') void this.#refreshed()
    if (over) announce(texts.announced(this.rows.total))
  }

  #changed(): void {
    this.version++
    for (const listener of this.#listeners) listener()
  }
}

const argumentsOf = ({ desde, hasta }: InboxRange) => ({ desde, hasta })

const isSame = (range: InboxRange, other: InboxRange): boolean => range.desde === other.desde && range.hasta === other.hasta

function isIn({ desde, hasta }: InboxRange, row: InboxRow): boolean {
  const day = dayOf(row.fecha)
  return day >= dayOf(desde) && day <= dayOf(hasta)
}

/** @param fecha dd/mm/aaaa, of the calendar @returns days since 1970-01-01 */
const dayOf = (fecha: string): number => readFecha(fecha) ?? 0

export const inboxView = new InboxView()
