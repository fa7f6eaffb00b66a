/** A point of sale: one set of credentials at TusFacturasAPP, and what was spent on it. */

import type { Company } from './company.ts'

/** How well the operating system protects what the vault holds. */
export type Protection = 'system' | 'weak' | 'session' | 'stand-in'

export interface PointOfSale {
  id: string
  name: string
  /** Whose it is; null where nobody said. */
  company: Company | null
  /** `reload` means its secrets no longer decrypt: the person has to type them again. */
  status: 'ready' | 'reload'
  protection: Protection
  /** Masks such as `••••3f2a`; never the secret. */
  masks: { apikey: string; apitoken: string; usertoken: string }
}

/** What a deletion of a point of sale leaves behind: not sent yet, not known whether sent, and followed until issued. */
export interface LeftBehind {
  waiting: number
  uncertain: number
  followed: number
}

export interface LedgerRow {
  pointOfSaleId: string
  pointOfSaleName: string
  /** The API's method, e.g. `reenviar_encolado`. */
  method: string
  /** `2026-11`, in Argentina's time. */
  month: string
  used: number
  possible: number
  /** Of both together, how many rules spent; absent: none. */
  automatic?: number
}
