import { setImmediate } from 'node:timers/promises'
import type { DatabaseSync } from 'node:sqlite'
import type { Exported, OrderFilter, Summary } from '#contract/commands/history.ts'
import type { ArchiveAfter } from '#contract/model/settings.ts'
import type { Order } from '#contract/model/order.ts'
import { fail, ok, type Result } from '#contract/result.ts'
import { Alarm } from '../lib/alarm.ts'
import type { Clock } from '../lib/clock.ts'
import type { Logger } from '../lib/logger.ts'
import { archivingInterval, firstArchiving } from '../lib/waits.ts'
import { OrderStore, type OrderRow } from '../outbox/orders/store.ts'
import { archiveEnded } from './archive.ts'
import { exportOrders } from './export.ts'
import { notExported, savedAs } from './exported.ts'
import { readSummary } from './summary.ts'

export interface HistoryOptions {
  database: DatabaseSync
  clock: Clock
  logger: Logger
  present: (row: OrderRow) => Order
}

/** What happened, for looking back: as a table, summed up, and archived. */
export class History {
  readonly #options: HistoryOptions
  readonly #store: OrderStore
  readonly #closing = new AbortController()
  #exporting: AbortController | null = null
  #archiving: Promise<void> = Promise.resolve()
  #look: Alarm | null = null
  /** Told how many orders were archived or brought back. */
  onArchived: (changed: number) => void = () => {}

  constructor(options: HistoryOptions) {
    this.#options = options
    this.#store = new OrderStore(options.database, options.clock)
  }

  /**
   * Saves what the filter shows as a table, one at a time.
   * @param choosePath asks the person where to; null: nowhere
   * @param redact masks what of a line must not leave
   */
  async export(
    filter: OrderFilter,
    choosePath: () => Promise<string | null>,
    redact: (line: string) => string,
    onProgress: (done: number, total: number) => void,
  ): Promise<Result<Exported>> {
    if (this.#exporting) return fail('export-running')
    const exporting = new AbortController()
    this.#exporting = exporting
    try {
      const path = await choosePath()
      if (path === null) return ok({ kind: 'cancelled' })
      const signal = AbortSignal.any([exporting.signal, this.#closing.signal])
      const rows = await exportOrders({ store: this.#store, filter, present: this.#options.present, path, redact, signal, onProgress: oncePerCent(onProgress) })
      return ok(rows === null ? { kind: 'cancelled' } : savedAs(path, rows))
    } catch (error) {
      return notExported('table', error, this.#options.logger)
    } finally {
      this.#exporting = null
    }
  }

  cancelExport(): void {
    this.#exporting?.abort()
  }

  /** See readSummary(). */
  summary(month: string, pointsOfSale: readonly string[] | null): Summary {
    return readSummary(this.#store, this.#options.clock.now(), month, pointsOfSale)
  }

  /** Archives as the setting says, some time after the start and every day. @param after null: what the person wants is not known */
  keepArchived(after: () => ArchiveAfter | null): void {
    this.#look = new Alarm(this.#options.clock, () => {
      const months = after()
      if (months !== null) void this.archive(months)
      this.#look?.set(archivingInterval)
    })
    this.#look.set(firstArchiving)
  }

  /** Archives what ended so many months ago, and brings back what did not; one after the other. Never rejects. */
  archive(months: ArchiveAfter): Promise<void> {
    const work = async () => {
      const yields = async () => {
        await setImmediate()
        return !this.#closing.signal.aborted
      }
      try {
        const changed = await archiveEnded(this.#store, months, this.#options.clock.now(), yields)
        if (changed > 0) this.#options.logger.info('orders archived or brought back', { changed, months })
        if (changed > 0) this.onArchived(changed)
      } catch (error) {
        // The disk refused; the next look tries again.
        this.#options.logger.warn('orders were not archived', { reason: (error as Error).message })
      }
    }
    this.#archiving = this.#archiving.then(() => (this.#closing.signal.aborted ? undefined : work()))
    return this.#archiving
  }

  dispose(): void {
    this.#closing.abort()
    this.#look?.cancel()
  }
}

/** @returns the same, told at most once a hundredth */
function oncePerCent(tell: (done: number, total: number) => void): (done: number, total: number) => void {
  let told = -1
  return (done, total) => {
    const cent = total === 0 ? 100 : Math.floor((done / total) * 100)
    if (cent === told) return
    told = cent
    tell(done, total)
  }
}
