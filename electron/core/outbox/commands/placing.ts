import type { Rule } from '#contract/model/rules.ts'
import type { Estimate, Order, Placed } from '#contract/model/order.ts'
import { fail, ok, type Result } from '#contract/result.ts'
import { longestWait } from '../../lib/waits.ts'
import type { Postponed } from '../sending/postponed.ts'
import type { Sender } from '../sending/sender.ts'
import { postsPerOrder } from '../orders/budget.ts'
import { noteDelivery } from '../orders/delivered.ts'
import type { Showing } from '../sending/showing.ts'
import type { Ground } from '../ground.ts'
import { takeBack } from './take-back.ts'

interface PlacingContext extends Ground {
  sender: Sender
  postponed: Postponed
  showing: Showing
}

export interface PlaceOptions {
  /** The order that this one repeats. */
  repeats?: number | null
  /** Milliseconds since the epoch before which they do not go. */
  until?: number | null
  /** By which another start of the program handed them over; a delivery is placed once, however often it is placed. */
  delivery?: string | null
  /** How often each may be POSTed: what the person was told it can cost. */
  posts?: number
  /** That places them, where no person does. */
  rule?: Rule
}

/** Orders that the answer to placing them describes. */
const shownOrders = 200

/** How references become orders: written down twice, in one commit, before anybody is told that they are taken. */
export class Placing {
  readonly #context: PlacingContext

  constructor(context: PlacingContext) {
    this.#context = context
  }

  /** @throws SQLite's error */
  estimate(pointOfSaleId: string, references: string[]): Estimate {
    const { store, rules } = this.#context
    const alreadyLive = store.liveReferences(pointOfSaleId, references)
    const count = references.length - alreadyLive.length
    return { references: count, alreadyLive, maxRequests: count * postsPerOrder(rules()) }
  }

  /** See Outbox.place. */
  place(pointOfSaleId: string, references: string[], options: PlaceOptions = {}): Result<Placed> {
    const { pointsOfSale, guard, sender, bells } = this.#context
    const name = pointsOfSale.nameOf(pointOfSaleId)
    if (name === null) return fail('point-of-sale-missing')
    const distinct = [...new Set(references.map((reference) => reference.toWellFormed()))]
    const placed = guard.answer(() => ok(this.#store(pointOfSaleId, name, distinct, options)), 'orders-not-stored')
    if (!placed.ok) return placed
    sender.lane(pointOfSaleId)
    bells.ready.emit()
    return placed
  }

  /** See Outbox.postpone. */
  postpone(pointOfSaleId: string, external_reference: string, at: number, repeats: number | null): Result<Order> {
    const { clock, postponed } = this.#context
    const ahead = at - clock.now()
    if (ahead <= 0 || ahead > longestWait) return fail('bad-arguments', { reason: 'at' })
    const placed = this.one(pointOfSaleId, external_reference, { repeats, until: at })
    if (placed.ok) postponed.pump()
    return placed
  }

  /** Places one order. @returns it; `action-not-allowed` when another one of this reference is on its way */
  one(pointOfSaleId: string, external_reference: string, options: PlaceOptions): Result<Order> {
    const placed = this.place(pointOfSaleId, [external_reference], options)
    if (!placed.ok) return placed
    const [order] = placed.value.orders
    return order ? ok(order) : fail('action-not-allowed')
  }

  #store(pointOfSale: string, name: string, references: string[], options: PlaceOptions): Placed {
    const { store, line, journal, showing, rules, clock } = this.#context
    const { repeats = null, until = null, delivery = null, posts = postsPerOrder(rules()), rule } = options
    const placedBefore = delivery !== null && !noteDelivery(store, delivery)
    // What a person wants goes as they want it, whatever becomes of the rules.
    if (!rule && !placedBefore) takeBack(this.#context, pointOfSale, references)
    const alreadyLive = placedBefore ? references : store.liveReferences(pointOfSale, references)
    const live = new Set(alreadyLive)
    const fresh = references.filter((reference) => !live.has(reference))
    if (fresh.length === 0) return { batchId: null, count: 0, orders: [], alreadyLive }
    const { batchId, ids } = store.placeBatch(pointOfSale, name, fresh, repeats, posts, rule ?? null)
    journal.append({
      at: clock.now(),
      placed: { point_of_sale: pointOfSale, name, first: ids[0] ?? 0, references: fresh, posts, repeats, until, ...(rule && { rule }) },
    })
    if (until === null) line.heed(pointOfSale, ids)
    else for (const id of ids) store.change({ id, state: 'queued' }, 'held', 'postponed', 'person', { hold_reason: 'luego', waiting_since: until })
    return { batchId, count: ids.length, orders: ids.slice(0, shownOrders).map((id) => showing.known(id)), alreadyLive }
  }
}
