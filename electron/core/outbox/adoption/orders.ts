import { halfWayStates, inDoubtStates, liveStates, unsentStates, type OrderState } from '#contract/model/order.ts'
import { postsPerDecision } from '#contract/model/budget.ts'
import type { Rule } from '#contract/model/rules.ts'
import type { DecidedEntry, MarkerEntry, PlacedEntry } from '../../storage/journal-line.ts'
import type { Actor } from '../base/state-store.ts'
import { anyOf, type OrderRow, type OrderStore, type Patch } from '../orders/store.ts'
import type { Cause } from '../orders/transitions.ts'

/** In these states an order does not count as sent, so a POST that only the journal knows changes it. */
const undoubted = liveStates.filter((state) => !inDoubtStates.includes(state))
const halfWayUnsent = halfWayStates.filter((state) => unsentStates.includes(state))

/**
 * Puts back, from the journal, what a database lacks of its orders. To be called inside a transaction, with the entries in the order in which
 * they were written. Orders are found by their number, and where the number belongs to another one by their reference.
 */
export class OrderAdoption {
  readonly #store: OrderStore
  readonly #now: number
  /** What the numbers of the journal are called here. */
  readonly #ids = new Map<number, number>()

  constructor(store: OrderStore, now: number) {
    this.#store = store
    this.#now = now
  }

  /** Orders that were accepted wait again. @returns those that the database did not have */
  placed({ at, placed: { point_of_sale, name, first, references, posts, repeats, until, rule } }: PlacedEntry): string[] {
    const fresh = references.flatMap((reference, index) => {
      const id = first + index
      const known = this.#find(point_of_sale, reference, id)
      if (known === null) return [{ id, reference }]
      this.#ids.set(id, known)
      if (known !== id) this.#wishAnew(known, { posts, until, rule: rule ?? null })
      return []
    })
    if (fresh.length === 0) return []
    const batch_id = this.#store.insertBatch(point_of_sale, fresh.length, at)
    const repeated = repeats === null ? null : (this.#ids.get(repeats) ?? repeats)
    const same = {
      batch_id,
      point_of_sale,
      point_of_sale_name: name,
      created_at: at,
      posts_left: posts,
      repeats: this.#row(repeated)?.id ?? null,
      rule: rule ?? null,
    }
    for (const { id, reference } of fresh) {
      const order = this.#store.restore({ ...same, id, external_reference: reference }, 'placed')
      this.#ids.set(id, order)
      if (until !== null) this.#move(order, ['queued'], 'held', 'postponed', 'person', { hold_reason: 'luego', waiting_since: until })
    }
    return fresh.map(({ reference }) => reference)
  }

  /** A POST of it may have left: it is in doubt now, unless it is at an end that came later. */
  marked(entry: MarkerEntry): void {
    const { at, request, point_of_sale, method, external_reference, order, rule } = entry
    const reference = external_reference ?? ''
    // A restored order belongs to its rule before its request counts, so that it is taken from that rule's budget of the day.
    const id = this.#find(point_of_sale, reference, order) ?? this.#latest(point_of_sale, reference, rule) ?? this.#restoreMarked(entry, reference)
    if (order !== undefined) this.#ids.set(order, id)
    const row = this.#row(id)
    if (row) this.#store.addLostRequest(row, method, at, request)
    this.#doubt(id)
  }

  /** What a person ended, or a rule took back, stays ended, and what they wanted sent once more may be. */
  decided({ at, decided, point_of_sale, orders }: DecidedEntry): void {
    for (const [number, reference] of orders) {
      const id = this.#find(point_of_sale, reference, number)
      if (id === null) continue
      if (decided === 'cancelled' || decided === 'taken-back') {
        this.#move(id, unsentStates, 'cancelled', decided, decided === 'cancelled' ? 'person' : 'program', { hold_reason: null })
        this.#endDoubt(id)
        continue
      }
      // The person decided about an order in doubt; the story says so again.
      this.#doubt(id)
      this.#move(id, ['unknown'], 'needs_decision', 'not-clear', 'program', { next_at: null })
      if (decided === 'discarded') this.#move(id, ['needs_decision'], 'cancelled', 'decided-discard', 'person')
      else if (decided === 'resend')
        this.#move(id, ['needs_decision'], 'queued', 'decided-resend', 'person', { posts_left: postsPerDecision, waiting_since: at, outcome: null })
      else this.#move(id, ['needs_decision'], 'accepted', 'decided-sent', 'person', this.#watchNow)
    }
  }

  /**
   * Another order of the reference is still live in this database. It must have ended before the person could place the new one,
   * but how it ended is not known. So it goes on in place of the new one: with the cost that they confirmed last, and not before the
   * hour that they chose. Where a rule placed the new one, nobody asked for this one to go on: it is asked about, and no more.
   */
  #wishAnew(id: number, { posts, until, rule }: { posts: number; until: number | null; rule: Rule | null }): void {
    if (until !== null) {
      this.#move(id, halfWayUnsent, 'queued', 'interrupted', 'program')
      this.#move(id, ['held'], 'queued', 'released', 'person', { hold_reason: null })
      this.#move(id, ['queued'], 'held', 'postponed', 'person', { hold_reason: 'luego', waiting_since: until })
    }
    // An order in doubt cannot wait for an hour; if it turns out to be in error, the person decides.
    const wish =
      "UPDATE orders SET rule = ?4, posts_left = CASE WHEN ?4 IS NULL AND (?1 IS NULL OR state = 'held') THEN min(posts_left, ?2) ELSE 0 END WHERE id = ?3"
    this.#store.run(wish, until, posts, id, rule)
  }

