import type { DatabaseSync } from 'node:sqlite'
import { dayOf } from '#contract/argentina.ts'
import { liveStates, type HoldReason, type OrderState } from '#contract/model/order.ts'
import type { Rule } from '#contract/model/rules.ts'
import type { Clock } from '../../lib/clock.ts'
import { StateStore, type Kind } from '../base/state-store.ts'
import { causeOfRule, isAllowed, type Cause } from './transitions.ts'

/** An order as stored; see storage/migrations.ts. Columns ending in `_at` are milliseconds since the epoch. */
export interface OrderRow {
  id: number
  batch_id: number
  point_of_sale: string
  point_of_sale_name: string
  external_reference: string
  state: OrderState
  hold_reason: HoldReason | null
  /** Sorts a lane chronologically; `~` until the free query has shown when the comprobante was first sent. */
  position: string
  created_at: number
  updated_at: number
  /** Since when the order waits to be sent, by a person's wish. */
  waiting_since: number
  /** Follow-up queries answered since `watch_since`. */
  checks: number
  watch_since: number | null
  next_at: number | null
  /** POSTs whose marker was committed, and how many more the person confirmed. Only `addRequest` moves one to the other. */
  posts: number
  posts_left: number
  used: number
  possible: number
  refused_queries: number
  crashes: number
  /** JSON of guidance's Outcome, of the last call that says something. */
  outcome: string | null
  original: string | null
  /** JSON of the comprobante as last found. */
  found: string | null
  /** JSON array of error texts, from a webhook or a person. */
  reasons: string | null
  repeats: number | null
  /** Which rule placed it; null: a person did. */
  rule: Rule | null
  archived_at: number | null
}

/** Columns a change may set along with the state. */
export type Patch = Partial<
  Pick<
    OrderRow,
    | 'hold_reason'
    | 'position'
    | 'waiting_since'
    | 'checks'
    | 'watch_since'
    | 'next_at'
    | 'posts_left'
    | 'refused_queries'
    | 'crashes'
    | 'outcome'
    | 'original'
    | 'found'
    | 'reasons'
  >
>

/** A condition on the state, written as the partial indexes have it: only then can they answer. */
export const anyOf = (states: readonly OrderState[]): string => `(${states.map((state) => `state = '${state}'`).join(' OR ')})`

const kind: Kind<OrderState, Cause> = {
  table: 'orders',
  story: 'transition',
  counted: true,
  owner: 'order_id',
  isAllowed,
}

/** An order that the journal gives back. */
export type LostOrder = Pick<
  OrderRow,
  'batch_id' | 'point_of_sale' | 'point_of_sale_name' | 'external_reference' | 'created_at' | 'posts_left' | 'repeats' | 'rule'
> & {
  /** Its number, unless another order has it. */
  id: number | null
}

/** Orders in SQLite. */
export class OrderStore extends StateStore<OrderRow, OrderState, Cause, Patch> {
  constructor(database: DatabaseSync, clock: Pick<Clock, 'now'>) {
    super(database, clock, kind)
  }

  /** @returns milliseconds since the epoch */
  now(): number {
    return this.clock.now()
  }

  /** @returns the day in Argentina, e.g. `2026-11-25` */
  today(): string {
    return dayOf(this.clock.now())
  }

  /** @returns those of the references that have a live order at this point of sale, in the order given */
  liveReferences(pointOfSale: string, references: string[]): string[] {
    return this.prepare(
      `SELECT wanted.value AS reference FROM json_each(?) AS wanted WHERE EXISTS (
         SELECT 1 FROM orders WHERE point_of_sale = ? AND external_reference = wanted.value AND ${anyOf(liveStates)})`,
    )
      .all(JSON.stringify(references), pointOfSale)
      .map((row) => String(row['reference']))
  }

