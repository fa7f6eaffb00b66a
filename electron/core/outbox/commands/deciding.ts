import { postsPerDecision } from '#contract/model/budget.ts'
import { unsentStates, type Batch, type Decision, type Order, type OrderAction } from '#contract/model/order.ts'
import { fail, ok, type Result } from '#contract/result.ts'
import type { DecidedEntry } from '../../storage/journal-line.ts'
import { watchFrom } from '../../lib/waits.ts'
import { regroup } from '../sending/order-in-doubt.ts'
import type { Line } from '../sending/line.ts'
import type { Placing } from './placing.ts'
import { actionsOf } from '../orders/present.ts'
import { readBatch } from '../orders/reading.ts'
import type { Showing } from '../sending/showing.ts'
import { anyOf, type OrderRow } from '../orders/store.ts'
import type { Ground } from '../ground.ts'

interface DecidingContext extends Ground {
  placing: Placing
  showing: Showing
}

/** What a person decides about orders that are there. What ends an order is in the journal too, so that a recovery knows of it. */
export class Deciding {
  readonly #context: DecidingContext

  constructor(context: DecidingContext) {
    this.#context = context
  }

  /** See Outbox.cancel. */
  cancel(id: number): Result<Order> {
    return this.#act(id, 'cancel', (row) => this.#end(row, 'cancelled'))
  }

  /** See Outbox.cancelBatch. */
  cancelBatch(batchId: number): Result<Batch> {
    const { store, guard } = this.#context
    return guard.answer(() => {
      const rows = store.rows(`SELECT * FROM orders WHERE batch_id = ? AND ${anyOf(unsentStates)}`, batchId)
      const ended = rows.filter((row) => store.change(row, 'cancelled', 'cancelled', 'person', { hold_reason: null }))
      this.#journal('cancelled', ended)
      const batch = readBatch(store, batchId)
      return batch ? ok(batch) : fail('order-missing')
    })
  }

  decide(id: number, decision: Decision): Result<Order> {
    const { store, clock } = this.#context
    return this.#act(id, 'decide', (row) => {
      switch (decision) {
        case 'resend':
          if (!this.#goOn(row, 'decided-resend', { next_at: null, posts_left: postsPerDecision, outcome: null })) return false
          return this.#journal('resend', [row])
        case 'assume-sent':
          return store.change(row, 'accepted', 'decided-sent', 'person', watchFrom('accepted', clock.now())) && this.#journal('assumed', [row])
        case 'discard':
          return this.#end(row, 'discarded')
      }
    })
  }

  /** See Outbox.resend. */
  resend(id: number): Result<Order> {
    const { store, guard, placing } = this.#context
    const read = guard.look(() => {
      const row = store.get(id)
      if (!row) return fail('order-missing')
      return actionsOf(row).includes('resend') ? ok(row) : fail('action-not-allowed')
    })
    if (!read.ok) return read
    const { state, point_of_sale, external_reference } = read.value
    if (state === 'held') return this.#act(id, 'resend', (row) => this.#goOn(row, 'released', { crashes: 0 }))
    return placing.one(point_of_sale, external_reference, { repeats: id })
  }

  /** It stands in the line again, and so do those of its lane that had their query: the oldest goes first. @returns whether it came in time */
  #goOn(row: OrderRow, cause: 'decided-resend' | 'released', patch: Parameters<Line['enter']>[3]): boolean {
    const { store, line, clock } = this.#context
    const entered = line.enter(row, cause, 'person', { ...patch, waiting_since: clock.now() })
    regroup(store, row.point_of_sale)
    return entered
  }

  #end(row: OrderRow, decided: 'cancelled' | 'discarded'): boolean {
    const cause = decided === 'cancelled' ? 'cancelled' : 'decided-discard'
    return this.#context.store.change(row, 'cancelled', cause, 'person', { hold_reason: null, next_at: null }) && this.#journal(decided, [row])
  }

  #act(id: number, action: OrderAction, work: (row: OrderRow) => boolean): Result<Order> {
    const { store, showing, guard, bells } = this.#context
    const done = guard.answer(() => {
      const row = store.get(id)
      if (!row) return fail('order-missing')
      return actionsOf(row).includes(action) && work(row) ? ok(showing.known(id)) : fail('action-not-allowed')
    })
    if (done.ok) bells.settled.emit()
    return done
  }

  /** @param rows of one point of sale @returns true */
  #journal(decided: DecidedEntry['decided'], rows: OrderRow[]): true {
    const { journal, clock } = this.#context
    const [first] = rows
    if (first)
      journal.append({
        at: clock.now(),
        decided,
        point_of_sale: first.point_of_sale,
        orders: rows.map((row): [number, string] => [row.id, row.external_reference]),
      })
    return true
  }
}
