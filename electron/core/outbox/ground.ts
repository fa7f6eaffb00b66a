import type { Clock } from '../lib/clock.ts'
import type { Logger } from '../lib/logger.ts'
import type { Journal } from '../storage/journal.ts'
import type { TusFacturasAccount } from '../tusfacturas/api.ts'
import type { Flags } from './base/flags.ts'
import type { FollowerPauses } from './asking/pauses.ts'
import type { Guard } from './base/guard.ts'
import type { Keychain } from './base/keychain.ts'
import type { Line } from './sending/line.ts'
import type { OrderStore } from './orders/store.ts'
import type { PointsOfSale, SendingRules } from './base/ports.ts'
import type { Bells } from './sending/bells.ts'
import type { Halt } from './sending/halt.ts'
import type { LaneStates } from './sending/lane-state.ts'
import type { Persist } from './sending/persist.ts'
import type { Reachability } from './sending/reachability.ts'
import type { TaskStore } from './tasks/store.ts'

/** What is made first and handed to most parts of the outbox: types alone. What all of it rests on is base/. */
export interface Ground {
  store: OrderStore
  taskStore: TaskStore
  flags: Flags
  guard: Guard
  persist: Persist
  keychain: Keychain
  states: LaneStates
  reachability: Reachability
  halt: Halt
  line: Line
  pauses: FollowerPauses
  bells: Bells
  api: TusFacturasAccount
  journal: Journal
  pointsOfSale: PointsOfSale
  rules: () => SendingRules
  /** Its timers end with the signal. */
  clock: Clock
  logger: Logger
  /** From 0 to 1, for the jitter of the backoff. */
  random: () => number
  signal: AbortSignal
}
