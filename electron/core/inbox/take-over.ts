import { followedStates, liveStates } from '#contract/model/order.ts'
import { longestDayReading } from '../lib/waits.ts'
import { anyOf } from '../outbox/orders/store.ts'
import type { FoundComprobante } from '../tusfacturas/api.ts'
import { compareDay } from './compare-day.ts'
import { seenColumns, wellFormed, type KeptRow, type SeenColumns } from './kept-row.ts'
import type { KeptRows } from './kept-rows.ts'

/** A day that was read whole. */
export interface DayRead {
  pointOfSaleId: string
  /** Days since 1970-01-01. */
  day: number
  /** All comprobantes of that day, whatever their status. */
  found: readonly FoundComprobante[]
  /** When the reading began, milliseconds since the epoch. */
  at: number
}

/**
 * Writes down what a reading of a day says; to be called inside a commit. What an older reading says of what is known better counts for nothing.
 * @returns the ids of rows in error that are new, or of which something changed, and of those that are no longer in error
 */
export function takeOver(kept: KeptRows, { pointOfSaleId, day, found, at }: DayRead): number[] {
  const taken: number[] = []
  if (isYounger(kept.readAt(pointOfSaleId, day), at)) return taken
  const before = kept.prepare('SELECT * FROM inbox WHERE point_of_sale = ? AND day = ?').all(pointOfSaleId, day) as unknown as KeptRow[]
  const { inError, left } = compareDay(before, found.map(wellFormed))
  for (const { found: one, kept: row, sharing } of inError) {
    const again = row === null || row.gone_at !== null
    // The reading does not know yet what became of it.
    if (row !== null && again && isYounger(row.acted_at, at)) continue
    const seen = seenColumns(one, sharing)
    const own = again && isOrdered(kept, pointOfSaleId, one.external_reference)
    const id = row === null ? insert(kept, pointOfSaleId, day, seen, at, own) : refresh(kept, row, seen, at, own)
    if (id !== null) taken.push(id)
  }
  for (const { kept: row, became } of left) {
    if (isYounger(row.acted_at, at)) continue
    const redated = became === 'disappeared' ? takeNoteAlong(kept, row) : []
    kept.leave(row.id, redated.length > 0 ? 'redated' : became, at)
    taken.push(...redated, row.id)
  }
  kept.prepare('INSERT INTO inbox_day VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET read_at = excluded.read_at').run(pointOfSaleId, day, at)
  return taken
}

/** Whether it was written after a reading that began at `began`; what is much further ahead, before the clock was set back. */
const isYounger = (at: number | null, began: number): boolean => at !== null && at > began && at <= began + longestDayReading

/** An order of ours is about it: whoever placed that knows that it was in error, and is told how the order ends. */
function isOrdered(kept: KeptRows, pointOfSaleId: string, reference: string): boolean {
  const states = anyOf([...liveStates, ...followedStates])
  const order = kept.prepare(`SELECT 1 FROM orders WHERE external_reference = ? AND point_of_sale = ? AND ${states} LIMIT 1`)
  return order.get(reference, pointOfSaleId) !== undefined
}

function insert(kept: KeptRows, pointOfSaleId: string, day: number, seen: SeenColumns, at: number, own: boolean): number {
  const columns = {
    point_of_sale: pointOfSaleId,
    day,
    ...seen,
    first_seen: at,
    last_seen: at,
    seen: own ? 1 : 0,
    ...ownOfMissing(kept, pointOfSaleId, day, seen),
  }
  const names = Object.keys(columns)
  const { lastInsertRowid } = kept.prepare(`INSERT INTO inbox (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`).run(...Object.values(columns))
  return Number(lastInsertRowid)
}

/** @returns null when it is as it was */
function refresh(kept: KeptRows, row: KeptRow, seen: SeenColumns, at: number, own: boolean): number | null {
  const again = row.gone_at !== null
  const names = Object.keys(seen) as (keyof SeenColumns)[]
  if (!again && names.every((name) => row[name] === seen[name])) return null
  // One that returns is new to the person again. It was told of before, and no notification tells of one row twice: `told` stays.
  const back = again ? `, left_at = gone_at, gone_at = NULL, became = NULL, back_at = ${at}, seen = ${own ? 1 : 0}` : ''
  kept.prepare(`UPDATE inbox SET ${names.map((name) => `${name} = ?`).join(', ')}${back} WHERE id = ?`).run(...Object.values(seen), row.id)
  if (again) {
    // That it was put off ended when it left, unless it was on another day meanwhile.
    const { note, snoozed_until } = ownOfMissing(kept, row.point_of_sale, row.day, seen)
    kept.prepare("UPDATE inbox SET note = iif(note = '', ?, note), snoozed_until = ? WHERE id = ?").run(note, snoozed_until, row.id)
  }
  return row.id
}

/**
 * A comprobante that is missing here and in error on another day was given that date: what the person noted goes along, and what they put off stays so.
 * @returns the ids of what it is there
 */
function takeNoteAlong(
  kept: KeptRows,
  { point_of_sale, day, external_reference, tipo, documento_nro, total, sharing, note, snoozed_until }: KeptRow,
): number[] {
  if (external_reference === '' || sharing > 1) return []
  return kept
    .prepare(
      `UPDATE inbox SET note = iif(note = '', ?, note), snoozed_until = coalesce(nullif(snoozed_until, 0), ?)
     WHERE external_reference = ? AND point_of_sale = ? AND day <> ? AND tipo = ? AND documento_nro = ? AND total IS ? AND gone_at IS NULL
     RETURNING id`,
    )
    .all(note, snoozed_until, external_reference, point_of_sale, day, tipo, documento_nro, total)
    .map(({ id }) => Number(id))
}

type Own = Pick<KeptRow, 'note' | 'snoozed_until'>

/** The same, where the day that it has left was read before the day that it was given. What was put off is so on one day only. */
function ownOfMissing(kept: KeptRows, pointOfSaleId: string, day: number, { external_reference, tipo, documento_nro, total, sharing }: SeenColumns): Own {
  const none = { note: '', snoozed_until: null }
  if (external_reference === '' || sharing > 1) return none
  const left = kept
    .prepare(
      `SELECT id, note, snoozed_until FROM inbox WHERE external_reference = ? AND point_of_sale = ? AND day <> ? AND tipo = ? AND documento_nro = ? AND total IS ?
         AND became = 'disappeared' ORDER BY gone_at DESC LIMIT 1`,
    )
    .get(external_reference, pointOfSaleId, day, tipo, documento_nro, total) as (Own & { id: number }) | undefined
  if (left === undefined) return none
  if (left.snoozed_until !== null) kept.prepare('UPDATE inbox SET snoozed_until = NULL WHERE id = ?').run(left.id)
  return { note: left.note, snoozed_until: left.snoozed_until }
}
