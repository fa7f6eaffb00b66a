/** What the outbox needs from outside core: names, secrets and settings, as narrow as possible. */
import type { Credentials } from '#contract/model/credentials.ts'
import type { Batch, BatchOutcome, Order } from '#contract/model/order.ts'
import type { Status } from '#contract/model/snapshot.ts'
import type { Task } from '#contract/model/task.ts'

export interface PointsOfSale {
  /** Name as the person wrote it; null when it no longer exists. */
  nameOf(id: string): string | null
  ids(): string[]
  /** Decrypted for one call; null when they are missing or no longer decrypt. Never rejects. */
  credentialsOf(id: string): Promise<Credentials | null>
  /** The last null was no loss: the system's keychain does not give them to this process. */
  locked?(): boolean
}

export interface SendingRules {
  /** Automatic second POST after the free query says it is still in error. */
  automaticResends: 0 | 1
  /** Milliseconds between two POSTs of one lane; TusFacturasAPP asks for at least 100. */
  spacing: number
  /** What orders of rules may cost now, a point of sale and day; null, or absent: none of them may go. */
  automatic?: { perDay: number } | null
}

/** What changed, already as the page shows it. Coalesced: at most some ten a second. */
export type OutboxChange =
  | { type: 'orders'; orders: Order[] }
  | { type: 'batches'; batches: Batch[] }
  | { type: 'tasks'; tasks: Task[] }
  | { type: 'status'; status: Status }
  /** Of these batches the person is to be told; again with each change until Outbox.batchesTold. */
  | { type: 'batches-due'; outcomes: BatchOutcome[] }

/** Why the lanes should try again now although a backoff is running. */
export type WakeHint = 'online' | 'resume' | 'unlock' | 'credentials' | 'network-settings'
