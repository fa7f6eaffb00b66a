import type { DatabaseSync } from 'node:sqlite'
import { readFecha } from '#contract/argentina.ts'
import type { ListedComprobante } from '#contract/model/inbox.ts'
import type { Clock } from '../../core/lib/clock.ts'
import type { Logger } from '../../core/lib/logger.ts'
import type { ReadDay } from '../../core/inbox/listing.ts'
import { InboxStore } from '../../core/inbox/store.ts'
import { adoptJournal } from '../../core/outbox/adoption/reconcile.ts'
import { meansDefect } from '../../core/storage/storage-error.ts'
import { openStorage } from '../../core/storage/storage.ts'
import { patiently } from '../start/patient-start.ts'
import { StartProblem } from '../start/start-problem.ts'
import { openOrdersForReading } from './open-orders.ts'

/** Takes over what was read. @returns those of the rows that this computer did not know of */
export type KeptByWatch = (days: readonly ReadDay[], rows: readonly ListedComprobante[]) => ReadonlySet<ListedComprobante>

interface Keeping {
  folder: string
  clock: Clock
  logger: Logger
  exists: (pointOfSaleId: string) => boolean
  /** @returns false while another start holds the data folder */
  takeLock: () => boolean
  /** The disk refuses: what was found will be new again. @param why in Spanish; null when that is all that is known */
  onNotKept: (why: string | null) => void
}

/**
 * Keeps what was read where the window keeps it. While the program runs only that writes there, and it keeps what its own rounds find:
 * then, and where the disk refuses, it is only compared with what is there.
 * @returns what throws StartProblem when not even that can be looked at
 */
export function keepingFor({ folder, clock, logger, exists, takeLock, onNotKept }: Keeping): KeptByWatch {
  const notKept = (error: unknown, why: string | null) => {
    logger.warn('what was watched could not be kept', { error })
    onNotKept(why)
  }
  /** @returns null when the orders cannot be opened for writing */
  const opened = () => {
    try {
      return patiently(() => openStorage(folder, clock, logger, adoptJournal))
    } catch (error) {
      if (!(error instanceof StartProblem)) throw error
      notKept(error, error.text)
      return null
    }
  }
  const keep = (database: DatabaseSync, days: readonly ReadDay[]) => {
    // Nothing is tried again: this process ends.
    const guard = { run: (_what: unknown, work: () => void) => (work(), true) }
    const inbox = new InboxStore({ database, clock, guard, exists })
    try {
      for (const { pointOfSaleId, fecha, comprobantes, at } of days) inbox.recordDay(pointOfSaleId, fecha, comprobantes, at)
    } catch (error) {
      if (meansDefect(error)) throw error
      notKept(error, null)
    }
  }
  return (days, rows) => {
    const storage = takeLock() ? opened() : null
    if (!storage) return compared(folder, rows)
    try {
      // Before anything of it is kept: also what is kept until the disk refuses is new.
      const fresh = patiently(() => unknownTo(storage.database, rows))
      keep(storage.database, days)
      return fresh
    } finally {
      storage.dispose()
    }
  }
}

function compared(folder: string, rows: readonly ListedComprobante[]): Set<ListedComprobante> {
  const database = openOrdersForReading(folder)
  try {
    return patiently(() => unknownTo(database, rows))
  } finally {
    database?.close()
  }
}

/** @param database null: nothing was ever kept here */
function unknownTo(database: DatabaseSync | null, rows: readonly ListedComprobante[]): Set<ListedComprobante> {
  const known = database?.prepare(
    `SELECT 1 FROM inbox WHERE external_reference = ? AND point_of_sale = ? AND day = ? AND tipo = ? AND documento_nro = ? AND total IS ?
     AND gone_at IS NULL`,
  )
  return new Set(
    rows.filter(
      ({ external_reference, pointOfSaleId, fecha, tipo, documento_nro, total }) =>
        known?.get(external_reference, pointOfSaleId, readFecha(fecha), tipo, documento_nro, total) === undefined,
    ),
  )
}
