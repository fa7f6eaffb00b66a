import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite'
import { monthOf } from '#contract/argentina.ts'
import type { Clock } from '../../lib/clock.ts'
import { transaction } from '../../storage/transaction.ts'

export type Actor = 'person' | 'program' | 'webhook'

/** What differs between the tables of orders and of tasks; see storage/migrations.ts. */
export interface Kind<State extends string, Cause extends string> {
  table: 'orders' | 'task'
  /** Where changes are told, and whether each row counts its own from 1. */
  story: 'transition' | 'task_transition'
  counted: boolean
  /** What a row is called in its story and in the ledger. */
  owner: 'order_id' | 'task_id'
  isAllowed: (from: State | null, to: State, cause: Cause) => boolean
}

interface Stored<State> {
  id: number
  state: State
  point_of_sale: string
}

/** As much of the store as those need who keep something of their own in the same database. */
export type Database = Pick<StateStore<Stored<string>, string, string, object>, 'prepare' | 'transaction' | 'inTransaction'>

/**
 * Orders or tasks in SQLite, with their stories and their part of the ledger. Every change of state goes through `change`, and
 * every beginning through `begin`: both refuse what the table of transitions does not have.
 */
export class StateStore<Row extends Stored<State>, State extends string, Cause extends string, Patch extends object> {
  readonly #database: DatabaseSync
  readonly #kind: Kind<State, Cause>
  protected readonly clock: Pick<Clock, 'now'>
  readonly #statements = new Map<string, StatementSync>()
  /** Told the id of everything that changed. */
  onTouched: (id: number) => void = () => {}

  constructor(database: DatabaseSync, clock: Pick<Clock, 'now'>, kind: Kind<State, Cause>) {
    this.#database = database
    this.clock = clock
    this.#kind = kind
  }

  /** Whether a commit is under way; what is written now becomes a part of it. */
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

  prepare(sql: string): StatementSync {
    let statement = this.#statements.get(sql)
    if (!statement) this.#statements.set(sql, (statement = this.#database.prepare(sql)))
    return statement
  }

  rows(sql: string, ...values: SQLInputValue[]): Row[] {
    return this.prepare(sql).all(...values) as unknown as Row[]
  }

  /** @returns whether there is such a row, of any table */
  has(sql: string, ...values: SQLInputValue[]): boolean {
    return this.prepare(sql).get(...values) !== undefined
  }

  /** @returns the one number that is asked for; null: there is none */
  number(sql: string, ...values: SQLInputValue[]): number | null {
    const [value] = Object.values(this.prepare(sql).get(...values) ?? {})
    return value == null ? null : Number(value)
  }

  /** @returns how many rows were written */
  run(sql: string, ...values: SQLInputValue[]): number {
    return Number(this.prepare(sql).run(...values).changes)
  }

  get(id: number): Row | null {
    return this.rows(`SELECT * FROM ${this.#kind.table} WHERE id = ?`, id)[0] ?? null
  }

  /**
   * Moves a row from the state it was read in.
   * @returns false when it is no longer in that state; nothing is changed then
   * @throws when the table of transitions does not have this change: a defect, never a fact of life
   */
  change(row: Pick<Row, 'id' | 'state'>, to: State, cause: Cause, actor: Actor, patch: Partial<Patch> = {}): boolean {
    this.#check(row.state, to, cause)
    return this.transaction(() => {
      if (!this.set({ state: to, updated_at: this.clock.now(), ...patch }, 'id = ? AND state = ?', row.id, row.state)) return false
      this.#record(row.id, row.state, to, cause, actor)
      return true
    })
  }

  /** Notes something about a row without moving it. */
  note(id: number, patch: Partial<Patch>): void {
    if (Object.keys(patch).length === 0) return
    this.set(patch, 'id = ?', id)
    this.onTouched(id)
  }

  /**
   * The marker: from here on a request counts, at first as possible.
   * @param method by which the ledger counts it
   * @param number of one that the journal knows, unless a later request has it; the next free one by default
   * @returns its number
   */
  protected insertRequest({ id, point_of_sale }: Pick<Row, 'id' | 'point_of_sale'>, method: string, at: number, number: number | null = null): number {
    const taken = number !== null && this.has('SELECT 1 FROM request WHERE id = ?', number)
    const insert = this.prepare(`INSERT INTO request (id, ${this.#kind.owner}, point_of_sale, method, month, at) VALUES (?, ?, ?, ?, ?, ?)`)
    return Number(insert.run(taken ? null : number, id, point_of_sale, method, monthOf(at), at).lastInsertRowid)
  }

  /** The last request of this row was certainly counted: it was answered, or its effect is seen. */
  settleRequest(id: number): void {
    const { owner, table } = this.#kind
    const settled = this.run(`UPDATE request SET certain = 1 WHERE certain = 0 AND id = (SELECT max(id) FROM request WHERE ${owner} = ?)`, id)
    if (settled > 0) this.run(`UPDATE ${table} SET used = used + 1, possible = possible - 1 WHERE id = ?`, id)
  }

  /** Begins the stories of rows that were inserted in this transaction, one number after the other. @throws as `change` */
  protected begin(first: number, last: number, to: State, cause: Cause, actor: Actor): void {
    this.#check(null, to, cause)
    const { table, story, owner, counted } = this.#kind
    this.prepare(
      `INSERT INTO ${story} (${owner}, id, from_state, to_state, cause, actor, at)
       SELECT id, ${counted ? '1' : 'NULL'}, NULL, ?, ?, ?, ? FROM ${table} WHERE id BETWEEN ? AND ?`,
    ).run(to, cause, actor, this.clock.now(), first, last)
    for (let id = first; id <= last; id++) this.onTouched(id)
  }

  #check(from: State | null, to: State, cause: Cause): void {
    if (!this.#kind.isAllowed(from, to, cause)) throw new Error(`no transition ${from} -> ${to} (${cause})`)
  }

  protected set(patch: object, where: string, ...values: SQLInputValue[]): boolean {
    const set = Object.keys(patch).map((column) => `${column} = ?`)
    return this.run(`UPDATE ${this.#kind.table} SET ${set.join(', ')} WHERE ${where}`, ...(Object.values(patch) as SQLInputValue[]), ...values) > 0
  }

  #record(id: number, from: State, to: State, cause: Cause, actor: Actor): void {
    const { story, owner, counted } = this.#kind
    const next = counted ? `(SELECT ifnull(max(id), 0) + 1 FROM ${story} WHERE ${owner} = ?1)` : 'NULL'
    const insert = `INSERT INTO ${story} (${owner}, id, from_state, to_state, cause, actor, at) VALUES (?1, ${next}, ?2, ?3, ?4, ?5, ?6)`
    this.run(insert, id, from, to, cause, actor, this.clock.now())
    this.onTouched(id)
  }
}
