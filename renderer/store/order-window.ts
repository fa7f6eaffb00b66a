import type { Order, OrderPage } from '#contract/model/order.ts'
import type { Failure, Result } from '#contract/result.ts'
import type { CommandInput } from '#contract/schema.ts'
import { call } from '../api.ts'
import { Watched } from '../ui/watched.ts'
import { noFilters, type OrderFilters } from './store.ts'

/** Orders asked for at once; some screenfuls. */
export const chunkSize = 100
/** Chunks kept around the visible rows; with the overscan two are visible at most. */
const keptChunks = 4
/** News that change which rows there are come in bursts: ask once for each burst. */
const settle = 150

/** @param pointsOfSale nothing of others; null: of all */
type Load = (filters: OrderFilters, offset: number, limit: number, pointsOfSale: string[] | null) => Promise<Result<OrderPage>>

/**
 * The part of a long list that is on the screen, in chunks read on demand and forgotten when they scroll away. Rows that
 * are being read again stay as they were until the answer is there.
 */
export class OrderWindow extends Watched {
  total = 0
  /** False until the first answer for the present filters. */
  loaded = false
  /** Why the last reading failed; null when it did not. */
  failure: Failure | null = null
  #filters = noFilters
  #pointsOfSale: string[] | null = null
  #chunks = new Map<number, Order[]>()
  #wanted: number[] = [0]
  #stale = new Set<number>()
  #reading = new Set<number>()
  #newest = 0
  /** Answers to an older question are not for these rows. */
  #question = 0
  #timer: ReturnType<typeof setTimeout> | undefined
  #load: Load

  constructor(load: Load) {
    super()
    this.#load = load
  }

  /** Starts with a first chunk that is already known. */
  seed(page: OrderPage): void {
    this.#accept(0, page)
    if (page.orders.length < Math.min(chunkSize, page.total)) this.#stale.add(0)
  }

  at(index: number): Order | undefined {
    return this.#chunks.get(Math.floor(index / chunkSize))?.[index % chunkSize]
  }

  /** Another set of rows; those of the old filters go at once when the new ones arrive. */
  filter(filters: OrderFilters): void {
    if (filters === this.#filters) return
    this.#filters = filters
    this.#ask()
  }

  /** Only rows of these points of sale; null: of all. */
  limit(pointsOfSale: string[] | null): void {
    this.#pointsOfSale = pointsOfSale
    this.#ask()
  }

  #ask(): void {
    this.#question++
    this.#wanted = [0]
    this.#reading = new Set()
    this.loaded = false
    this.refresh()
  }

  /** Says which rows are on the screen. */
  show(first: number, last: number): void {
    const wanted: number[] = []
    for (let chunk = Math.floor(first / chunkSize); chunk * chunkSize <= last; chunk++) wanted.push(chunk)
    this.#wanted = wanted
    for (const chunk of wanted) if (!this.#chunks.has(chunk) || this.#stale.has(chunk)) void this.#read(chunk)
  }

  /** Reads again what is on the screen. */
  refresh(): void {
    for (const chunk of this.#wanted) void this.#read(chunk)
  }

  /** Orders that changed: known rows are replaced in place; anything that may add, drop or move rows is read again. */
  apply(orders: Order[]): void {
    let moved = false
    for (const order of orders) {
      const known = this.#replace(order)
      moved ||= this.#filters !== noFilters || (!known && order.id > this.#newest)
      this.#newest = Math.max(this.#newest, order.id)
    }
    this.changed()
    if (moved) this.invalidate()
  }

  /** Other rows than these may be there now: what is on the screen is read again, the rest when it is shown. */
  invalidate(): void {
    for (const chunk of this.#chunks.keys()) this.#stale.add(chunk)
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined
      this.refresh()
    }, settle)
  }

  #replace(order: Order): boolean {
    for (const [chunk, rows] of this.#chunks) {
      const index = rows.findIndex((row) => row.id === order.id)
      if (index === -1) continue
      // What came over the bridge is frozen.
      if ((rows[index]?.updatedAt ?? 0) <= order.updatedAt) this.#chunks.set(chunk, rows.with(index, order))
      return true
    }
    return false
  }

  async #read(chunk: number): Promise<void> {
    const reading = this.#reading
    if (reading.has(chunk)) return
    reading.add(chunk)
    this.#stale.delete(chunk)
    const question = this.#question
    const page = await this.#load(this.#filters, chunk * chunkSize, chunkSize, this.#pointsOfSale)
    reading.delete(chunk)
    if (question !== this.#question) return
    this.failure = page.ok ? null : page.error
    if (!page.ok) {
      this.#stale.add(chunk)
      this.changed()
      return
    }
    this.#accept(chunk, page.value)
    if (this.#stale.has(chunk) && this.#timer === undefined) void this.#read(chunk)
  }

  #accept(chunk: number, { orders, total }: OrderPage): void {
    if (!this.loaded) this.#chunks.clear()
    this.loaded = true
    this.total = total
    this.#chunks.set(chunk, orders)
    for (const order of orders) this.#newest = Math.max(this.#newest, order.id)
    for (const kept of this.#chunks.keys()) {
      if (this.#chunks.size > keptChunks && !this.#wanted.includes(kept)) this.#chunks.delete(kept)
    }
    this.changed()
  }
}

/** The rows of Actividad; it lives as long as the page, so that coming back shows them at once. */
export const orderWindow = new OrderWindow((filters, offset, limit, pointsOfSale) => call('listOrders', { ...within(pointsOfSale, filters), offset, limit }))

/** @returns the filters as a command takes them, limited to points of sale; a batch was asked for by its number, whosesoever it is */
export const within = (pointsOfSale: Iterable<string> | null, filters: OrderFilters): CommandInput<'exportOrders'> => ({
  ...wanted(filters),
  ...(pointsOfSale && filters.batchId === null && { pointsOfSale: [...pointsOfSale] }),
})

/** @returns the filters as a command takes them: what does not limit is absent */
export const wanted = (filters: OrderFilters): CommandInput<'exportOrders'> => ({
  ...(filters.states.length > 0 && { states: filters.states }),
  ...(filters.pointOfSaleId && { pointOfSaleId: filters.pointOfSaleId }),
  ...(filters.batchId !== null && { batchId: filters.batchId }),
  ...(filters.search && { search: filters.search }),
  ...(filters.from && { from: filters.from }),
  ...(filters.to && { to: filters.to }),
  ...(filters.archived && { archived: true }),
})
