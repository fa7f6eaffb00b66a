import type { BatchPage } from '#contract/model/batch.ts'
import type { Order, OrderPage, OrderStory } from '#contract/model/order.ts'
import { fail, ok, type Result } from '#contract/result.ts'
import { overtaken } from './order-in-doubt.ts'
import { waitingFor } from '../telling/status.ts'
import { presentOrder } from '../orders/present.ts'
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
