import type { InboxFreshness, InboxProgress, InboxRow } from '#contract/model/inbox.ts'
import { ok, type Result } from '#contract/result.ts'
import { inbox as texts } from '#contract/texts/inbox.ts'
import { call, on } from '../../api.ts'
import { announce } from '../../ui/announcer.tsx'
import { useWatched, Watched } from '../../ui/watched.ts'
import type { Known } from './known.ts'
import { daysOf } from './ranges.ts'
import { Reading } from './reading.ts'
import type { ListedRow } from './listed-row.ts'
import type { InboxRows } from './rows.ts'
import { scoped, ShownRange, type InboxChoice, type InboxRange } from './shown-range.ts'

/**
 * What Con error shows: what is kept on disk, as it changes. It lives as long as the page, so that coming back shows it at once.
 */
export class InboxView extends Watched {
  /** To begin with as many days as are watched; their dates are those of the day on which they were shown last. */
  range: InboxRange = { kind: 'month', desde: '', hasta: '' }
  /** How old what is shown is; null until that is known. */
  freshness: InboxFreshness | null = null
  /** What is kept of it. */
  shown = new ShownRange(this.range, this.changed)
  /** Once the rows that are kept of it are there. */
  #loaded: Promise<void> = Promise.resolve()
  readonly reading = new Reading(this.changed)
  /** Which rows are on the screen; null while it is another one. */
  #inSight: { first: number; last: number } | null = null
  /** Of which points of sale was last read; null: of all. */
  #asked: ReadonlySet<string> | null = null
  /** New, on the screen, and said to be seen. */
  readonly #seen = new Set<number>()

  /** To be called once, with the page's other subscriptions. */
  listen(): void {
    on('inboxChanged', ({ rows, gone }) => this.#took(rows, gone))
    on('inboxRepeated', ({ listing, targets }) => {
      if (this.reading.isOf(listing)) this.change((rows) => rows.markRepeated(targets))
    })
    on('inboxProgress', (progress) => this.#progressed(progress))
    on('ordersChanged', ({ orders }) => this.known.ordersChanged(orders))
    document.addEventListener('visibilitychange', () => this.#showAgain())
    on('pointsOfSaleChanged', (pointsOfSale) => this.shown.keepOf(new Set(pointsOfSale.map(({ id }) => id))))
  }

  get rows(): InboxRows {
    return this.shown.rows
  }

  /** Our orders about the rows, and why they failed. */
  get known(): Known {
    return this.shown.known
  }

  /** The screen is there, or shows other points of sale: shows what is kept, and reads what of theirs is old unless that was done. @param scope those that it is limited to */
  async open(scope: ReadonlySet<string> | null): Promise<Result<null>> {
    this.#followDay()
    const { progress } = this.reading
    // A reading of all goes on: somebody may have asked for it.
    const covered = this.#asked === scope || (this.#asked === null && progress?.state === 'reading')
    if (progress === null || !covered) return this.start(this.range, true)
    await this.#refreshed()
    return ok(null)
  }

  /** The screen is left: what was new on it is so no longer. */
  close(): void {
    this.#inSight = null
    this.change((rows) => rows.age(this.#seen))
    this.#seen.clear()
  }

  /** Reads anew what is in error in a range, of the points of sale that are looked at; what is kept of it is shown meanwhile. @param opening nobody asked for it: what was read lately is spared */
  async start(range: InboxRange, opening = false): Promise<Result<null>> {
    const wanted = range.kind === 'custom' ? range : { kind: range.kind, ...daysOf(range.kind) }
    // A range that a page before this one chose was not shown here yet.
    const { desde, hasta } = this.shown.range
    if (wanted.desde !== desde || wanted.hasta !== hasta) this.#show(wanted)
    this.range = wanted
    this.shown.left = {}
    this.#asked = this.rows.scope
    return this.reading.start(scoped(wanted, this.rows.scope), opening)
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
    this.change((rows) => rows.filter(filters))
  }

  /** Changes which rows are shown or picked, and how they are sorted. */
  change(how: (rows: InboxRows) => void): void {
    how(this.rows)
    this.changed()
  }

  /** Shows only rows of these points of sale, and reads only these from now on; null: all. */
  limit(scope: ReadonlySet<string> | null): void {
    this.freshness = null
    this.change((rows) => rows.limit(scope))
  }

  /** Says which rows are on the screen. */
  show(first: number, last: number): void {
    this.#inSight = { first, last }
    const rows = this.rows.view.slice(first, last + 1)
    this.known.want(rows.flatMap(({ target }) => target ?? []))
    if (document.visibilityState === 'visible') this.#see(rows.filter(({ row }) => row.isNew))
  }

  /** A range up to the present day goes up to the new one. */
  #followDay(): void {
    const { kind, hasta } = this.range
    if (kind === 'custom' || hasta === '') return
    const range = { kind, ...daysOf(kind) }
    if (range.hasta !== hasta) this.#show(range)
  }

  #show(range: InboxRange): void {
    const { sort, filters, scope } = this.rows
    this.shown.end()
    this.shown = new ShownRange(range, this.changed)
    this.rows.limit(scope)
    this.rows.sortBy(sort)
    this.rows.filter(filters)
    this.range = range
    this.freshness = null
    this.changed()
    this.#loaded = this.shown.load()
  }

  #took(rows: InboxRow[], gone: InboxRow[]): void {
    this.#followDay()
    if (this.shown.range.hasta === '') return
    for (const { id, isNew } of this.shown.took(rows, gone)) if (isNew) this.#seen.delete(id)
    this.#showAgain()
    if (this.reading.progress?.state !== 'reading') void this.#refreshed()
  }

  async #refreshed(): Promise<void> {
    const { range } = this
    const { scope } = this.rows
    if (range.hasta === '') return
    const freshness = await call('inboxFreshness', scoped(range, scope))
    if (!freshness.ok || range !== this.range || scope !== this.rows.scope) return
    this.freshness = freshness.value
    this.changed()
  }

  /** Other rows stand where some are on the screen, or the window can be seen again. */
  #showAgain(): void {
    if (this.#inSight) this.show(this.#inSight.first, this.#inSight.last)
  }

  #see(rows: ListedRow[]): void {
    const ids = rows.flatMap(({ id }) => (this.#seen.has(id) ? [] : id))
    if (ids.length === 0) return
    for (const id of ids) this.#seen.add(id)
    void call('seeInbox', { ids })
  }

  #progressed(progress: InboxProgress): void {
    if (!this.reading.isOf(progress.listing)) return
    const over = this.reading.progressed(progress)
    if (progress.state !== 'reading') void this.#refreshed()
    // What is kept may still be on its way, and counts.
    if (over) void this.#loaded.then(() => announce(texts.announced(this.rows.total)))
  }
}

export const inboxView = new InboxView()

export const useInbox = (): InboxView => useWatched(inboxView)
