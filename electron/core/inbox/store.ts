import type { DatabaseSync } from 'node:sqlite'
import { dayNumber, dayNumberAt, fechaOf } from '#contract/argentina.ts'
import { longestSnooze, type InboxFreshness, type InboxPage, type InboxRow, type InboxTarget } from '#contract/model/inbox.ts'
import { watchedDays } from '#contract/model/settings.ts'
import type { Clock } from '../lib/clock.ts'
import { Signal } from '../lib/signal.ts'
import { inboxGoneKept } from '../lib/waits.ts'
import type { Guard } from '../outbox/base/guard.ts'
import { OrderStore } from '../outbox/orders/store.ts'
import type { FoundComprobante } from '../tusfacturas/api.ts'
import { applyActions, type InboxAction } from './actions.ts'
import { KeptRows } from './kept-rows.ts'
import { takeOver, type DayRead } from './take-over.ts'

export interface InboxStoreOptions {
  database: DatabaseSync
  clock: Pick<Clock, 'now'>
  guard: Pick<Guard, 'run'>
  /** Whether there is such a point of sale: nothing is kept of one that was deleted while it was read. */
  exists: (pointOfSaleId: string) => boolean
}

/** What changed on disk; rows as they are now. */
export interface InboxNews {
  /** In error: new ones, and those of which something changed. */
  rows: InboxRow[]
  gone: InboxRow[]
}

export interface InboxQuery {
  pointsOfSale: readonly string[]
  /** dd/mm/aaaa, both included. */
  desde: string
  hasta: string
  /** The last row of the portion before; null: from the newest day on. */
  after: InboxPage['next']
  limit: number
}

/**
 * The comprobantes in error as they are kept on disk, and when each day was last read whole. A cache of free queries: whatever is lost
 * of it comes back with the next reading, but for what the person noted.
 */
export class InboxStore {
  /** Told after each commit that changed something. */
  readonly changed = new Signal<InboxNews>()
  readonly #options: InboxStoreOptions
  readonly #orders: OrderStore
  readonly #kept: KeptRows

  constructor(options: InboxStoreOptions) {
    this.#options = options
    this.#orders = new OrderStore(options.database, options.clock)
    this.#kept = new KeptRows(this.#orders)
  }

  /**
   * Takes over a day that was read whole, in one commit. Saying the same again changes nothing.
   * @param fecha dd/mm/aaaa, as it was asked for
   * @param found all comprobantes of that day, whatever their status
   * @param at when the reading began, milliseconds since the epoch
   * @throws SQLite's error when the disk refuses; nothing is kept then, the banner says so, and the day counts as not read
   */
  recordDay(pointOfSaleId: string, fecha: string, found: readonly FoundComprobante[], at: number): void {
    const refusal = this.#try({ pointOfSaleId, day: dayNumber(fecha), found, at })
    if (refusal !== null) throw refusal
  }

  /** As recordDay. @returns whether the disk took it over; where it does not, that is told already */
  keepDay(...day: Parameters<InboxStore['recordDay']>): boolean {
    const [pointOfSaleId, fecha, found, at] = day
    return this.#try({ pointOfSaleId, day: dayNumber(fecha), found, at }) === null
  }

  /** @returns when that day was last read whole, milliseconds since the epoch; null: never */
  lastRead(pointOfSaleId: string, fecha: string): number | null {
    return this.#kept.readAt(pointOfSaleId, dayNumber(fecha))
  }

  /**
   * When each day was last read, of all points of sale at once.
   * @param desde dd/mm/aaaa, the first day
   * @returns as lastRead, of that moment
   */
  readTimes(desde: string): (pointOfSaleId: string, fecha: string) => number | null {
    const rows = this.#kept.prepare('SELECT point_of_sale, day, read_at FROM inbox_day WHERE day >= ?').all(dayNumber(desde))
    const fechas = new Map<unknown, string>()
    const times = new Map<string, number>()
    for (const { point_of_sale, day, read_at } of rows) {
      const fecha = fechas.get(day) ?? fechaOf(Number(day))
      fechas.set(day, fecha)
      times.set(`${String(point_of_sale)} ${fecha}`, Number(read_at))
    }
    return (pointOfSaleId, fecha) => times.get(`${pointOfSaleId} ${fecha}`) ?? null
  }

  /** How old what is kept of these days is. */
  freshness(pointsOfSale: readonly string[], desde: string, hasta: string): InboxFreshness {
    const [first, last] = [dayNumber(desde), dayNumber(hasta)]
    const read = this.#kept
      .prepare('SELECT min(read_at) AS oldest, count(*) AS days FROM inbox_day WHERE point_of_sale IN (SELECT value FROM json_each(?)) AND day BETWEEN ? AND ?')
      .get(JSON.stringify(pointsOfSale), first, last)
    const oldest = read?.['oldest']
    return { oldest: typeof oldest === 'number' ? oldest : null, unread: (last - first + 1) * pointsOfSale.length - Number(read?.['days']) }
  }

