import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite'
import type { HoldReason, OrderState } from '#contract/model/order.ts'
import type { Clock } from '../../lib/clock.ts'
import { monthOf } from '#contract/argentina.ts'
import { transaction } from '../../storage/transaction.ts'
import { isAllowed, liveStates, type Cause } from './transitions.ts'

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

export type Actor = 'person' | 'program' | 'webhook'

export const list = (states: readonly string[]): string => states.map((state) => `'${state}'`).join(', ')

/** A condition on the state, written as the partial indexes have it: only then can they answer. */
export const anyOf = (states: readonly OrderState[]): string => `(${states.map((state) => `state = '${state}'`).join(' OR ')})`

/** Orders in SQLite. Every change of state goes through `change`, which refuses what the table of transitions does not have. */
export class OrderStore {
  readonly #database: DatabaseSync
  readonly #clock: Clock
  readonly #statements = new Map<string, StatementSync>()
  /** Told the id of every order that changed. */
  onTouched: (id: number) => void = () => {}

  constructor(database: DatabaseSync, clock: Clock) {
    this.#database = database
    this.#clock = clock
  }

  /** Whether a commit is under way, of which what is written now becomes a part. */
  get inTransaction(): boolean {
    return this.#database.isTransaction
  }

  /** Everything `work` writes is one commit. */
  transaction<T>(work: () => T): T {
    return this.#database.isTransaction ? work() : transaction(this.#database, work)
  }

  /** Like `transaction`, inside one: what `work` wrote is undone when it throws, and the rest stays. */
  attempt<T>(work: () => T): T {
    this.#database.exec('SAVEPOINT attempt')
    try {
      const value = work()
      this.#database.exec('RELEASE attempt')
      return value
    } catch (error) {
      // A full disk may already have rolled everything back.
      if (this.#database.isTransaction) this.#database.exec('ROLLBACK TO attempt; RELEASE attempt')
      throw error
    }
  }

  rows(sql: string, ...values: SQLInputValue[]): OrderRow[] {
    return this.prepare(sql).all(...values) as unknown as OrderRow[]
  }

  prepare(sql: string): StatementSync {
    let statement = this.#statements.get(sql)
    if (!statement) this.#statements.set(sql, (statement = this.#database.prepare(sql)))
    return statement
  }

  get(id: number): OrderRow | null {
    return this.rows('SELECT * FROM orders WHERE id = ?', id)[0] ?? null
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
   * @returns the ids of the batch and of its orders, in the order of the references
   */
  placeBatch(pointOfSale: string, name: string, references: string[], repeats: number | null, posts: number): { batchId: number; ids: number[] } {
    return this.transaction(() => {
      const now = this.#clock.now()
      const batch = this.prepare('INSERT INTO batch (point_of_sale, created_at, total) VALUES (?, ?, ?)').run(pointOfSale, now, references.length)
      const batchId = Number(batch.lastInsertRowid)
      const { lastInsertRowid } = this.prepare(
        `INSERT INTO orders (batch_id, point_of_sale, point_of_sale_name, external_reference, state, created_at, updated_at, waiting_since, repeats, posts_left)
         SELECT ?1, ?2, ?3, value, 'queued', ?4, ?4, ?4, ?5, ?6 FROM json_each(?7)`,
      ).run(batchId, pointOfSale, name, now, repeats, posts, JSON.stringify(references))
      // Nobody else writes meanwhile, so the ids follow one another.
      const last = Number(lastInsertRowid)
      const ids = references.map((_, index) => last - references.length + 1 + index)
      this.prepare(
        `INSERT INTO transition (order_id, id, from_state, to_state, cause, actor, at)
         SELECT id, 1, NULL, 'queued', 'placed', 'person', ? FROM orders WHERE id BETWEEN ? AND ?`,
      ).run(now, ids[0] ?? 0, last)
      for (const id of ids) this.onTouched(id)
      return { batchId, ids }
    })
  }

  /**
   * Moves an order from the state it was read in.
   * @returns false when it is no longer in that state; nothing is changed then
   * @throws when the table of transitions does not have this change: a defect, never a fact of life
   */
  change(row: Pick<OrderRow, 'id' | 'state'>, to: OrderState, cause: Cause, actor: Actor, patch: Patch = {}): boolean {
    if (!isAllowed(row.state, to, cause)) throw new Error(`no transition ${row.state} -> ${to} (${cause})`)
    return this.transaction(() => {
      const columns = Object.keys(patch)
      const set = ['state = ?', 'updated_at = ?', ...columns.map((column) => `${column} = ?`)].join(', ')
      const values = Object.values(patch) as SQLInputValue[]
      const { changes } = this.prepare(`UPDATE orders SET ${set} WHERE id = ? AND state = ?`).run(to, this.#clock.now(), ...values, row.id, row.state)
      if (!changes) return false
      this.#record(row.id, row.state, to, cause, actor)
      return true
    })
  }

  /** Notes something about an order without moving it. */
  note(id: number, patch: Patch): void {
    const columns = Object.keys(patch)
    if (columns.length === 0) return
    const set = columns.map((column) => `${column} = ?`).join(', ')
    this.prepare(`UPDATE orders SET ${set} WHERE id = ?`).run(...(Object.values(patch) as SQLInputValue[]), id)
    this.onTouched(id)
  }

  /**
   * The marker: from here on the request counts, at first as possible, and one of the POSTs that the person confirmed is spent.
   * To be called inside the marker's transaction.
   * @returns the id and time of the request
   * @throws when none is left, whatever led here: then nothing may leave
   */
  addRequest(row: OrderRow, method: string): { id: number; at: number } {
    const at = this.#clock.now()
    const { changes } = this.prepare(
      'UPDATE orders SET possible = possible + 1, posts = posts + 1, posts_left = posts_left - 1 WHERE id = ? AND posts_left > 0',
    ).run(row.id)
    if (!changes) throw new Error('no POST left')
    const request = this.prepare('INSERT INTO request (order_id, point_of_sale, method, month, at) VALUES (?, ?, ?, ?, ?)').run(
      row.id,
      row.point_of_sale,
      method,
      monthOf(at),
      at,
    )
    return { id: Number(request.lastInsertRowid), at }
  }

  /** The last request of this order was certainly counted: it was answered, or the queue shows its effect. */
  settleRequest(orderId: number): void {
    const { changes } = this.prepare('UPDATE request SET certain = 1 WHERE certain = 0 AND id = (SELECT max(id) FROM request WHERE order_id = ?)').run(orderId)
    if (changes) this.prepare('UPDATE orders SET used = used + 1, possible = possible - 1 WHERE id = ?').run(orderId)
  }

  #record(id: number, from: OrderState, to: OrderState, cause: Cause, actor: Actor): void {
    this.prepare(
      `INSERT INTO transition (order_id, id, from_state, to_state, cause, actor, at)
       SELECT ?1, ifnull(max(id), 0) + 1, ?2, ?3, ?4, ?5, ?6 FROM transition WHERE order_id = ?1`,
    ).run(id, from, to, cause, actor, this.#clock.now())
    this.onTouched(id)
  }
}
