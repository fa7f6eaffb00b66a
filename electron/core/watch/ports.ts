/** What watching needs of the rest, as narrow as possible. It is given one free query and no call that costs anything. */
import type { Logger } from '../lib/logger.ts'
import type { Clock } from '../lib/clock.ts'
import type { Keychain } from '../outbox/base/keychain.ts'
import type { PointsOfSale } from '../outbox/base/ports.ts'
import type { FoundComprobante, TusFacturas } from '../tusfacturas/api.ts'

/** Where it is kept what is in error, and when each day was last read. Dates are dd/mm/aaaa, moments milliseconds since the epoch. */
export interface WatchedInbox {
  /** One transaction. @param at when the query began @throws SQLite's error */
  recordDay(pointOfSaleId: string, fecha: string, found: FoundComprobante[], at: number): void
  /** @param desde what was read of earlier days is not asked for @returns when a day was last read; null for one that never was, whole */
  readTimes(desde: string): (pointOfSaleId: string, fecha: string) => number | null
}

export interface RoundContext {
  api: Pick<TusFacturas, 'findByDate'>
  keychain: Pick<Keychain, 'read'>
  pointsOfSale: Pick<PointsOfSale, 'ids' | 'nameOf'>
  inbox: WatchedInbox
  clock: Clock
  logger: Logger
}
