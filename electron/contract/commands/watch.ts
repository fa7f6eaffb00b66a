/** How the program gets on looking by itself for what is in error. Whether and when it looks is a setting. */
import { command, event, none } from './command.ts'

export interface WatchStatus {
  /** When a round last went through, milliseconds since the epoch; null: not since the start of the program. */
  lastRound: number | null
  /** Names of the points of sale of which that round could not read everything. */
  lacking: string[]
  /** It cannot ask TusFacturasAPP for now, and tries again by itself. */
  waiting: boolean
  /** A round is under way. */
  looking: boolean
  /**
   * When the next round begins, milliseconds since the epoch, by TusFacturasAPP's clock; null: one is under way, or none is to come (switched
   * off, no point of sale, no day chosen).
   */
  nextRound: number | null
}

export const watchCommands = {
  readWatch: command(none).returns<WatchStatus>(),
}

export const watchEvents = {
  watchChanged: event<WatchStatus>(),
}
