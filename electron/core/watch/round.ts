import { roundTroubleAllowed } from '../lib/waits.ts'
import type { WatchedDay } from './plan.ts'
import type { RoundContext } from './ports.ts'
import type { Vain } from './vain.ts'
import { readWatchedDay, type DayEnd, type Pause } from './watched-day.ts'

/** As many as the pace lets what is watched have under way. */
const atOnce = 3

interface RoundEnd {
  read: number
  /** What kept it from going on; null: it went through, or was stopped. */
  pause: Pause | null
  /** Points of sale of which something was not read. */
  lacking: ReadonlySet<string>
}

/** Reads the days of one round, a few at a time. The first goes alone, so that an outage costs one query a round. */
export class Round {
  readonly #left: WatchedDay[]
  readonly #context: RoundContext
  readonly #vain: Vain
  readonly #shut = new Set<string>()
  readonly #lacking = new Set<string>()
  #read = 0
  #troubles = 0
  #pause: Pause | null = null

  constructor(days: readonly WatchedDay[], context: RoundContext, vain: Vain) {
    this.#left = days.toReversed()
    this.#context = context
    this.#vain = vain
  }

  /** Never rejects for what comes from outside. @param signal stops it at once; what was read stays */
  async run(signal: AbortSignal): Promise<RoundEnd> {
    while (this.#read === 0 && this.#goesOn(signal)) await this.#next(signal)
    await Promise.all(Array.from({ length: atOnce }, () => this.#work(signal)))
    for (const { pointOfSaleId } of this.#left) this.#lacking.add(pointOfSaleId)
    return { read: this.#read, pause: this.#pause, lacking: this.#lacking }
  }

  #goesOn(signal: AbortSignal): boolean {
    return !signal.aborted && this.#pause === null && this.#left.length > 0
  }

  async #work(signal: AbortSignal): Promise<void> {
    while (this.#goesOn(signal)) await this.#next(signal)
  }

  async #next(signal: AbortSignal): Promise<void> {
    const day = this.#left.pop()
    if (!day) return
    const { pointOfSaleId } = day
    if (this.#shut.has(pointOfSaleId) || this.#vain.isRefused(pointOfSaleId)) this.#lacking.add(pointOfSaleId)
    else this.#heed(day, await readWatchedDay(day, this.#context, signal))
  }

  #heed(day: WatchedDay, end: DayEnd): void {
    if (end.kind === 'read') {
      this.#read++
      this.#troubles = 0
      return
    }
    this.#lacking.add(day.pointOfSaleId)
    if (end.kind === 'no-access') {
      this.#shut.add(day.pointOfSaleId)
      if (end.refused) this.#vain.refused(day.pointOfSaleId)
    }
    if (end.kind === 'pause') this.#pause ??= end.pause
    if (end.kind !== 'unread') return
    this.#vain.failed(day)
    if (end.alike && ++this.#troubles >= roundTroubleAllowed) this.#pause ??= { kind: 'no-connection', said: null }
  }
}
