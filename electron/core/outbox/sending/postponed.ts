import { Alarm } from '../../lib/alarm.ts'
import { isDue, longestWait } from '../../lib/waits.ts'
import type { OrderStore } from '../orders/store.ts'
import type { Ground } from '../ground.ts'
import { regroup } from './order-in-doubt.ts'

/**
 * Orders that a person put off: their `waiting_since` lies ahead. When it is reached they stand in line like any other; what
 * came due while the program was closed does so at its start.
 */
export class Postponed {
  readonly #context: Ground
  readonly #alarm: Alarm

  constructor(context: Ground) {
    this.#context = context
    this.#alarm = new Alarm(context.clock, () => this.pump())
  }

  /** Lets go what is due and waits for the next. */
  pump(): void {
    this.#context.guard.run('postponed', () => this.#pump())
  }

  #pump(): void {
    const { store, clock, persist, line, bells } = this.#context
    this.#alarm.cancel()
    const rows = store.rows(`SELECT * FROM orders WHERE ${isPostponed} ORDER BY waiting_since`)
    const now = clock.now()
    const due = rows.filter((row) => isDue(row.waiting_since, now, longestWait))
    const next = rows.find((row) => !due.includes(row))
    if (next) this.#alarm.set(next.waiting_since - now)
    if (due.length === 0) return
    void persist(() => {
      for (const row of due) line.enter(row, 'due', 'program')
      for (const pointOfSale of new Set(due.map((row) => row.point_of_sale))) regroup(store, pointOfSale)
    }).then(
      () => bells.ready.emit(),
      () => {},
    )
  }
}

/** A lower bound that all satisfy lets the partial index be searched. */
const isPostponed = "hold_reason = 'luego' AND waiting_since > 0"

/** How many orders wait for their hour. */
export const countPostponed = (store: OrderStore): number => store.number(`SELECT count(*) AS n FROM orders WHERE ${isPostponed}`) ?? 0
