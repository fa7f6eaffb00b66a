import { monthOf } from '#contract/argentina.ts'
import { shortestOf, type PlanUse } from '#contract/model/plan.ts'
import type { Result } from '#contract/result.ts'
import type { Banner, Status } from '#contract/model/snapshot.ts'
import { Alarm } from '../../core/lib/alarm.ts'
import type { Clock } from '../../core/lib/clock.ts'
import { Signal } from '../../core/lib/signal.ts'
import { planTick } from '../../core/lib/waits.ts'
import type { Outbox } from '../../core/outbox/outbox.ts'
import type { SettingsStore } from '../files/settings.ts'

interface PlanStatusOptions {
  settings: Pick<SettingsStore, 'current' | 'save'>
  outbox: Pick<Outbox, 'requestsOf' | 'promisedPosts' | 'guard'>
  clock: Clock
}

/** How much of the plan the month has taken, and whether that is to be told: once a month. */
export class PlanStatus {
  /** Another month has begun since it was last said. */
  readonly changed = new Signal<void>()
  readonly #options: PlanStatusOptions
  readonly #alarm: Alarm
  #last: PlanUse | null = null

  constructor(options: PlanStatusOptions) {
    this.#options = options
    this.#alarm = new Alarm(options.clock, () => this.#look())
  }

  /** @param banners all others */
  with(banners: Banner[]): Pick<Status, 'banners' | 'plan'> {
    const use = this.#read()
    this.#last = use
    if (use === null) return { banners }
    this.#alarm.set(planTick)
    const short = this.#options.settings.current.planRead === use.month ? null : shortestOf(use)
    return { plan: use, banners: short === null ? banners : [...banners, { kind: 'plan', limit: use.limit, ...short }] }
  }

  /** The person has read of it: no more of this month. */
  acknowledge(): Result<unknown> {
    return this.#options.settings.save({ planRead: monthOf(this.#options.clock.now()) })
  }

  dispose(): void {
    this.#alarm.cancel()
  }

  #read(): PlanUse | null {
    const { settings, outbox, clock } = this.#options
    const limit = settings.current.plan
    if (limit === null) return null
    const month = monthOf(clock.now())
    const before = this.#last
    // While the disk does not say, what was known of that month.
    const known = () => ({ uses: before?.month === month ? before.uses : [], promised: before?.promised ?? 0 })
    return { limit, month, ...outbox.guard.read('requests of the month', () => ({ uses: outbox.requestsOf(month), promised: outbox.promisedPosts() }), known) }
  }

  #look(): void {
    if (this.#last === null) return
    if (monthOf(this.#options.clock.now()) === this.#last.month) this.#alarm.set(planTick)
    else this.changed.emit()
  }
}
