import type { Effects } from './effects.ts'
import type { Slots } from './slots.ts'
import type { Ground } from '../ground.ts'

/** What lanes share. */
export interface LaneContext extends Ground {
  effects: Effects
  slots: Slots
}
