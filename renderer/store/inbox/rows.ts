/** The comprobantes that were read: sorted, searched, filtered and picked, thirty thousand of them within a frame or two. */
import { triageGroups, type InboxRow, type InboxTarget, type TriageCause, type TriageGroup } from '#contract/model/inbox.ts'
import { checkReference } from '#contract/model/references.ts'
import { wordsOf } from '#contract/words.ts'
import { noInboxFilters, type InboxFilters, type Sort } from './filters.ts'
import { keys, listedRow, merge, type Judged, type Key, type ListedRow } from './listed-row.ts'

export class InboxRows {
  /** Rows that pass the filters, sorted. */
  view: ListedRow[] = []
  sort: Sort = { column: 'fecha', descending: true }
  filters = noInboxFilters
  /** Points of sale whose rows are looked at; null: all. */
  scope: ReadonlySet<string> | null = null
  readonly picked = new Set<number>()
  readonly repeated = new Set<number>()
  /** How many rows each kind has. */
  readonly tipos = new Map<string, number>()
  /** How many rows are ticked, those that share a reference included; how many of them are not in view. */
  pickedRows = 0
  hiddenPicked = 0
  /** How many rows in view are new. */
  fresh = 0
  /** How many rows each group has among those that the other filters leave. */
  groups: ReadonlyMap<TriageGroup, number> = new Map()
  readonly #judged = new Map<number, Judged>()
  /** How many rows each point of sale has, in scope or not: to be looked at, and put off. */
  readonly #listed = new Map<string, number>()
  readonly #putOff = new Map<string, number>()
  #sorted: ListedRow[] = []
  readonly #byId = new Map<number, ListedRow>()
  #targets: InboxTarget[] = []
  /** How many rows each target has. */
  readonly #sharers = new Map<number, number>()
  readonly #targetIds = new Map<string, Map<string, number>>()

  /** Whether they pass the filters or not. */
  get all(): readonly ListedRow[] {
    return this.#sorted
  }

  /** How many in scope there are to look at: what is put off is looked at by itself. */
  get total(): number {
    return this.filters.snoozed ? this.snoozed : this.#inScope(this.#listed)
  }

  /** How many rows in scope are put off, whatever the filters. */
  get snoozed(): number {
    return this.#inScope(this.#putOff)
  }

