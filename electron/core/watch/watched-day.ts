import { askDay, type AskedDay } from '../outbox/asking/day.ts'
import { meansDefect } from '../storage/storage-error.ts'
import type { RoundContext } from './ports.ts'
import type { WatchedDay } from './plan.ts'

/** Why a round cannot go on for now. `said`: milliseconds that the server asked to wait; null when it did not say. */
export interface Pause {
  kind: 'slow-down' | 'maintenance' | 'no-connection' | 'gate' | 'disk'
  said: number | null
}

export type DayEnd =
  | { kind: 'read' }
  /** This day could not be read; `alike`: perhaps no other can. */
  | { kind: 'unread'; alike: boolean }
  /** Nothing is to be asked of this point of sale. `refused`: TusFacturasAPP says so; otherwise its credentials do not open, or it is gone. */
  | { kind: 'no-access'; refused: boolean }
  | { kind: 'pause'; pause: Pause }
  | { kind: 'stopped' }

/** Reads one day and hands it to the inbox. Nothing is told of what goes wrong: it is tried again. */
export async function readWatchedDay({ pointOfSaleId, fecha }: WatchedDay, context: RoundContext, signal: AbortSignal): Promise<DayEnd> {
  const { api, keychain, pointsOfSale, inbox, clock, logger } = context
  const keys = await keychain.read(pointOfSaleId)
  if (signal.aborted) return { kind: 'stopped' }
  if (keys.kind !== 'open' || pointsOfSale.nameOf(pointOfSaleId) === null) return { kind: 'no-access', refused: false }
  const at = clock.now()
  const reading = await askDay(api, keys.credentials, fecha, signal, 0)
  if (signal.aborted) return { kind: 'stopped' }
  if (reading.kind !== 'day') return endOf(reading, at)
  // It may have been deleted while it was asked: what is kept of it is gone then, and must not come back.
  if (pointsOfSale.nameOf(pointOfSaleId) === null) return { kind: 'no-access', refused: false }
  try {
    inbox.recordDay(pointOfSaleId, fecha, reading.comprobantes, at)
  } catch (error) {
    if (meansDefect(error)) throw error
    logger.warn('what was read of a day could not be kept', { error })
    return { kind: 'pause', pause: { kind: 'disk', said: null } }
  }
  return { kind: 'read' }
}

function endOf(reading: Exclude<AskedDay, { kind: 'day' }>, now: number): DayEnd {
  if (reading.kind === 'incomplete') return { kind: 'unread', alike: false }
  // It is this account, or this query, that TusFacturasAPP does not want.
  if (reading.kind === 'unwanted') return { kind: 'no-access', refused: reading.effect.type === 'refusal' }
  const { effect, outcome } = reading
  if (effect.type === 'gate')
    return effect.reason === 'credenciales' ? { kind: 'no-access', refused: true } : { kind: 'pause', pause: { kind: 'gate', said: null } }
  if (effect.type === 'wait')
    return { kind: 'pause', pause: { kind: effect.kind, said: effect.retryAfter ?? (effect.until === null ? null : effect.until - now) } }
  // A query that did not even leave will not leave for another day either; a day that is too much for the server is another matter.
  const neverLeft = outcome.type === 'failure' && !outcome.sent
  return neverLeft ? { kind: 'pause', pause: { kind: 'no-connection', said: null } } : { kind: 'unread', alike: true }
}
