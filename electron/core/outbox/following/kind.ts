/** What differs between following orders and following tasks. */
import type { Seen } from '../asking/query.ts'

/** The columns of both tables that say what is asked about: a row is, as long as its `next_at` is not null. */
export interface Followed {
  id: number
  point_of_sale: string
  external_reference: string | null
  state: string
  /** Planned looks that were answered since `watch_since`. */
  checks: number
  watch_since: number | null
  next_at: number | null
}

export type Schedule = Partial<Pick<Followed, 'checks' | 'watch_since' | 'next_at'>>

/** It is asked about again, as lib/waits.ts plans it. */
export interface AskAgain<Shown> {
  plan: 'unknown' | 'accepted'
  /** Columns that keep what the answer showed all the same. */
  shown: Shown
}

export interface Kind<Row extends Followed, Shown extends object> {
  /** For the log. */
  name: string
  table: 'orders' | 'task'
  /** Condition of those whose outcome is uncertain, as an index has it. */
  uncertain: string
  /** That a reference is not there means something: each is asked for by itself, and once more when nothing is found. */
  careful: boolean
  /** Those that may have something to be asked about. */
  pointsOfSale: () => string[]
  /** In which order they are asked for. */
  sorted: (rows: Row[]) => Row[]
  /** Notes something about a row without moving it. */
  note: (id: number, patch: Shown & Schedule) => void
  /**
   * Writes down what an answer means. To be called inside a transaction.
   * @param seen not clear also when the API does not want the query
   * @param waited milliseconds since the watch began; negative when the clock was set back since
   * @returns null when it is not asked about again
   */
  settle: (row: Row, seen: Seen, waited: number) => AskAgain<Shown> | null
  /**
   * The last planned look has not made it clear.
   * @param patch to be noted with that
   * @param refused the API did not want the query
   */
  giveUp: (row: Row, patch: Shown & Schedule, refused: boolean) => void
  /** A query about it failed: it is asked about when the pause is over. */
  onPaused: (row: Row) => void
  /** Its point of sale is gone, and nobody is left to ask with. */
  orphan: (row: Row) => void
}
