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
  /** The disk refuses: what was found will be new again. */
  onNotKept: () => void
}

/**
 * Keeps what was read where the window keeps it. While the program runs only that writes there, and it keeps what its own rounds find:
 * then it is only compared with that.
 */
export function keepingFor({ folder, clock, logger, exists, takeLock, onNotKept }: Keeping): KeptByWatch {
  return (days, rows) => {
    if (!takeLock()) {
      const database = openOrdersForReading(folder)
      const fresh = unknownTo(database, rows)
      database?.close()
      return fresh
    }
    const storage = patiently(() => openStorage(folder, clock, logger, adoptJournal))
    try {
      const fresh = unknownTo(storage.database, rows)
      // Nothing is tried again: this process ends.
      const guard = { run: (_what: unknown, work: () => void) => (work(), true) }
      const inbox = new InboxStore({ database: storage.database, clock, guard, exists })
      for (const { pointOfSaleId, fecha, comprobantes, at } of days) inbox.recordDay(pointOfSaleId, fecha, comprobantes, at)
      return fresh
    } catch (error) {
      if (meansDefect(error)) throw error
      logger.warn('what was watched could not be kept', { error })
      onNotKept()
      return unknownTo(storage.database, rows)
    } finally {
      storage.dispose()
    }
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
