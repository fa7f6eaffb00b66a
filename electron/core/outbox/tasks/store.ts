import type { SQLInputValue } from 'node:sqlite'
import type { TaskMethod, TaskState } from '#contract/model/task.ts'
import type { Clock } from '../../lib/clock.ts'
import { monthOf } from '#contract/argentina.ts'
import type { Actor, OrderStore } from '../orders/store.ts'
import { isTaskAllowed, liveTaskStates, type TaskCause } from './transitions.ts'

/** What a task was asked with; dates are dd/mm/aaaa. */
export interface TaskArguments {
  fecha?: string
  vencimiento?: string
  /** After a change of date: place an order that resends it if it is still in error. */
  resend?: boolean
  /** How often that order may be POSTed, as the confirmation of the change said. */
  posts?: number
}

/** A task as stored; see storage/migrations.ts. Columns ending in `_at` are milliseconds since the epoch. */
export interface TaskRow {
  id: number
  point_of_sale: string
  point_of_sale_name: string
  method: TaskMethod
  external_reference: string | null
  /** JSON of TaskArguments. */
  arguments: string
  state: TaskState
  created_at: number
  updated_at: number
  /** Queries answered since `watch_since`. */
  checks: number
  watch_since: number | null
  next_at: number | null
  used: number
  possible: number
  /** JSON of the comprobantes with this reference before and after, as the free query showed them. */
  before: string | null
  after: string | null
  /** JSON of what the API answered. */
  result: string | null
  /** JSON of TaskOutcome, of the last call that says something. */
  outcome: string | null
  original: string | null
  order_id: number | null
  follow_up: number | null
}

export type TaskPatch = Partial<Pick<TaskRow, 'checks' | 'watch_since' | 'next_at' | 'before' | 'after' | 'result' | 'outcome' | 'original' | 'follow_up'>>

export interface NewTask {
  pointOfSale: string
  pointOfSaleName: string
  method: TaskMethod
  external_reference: string | null
  args: TaskArguments
  orderId: number | null
}

const live = liveTaskStates.map((state) => `'${state}'`).join(', ')

/** Tasks beside the orders, in the same database. Every change of state goes through `change`. */
export class TaskStore {
  readonly #orders: OrderStore
  readonly #clock: Clock
  /** Told the id of every task that changed. */
  onTouched: (id: number) => void = () => {}

  constructor(orders: OrderStore, clock: Clock) {
    this.#orders = orders
    this.#clock = clock
  }

  /** Everything `work` writes is one commit. */
  transaction<T>(work: () => T): T {
    return this.#orders.transaction(work)
  }

  rows(sql: string, ...values: SQLInputValue[]): TaskRow[] {
    return this.#orders.prepare(sql).all(...values) as unknown as TaskRow[]
  }

  get(id: number): TaskRow | null {
    return this.rows('SELECT * FROM task WHERE id = ?', id)[0] ?? null
  }

  /** @returns the one that is under way for this method and reference */
  live(pointOfSale: string, method: TaskMethod, external_reference: string | null): TaskRow | null {
    const sql = `SELECT * FROM task WHERE point_of_sale = ? AND method = ? AND ifnull(external_reference, '') = ? AND state IN (${live})`
    return this.rows(sql, pointOfSale, method, external_reference ?? '')[0] ?? null
  }

  /** @returns its id; null when the same is under way already */
  place({ pointOfSale, pointOfSaleName, method, external_reference, args, orderId }: NewTask): number | null {
    return this.#orders.transaction(() => {
      if (this.live(pointOfSale, method, external_reference)) return null
      const now = this.#clock.now()
      const { lastInsertRowid } = this.#orders
        .prepare(
          `INSERT INTO task (point_of_sale, point_of_sale_name, method, external_reference, arguments, state, created_at, updated_at, order_id)
           VALUES (?, ?, ?, ?, ?, 'requested', ?, ?, ?)`,
        )
        .run(pointOfSale, pointOfSaleName, method, external_reference, JSON.stringify(args), now, now, orderId)
      const id = Number(lastInsertRowid)
      this.#record(id, null, 'requested', 'asked', 'person')
      return id
    })
  }

  /**
   * Moves a task from the state it was read in.
   * @returns false when it is no longer in that state; nothing is changed then
   * @throws when the table of transitions does not have this change: a defect, never a fact of life
   */
  change(row: Pick<TaskRow, 'id' | 'state'>, to: TaskState, cause: TaskCause, actor: Actor, patch: TaskPatch = {}): boolean {
    if (!isTaskAllowed(row.state, to, cause)) throw new Error(`no transition ${row.state} -> ${to} (${cause})`)
    return this.#orders.transaction(() => {
      const columns = Object.keys(patch)
      const set = ['state = ?', 'updated_at = ?', ...columns.map((column) => `${column} = ?`)].join(', ')
      const values = Object.values(patch) as SQLInputValue[]
      const { changes } = this.#orders.prepare(`UPDATE task SET ${set} WHERE id = ? AND state = ?`).run(to, this.#clock.now(), ...values, row.id, row.state)
      if (!changes) return false
      this.#record(row.id, row.state, to, cause, actor)
      return true
    })
  }

  /** Notes something about a task without moving it. */
  note(id: number, patch: TaskPatch): void {
    const columns = Object.keys(patch)
    if (columns.length === 0) return
    const set = columns.map((column) => `${column} = ?`).join(', ')
    this.#orders.prepare(`UPDATE task SET ${set} WHERE id = ?`).run(...(Object.values(patch) as SQLInputValue[]), id)
    this.onTouched(id)
  }

  /**
   * The marker: from here on the request counts, at first as possible. To be called inside the marker's transaction.
   * @returns the id and time of the request
   */
  addRequest(row: TaskRow): { id: number; at: number } {
    const at = this.#clock.now()
    const request = this.#orders
      .prepare('INSERT INTO request (task_id, point_of_sale, method, month, at) VALUES (?, ?, ?, ?, ?)')
      .run(row.id, row.point_of_sale, row.method, monthOf(at), at)
    this.#orders.prepare('UPDATE task SET possible = possible + 1 WHERE id = ?').run(row.id)
    return { id: Number(request.lastInsertRowid), at }
  }

  /** The request of this task was certainly counted: it was answered, or its effect is seen. */
  settleRequest(id: number): void {
    const { changes } = this.#orders.prepare('UPDATE request SET certain = 1 WHERE certain = 0 AND task_id = ?').run(id)
    if (changes) this.#orders.prepare('UPDATE task SET used = used + 1, possible = possible - 1 WHERE id = ?').run(id)
  }

  #record(id: number, from: TaskState | null, to: TaskState, cause: TaskCause, actor: Actor): void {
    this.#orders
      .prepare('INSERT INTO task_transition (task_id, from_state, to_state, cause, actor, at) VALUES (?, ?, ?, ?, ?, ?)')
      .run(id, from, to, cause, actor, this.#clock.now())
    this.onTouched(id)
  }
}
