import type { Clock } from '../../lib/clock.ts'
import type { Journal } from '../../storage/journal.ts'
import type { TusFacturas } from '../../tusfacturas/api.ts'
import type { Line } from '../orders/line.ts'
import type { OrderStore } from '../orders/store.ts'
import type { SendingRules } from '../ports.ts'
import type { Bells } from './bells.ts'
import type { Effects } from './effects.ts'
import type { Halt } from './halt.ts'
import type { LaneStates } from './lane-state.ts'
import type { Persist } from './persist.ts'
import type { Places } from './places.ts'
import type { Reachability } from './reachability.ts'

/** What lanes share. */
export interface LaneContext {
  store: OrderStore
  line: Line
  states: LaneStates
  connection: Reachability
  halt: Halt
  effects: Effects
  places: Places
  bells: Bells
  api: TusFacturas
  rules: () => SendingRules
  journal: Journal
  persist: Persist
  clock: Clock
  signal: AbortSignal
}
