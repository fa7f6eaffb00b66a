import type { DatabaseSync } from 'node:sqlite'
import type { Batch, Decision, Estimate, LedgerRow, Order, OrderPage, OrderState, OrderStory, Placed, Status } from '../../contract/model.ts'
import type { Result } from '../../contract/result.ts'
import type { Clock } from '../clock.ts'
import type { Logger } from '../logger.ts'
import type { TusFacturas } from '../tusfacturas/api.ts'
import type { OutboxChange, PointsOfSale, SendingRules, WakeHint } from './ports.ts'

export interface OutboxOptions {
  database: DatabaseSync
  api: TusFacturas
  pointsOfSale: PointsOfSale
  rules: () => SendingRules
  clock: Clock
  logger: Logger
  /** Sending stays stopped until acknowledgeStorage(): a restored database may lack orders. */
  stopped: { problem: 'restored' | 'stopped'; text: string } | null
}

export interface OrderQuery {
  states?: OrderState[] | undefined
  pointOfSaleId?: string | undefined
  batchId?: number | undefined
  search?: string | undefined
  offset: number
  limit: number
}

/** Orders on disk and the dispatcher that works them off. Nothing is sent before start(). */
export declare class Outbox {
  constructor(options: OutboxOptions)
  /** Recovers what a crash left and opens the send gate. */
  start(): void
  estimate(pointOfSaleId: string, references: string[]): Estimate
  /** Commits the orders and wakes the dispatcher. References must have passed checkReference. */
  place(pointOfSaleId: string, references: string[], repeats?: number): Result<Placed>
  list(query: OrderQuery): OrderPage
  order(id: number): Order | null
  story(id: number): Result<OrderStory>
  cancel(id: number): Result<Order>
  cancelBatch(batchId: number): Result<Batch>
  decide(id: number, decision: Decision): Result<Order>
  resend(id: number): Result<Order>
  setPaused(paused: boolean): Status
  retryGate(pointOfSaleId: string): Status
  acknowledgeStorage(): Status
  /** A hint that the connection may be back (or that credentials or network settings changed). */
  wake(hint: WakeHint): void
  /** The operating system says there is no network; only a hint for the banner, never a proof. */
  setOnline(online: boolean): void
  status(): Status
  ledger(): LedgerRow[]
  batches(): Batch[]
  onChange(listener: (change: OutboxChange) => void): () => void
  /** Stops claiming, waits for nothing: what is on the wire is found `on_wire` at the next start. */
  dispose(): void
}
