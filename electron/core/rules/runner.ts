import { setImmediate } from 'node:timers/promises'
import type { RulesState } from '#contract/model/rules.ts'
import { checkReference } from '#contract/model/references.ts'
import { Alarm } from '../lib/alarm.ts'
import { Signal } from '../lib/signal.ts'
import { doublesWait, ruleTick, rulesRest } from '../lib/waits.ts'
import { meansDefect } from '../storage/storage-error.ts'
import { Rest } from '../watch/rest.ts'
import { Candidates } from './candidates.ts'
import { budgetOf, delayOf, restOf, ruleFor, type RestReason } from './decide.ts'
import type { RuleContext } from './ports.ts'

/** Comprobantes looked at closely before others get their turn. */
const lookedAtOnce = 100

/**
 * Has sent without a person what the rules allow: at a point of sale one order at a time, each at a moment of chance, and only when nothing
 * else is on its way there. So its free query comes right before its POST.
 */
export class RuleRunner {
  readonly #context: RuleContext
  readonly #random: () => number
  readonly #candidates: Candidates
  readonly #alarm: Alarm
  /** By point of sale: how long the next order still waits for its moment. */
  readonly #moments = new Map<string, Rest>()
  /** By point of sale: how long nobody looks again, as nothing was found and looking took long. */
  readonly #rests = new Map<string, Rest>()
  /** Nothing is sent for these: another one is the same at TusFacturasAPP, or, with null, may be. */
  #doubles: ReadonlyMap<string, string | null> = new Map()
  /** What is shown of it changed. */
  readonly changed = new Signal<RulesState>()
  /** The budget of the day is spent at this point of sale, and something would have gone: told once a day. */
  readonly spent = new Signal<string>()
  #shown = ''
  #looking = false
  #disposed = false

  constructor(context: RuleContext) {
    this.#context = context
    this.#random = context.random ?? Math.random
    this.#candidates = new Candidates(context.database, context.clock, context.pointsOfSale)
    this.#alarm = new Alarm(context.clock, () => void this.#look())
  }

  /** To be called before anything is sent: what was switched off meanwhile must not go. */
  start(): void {
    this.reconsider()
  }

