/** What is found by a word, whatever screen it belongs to. */
import type { InboxRow } from './inbox.ts'
import type { Order } from './order.ts'

export interface FoundOrder extends Pick<Order, 'id' | 'external_reference' | 'pointOfSaleName' | 'stateLabel'> {
  /** Empty where nothing is known of it. */
  client: string
}

export interface Found {
  /** In error, newest day first. */
  inError: InboxRow[]
  /** The newest order of each reference, newest first. */
  orders: FoundOrder[]
}

/** Clients are looked for in so many of the newest orders; references in all of them. */
export const ordersOfClients = 20_000

/** Of each kind: more is for the screen itself. */
export const mostFound = 6