  /**
   * Places one order per reference, in one commit. Ten thousand rows in one statement take a third of the time of as many
   * statements.
   * @param references none of them live at this point of sale, no repeats
   * @param posts how often each may be POSTed
   * @param rule that places them; null: a person does
   * @returns the ids of the batch and of its orders, in the order of the references
   */
  placeBatch(
    pointOfSale: string,
    name: string,
    references: string[],
    repeats: number | null,
    posts: number,
    rule: Rule | null,
  ): { batchId: number; ids: number[] } {
    return this.transaction(() => {
      const now = this.clock.now()
      const batchId = this.insertBatch(pointOfSale, references.length, now)
      const { lastInsertRowid } = this.prepare(
        `INSERT INTO orders (batch_id, point_of_sale, point_of_sale_name, external_reference, state, created_at, updated_at, waiting_since, repeats, posts_left, rule)
         SELECT ?1, ?2, ?3, value, 'queued', ?4, ?4, ?4, ?5, ?6, ?7 FROM json_each(?8)`,
      ).run(batchId, pointOfSale, name, now, repeats, posts, rule, JSON.stringify(references))
      // Nobody else writes meanwhile, so the ids follow one another.
      const last = Number(lastInsertRowid)
      const ids = references.map((_, index) => last - references.length + 1 + index)
      this.#moot(pointOfSale, references)
      this.#beginPlaced(ids[0] ?? 0, last, rule)
      return { batchId, ids }
    })
  }

  #beginPlaced(first: number, last: number, rule: Rule | null): void {
    this.begin(first, last, 'queued', rule === null ? 'placed' : causeOfRule[rule], rule === null ? 'person' : 'program')
  }

  /** Nobody need look any more at how these references ended before: they are on their way again. */
  #moot(pointOfSale: string, references: string[]): void {
    this.prepare(
      `DELETE FROM unseen WHERE order_id IN (SELECT id FROM unseen JOIN orders ON id = order_id
         WHERE point_of_sale = ? AND external_reference IN (SELECT value FROM json_each(?)))`,
    ).run(pointOfSale, JSON.stringify(references))
  }

  /** @returns the number of the batch */
  insertBatch(pointOfSale: string, total: number, at: number): number {
    return Number(this.prepare('INSERT INTO batch (point_of_sale, created_at, total) VALUES (?, ?, ?)').run(pointOfSale, at, total).lastInsertRowid)
  }

  /**
   * Puts one order back, of a batch that was inserted in the same transaction: as the person placed it, or in doubt when only its
   * POST is known.
   * @returns its number
   */
  restore(order: LostOrder, as: 'placed' | 'in-doubt'): number {
    const { id, ...columns } = order
    const now = this.clock.now()
    const known = { id: id === null || this.get(id) ? null : id, ...columns, updated_at: now, waiting_since: now }
    const names = Object.keys(known)
    // The counts kept by trigger take every order of a new batch for one that is queued.
    const { lastInsertRowid } = this.prepare(`INSERT INTO orders (state, ${names.join(', ')}) VALUES ('queued', ${names.map(() => '?').join(', ')})`).run(
      ...Object.values(known),
    )
    const restored = Number(lastInsertRowid)
    if (as === 'placed') this.#beginPlaced(restored, restored, order.rule)
    else {
      this.set({ state: 'unknown' }, 'id = ?', restored)
      this.begin(restored, restored, 'unknown', 'journal', 'program')
    }
    return restored
  }

  /**
   * The marker: from here on the request counts, at first as possible, and one of the POSTs that the person confirmed is spent.
   * To be called inside the marker's transaction.
   * @returns the id and time of the request
   * @throws when none is left, whatever led here: then nothing may leave
   */
  addRequest(row: OrderRow, method: string): { id: number; at: number } {
    const { changes } = this.prepare(
      'UPDATE orders SET possible = possible + 1, posts = posts + 1, posts_left = posts_left - 1 WHERE id = ? AND posts_left > 0',
    ).run(row.id)
    if (!changes) throw new Error('no POST left')
    const at = this.clock.now()
    return { id: this.insertRequest(row, method, at), at }
  }

  /** A POST that the journal knows of: one of those that the person confirmed. Of an order that has ended only the cost can change. */
  addLostRequest(row: OrderRow, method: string, at: number, number: number): void {
    const posts = liveStates.includes(row.state) ? 1 : 0
    this.prepare('UPDATE orders SET possible = possible + 1, posts = posts + ?, posts_left = max(posts_left - 1, 0) WHERE id = ?').run(posts, row.id)
    this.insertRequest(row, method, at, number)
  }
}
