import type { DatabaseSync } from 'node:sqlite'
import { halfWayTaskStates, liveTaskStates, type TaskMethod, type TaskState } from '#contract/model/task.ts'
import type { Clock } from '../../lib/clock.ts'
import { StateStore, type Actor, type Kind } from '../base/state-store.ts'
import { isTaskAllowed, type TaskCause } from './transitions.ts'

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

export type TaskPatch = Partial<
  Pick<TaskRow, 'arguments' | 'checks' | 'watch_since' | 'next_at' | 'before' | 'after' | 'result' | 'outcome' | 'original' | 'follow_up'>
>

export interface NewTask {
  pointOfSale: string
  pointOfSaleName: string
  method: TaskMethod
  external_reference: string | null
  args: TaskArguments
  orderId: number | null
}

/** As the index over live tasks has it: only then can it answer. */
const among = (states: readonly TaskState[]): string => `state IN (${states.map((state) => `'${state}'`).join(', ')})`

const kind: Kind<TaskState, TaskCause> = { table: 'task', story: 'task_transition', counted: false, owner: 'task_id', isAllowed: isTaskAllowed }

/** Tasks beside the orders, in the same database. */
export class TaskStore extends StateStore<TaskRow, TaskState, TaskCause, TaskPatch> {
  constructor(database: DatabaseSync, clock: Pick<Clock, 'now'>) {
    super(database, clock, kind)
  }

  /** @returns the one that is under way for this method and reference */
  live(pointOfSale: string, method: string, external_reference: string | null): TaskRow | null {
    const sql = `SELECT * FROM task WHERE point_of_sale = ? AND method = ? AND ifnull(external_reference, '') = ? AND ${among(liveTaskStates)}`
    return this.rows(sql, pointOfSale, method, external_reference ?? '')[0] ?? null
  }

  /** @returns those that a program that died has left half-way */
  halfWay(): TaskRow[] {
    return this.rows(`SELECT * FROM task WHERE ${among(halfWayTaskStates)}`)
  }

  /** @returns its id; null when the same is under way already */
  place(task: NewTask): number | null {
    return this.transaction(() => {
      if (this.live(task.pointOfSale, task.method, task.external_reference)) return null
      return this.#insert(task, 'requested', 'asked', 'person', this.clock.now())
    })
  }

  /** Puts back a task that may have left, as far as the journal knows. @returns its number */
  restore(task: NewTask, as: 'uncertain' | 'unclear', at: number): number {
    return this.#insert(task, as, 'journal', 'program', at)
  }

  /**
   * The marker: from here on the request counts, at first as possible. To be called inside the marker's transaction.
   * @param at when it left, and its number, of one that the journal knows
   * @returns the id and time of the request
   */
  addRequest(row: Pick<TaskRow, 'id' | 'point_of_sale' | 'method'>, at = this.clock.now(), number: number | null = null): { id: number; at: number } {
    this.prepare('UPDATE task SET possible = possible + 1 WHERE id = ?').run(row.id)
    return { id: this.insertRequest(row, row.method, at, number), at }
  }

  #insert(task: NewTask, state: TaskState, cause: TaskCause, actor: Actor, created_at: number): number {
    const { lastInsertRowid } = this.prepare(
      `INSERT INTO task (point_of_sale, point_of_sale_name, method, external_reference, arguments, state, created_at, updated_at, order_id)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ).run(
      task.pointOfSale,
      task.pointOfSaleName,
      task.method,
      task.external_reference,
      JSON.stringify(task.args),
      state,
      created_at,
      this.clock.now(),
      task.orderId,
    )
    const id = Number(lastInsertRowid)
    this.begin(id, id, state, cause, actor)
    return id
  }
}
