/** Orders: placing them, reading them, and what a person decides about one. */
import { z } from 'zod'
import type { Explanation } from '../model/explanation.ts'
import type { BatchPage } from '../model/batch.ts'
import { decisions, type Batch, type Estimate, type Order, type OrderPage, type OrderStory, type Placed } from '../model/order.ts'
import { maxReferences } from '../model/references.ts'
import { command, event, pointOfSaleId } from './command.ts'
import { orderFilter } from './history.ts'

const orderId = z.int().positive()
// Generous: the rule for each reference is checkReference's, and its refusal names the reference.
const references = z.array(z.string().max(4096)).min(1).max(maxReferences)

export const orderCommands = {
  estimateOrders: command(z.strictObject({ pointOfSaleId, references })).returns<Estimate>(),
  placeOrders: command(z.strictObject({ pointOfSaleId, references })).changes<Omit<Placed, 'orders'>>(),
  listOrders: command(
    z.strictObject({
      ...orderFilter,
      offset: z.int().min(0).max(10_000_000).default(0),
      limit: z.int().min(1).max(500).default(100),
    }),
  ).returns<OrderPage>(),
  /** A batch, and a page of its references as they stand now; null when there is none of that number. */
  readBatch: command(
    z.strictObject({ batchId: z.int().positive(), offset: z.int().min(0).max(maxReferences).default(0), limit: z.int().min(1).max(500).default(500) }),
  ).returns<BatchPage | null>(),
  orderStory: command(z.strictObject({ id: orderId })).returns<OrderStory>(),
  cancelOrder: command(z.strictObject({ id: orderId })).changes(),
  cancelBatch: command(z.strictObject({ batchId: z.int().positive() })).changes(),
  decideOrder: command(z.strictObject({ id: orderId, decision: z.enum(decisions) })).changes(),
  /** A new order for the same reference, linked to the first ("reenviar otra vez", "enviar igual"), or the same that goes on. @returns its id */
  resendOrder: command(z.strictObject({ id: orderId })).changes<number>(),

  explain: command(z.strictObject({ text: z.string().max(65_536) })).returns<Explanation>(),
}

export const orderEvents = {
  ordersChanged: event<{ orders: Order[] }>(),
  batchesChanged: event<{ batches: Batch[] }>(),
}
