import type { DatabaseSync } from 'node:sqlite'
import { dayNumberAt, readFecha } from '#contract/argentina.ts'
import type { InboxProgress, ListedComprobante } from '#contract/model/inbox.ts'
import type { Explanation } from '#contract/model/explanation.ts'
import { listarTexts as texts } from '#contract/texts/inbox.ts'
import { commandLineTexts } from '#contract/texts/shell.ts'
import { knowledgeOf } from '../../core/inbox/knowledge.ts'
import { isInError } from '../../core/inbox/compare-day.ts'
import { Listing, type ListingDelegate, type ReadDay } from '../../core/inbox/listing.ts'
import { judge } from '../../core/inbox/triage.ts'
import type { Clock } from '../../core/lib/clock.ts'
import { OrderStore } from '../../core/outbox/orders/store.ts'
import type { FoundComprobante } from '../../core/tusfacturas/api.ts'
import { restoreClockOffset } from '../../core/storage/clock-offset.ts'
import type { Access } from '../services.ts'
import type { Vault } from '../files/vault.ts'
import type { Listed } from './format-list.ts'
import { openOrdersForReading } from './open-orders.ts'

/** What the window learned of this computer's clock; the first answers say it anew. */
export function knowTheTime(folder: string, clock: Access['clock']): void {
  const database = openOrdersForReading(folder)
  if (database) restoreClockOffset(database, clock)
  database?.close()
}

/** @param name null: all of them @returns their ids, or what is wrong in Spanish */
export function choosePointsOfSale(name: string | null, vault: Pick<Vault, 'ids' | 'nameOf' | 'idOf'>): { ids: string[] } | { problem: string } {
  const ids = vault.ids()
  if (ids.length === 0) return { problem: commandLineTexts.nothingConfigured }
  if (name === null) return { ids }
  const id = vault.idOf(name)
  return id === null
    ? {
        problem: commandLineTexts.noSuchPointOfSale(
          name,
          ids.map((each) => vault.nameOf(each) ?? ''),
        ),
      }
    : { ids: [id] }
}

/** What a command has read; of each day all comprobantes, whatever their status. */
export interface ReadDays {
  days: ReadDay[]
  progress: InboxProgress
  isRepeated: Listing['isRepeated']
}

/** Asks the free query for each day. @param days dd/mm/aaaa, newest first */
export async function readDays(days: string[], pointsOfSale: string[], { api, vault, clock }: Pick<Access, 'api' | 'vault' | 'clock'>): Promise<ReadDays> {
  const read: ReadDay[] = []
  const delegate: ListingDelegate = { day: (day) => (read.push(day), null), repeated: () => {}, progress: () => {} }
  const listing = new Listing({ api, pointsOfSale: vault, clock }, { listing: 0, days, pointsOfSale }, delegate)
  await listing.read()
  return { days: read, progress: listing.progress(), isRepeated: (target) => listing.isRepeated(target) }
}

/** Those in error, oldest first, with what is known of each on this computer. */
export function describeRows(folder: string, { days, isRepeated }: ReadDays, { vault, clock }: Pick<Access, 'vault' | 'clock'>): Listed[] {
  const rows = days.flatMap(({ pointOfSaleId, fecha, comprobantes, at }) =>
    inErrorOf(pointOfSaleId, fecha, comprobantes).map((row): ReadRow => ({ ...row, readAt: at })),
  )
  const database = openOrdersForReading(folder)
  const reasonOf = knownReasons(database, clock)
  const today = dayNumberAt(clock.now())
  const listed = oldestFirst(rows).map((row): Listed => ({
    row,
    pointOfSale: vault.nameOf(row.pointOfSaleId) ?? '',
    company: vault.companyOf(row.pointOfSaleId),
    repeated: isRepeated(row),
    reason: reasonOf(row),
    future: (readFecha(row.fecha) ?? 0) > today,
  }))
  database?.close()
  return listed
}

/**
 * Those of a day that wait for somebody.
 * @param fecha the day that was asked for, dd/mm/aaaa: by that it is kept, and in the window too it stands on that day
 */
export const inErrorOf = (pointOfSaleId: string, fecha: string, comprobantes: readonly FoundComprobante[]): ListedComprobante[] =>
  comprobantes.flatMap(({ status, ...found }) =>
    isInError(status)
      ? {
          pointOfSaleId,
          external_reference: found.external_reference,
          status,
          statusText: found.statusText,
          fecha,
          tipo: found.tipo,
          punto_venta: found.punto_venta,
          numero: found.numero,
          razon_social: found.razon_social,
          documento_nro: found.documento_nro,
          total: found.total,
          moneda: found.moneda,
        }
      : [],
  )

/** A line for each group of days that could not be read. */
export const complaints = ({ failed }: InboxProgress, vault: Pick<Vault, 'nameOf'>): string[] =>
  failed.map(({ pointOfSaleId, fechas, explanation }) => texts.failed(vault.nameOf(pointOfSaleId) ?? '', fechas, explanation.title, explanation.nextStep))

/** With the time at which its day was asked for, milliseconds since the epoch. */
type ReadRow = ListedComprobante & { readAt: number }

/** Each day came newest first. */
const oldestFirst = (rows: ReadRow[]): ReadRow[] => rows.toReversed().toSorted((a, b) => (readFecha(a.fecha) ?? 0) - (readFecha(b.fecha) ?? 0))

/** What webhooks or the person have told of each. */
function knownReasons(database: DatabaseSync | null, clock: Clock): (row: ReadRow) => Explanation | null {
  if (!database) return () => null
  const look = knowledgeOf(new OrderStore(database, clock))
  return ({ pointOfSaleId, external_reference, readAt }) => judge(look(pointOfSaleId, external_reference), readAt).explanation
}