  /** The settings were changed. Switched off, what has not left is taken back at once. */
  reconsider(): void {
    if (this.#disposed) return
    this.#moments.clear()
    this.#rests.clear()
    if (this.#isOn) this.#alarm.set(0)
    else {
      this.#alarm.cancel()
      this.#context.automatic.takeBack()
    }
    this.refresh()
  }

  /** Says what is shown, if that is something else than before. */
  refresh(): void {
    const state = this.state()
    const print = JSON.stringify(state)
    if (print === this.#shown) return
    this.#shown = print
    this.changed.emit(state)
  }

  /** What rules have spent today. While the disk does not say, nothing is shown. */
  state(): RulesState {
    const { automatic, pointsOfSale, settings } = this.#context
    const { perDay } = settings().rules
    const ids = this.#isOn ? pointsOfSale.ids() : []
    const doubles = ids.flatMap((pointOfSaleId) => {
      const of = this.#doubles.get(pointOfSaleId) ?? null
      return of === null ? [] : { pointOfSaleId, of }
    })
    const silent = ids.filter((id) => this.#doubles.get(id) === null)
    const acting = ids.filter((id) => !this.#doubles.has(id))
    const spending = this.#tried(() => acting.map((id) => ({ pointOfSaleId: id, used: automatic.spending(id).used }))) ?? []
    return { on: this.#isOn, perDay, spending, ...(doubles.length > 0 && { doubles }), ...(silent.length > 0 && { silent }) }
  }

  dispose(): void {
    this.#disposed = true
    this.#alarm.cancel()
  }

  get #isOn(): boolean {
    const { rules, watch } = this.#context.settings()
    return rules.on && watch.on
  }

  async #look(): Promise<void> {
    if (this.#looking) return
    this.#looking = true
    try {
      if (await this.#readDoubles()) await this.#lookAtAll()
    } catch (error) {
      if (meansDefect(error)) throw error
      this.#context.logger.warn('the disk does not say what rules may send', { error })
    } finally {
      this.#looking = false
    }
    if (!this.#goesOn) return
    this.refresh()
    const waits = [...this.#moments.values()].map(({ left }) => left).filter((left) => left > 0)
    this.#alarm.set(Math.min(ruleTick, ...waits))
  }

  async #lookAtAll(): Promise<void> {
    const ids = this.#context.pointsOfSale.ids().filter((id) => !this.#doubles.has(id))
    for (const kept of [this.#moments, this.#rests]) for (const id of kept.keys()) if (!ids.includes(id)) kept.delete(id)
    for (const id of ids) if (this.#goesOn) await this.#lookAt(id)
  }

  /** @returns false when nobody says in time: the keychain may wait for a person who is not there */
  async #readDoubles(): Promise<boolean> {
    const { clock, pointsOfSale } = this.#context
    if (!pointsOfSale.doubles) return true
    const late = Promise.withResolvers<null>()
    const cancel = clock.after(doublesWait, () => late.resolve(null))
    const doubles = await Promise.race([pointsOfSale.doubles(), late.promise]).finally(cancel)
    this.#doubles = doubles ?? this.#doubles
    return doubles !== null
  }

  get #goesOn(): boolean {
    return !this.#disposed && this.#isOn
  }

  async #lookAt(pointOfSaleId: string): Promise<void> {
    const reason = this.#restOf(pointOfSaleId)
    if (reason !== null) return this.#standBack(pointOfSaleId, reason)
    const moment = this.#moments.get(pointOfSaleId)
    if ((moment?.left ?? 0) > 0 || (this.#rests.get(pointOfSaleId)?.left ?? 0) > 0) return
    const began = this.#context.clock.now()
    const id = await this.#first(pointOfSaleId)
    // A clock that was set meanwhile says nothing.
    const took = Math.max(this.#context.clock.now() - began, 0)
    if (id === null) this.#rests.set(pointOfSaleId, new Rest(this.#context.clock, Math.min(took * rulesRest.times, rulesRest.longest)))
    if (id === null || !this.#goesOn) return void this.#moments.delete(pointOfSaleId)
    const { automatic, settings, clock } = this.#context
    const { rules } = settings()
    const budget = budgetOf(automatic.spending(pointOfSaleId), rules)
    if (budget === 'spent' && automatic.tellSpent(pointOfSaleId, rules.perDay)) this.spent.emit(pointOfSaleId)
    if (budget !== 'left') return void this.#moments.delete(pointOfSaleId)
    if (moment) {
      this.#moments.delete(pointOfSaleId)
      return this.#place(pointOfSaleId, id)
    }
    this.#moments.set(pointOfSaleId, new Rest(clock, delayOf(this.#candidates.elsewhereAt(pointOfSaleId), clock.now(), this.#random())))
  }

  #restOf(pointOfSaleId: string): RestReason | null {
    const { automatic, settings, clock } = this.#context
    const surroundings = { ...settings(), obstacle: automatic.obstacle(pointOfSaleId), failedAt: this.#candidates.failedAt(pointOfSaleId) }
    return restOf({ ...surroundings, now: clock.now() })
  }

  /** An order that was placed and cannot go now does not wait: when it can go, it may no longer be wanted. */
  #standBack(pointOfSaleId: string, reason: RestReason): void {
    this.#moments.delete(pointOfSaleId)
    const { automatic } = this.#context
    if (reason !== 'busy' && automatic.spending(pointOfSaleId).waiting > 0) automatic.takeBack(pointOfSaleId)
  }

  /** @returns the oldest that a rule has sent now, by its number in the inbox */
  async #first(pointOfSaleId: string): Promise<number | null> {
    const ids = this.#candidates.list(pointOfSaleId, this.#context.settings().rules)
    for (let from = 0; from < ids.length && this.#goesOn; from += lookedAtOnce) {
      if (from > 0) await setImmediate()
      const found = ids.slice(from, from + lookedAtOnce).find((id) => this.#rule(id) !== null)
      if (found !== undefined) return found
    }
    return null
  }

  #rule(id: number) {
    const candidate = this.#candidates.read(id)
    if (!candidate || checkReference(candidate.external_reference).problem !== null) return null
    const rule = ruleFor(candidate, this.#context.settings().rules, this.#context.clock.now())
    return rule && { rule, reference: candidate.external_reference }
  }

  /** Others had their turn meanwhile: everything is looked at once more, and the order is written down in the same breath. */
  #place(pointOfSaleId: string, id: number): void {
    const wanted = this.#rule(id)
    if (wanted === null || this.#restOf(pointOfSaleId) !== null) return
    const placed = this.#context.automatic.place(pointOfSaleId, wanted.reference, wanted.rule)
    if (placed.ok) this.#context.logger.info('a rule placed an order', { rule: wanted.rule, count: placed.value.count })
  }

  #tried<T>(work: () => T): T | null {
    try {
      return work()
    } catch (error) {
      if (meansDefect(error)) throw error
      return null
    }
  }
}
