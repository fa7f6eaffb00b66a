/** What the page knows of the program as a whole. */
import type { DesktopState } from './desktop.ts'
import type { Batch, HoldReason, OrderPage, OrderState } from './order.ts'
import type { PlanUse } from './plan.ts'
import type { PointOfSale } from './point-of-sale.ts'
import type { Settings } from './settings.ts'

/** Something that stops sending; one banner each. */
export type Banner =
  | { kind: 'offline'; waiting: number }
  | { kind: 'paused'; waiting: number }
  /** `words`: what TusFacturasAPP answers, of the gate that its answer closed. */
  | { kind: 'gate'; pointOfSaleId: string; pointOfSaleName: string; reason: HoldReason; waiting: number; words?: string }
  | { kind: 'maintenance'; pointOfSaleId: string; pointOfSaleName: string; until: number | null; waiting: number }
  | { kind: 'slow-down'; pointOfSaleId: string; pointOfSaleName: string; until: number; waiting: number }
  | { kind: 'stalled'; pointOfSaleName: string; waiting: number }
  | { kind: 'storage'; problem: 'restored' | 'stopped' | 'write-failed'; text: string }
  /** A file of the program was damaged and is kept aside; told until the person has read it. */
  | { kind: 'set-aside'; aside: string; text: string }
  /** What the last answer about ARCA's services said; `text` in their words, `at` milliseconds since the epoch. */
  | { kind: 'arca-alert'; taskId: number; pointOfSaleId: string; text: string; at: number }
  | { kind: 'announced-maintenance'; from: number | null; until: number; text: string }
  /** This computer's clock differs from TusFacturasAPP's; `offset`: milliseconds to add to it, negative when it is ahead. */
  | { kind: 'clock'; offset: number }
  /** So much of the requests of a method is gone this month that it may not reach; see PlanUse. */
  | { kind: 'plan'; limit: number; method: string; used: number; possible: number }
  | { kind: 'stand-in' }

/** What the person has not had in front of them yet. */
export interface Unseen {
  /** Orders that ended badly or wait for a decision, by state: `badStates`. */
  orders: Partial<Record<OrderState, number>>
  /** Comprobantes in error that are new; null: not known. */
  inError: number | null
}

export interface Status {
  banners: Banner[]
  paused: boolean
  online: boolean
  /** Orders by state, archived ones left out. */
  counts: Partial<Record<OrderState, number>>
  /** How many of the held ones a person put off: they wait for their hour, not for anybody. */
  postponed?: number
  /** Absent: the person has said nothing of their plan. */
  plan?: PlanUse
  /** Absent: nothing. */
  unseen?: Unseen
  /** Points of sale of which nobody looks what is in error, as TusFacturasAPP refuses their credentials. Absent: none. */
  unwatched?: number
  /** Milliseconds to add to this computer's clock; absent when it is right, as far as is known. */
  clockOffset?: number
}

/** Everything the first paint needs. */
export interface Snapshot {
  version: string
  pointsOfSale: PointOfSale[]
  settings: Settings
  desktop: DesktopState
  status: Status
  orders: OrderPage
  batches: Batch[]
}
