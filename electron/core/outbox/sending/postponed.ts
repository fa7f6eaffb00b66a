import type { Clock } from '../../lib/clock.ts'
import type { Guard } from '../guard.ts'
import type { LaneStates } from './lane-state.ts'
import type { Persist } from './persist.ts'
import { isDue, longestWait } from '../retry-policy.ts'
import type { OrderRow, OrderStore } from '../orders/store.ts'

interface PostponedContext {
  store: OrderStore
  states: LaneStates
  guard: Guard
  persist: Persist
  clock: Clock
  signal: AbortSignal
  paused: () => boolean
  /** Orders stand in line again. */
  onDue: () => void
}

/**
 * Orders that a person put off: their `waiting_since` lies ahead. When it is reached they stand in line like any other; what
 * came due while the program was closed does so at its start.
 */
export class Postponed {
  readonly #context: PostponedContext
  #cancelTimer = () => {}

  constructor(context: PostponedContext) {
    this.#context = context
  }

  // A lower bound that all satisfy lets the partial index be searched.
  get count(): number {
    return Number(this.#context.store.prepare("SELECT count(*) AS n FROM orders WHERE hold_reason = 'luego' AND waiting_since > 0").get()?.['n'])
  }

  /** Lets go what is due and waits for the next. */
  pump(): void {
    this.#context.guard.run('postponed', () => this.#pump())
  }

  dispose(): void {
    this.#cancelTimer()
  }

  #pump(): void {
    const { clock, persist, onDue } = this.#context
    this.#cancelTimer()
    const rows = this.#rows()
    const now = clock.now()
    const due = rows.filter((row) => isDue(row.waiting_since, now, longestWait))
    const next = rows.find((row) => !due.includes(row))
    if (next) this.#cancelTimer = clock.after(next.waiting_since - now, () => this.pump())
    if (due.length === 0) return
    void persist(() => {
      for (const row of due) this.#letGo(row)
    }).then(onDue, () => {})
  }

  #rows(): OrderRow[] {
    return this.#context.store.rows("SELECT * FROM orders WHERE hold_reason = 'luego' AND waiting_since > 0 ORDER BY waiting_since")
  }

  /** Into the line, or to what holds the line back. */
  #letGo(row: OrderRow): void {
    const { store, states, paused } = this.#context
    const { gate } = states.get(row.point_of_sale)
    if (gate) store.change(row, 'held', 'gate-closed', 'program', { hold_reason: gate })
    else if (paused()) store.change(row, 'held', 'gate-closed', 'program', { hold_reason: 'pausa' })
    else store.change(row, 'queued', 'due', 'program', { hold_reason: null })
  }
}