  /**
   * The person cancelled the order after they had read that its POST was not processed. This database knows only of the POST and would
   * ask about the order and send it once more, so the order is cancelled here too.
   */
  #endDoubt(id: number): void {
    this.#move(id, ['on_wire'], 'unknown', 'interrupted', 'program')
    this.#move(id, ['unknown'], 'needs_decision', 'not-clear', 'program', { next_at: null })
    this.#move(id, ['needs_decision'], 'cancelled', 'decided-discard', 'person')
  }

  get #watchNow(): Patch {
    return { checks: 0, watch_since: this.#now, next_at: this.#now }
  }

  #doubt(id: number): void {
    this.#move(id, undoubted, 'unknown', 'journal', 'program', { hold_reason: null, ...this.#watchNow })
  }

  /** Moves an order, if it is in one of these states. */
  #move(id: number, from: readonly OrderState[], to: OrderState, cause: Cause, actor: Actor, patch: Patch = {}): void {
    const row = this.#row(id)
    if (row && from.includes(row.state)) this.#store.change(row, to, cause, actor, patch)
  }

  /** @returns the order of that number, if it is this one; else the live one of this reference */
  #find(pointOfSale: string, reference: string, number: number | undefined): number | null {
    const id = number === undefined ? null : (this.#ids.get(number) ?? number)
    const row = this.#row(id)
    if (row?.point_of_sale === pointOfSale && row.external_reference === reference) return row.id
    return this.#store.number(`SELECT id FROM orders WHERE point_of_sale = ? AND external_reference = ? AND ${anyOf(liveStates)}`, pointOfSale, reference)
  }

  /** Where the journal lacks the line that placed it, the marker belongs to the last order of the reference, ended or not. */
  #latest(pointOfSale: string, reference: string, rule: Rule | undefined): number | null {
    const latest = 'SELECT max(id) AS id FROM orders WHERE point_of_sale = ?1 AND external_reference = ?2 AND (?3 IS NULL OR rule = ?3)'
    return this.#store.number(latest, pointOfSale, reference, rule ?? null)
  }

  #row(id: number | null): OrderRow | null {
    return id === null ? null : this.#store.get(id)
  }

  /** Of an order that neither the database nor the journal has, its POST is all that is known. */
  #restoreMarked({ at, point_of_sale, order, rule }: MarkerEntry, external_reference: string): number {
    const batch_id = this.#store.insertBatch(point_of_sale, 1, at)
    const lost = {
      id: order ?? null,
      batch_id,
      point_of_sale,
      point_of_sale_name: '',
      external_reference,
      created_at: at,
      posts_left: 0,
      repeats: null,
      rule: rule ?? null,
    }
    const id = this.#store.restore(lost, 'in-doubt')
    this.#store.note(id, this.#watchNow)
    return id
  }
}
