import type { BatchPage } from '#contract/model/batch.ts'
import type { Order, OrderPage, OrderStory } from '#contract/model/order.ts'
import { fail, ok, type Result } from '#contract/result.ts'
import { troubleAllowed } from '../../lib/waits.ts'
import { restOf } from '../orders/budget.ts'
import { inDoubt, overtaken } from './order-in-doubt.ts'
import { presentOrder, type Waiting } from '../orders/present.ts'
import { batchRows, listRows, readBatch, transitionsOf, type OrderQuery } from '../orders/reading.ts'
import type { OrderRow } from '../orders/store.ts'
import type { Ground } from '../ground.ts'

/** Orders as page, tray and command line show them. Each of these throws SQLite's error while the orders cannot be read. */
export class Showing {
  readonly #context: Ground

  constructor(context: Ground) {
    this.#context = context
  }

  readonly present = (row: OrderRow): Order => {
    const { store, pointsOfSale } = this.#context
    return presentOrder(row, {
      waitingFor: (queued) => waitingFor(queued, this.#context),
      overtaken: (undecided) => overtaken(store, undecided),
      nameOf: (id) => pointsOfSale.nameOf(id),
    })
  }

  order(id: number): Order | null {
    const row = this.#context.store.get(id)
    return row && this.present(row)
  }

  /** @throws when there is no such order: a defect */
  known(id: number): Order {
    const order = this.order(id)
    if (!order) throw new Error(`order ${id} vanished`)
    return order
  }

  list(query: OrderQuery): OrderPage {
    const { rows, total } = listRows(this.#context.store, query)
    return { orders: rows.map((row) => this.present(row)), total }
  }

  batch(id: number, offset: number, limit: number): BatchPage | null {
    const { store } = this.#context
    const batch = readBatch(store, id)
    return batch && { batch, orders: batchRows(store, id, offset, limit).map((row) => this.present(row)) }
  }

  story(id: number): Result<OrderStory> {
    const { store } = this.#context
    const order = this.order(id)
    if (!order) return fail('order-missing')
    return ok({ order, transitions: transitionsOf(store, id), repeatedBy: store.number('SELECT max(id) AS id FROM orders WHERE repeats = ?', id) })
  }
}

/** Why a queued order does not go yet. */
function waitingFor(
  row: OrderRow,
  { store, states, reachability, clock, keychain: { silent } }: Pick<Ground, 'store' | 'states' | 'reachability' | 'keychain' | 'clock'>,
): Waiting {
  if (silent.has(row.point_of_sale)) return { note: 'keychain', until: null }
  if (reachability.retryAt !== null) return { note: 'offline', until: reachability.retryAt }
  const lane = states.get(row.point_of_sale)
  if (states.delay(lane) > 0) return { note: lane.wait_kind === 'maintenance' ? 'maintenance' : 'slow-down', until: lane.wait_until }
  const before = inDoubt(store, row.point_of_sale)
  if (before) return { note: 'order-in-doubt', until: null, before: before.external_reference }
  if (lane.trouble >= troubleAllowed) return { note: 'stalled', until: null }
  const rest = restOf(store, row, clock.now())
  if (rest > 0) return { note: 'resting', until: clock.now() + rest }
  return { note: reachability.probing ? 'first-verified' : null, until: null }
}
