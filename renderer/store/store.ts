/** What the page knows: one object, replaced as a whole, read through selectors. */
import { useSyncExternalStore } from 'react'
import type { DesktopState } from '#contract/model/desktop.ts'
import type { Batch, Order, OrderState } from '#contract/model/order.ts'
import type { PointOfSale } from '#contract/model/point-of-sale.ts'
import type { Settings } from '#contract/model/settings.ts'
import type { Status } from '#contract/model/snapshot.ts'
import type { Offer } from '#contract/commands/navigation.ts'
import { Watched } from '../ui/watched.ts'

export interface OrderFilters {
  states: OrderState[]
  pointOfSaleId: string
  batchId: number | null
  search: string
  /** First and last day, `2026-11-25`; empty: no limit. */
  from: string
  to: string
  archived: boolean
}

export const noFilters: OrderFilters = { states: [], pointOfSaleId: '', batchId: null, search: '', from: '', to: '', archived: false }

export interface PageState {
  version: string
  pointsOfSale: PointOfSale[]
  settings: Settings
  desktop: DesktopState
  status: Status
  /** Batches under way, and those that ended while the page was open until their report is put away. */
  batches: Batch[]
  /** The orders that last changed; never more than `recentLimit`. */
  recent: Order[]
  /** The batch whose results Reenviar shows: what was sent there last; null while nothing ever was. */
  lote: number | null
  /** What is typed in the field of Reenviar; survives changing screens. */
  draft: string
  /** What came from outside and Reenviar has yet to show. */
  offer: Offer | null
  /** The point of sale that was chosen, or last used; null while nobody chose and nothing ever was sent. */
  chosenPointOfSale: string | null
  /** Key of the company whose points of sale are shown; empty: all of them. */
  company: string
  filters: OrderFilters
  /** What is open beside the list. */
  story: OpenStory | null
  /** The batch of which Actividad asks whether what failed is to be sent again. */
  resendBatch: number | null
  /** The message about the stand-in was read. */
  standInSeen: boolean
}

/** An order of ours, or a comprobante in error of which no order tells a story. */
export type OpenStory = { order: number } | { reference: OpenReference }

export interface OpenReference {
  pointOfSaleId: string
  /** Empty where it has none. */
  external_reference: string
  /** Its row in the list. */
  row: number
}

export const recentLimit = 10

let state: PageState | null = null
const page = new Watched()
export const { subscribe } = page

export function getState(): PageState {
  if (!state) throw new Error('the store is read before it is fed')
  return state
}

export function setState(change: Partial<PageState>): void {
  state = { ...getState(), ...change }
  page.changed()
}

/** The first fill; replaces everything. */
export function fillState(initial: PageState): void {
  state = initial
  page.changed()
}

/** Draws again when what the selector picks is another object. The selector must not build new ones. */
export function useStore<T>(select: (state: PageState) => T): T {
  return useSyncExternalStore(subscribe, () => select(getState()))
}
