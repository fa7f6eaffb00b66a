import type { Effects } from './effects.ts'
import type { Places } from './places.ts'
import type { Ground } from '../ground.ts'

/** What lanes share. */
export interface LaneContext extends Ground {
  effects: Effects
  places: Places
}
