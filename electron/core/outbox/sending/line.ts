import { gatedStates, heldStates, pausableStates, type HoldReason } from '#contract/model/order.ts'
import type { Halt } from './halt.ts'
import type { GateReason, LaneStates } from './lane-state.ts'
import type { Actor } from '../base/state-store.ts'
import { anyOf, type OrderRow, type OrderStore, type Patch } from '../orders/store.ts'
import type { Cause } from '../orders/transitions.ts'

/** The holds that a closed lane causes. The others belong to one order, or to all of them. */
const gates: Record<HoldReason, boolean> = {
  credenciales: true,
  cupo: true,
  certificado: true,
  proxy: true,
  'sin-credenciales': true,
  ausente: true,
  respuesta: true,
  pausa: false,
  vencido: false,
  danado: false,
  luego: false,
  llavero: false,
}
const gateReasons = Object.keys(gates)
  .filter((reason) => gates[reason as HoldReason])
  .map((reason) => `'${reason}'`)
  .join(', ')

const queuedLanes = "SELECT DISTINCT point_of_sale AS id FROM orders WHERE state = 'queued' AND archived_at IS NULL"

type Entering = Pick<OrderRow, 'id' | 'state' | 'point_of_sale'>

/**
 * The one rule for an order that may go on. If its lane is closed, it waits for the gate; else, if sending is paused, it waits for
 * the pause to end; else it stands in the line. Its story tells both why it may go on and what it waits for now. Every method is to
 * be called inside a transaction.
 */
export class Line {
  readonly #store: OrderStore
  readonly #states: LaneStates
  readonly #halt: Pick<Halt, 'paused'>

  constructor(store: OrderStore, states: LaneStates, halt: Pick<Halt, 'paused'>) {
    this.#store = store
    this.#states = states
    this.#halt = halt
  }

  /** Lets an order go on. @returns false when it is no longer in the state it was read in; nothing is changed then */
  enter({ id, state, point_of_sale }: Entering, cause: Cause, actor: Actor, patch: Patch = {}): boolean {
    const entered = this.#store.change({ id, state }, 'queued', cause, actor, { ...patch, hold_reason: null })
    if (entered) this.heed(point_of_sale, [id])
    return entered
  }

  /** The rule for orders of one lane that stand in the line since just now. */
  heed(pointOfSale: string, ids: readonly number[]): void {
    const { gate } = this.#states.get(pointOfSale)
    if (!gate && !this.#halt.paused) return
    for (const id of ids)
      if (gate) this.#store.change({ id, state: 'queued' }, 'held', 'gate-closed', 'program', { hold_reason: gate })
      else this.#store.change({ id, state: 'queued' }, 'held', 'paused', 'program', { hold_reason: 'pausa' })
  }

  /** The rule for whatever stands in the line after an interruption. @param only one lane, or all of them */
  heedAll(only?: string): void {
    const lanes =
      only === undefined
        ? this.#store
            .prepare(queuedLanes)
            .all()
            .map(({ id }) => String(id))
        : [only]
    for (const lane of lanes)
      if (this.#halt.paused || this.#states.get(lane).gate)
        this.heed(
          lane,
          this.#store.rows("SELECT * FROM orders WHERE point_of_sale = ? AND state = 'queued'", lane).map(({ id }) => id),
        )
  }

  /** A lane is closed: nothing of it goes. What waited for another gate of this lane waits for this one. */
  close(pointOfSale: string, gate: GateReason, patch: Patch): void {
    const rows = this.#store.rows(
      `SELECT * FROM orders WHERE point_of_sale = ? AND ${anyOf([...gatedStates, ...heldStates])} AND archived_at IS NULL
         AND (state <> 'held' OR (hold_reason IN (${gateReasons}) AND hold_reason <> ?))`,
      pointOfSale,
      gate,
    )
    for (const row of rows) this.#store.change(row, 'held', 'gate-closed', 'program', { ...patch, hold_reason: gate })
  }

  /** A lane is open again. */
  open(pointOfSale: string): void {
    for (const row of this.#store.rows(`SELECT * FROM orders WHERE point_of_sale = ? AND state = 'held' AND hold_reason IN (${gateReasons})`, pointOfSale))
      this.enter(row, 'gate-opened', 'program')
  }

  /** Everything that has not left waits for the pause to end. */
  pause(): void {
    for (const row of this.#store.rows(`SELECT * FROM orders WHERE ${anyOf(pausableStates)} AND archived_at IS NULL`))
      this.#store.change(row, 'held', 'paused', 'person', { hold_reason: 'pausa' })
  }

  /** The pause is over. */
  resume(): void {
    for (const row of this.#store.rows("SELECT * FROM orders WHERE state = 'held' AND hold_reason = 'pausa' AND archived_at IS NULL"))
      this.enter(row, 'resumed', 'person')
  }
}
