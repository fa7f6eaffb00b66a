import { postsPerRule, type Rule } from '#contract/model/rules.ts'
import { aloneStates, unsentStates, type Placed } from '#contract/model/order.ts'
import type { Banner } from '#contract/model/snapshot.ts'
import { ok, type Result } from '#contract/result.ts'
import { alertHolds } from '../lib/waits.ts'
import type { Placing } from './commands/placing.ts'
import { takeBack } from './commands/take-back.ts'
import type { Ground } from './ground.ts'
import { ofRule, requestsOfRules } from './orders/budget.ts'
import { anyOf } from './orders/store.ts'
import { newsOfAccount } from './telling/status.ts'

interface AutomaticContext extends Ground {
  placing: Placing
}

/** Why rules place nothing at a point of sale for now. `busy`: orders are on their way there. */
export type RuleObstacle = 'stopped' | 'paused' | 'gate' | 'told-to-wait' | 'offline' | 'arca' | 'busy'

/** What rules have spent today at a point of sale, and how many of their orders have not left. */
export interface RuleSpending {
  used: number
  waiting: number
}

/** What rules ask of the outbox. They place orders as a person does, and each goes the way of all orders: its own free query first. */
export class Automatic {
  readonly #context: AutomaticContext

  constructor(context: AutomaticContext) {
    this.#context = context
  }

  /** @throws SQLite's error */
  obstacle(pointOfSaleId: string): RuleObstacle | null {
    const { halt, guard, states, keychain, reachability, store, clock } = this.#context
    if (halt.stopped || guard.failing) return 'stopped'
    if (halt.paused || !halt.open) return 'paused'
    const lane = states.get(pointOfSaleId)
    if (lane.gate || keychain.isSilent(pointOfSaleId)) return 'gate'
    if (states.delay(lane) > 0) return 'told-to-wait'
    if (reachability.down) return 'offline'
    const now = clock.now()
    const saysArcaRests = (banner: Banner) =>
      (banner.kind === 'arca-alert' && Math.abs(now - banner.at) < alertHolds) ||
      (banner.kind === 'announced-maintenance' && (banner.from ?? now) <= now && banner.until > now)
    // That a person has read of it does not end it.
    if (newsOfAccount(this.#context).some(saysArcaRests)) return 'arca'
    const moving = `SELECT 1 FROM orders WHERE point_of_sale = ? AND ${anyOf(aloneStates)} AND archived_at IS NULL LIMIT 1`
    return store.has(moving, pointOfSaleId) ? 'busy' : null
  }

  /** @throws SQLite's error */
  spending(pointOfSaleId: string): RuleSpending {
    const { store } = this.#context
    const waiting = `SELECT count(*) AS n FROM orders WHERE point_of_sale = ? AND ${ofRule} AND posts = 0 AND ${anyOf(unsentStates)}`
    return { used: requestsOfRules(store, pointOfSaleId), waiting: store.number(waiting, pointOfSaleId) ?? 0 }
  }

  /** Places one order. @returns see Outbox.place */
  place(pointOfSaleId: string, reference: string, rule: Rule): Result<Placed> {
    return this.#context.placing.place(pointOfSaleId, [reference], { rule, posts: postsPerRule })
  }

  /**
   * Takes back what rules placed and what has not left; tried again as long as the disk refuses.
   * @param pointOfSaleId one, or all
   */
  takeBack(pointOfSaleId: string | null = null): void {
    const { guard, store, bells } = this.#context
    guard.run(`rules ${pointOfSaleId ?? 'all'}`, () => store.transaction(() => takeBack(this.#context, pointOfSaleId, null)))
    bells.settled.emit()
  }

  /**
   * The budget of the day is spent. The budget that the person was told of is kept: if it was raised since, it is another one.
   * @returns whether that is to be told: once a day, point of sale and budget; false too when the disk refuses
   */
  tellSpent(pointOfSaleId: string, perDay: number): boolean {
    const { guard, store } = this.#context
    const note = 'UPDATE automatic_count SET told = ?1 WHERE point_of_sale = ?2 AND day = ?3 AND told < ?1'
    const noted = guard.answer(() => ok(store.run(note, perDay, pointOfSaleId, store.today()) > 0))
    return noted.ok && noted.value
  }
}