  /** @returns how many rows points of sale have, without those that are put off */
  countOf(pointsOfSale: ReadonlySet<string>): number {
    return sumOf(this.#listed, pointsOfSale)
  }

  /** @returns undefined: it is not there */
  get(id: number): ListedRow | undefined {
    return this.#byId.get(id)
  }

  /** Adds rows, or what they are now. */
  add(rows: readonly InboxRow[]): void {
    const before = this.#take(rows.map(({ id }) => id))
    const inList = new Set(before.flatMap(({ id, row }) => (row.snoozedUntil === null ? id : [])))
    const fresh = rows.map((row) => this.#list(row))
    for (const listed of fresh) {
      const { row, target } = listed
      this.#byId.set(row.id, listed)
      this.#count(row, 1)
      // Whoever puts one off does not mean to send it.
      if (target !== null && row.snoozedUntil !== null && inList.has(row.id)) this.picked.delete(target)
      if (target !== null && (row.shared || this.#sharers.get(target) !== 1)) this.repeated.add(target)
    }
    const compare = this.#compare()
    this.#sorted = merge(this.#sorted, fresh.toSorted(compare), compare)
    this.#look()
  }

  /** @returns those that were there */
  remove(ids: readonly number[]): ListedRow[] {
    const gone = this.#take(ids)
    for (const { target } of gone) if (target !== null && !this.#sharers.get(target)) this.picked.delete(target)
    if (gone.length > 0) this.#look()
    return gone
  }

  /** These rows are new no more. */
  age(ids: Iterable<number>): void {
    for (const id of ids) {
      const listed = this.#byId.get(id)
      if (listed) listed.row = { ...listed.row, isNew: false }
    }
    this.#countFresh()
  }

  /** What is known of a target, once it was weighed. */
  judged(target: number | null): Judged | null {
    return target === null ? null : (this.#judged.get(target) ?? null)
  }

  /** Targets were weighed: what is sorted or filtered by that may move. */
  judge(causes: readonly TriageCause[]): void {
    for (const { targets, ...judged } of causes) for (const target of targets) this.#judged.set(this.#idOf(target), judged)
    if (this.sort.column === 'reason') this.#sorted = this.#sorted.toSorted(this.#compare())
    this.#look()
  }

  markRepeated(targets: readonly InboxTarget[]): void {
    for (const target of targets) this.repeated.add(this.#idOf(target))
  }

  sortBy(sort: Sort): void {
    this.sort = sort
    this.#sorted = this.#sorted.toSorted(this.#compare())
    this.#look()
  }

  /** From now on only rows of these points of sale; what was picked or filtered elsewhere is so no longer. */
  limit(scope: ReadonlySet<string> | null): void {
    this.scope = scope
    const { pointOfSaleId } = this.filters
    if (scope && pointOfSaleId !== '' && !scope.has(pointOfSaleId)) this.filters = { ...this.filters, pointOfSaleId: '' }
    if (scope) for (const target of this.picked) if (!scope.has(this.target(target).pointOfSaleId)) this.picked.delete(target)
    this.#look()
  }

  filter(filters: InboxFilters): void {
    this.filters = filters
    this.#look()
  }

  target(id: number): InboxTarget {
    const target = this.#targets[id]
    if (!target) throw new Error(`no target ${id}`)
    return target
  }

  /** @returns null when no row has been read for it */
  idOf({ pointOfSaleId, external_reference }: InboxTarget): number | null {
    return this.#targetIds.get(pointOfSaleId)?.get(external_reference) ?? null
  }

  /** @param day days since 1970-01-01 @returns targets with a comprobante of a later date: it waits in the queue until then */
  datedAfter(day: number): Set<number> {
    return new Set(this.#sorted.flatMap((listed) => (listed.target !== null && listed.day > day ? [listed.target] : [])))
  }

  pick(targets: Iterable<number>, on: boolean): void {
    for (const target of targets) {
      if (on) this.picked.add(target)
      else this.picked.delete(target)
    }
    this.#countPicked()
  }

  /** @returns the rows that are ticked, those included that share a reference with one */
  pickedList(): ListedRow[] {
    return this.#sorted.filter(({ target }) => target !== null && this.picked.has(target))
  }

  pickNone(): void {
    this.picked.clear()
    this.#countPicked()
  }

  /** Picks, or drops, everything in view. */
  pickView(on: boolean): void {
    this.pick(
      this.view.flatMap(({ target }) => target ?? []),
      on,
    )
  }

  /** Whether all, some or none of what can be picked in view is picked. */
  viewPicked(): 'all' | 'some' | 'none' {
    const picked = this.pickedRows - this.hiddenPicked
    if (picked === 0) return 'none'
    return this.view.every(({ target }) => target === null || this.picked.has(target)) ? 'all' : 'some'
  }

  /** Takes rows out, to be put back or not. */
  #take(ids: readonly number[]): ListedRow[] {
    const taken = ids.flatMap((id) => this.#byId.get(id) ?? [])
    if (taken.length === 0) return taken
    const out = new Set(taken)
    this.#sorted = this.#sorted.filter((listed) => !out.has(listed))
    for (const { row } of taken) {
      this.#byId.delete(row.id)
      this.#count(row, -1)
    }
    return taken
  }

  #count(row: InboxRow, by: 1 | -1): void {
    add(this.tipos, row.tipo, by)
    add(row.snoozedUntil === null ? this.#listed : this.#putOff, row.pointOfSaleId, by)
    const target = this.idOf(row)
    if (target !== null) add(this.#sharers, target, by)
  }

  #list(row: InboxRow): ListedRow {
    return listedRow(row, checkReference(row.external_reference).problem === null ? this.#idOf(row) : null)
  }

  #idOf({ pointOfSaleId, external_reference }: InboxTarget): number {
    let references = this.#targetIds.get(pointOfSaleId)
    if (!references) this.#targetIds.set(pointOfSaleId, (references = new Map()))
    let id = references.get(external_reference)
    if (id === undefined) {
      id = this.#targets.push({ pointOfSaleId, external_reference }) - 1
      references.set(external_reference, id)
    }
    return id
  }

  #compare(): (a: ListedRow, b: ListedRow) => number {
    const { column } = this.sort
    const key: Key = column === 'reason' ? (listed) => this.#reasonKey(listed) : keys[column]
    const way = this.sort.descending ? -1 : 1
    return (a, b) => {
      const [first, second] = [key(a), key(b)]
      return first < second ? -way : first > second ? way : a.id - b.id
    }
  }

  #reasonKey({ target, row }: ListedRow): string {
    const judged = this.judged(target)
    return judged ? `${triageGroups.indexOf(judged.group)} ${judged.reason?.title ?? ''}` : `9 ${row.statusText}`
  }

  #groupOf({ target }: ListedRow): TriageGroup | null {
    return this.judged(target)?.group ?? null
  }

  #look(): void {
    const { scope } = this
    const { search, tipo, pointOfSaleId, group, snoozed } = this.filters
    const words = wordsOf(search)
    const all = scope === null && words.length === 0 && tipo === '' && pointOfSaleId === '' && !snoozed && this.snoozed === 0
    const left = all
      ? this.#sorted
      : this.#sorted.filter(
          (listed) =>
            (scope === null || scope.has(listed.row.pointOfSaleId)) &&
            (listed.row.snoozedUntil !== null) === snoozed &&
            (tipo === '' || listed.row.tipo === tipo) &&
            (pointOfSaleId === '' || listed.row.pointOfSaleId === pointOfSaleId) &&
            words.every((word) => listed.text.includes(word)),
        )
    const groups = new Map<TriageGroup, number>()
    for (const listed of left) {
      const of = this.#groupOf(listed)
      if (of !== null) groups.set(of, (groups.get(of) ?? 0) + 1)
    }
    this.groups = groups
    this.view = group === null ? left : left.filter((listed) => this.#groupOf(listed) === group)
    this.#countFresh()
    this.#countPicked()
  }

  #inScope(counts: ReadonlyMap<string, number>): number {
    return sumOf(counts, this.scope ?? counts.keys())
  }

  #countFresh(): void {
    this.fresh = this.view.reduce((count, { row }) => count + Number(row.isNew), 0)
  }

  #countPicked(): void {
    this.pickedRows = this.#pickedIn(this.#sorted)
    this.hiddenPicked = this.pickedRows - this.#pickedIn(this.view)
  }

  #pickedIn(rows: ListedRow[]): number {
    if (this.picked.size === 0) return 0
    return rows.reduce((count, { target }) => count + Number(target !== null && this.picked.has(target)), 0)
  }
}

const sumOf = (counts: ReadonlyMap<string, number>, ids: Iterable<string>): number => [...ids].reduce((sum, id) => sum + (counts.get(id) ?? 0), 0)

function add<K>(counts: Map<K, number>, key: K, by: number): void {
  const count = (counts.get(key) ?? 0) + by
  if (count > 0) counts.set(key, count)
  else counts.delete(key)
}
