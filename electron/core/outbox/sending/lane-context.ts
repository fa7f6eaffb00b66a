import type { Clock } from '../../lib/clock.ts'
import type { Outcome } from '../../guidance/outcome.ts'
import type { Journal } from '../../storage/journal.ts'
import type { TusFacturas } from '../../tusfacturas/api.ts'
import type { Connection } from './reachability.ts'
import type { LaneStates } from './lane-state.ts'
import type { Persist } from './persist.ts'
import type { SendingRules } from '../ports.ts'
import type { OrderStore } from '../orders/store.ts'
import type { LaneEffect } from '../asking/verdict.ts'

/** What lanes share; the dispatcher owns it. */
export interface LaneContext {
  store: OrderStore
  states: LaneStates
  connection: Connection
  api: TusFacturas
  rules: () => SendingRules
  journal: Journal
  persist: Persist
  clock: Clock
  signal: AbortSignal
  /** Paused, stopped or disposed: nothing starts. */
  sendingAllowed: () => boolean
  /** Applies what a reply means beyond its order: gates, waits, backoff. */
  apply: (pointOfSale: string, effect: LaneEffect, outcome: Outcome | null) => void
  /** A POST is over and written down: other lanes and the follow-up may have something to do. */
  answered: () => void
  /** More lanes have something to do than may go side by side: after each POST it is another one's turn. */
  othersWait: () => boolean
}
