import { postsPerDecision } from '#contract/model/budget.ts'
import type { DatabaseSync, StatementSync } from 'node:sqlite'
import type { DecidedEntry, MarkerEntry, PlacedEntry } from '../../storage/journal-line.ts'

/** States before the marker, and all in which an order still has work before it. */
const unsent = "('queued', 'held', 'preflight', 'sending')"
const live = "('queued', 'held', 'preflight', 'sending', 'on_wire', 'unknown', 'needs_decision')"

/**
 * Puts back, from the journal, what a database lacks of its orders. To be called inside a transaction, with the entries in the order in which
 * they were written. Orders are found by their number, and where the number belongs to another one by their reference.
 */
export class OrderAdoption {
  readonly #database: DatabaseSync
  readonly #now: number
  readonly #statements = new Map<string, StatementSync>()
  /** What the numbers of the journal are called here. */
  readonly #ids = new Map<number, number>()

  constructor(database: DatabaseSync, now: number) {
    this.#database = database
    this.#now = now
  }

  /** Orders that were accepted wait again. @returns those that the database did not have */
  placed({ at, placed: { point_of_sale, name, first, references, posts, repeats, until } }: PlacedEntry): string[] {
    const fresh = references.flatMap((reference, index) => {
      const id = first + index
      const known = this.#find(point_of_sale, reference, id)
      if (known === null) return [{ id, reference }]
      this.#ids.set(id, known)
      if (known !== id) this.#wishAnew(known, posts, until)
      return []
    })
    if (fresh.length === 0) return []
    const batch = this.#insertBatch(point_of_sale, fresh.length, at)
    const repeated = repeats === null ? null : (this.#ids.get(repeats) ?? repeats)
    for (const { id, reference } of fresh) {
      const order = this.#insertOrder(batch, { point_of_sale, name, reference, wanted: id, at, posts, repeats: this.#exists(repeated) ? repeated : null })
      this.#ids.set(id, order)
      if (until === null) continue
      this.#prepare("UPDATE orders SET state = 'held', hold_reason = 'luego', waiting_since = ? WHERE id = ?").run(until, order)
      this.#tell(order, 'queued', 'held', 'postponed', 'person')
    }
    return fresh.map(({ reference }) => reference)
  }

  /** A POST of it may have left. @returns the id of the order, in doubt now unless it is at an end that came later */
  marked({ at, point_of_sale, external_reference, order }: MarkerEntry): number {
    const reference = external_reference ?? ''
    const found = this.#find(point_of_sale, reference, order) ?? this.#latest(point_of_sale, reference)
    const id =
      found ??
      this.#insertOrder(this.#insertBatch(point_of_sale, 1, at), { point_of_sale, name: '', reference, wanted: order ?? null, at, posts: 0, repeats: null })
    if (order !== undefined) this.#ids.set(order, id)
    // It is one of those that the person confirmed. Of an order that is at its end only the cost can change.
    this.#prepare(`UPDATE orders SET possible = possible + 1, posts = posts + (state IN ${live}), posts_left = max(posts_left - 1, 0) WHERE id = ?`).run(id)
    this.#doubt(id)
    return id
  }

  /** What a person ended stays ended, and what she wanted sent once more may be. */
  decided({ at, decided, point_of_sale, orders }: DecidedEntry): void {
    for (const [number, reference] of orders) {
      const id = this.#find(point_of_sale, reference, number)
      if (id === null) continue
      if (decided === 'cancelled') {
        this.#move(id, unsent, 'cancelled', 'cancelled', 'person', 'hold_reason = NULL')
        this.#endDoubt(id)
        continue
      }
      // The person decided about an order in doubt; the story says so again.
      this.#doubt(id)
      this.#move(id, "('unknown')", 'needs_decision', 'not-clear', 'program', 'next_at = NULL')
      if (decided === 'discarded') this.#move(id, "('needs_decision')", 'cancelled', 'decided-discard', 'person')
      else if (decided === 'resend')
        this.#move(id, "('needs_decision')", 'queued', 'decided-resend', 'person', `posts_left = ${postsPerDecision}, waiting_since = ${at}, outcome = NULL`)
      else this.#move(id, "('needs_decision')", 'accepted', 'decided-sent', 'person', `checks = 0, watch_since = ${this.#now}, next_at = ${this.#now}`)
    }
  }

  /**
   * Another order of the reference is live here. It had come to its end before this one could be placed, how is not known: it goes
   * on in its stead, as she confirmed last and not before the hour that she chose.
   */
  #wishAnew(id: number, posts: number, until: number | null): void {
    if (until !== null) {
      this.#move(id, "('preflight', 'sending')", 'queued', 'interrupted', 'program')
      this.#move(id, "('held')", 'queued', 'released', 'person', 'hold_reason = NULL')
      this.#move(id, "('queued')", 'held', 'postponed', 'person', `hold_reason = 'luego', waiting_since = ${until}`)
    }
    // What is in doubt cannot wait for an hour: if it turns out to be in error, she decides.
    this.#prepare("UPDATE orders SET posts_left = CASE WHEN ?1 IS NULL OR state = 'held' THEN min(posts_left, ?2) ELSE 0 END WHERE id = ?3").run(
      until,
      posts,
      id,
    )
  }

  /**
   * She cancelled it after a POST of which she had read that it was not processed. Here only the POST is known, and the order would
   * be asked about and sent once more: it is hers no longer.
   */
  #endDoubt(id: number): void {
    this.#move(id, "('on_wire')", 'unknown', 'interrupted', 'program')
    this.#move(id, "('unknown')", 'needs_decision', 'not-clear', 'program', 'next_at = NULL')
    this.#move(id, "('needs_decision')", 'cancelled', 'decided-discard', 'person')
  }

  /** Ten thousand orders may come back at once. */
  #prepare(sql: string): StatementSync {
    let statement = this.#statements.get(sql)
    if (!statement) this.#statements.set(sql, (statement = this.#database.prepare(sql)))
    return statement
  }

  #doubt(id: number): void {
    this.#move(
      id,
      "('queued', 'held', 'preflight', 'sending', 'needs_decision')",
      'unknown',
      'journal',
      'program',
      `hold_reason = NULL, checks = 0, watch_since = ${this.#now}, next_at = ${this.#now}`,
    )
  }

  #move(id: number, from: string, to: string, cause: string, actor: string, patch?: string): void {
    const row = this.#prepare(`SELECT state FROM orders WHERE id = ? AND state IN ${from}`).get(id)
    if (!row) return
    this.#prepare(`UPDATE orders SET state = ?, updated_at = ?${patch ? `, ${patch}` : ''} WHERE id = ?`).run(to, this.#now, id)
    this.#tell(id, String(row['state']), to, cause, actor)
  }

  #tell(id: number, from: string | null, to: string, cause: string, actor: string): void {
    this.#prepare(
      `INSERT INTO transition (order_id, id, from_state, to_state, cause, actor, at)
         SELECT ?1, ifnull(max(id), 0) + 1, ?2, ?3, ?4, ?5, ?6 FROM transition WHERE order_id = ?1`,
    ).run(id, from, to, cause, actor, this.#now)
  }

  /** @returns the order of that number, if it is this one; else the live one of this reference */
  #find(pointOfSale: string, reference: string, number: number | undefined): number | null {
    const id = number === undefined ? null : (this.#ids.get(number) ?? number)
    const found =
      this.#prepare('SELECT id FROM orders WHERE id = ? AND point_of_sale = ? AND external_reference = ?').get(id, pointOfSale, reference) ??
      this.#prepare(`SELECT id FROM orders WHERE point_of_sale = ? AND external_reference = ? AND state IN ${live}`).get(pointOfSale, reference)
    return found ? Number(found['id']) : null
  }

  /** For a journal without what was placed: the marker belongs to the last order of the reference, at its end or not. */
  #latest(pointOfSale: string, reference: string): number | null {
    const found = this.#prepare('SELECT max(id) AS id FROM orders WHERE point_of_sale = ? AND external_reference = ?').get(pointOfSale, reference)
    return found?.['id'] == null ? null : Number(found['id'])
  }

  #exists(id: number | null): boolean {
    return id !== null && this.#prepare('SELECT 1 FROM orders WHERE id = ?').get(id) !== undefined
  }

  #insertBatch(pointOfSale: string, total: number, at: number): number {
    return Number(this.#prepare('INSERT INTO batch (point_of_sale, created_at, total) VALUES (?, ?, ?)').run(pointOfSale, at, total).lastInsertRowid)
  }

  #insertOrder(
    batch: number,
    order: { point_of_sale: string; name: string; reference: string; wanted: number | null; at: number; posts: number; repeats: number | null },
  ): number {
    const { lastInsertRowid } = this.#prepare(
      `INSERT INTO orders (id, batch_id, point_of_sale, point_of_sale_name, external_reference, state, created_at, updated_at, waiting_since, posts_left, repeats)
         VALUES (?, ?, ?, ?, ?, 'queued', ?, ?, ?, ?, ?)`,
    ).run(
      this.#exists(order.wanted) ? null : order.wanted,
      batch,
      order.point_of_sale,
      order.name,
      order.reference,
      order.at,
      this.#now,
      this.#now,
      order.posts,
      order.repeats,
    )
    const id = Number(lastInsertRowid)
    this.#tell(id, null, 'queued', 'placed', 'person')
    return id
  }
}
