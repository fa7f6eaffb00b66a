import { readFecha } from '#contract/argentina.ts'
import type { Became, InboxPage, InboxRow } from '#contract/model/inbox.ts'
import type { Result } from '#contract/result.ts'
import { call } from '../../api.ts'
import { Known } from './known.ts'
import type { Days, RangeKind } from './ranges.ts'
import type { InboxFilters, Sort } from './filters.ts'
import { InboxRows } from './rows.ts'

export type InboxRange = Days & { kind: RangeKind }

/** Which comprobantes a person looks at, and how. */
export interface InboxChoice {
  range: InboxRange
  sort: Sort
  filters: InboxFilters
}

/** What is kept of one range of days, loaded once and then changed by news. */
export class ShownRange {
  /** Its days are empty until it was shown. */
  readonly range: InboxRange
  readonly rows = new InboxRows()
  readonly known: Known
  /** What became of the rows in scope that left while they were shown, since it was last looked for. */
  left: Partial<Record<Became, number>> = {}
  /** The same of each row, by its id. */
  readonly #became = new Map<number, Became>()
  readonly #changed: () => void
  /** Left while the rest of the range was still on its way here. */
  readonly #gone = new Set<number>()
  #over = false

  /** @param changed called after each change of what is kept or known */
  constructor(range: InboxRange, changed: () => void) {
    this.range = range
    this.#changed = changed
    this.known = new Known(this.rows, changed)
  }

  /** Another range is shown from now on. */
  end(): void {
    this.#over = true
    this.known.end()
  }

  /** Portion by portion, so that the first rows are there before the last ones have come. */
  async load(): Promise<void> {
    let after = null as InboxPage['next']
    do {
      const page: Result<InboxPage> = await call('listInbox', { ...scoped(this.range, null), ...(after && { after }) })
      if (!page.ok || this.#over) return
      this.#add(page.value.rows.filter(({ id }) => !this.#gone.has(id)))
      after = page.value.next
      this.#changed()
    } while (after)
  }

  /** @returns what became of a row that left while it was shown; null: it did not, or nobody knows */
  became(id: number): Became | null {
    return this.#became.get(id) ?? null
  }

  /** @returns the rows that are shown here now */
  took(rows: InboxRow[], gone: InboxRow[]): InboxRow[] {
    const shown = rows.filter((row) => isIn(this.range, row))
    for (const { id } of shown) {
      this.#gone.delete(id)
      this.#became.delete(id)
    }
    for (const { id } of gone) this.#gone.add(id)
    // A row whose date was changed may belong elsewhere now.
    const elsewhere = rows.filter((row) => !isIn(this.range, row))
    for (const { id } of this.rows.remove(elsewhere.map((row) => row.id))) this.#became.set(id, 'redated')
    const left = new Set(this.rows.remove(gone.map(({ id }) => id)).map(({ id }) => id))
    const { scope } = this.rows
    for (const { id, pointOfSaleId, became } of gone) {
      if (became === null || !left.has(id)) continue
      this.#became.set(id, became)
      if (scope === null || scope.has(pointOfSaleId)) this.left[became] = (this.left[became] ?? 0) + 1
    }
    this.#add(shown)
    this.#changed()
    return shown
  }

  /** Points of sale that are no more take their rows with them. */
  keepOf(pointsOfSale: ReadonlySet<string>): void {
    this.rows.remove(this.rows.all.flatMap(({ id, row }) => (pointsOfSale.has(row.pointOfSaleId) ? [] : id)))
    this.#changed()
  }

  #add(rows: InboxRow[]): void {
    this.rows.add(rows)
    this.known.weighSoon(rows.flatMap((row) => this.rows.idOf(row) ?? []))
  }
}

/** Days, and of which points of sale; without these: of all. */
export type Scoped = Days & { pointsOfSale?: string[] }

/** @param scope null: all points of sale @returns a range as commands take it */
export const scoped = ({ desde, hasta }: InboxRange, scope: ReadonlySet<string> | null): Scoped => ({
  desde,
  hasta,
  ...(scope && { pointsOfSale: [...scope] }),
})

/** Whether a row is of one of the days. */
export function isIn({ desde, hasta }: Days, row: Pick<InboxRow, 'fecha'>): boolean {
  const day = dayOf(row.fecha)
  return day >= dayOf(desde) && day <= dayOf(hasta)
}

/** @param fecha dd/mm/aaaa, of the calendar @returns days since 1970-01-01 */
const dayOf = (fecha: string): number => readFecha(fecha) ?? 0
