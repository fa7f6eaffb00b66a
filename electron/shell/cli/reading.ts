import type { DatabaseSync } from 'node:sqlite'
import { dayNumberAt, readFecha } from '#contract/argentina.ts'
import type { InboxProgress, ListedComprobante } from '#contract/model/inbox.ts'
import type { Explanation } from '#contract/model/explanation.ts'
import { listarTexts as texts } from '#contract/texts/inbox.ts'
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
import { comprobantesAsText, type Listed } from './format-list.ts'
import { openOrdersForReading } from './open-orders.ts'
import { sound } from './refusal.ts'
import type { Streams } from './streams.ts'
import { choosePointsOfSale } from './targets.ts'

/** What a command has read; of each day all comprobantes, whatever their status. */
export interface InError {
  days: ReadDay[]
  /** Those in error, oldest first, with what is known of each on this computer. */
  listed: Listed[]
  progress: InboxProgress
}

/** What it takes to read without touching the orders. */
export type ReadAccess = Pick<Access, 'api' | 'vault' | 'network' | 'clock'>

/**
 * Asks the free query for what is in error. It only reads what is on disk, so it needs no lock.
 * @param name of a point of sale; null: all of them
 * @param daysOf dd/mm/aaaa, newest first, by what time it is at TusFacturasAPP
 * @throws StartProblem for what is wrong with either
 */
export async function readInError(folder: string, name: string | null, daysOf: (now: number) => string[], access: ReadAccess): Promise<InError> {
  const { api, vault, network, clock } = access
  const pointsOfSale = sound(choosePointsOfSale(name, vault))
  knowTheTime(folder, clock)
  const asked = daysOf(clock.now())
  await network.refresh()
  const days: ReadDay[] = []
  const delegate: ListingDelegate = { day: (day) => (days.push(day), null), repeated: () => {}, progress: () => {} }
  const listing = new Listing({ api, pointsOfSale: vault, clock }, { listing: 0, days: asked, pointsOfSale }, delegate)
  await listing.read()
  return { days, listed: describeRows(folder, days, listing, access), progress: listing.progress() }
}

/**
 * @param asJson one of them as a line of JSON; null: a person reads it
 * @param summary for a person, below the table; null: none
 */
export function printInError(
  { listed, progress }: InError,
  asJson: ((one: Listed) => string) | null,
  summary: string | null,
  vault: Vault,
  streams: Streams,
): void {
  if (asJson) for (const one of listed) streams.print(asJson(one))
  else {
    if (listed.length > 0) streams.print(comprobantesAsText(listed))
    if (summary !== null) streams.print(summary)
  }
  // A line for each group of days that could not be read.
  for (const { pointOfSaleId, fechas, explanation } of progress.failed)
    streams.complain(texts.failed(vault.nameOf(pointOfSaleId) ?? '', fechas, explanation.title, explanation.nextStep))
}

/** What the window learned of this computer's clock; the first answers say it anew. */
function knowTheTime(folder: string, clock: Access['clock']): void {
  const database = openOrdersForReading(folder)
  if (database) restoreClockOffset(database, clock)
  database?.close()
}

function describeRows(folder: string, days: ReadDay[], listing: Listing, { vault, clock }: ReadAccess): Listed[] {
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
    repeated: listing.isRepeated(row),
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
  comprobantes.flatMap(({ status, ...found }) => (isInError(status) ? { ...found, pointOfSaleId, status, fecha } : []))

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
