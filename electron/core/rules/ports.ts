/** What rules need of the rest, as narrow as possible: what they place is an order like any other. */
import type { DatabaseSync } from 'node:sqlite'
import type { RuleSettings } from '#contract/model/rules.ts'
import type { WatchSettings } from '#contract/model/settings.ts'
import type { Clock } from '../lib/clock.ts'
import type { Logger } from '../lib/logger.ts'
import type { Automatic } from '../outbox/automatic.ts'
import type { PointsOfSale } from '../outbox/base/ports.ts'

export interface RuleContext {
  database: DatabaseSync
  automatic: Pick<Automatic, 'obstacle' | 'spending' | 'place' | 'takeBack' | 'tellSpent'>
  pointsOfSale: Pick<PointsOfSale, 'ids'> & {
    /**
     * Those that are the same one at TusFacturasAPP as another, by id, each with the id of that one; null: nobody knows now whether it is.
     * Absent: there are none. Never rejects.
     */
    doubles?: () => Promise<ReadonlyMap<string, string | null>>
  }
  settings: () => { rules: RuleSettings; watch: WatchSettings }
  clock: Clock
  logger: Logger
  /** From 0 to 1, for the moment at which an order of a rule goes. */
  random?: () => number
}
