/** What of the list is looked at, and in which order. */
import type { TriageGroup } from '#contract/model/inbox.ts'

export const sortColumns = ['fecha', 'tipo', 'cliente', 'total', 'reference', 'reason'] as const
export type SortColumn = (typeof sortColumns)[number]

export interface Sort {
  column: SortColumn
  descending: boolean
}

export interface InboxFilters {
  search: string
  /** Of the comprobante, as it came; empty: all. */
  tipo: string
  /** Empty: all. */
  pointOfSaleId: string
  /** What is known of whether resending helps; null: all. */
  group: TriageGroup | null
  /** Only what is put off, instead of only what is not. */
  snoozed: boolean
}

export const noInboxFilters: InboxFilters = { search: '', tipo: '', pointOfSaleId: '', group: null, snoozed: false }

/** Whether they leave anything out: a search that was typed and erased does not. */
export const isFiltering = ({ search, tipo, pointOfSaleId, group, snoozed }: InboxFilters): boolean =>
  search.trim() !== '' || tipo !== '' || pointOfSaleId !== '' || group !== null || snoozed