  /** @returns what is in error, a portion of it */
  list({ pointsOfSale, desde, hasta, after, limit }: InboxQuery): InboxPage {
    const last = after ? dayNumber(after.fecha) : dayNumber(hasta)
    // Whichever index has the order, so that no portion reads and sorts the ones after it.
    const one = pointsOfSale.length === 1
    const rows = this.#kept.find(
      `gone_at IS NULL AND day BETWEEN ?1 AND ?2 AND (day < ?2 OR inbox.id > ?3) AND ${one ? 'point_of_sale = (SELECT value FROM json_each(?4))' : '+point_of_sale IN (SELECT value FROM json_each(?4))'}
       ORDER BY day DESC, inbox.id LIMIT ?5`,
      dayNumber(desde),
      last,
      after?.id ?? 0,
      JSON.stringify(pointsOfSale),
      limit,
    )
    const end = rows.at(-1)
    return { rows, next: end && rows.length === limit ? { fecha: end.fecha, id: end.id } : null }
  }

  /** @returns references that several comprobantes have of those kept as in error; what a day shows of others only its reading tells */
  repeated(pointsOfSale: readonly string[], desde: string, hasta: string): InboxTarget[] {
    return this.#kept
      .prepare(
        `SELECT point_of_sale AS pointOfSaleId, external_reference FROM inbox
         WHERE gone_at IS NULL AND day BETWEEN ? AND ? AND external_reference <> '' AND +point_of_sale IN (SELECT value FROM json_each(?))
         GROUP BY 1, 2 HAVING count(*) > 1`,
      )
      .all(dayNumber(desde), dayNumber(hasta), JSON.stringify(pointsOfSale)) as unknown as InboxTarget[]
  }

  get(id: number): InboxRow | null {
    return this.#kept.find('id = ?', id)[0] ?? null
  }

  /** @returns of each reference the row that is in error, of the newest day; else the last one that was; none of which nothing is kept */
  of(targets: readonly InboxTarget[]): InboxRow[] {
    return targets.flatMap(({ pointOfSaleId, external_reference }) =>
      this.#kept
        .find(
          'external_reference = ? AND inbox.point_of_sale = ? ORDER BY gone_at IS NOT NULL, gone_at DESC, day DESC LIMIT 1',
          external_reference,
          pointOfSaleId,
        )
        .slice(0, 1),
    )
  }

  /** @returns when the reference was last seen in error; null when it is not, as far as is known */
  seenInError(pointOfSaleId: string, external_reference: string): number | null {
    const seen = `SELECT max(coalesce(read_at, last_seen)) AS at FROM inbox LEFT JOIN inbox_day USING (point_of_sale, day)
      WHERE external_reference = ? AND point_of_sale = ? AND gone_at IS NULL`
    return this.#orders.number(seen, external_reference, pointOfSaleId)
  }

  /**
   * How many are in error since the person last looked; those that they put off are not counted meanwhile, and count of whatever day once they
   * are back. Of a day that is not watched nothing is new: nobody looks whether it still is in error, and Con error does not show it.
   */
  unseenCount(): number {
    const unseen = `SELECT count(*) AS total FROM inbox INDEXED BY inbox_unseen
      WHERE seen = 0 AND gone_at IS NULL AND (snoozed_until IS NULL AND day > ? OR snoozed_until <= ?)`
    return this.#orders.number(unseen, this.#lastUnwatched(), this.#options.clock.now()) ?? 0
  }

  /** The person has seen these. @throws SQLite's error */
  markSeen(rows: readonly Pick<InboxRow, 'id'>[]): void {
    const ids = JSON.stringify(rows.map(({ id }) => id))
    const seen = this.#write(() => this.#orders.run('UPDATE inbox SET seen = 1 WHERE seen = 0 AND id IN (SELECT value FROM json_each(?))', ids))
    if (seen > 0) this.changed.emit({ rows: [], gone: [] })
  }

  /**
   * What no notification has told of and the person has not seen of the days that are watched, by point of sale. From here on it counts as
   * told, also what was seen or left meanwhile: nobody is told twice of one row.
   * @throws SQLite's error, and nothing counts as told then
   */
  takeUntold(): { pointOfSaleId: string; count: number }[] {
    return this.#write(() => {
      const untold = this.#kept
        .prepare(
          `SELECT point_of_sale AS pointOfSaleId, count(*) AS count FROM inbox
           WHERE told = 0 AND day > ? AND seen = 0 AND gone_at IS NULL AND (snoozed_until IS NULL OR snoozed_until <= ?) GROUP BY point_of_sale`,
        )
        .all(this.#lastUnwatched(), this.#options.clock.now()) as { pointOfSaleId: string; count: number }[]
      // A clock that is ahead for a while makes nothing told.
      this.#kept.prepare('UPDATE inbox SET told = 1 WHERE told = 0 AND day > ?').run(this.#lastUnwatched())
      return untold
    })
  }

  /** Keeps the person's own words about a row; empty: none. @returns null when there is no such row @throws SQLite's error */
  note(id: number, note: string): InboxRow | null {
    return this.#set('note = ?', '', note.toWellFormed(), [id])[0] ?? null
  }

  /** Puts off rows that are in error. @param until milliseconds since the epoch; null: no longer @returns those that are @throws SQLite's error */
  snooze(ids: readonly number[], until: number | null): InboxRow[] {
    return this.#set('snoozed_until = ?', 'AND gone_at IS NULL', until, ids)
  }

  /** @returns when the first and the last of those that are put off come back, milliseconds since the epoch; null: none is @throws SQLite's error */
  snoozedSpan(): { first: number; last: number } | null {
    const span = this.#kept
      .prepare('SELECT min(snoozed_until) AS first, max(snoozed_until) AS last FROM inbox WHERE gone_at IS NULL AND snoozed_until > 0')
      .get()
    return span?.['first'] == null ? null : { first: Number(span['first']), last: Number(span['last']) }
  }

  /** Brings back those that were put off until now, and those that cannot be put off as far as they are: new again, but told of. @throws SQLite's error */
  wake(): InboxRow[] {
    const now = this.#options.clock.now()
    const woken = this.#write(() =>
      this.#kept
        .prepare(
          // At 0 it stays known as one that came back.
          `UPDATE inbox SET snoozed_until = 0, seen = 0, told = 1
           WHERE gone_at IS NULL AND snoozed_until > 0 AND (snoozed_until <= ?1 OR snoozed_until > ?2) RETURNING id`,
        )
        .all(now, now + longestSnooze),
    )
    return this.#tell(woken.map(({ id }) => Number(id)))
  }

  /** What orders and tasks of ours did. @throws SQLite's error */
  apply(actions: readonly InboxAction[]): void {
    if (actions.length === 0) return
    this.#tell(this.#write(() => applyActions(this.#kept, actions, this.#options.clock.now())))
  }

  /** The point of sale was deleted: nothing of it stays. @throws SQLite's error */
  forget(pointOfSaleId: string): void {
    const forgotten = this.#write(() => {
      this.#orders.run('DELETE FROM inbox_day WHERE point_of_sale = ?', pointOfSaleId)
      return this.#orders.run('DELETE FROM inbox WHERE point_of_sale = ?', pointOfSaleId)
    })
    if (forgotten > 0) this.changed.emit({ rows: [], gone: [] })
  }

  /** Forgets what is no longer in error since long ago, and when days were read that nobody has read since. @throws SQLite's error */
  forgetOld(): void {
    const now = this.#options.clock.now()
    this.#write(() => {
      this.#orders.run('DELETE FROM inbox WHERE gone_at < ?', now - inboxGoneKept)
      // What is further ahead than it can stay was written before the clock was set back.
      this.#orders.run('DELETE FROM inbox WHERE gone_at > ?', now + inboxGoneKept)
      const unread = `DELETE FROM inbox_day WHERE read_at < ? AND NOT EXISTS (
        SELECT 1 FROM inbox WHERE inbox.point_of_sale = inbox_day.point_of_sale AND inbox.day = inbox_day.day AND gone_at IS NULL)`
      this.#orders.run(unread, now - inboxGoneKept)
    })
  }

  #lastUnwatched(): number {
    return dayNumberAt(this.#options.clock.now()) - watchedDays
  }

  #write<T>(work: () => T): T {
    return this.#orders.transaction(work)
  }

  /** Tells the person where the disk refuses, and tries again until it does not or another day is kept. @returns the refusal */
  #try(day: DayRead): Error | null {
    let refusal: Error | null = null
    this.#options.guard.run('inbox', () => {
      refusal = null
      try {
        this.#record(day)
      } catch (error) {
        refusal = error as Error
        throw error
      }
    })
    return refusal
  }

  #record(day: DayRead): void {
    if (!this.#options.exists(day.pointOfSaleId)) return
    this.#tell(this.#write(() => takeOver(this.#kept, day)))
  }

  /** Tells of rows as they are now. @returns them */
  #tell(ids: readonly number[]): InboxRow[] {
    const rows = this.#kept.byId(ids)
    if (rows.length > 0) this.changed.emit({ rows: rows.filter(({ goneAt }) => goneAt === null), gone: rows.filter(({ goneAt }) => goneAt !== null) })
    return rows
  }

  /** @returns those of them that were changed, as they are now */
  #set(assignment: string, condition: string, value: string | number | null, ids: readonly number[]): InboxRow[] {
    const changed = this.#write(() =>
      this.#kept
        .prepare(`UPDATE inbox SET ${assignment} WHERE id IN (SELECT value FROM json_each(?)) ${condition} RETURNING id`)
        .all(value, JSON.stringify(ids)),
    )
    const rows = this.#kept.byId(changed.map(({ id }) => Number(id)))
    if (rows.length > 0) this.changed.emit({ rows: rows.filter(({ goneAt }) => goneAt === null), gone: [] })
    return rows
  }
}
