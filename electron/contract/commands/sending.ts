/** What stops sending, and what lets it go on. */
import { z } from 'zod'
import type { Snapshot, Status } from '../model/snapshot.ts'
import { command, event, none, pointOfSaleId } from './command.ts'

export const sendingCommands = {
  /** Everything the first paint needs. */
  snapshot: command(none).returns<Snapshot>(),

  setPaused: command(z.strictObject({ paused: z.boolean() })).changes(),
  /** The person says that what closed the gate is mended, or does not want to wait as long as the server asked: try again now. */
  retryGate: command(z.strictObject({ pointOfSaleId })).changes(),
  /** After a restored database: the person read what may be missing and lets sending go on. */
  acknowledgeStorage: command(none).changes(),
  /** The person read that a damaged file was set aside. */
  acknowledgeSetAside: command(z.strictObject({ aside: z.string().min(1).max(255) })).changes(),
  /** The person read that this computer's clock is wrong. */
  acknowledgeClock: command(none).changes(),
}

export const sendingEvents = {
  statusChanged: event<Status>(),
}
