import type { WatchStatus } from '#contract/commands/watch.ts'
import type { WatchSettings } from '#contract/model/settings.ts'
import { Alarm } from '../lib/alarm.ts'
import { Signal } from '../lib/signal.ts'
import { minute } from '../lib/units.ts'
import { firstRoundWithin, roundPause, roundResumed, roundSpares, watchTick } from '../lib/waits.ts'
import type { WakeHint } from '../outbox/base/ports.ts'
import { meansDefect } from '../storage/storage-error.ts'
import { planRound, type WatchedDay } from './plan.ts'
import type { RoundContext } from './ports.ts'
import { nextRoundAt } from './next-round.ts'
import { Rest } from './rest.ts'
import { Round } from './round.ts'
import { daysInWindow, isWatchedAt, slotStart } from './times.ts'
import { Vain } from './vain.ts'
import type { Pause } from './watched-day.ts'

export interface WatcherOptions extends RoundContext {
  settings: () => WatchSettings
  /** This PC's own, from 0 to 1, the same at every start. */
  offset: number
  onBattery: () => boolean
  /** From 0 to 1, for the jitter of what waits. */
  random?: () => number
}

/** As the page is told of it, by ids in place of names. */
export interface WatchState extends Omit<WatchStatus, 'lacking'> {
  /** Points of sale of which that round could not read everything. */
  lacking: readonly string[]
}

/** What it was told; the rest of its state follows from what it does. */
type Told = Pick<WatchState, 'lastRound' | 'lacking' | 'waiting'>

/** Looks by itself for what is in error, round after round. It only ever asks the free query by date. */
export class Watcher {
  readonly #options: WatcherOptions
  readonly #random: () => number
  readonly #alarm: Alarm
  readonly #vain: Vain
  readonly #rest: Rest
  /** A round went through. */
  readonly roundOver = new Signal<void>()
  readonly changed = new Signal<WatchState>()
  #told: Told = { lastRound: null, lacking: [], waiting: false }
  /** What was last said of when it looks. */
  #said: Pick<WatchState, 'looking' | 'nextRound'> = { looking: false, nextRound: null }
  /** What ends the round that is under way. */
  #round: AbortController | null = null
  #wasOn = false
  /** Rounds in a row that could not go on. */
  #failures = 0
  /** TusFacturasAPP asked for the rest that is taken: no event of this computer ends it. */
  #toldToWait = false
  /** The slot whose round went through. */
  #doneSlot: number | null = null
  /** Somebody is there: a round at once, whenever the next one would be. */
  #asked = true
  /** The first round goes on from where one that was cut off before the start had got to. */
  #firstSince = -Infinity
  #disposed = false

  constructor(options: WatcherOptions) {
    const { clock, random = Math.random } = options
    this.#options = options
    this.#random = random
    this.#alarm = new Alarm(clock, () => this.#tick())
    this.#vain = new Vain(clock)
    this.#rest = new Rest(clock)
  }

  get state(): WatchState {
    return { ...this.#told, looking: this.#round !== null, nextRound: this.#nextRound() }
  }

  /** Points of sale that are left alone, as TusFacturasAPP refuses their credentials. */
  get refused(): string[] {
    const { settings, pointsOfSale } = this.#options
    return settings().on ? pointsOfSale.ids().filter((id) => this.#vain.isRefused(id)) : []
  }

  start(): void {
    const { settings, clock, offset } = this.#options
    this.#wasOn = settings().on
    this.#firstSince = clock.now() - roundResumed
    this.#rest.take(offset * firstRoundWithin)
    this.#plan()
  }

  /** The way may be open again, or another one. @param hint what says so */
  wake(hint: WakeHint): void {
    if (hint === 'resume' || hint === 'credentials') this.#asked = true
    if (hint === 'credentials') this.#vain.forgetRefusals()
    if (this.#toldToWait || (!this.#asked && this.#failures === 0)) return
    this.#failures = 0
    // The computers of an office wake together, and get their line back together.
    this.#rest.take(this.#options.offset * firstRoundWithin)
    this.#plan()
  }

  /** The settings were changed. */
  reconsider(): void {
    const { on } = this.#options.settings()
    if (on && !this.#wasOn) this.#asked = true
    if (!on) {
      this.#round?.abort()
      this.#waitsNoLonger()
    }
    this.#wasOn = on
    this.#plan()
  }

  dispose(): void {
    this.#disposed = true
    this.#round?.abort()
    this.#alarm.cancel()
  }

  /** Looks again soon: timers stand still while the computer sleeps, and the clock may be set meanwhile. */
  #plan(): void {
    if (!this.#round && !this.#disposed) this.#alarm.set(Math.min(this.#rest.left, watchTick))
    this.#sayWhen()
  }

  #tick(): void {
    const days = this.#due()
    if (days) void this.#run(days)
    else this.#alarm.set(Math.min(this.#untilNext(), watchTick))
    // Also the cable, the clock and the last point of sale change when it looks, and nothing says so.
    this.#sayWhen()
  }

  #interval(): number {
    const { settings, onBattery } = this.#options
    return settings().every * minute * (onBattery() ? 2 : 1)
  }

  #slot(): number {
    const { clock, offset } = this.#options
    return slotStart(clock.now(), this.#interval(), offset)
  }

  #untilNext(): number {
    const next = this.#slot() + this.#interval() - this.#options.clock.now()
    return this.#rest.left > 0 ? Math.min(this.#rest.left, next) : next
  }

  #nextRound(): number | null {
    const { settings, clock, offset, pointsOfSale } = this.#options
    const times = settings()
    if (this.#round || !times.on || pointsOfSale.ids().length === 0) return null
    const now = clock.now()
    return nextRoundAt(times, { now, free: now + this.#rest.left, interval: this.#interval(), offset, asked: this.#asked, doneSlot: this.#doneSlot })
  }

  /** @returns what the round that is due reads; null: none is due */
  #due(): WatchedDay[] | null {
    const { settings, clock, pointsOfSale } = this.#options
    const now = clock.now()
    const times = settings()
    // Whoever was there when nothing is watched need not be there when it is.
    if (!isWatchedAt(times, now)) this.#asked = false
    if (!times.on || pointsOfSale.ids().length === 0 || !isWatchedAt(times, now)) {
      this.#waitsNoLonger()
      return null
    }
    if (this.#rest.left > 0) return null
    const slot = this.#slot()
    // In the first minutes of the hours thousands of PCs would begin together: each waits for its own moment, unless somebody is there.
    if (!this.#asked && (slot === this.#doneSlot || !isWatchedAt(times, slot))) return null
    const days = this.#daysOf(slot)
    // Somebody else has read all that it would: it has gone through as well.
    if (days?.length === 0) this.#wentThrough(slot, new Set())
    return days?.length ? days : null
  }

  /** @returns null when the disk does not say what was read */
  #daysOf(slot: number): WatchedDay[] | null {
    const { clock, pointsOfSale, inbox, logger } = this.#options
    const now = clock.now()
    try {
      const readAt = inbox.readTimes(daysInWindow(now).at(-1) ?? '')
      return planRound({
        now,
        since: Math.max(slot, this.#firstSince),
        sparedSince: now - roundSpares(this.#interval()),
        interval: this.#interval(),
        pointsOfSale: pointsOfSale.ids().filter((id) => !this.#vain.isRefused(id)),
        lastRead: ({ pointOfSaleId, fecha }) => readAt(pointOfSaleId, fecha),
        failedAt: (day) => this.#vain.failedAt(day),
      })
    } catch (error) {
      if (meansDefect(error)) throw error
      logger.warn('the disk does not say what was watched', { error })
      this.#pause({ kind: 'disk', said: null })
      return null
    }
  }

  async #run(days: WatchedDay[]): Promise<void> {
    this.#round = new AbortController()
    const { signal } = this.#round
    const slot = this.#slot()
    const { pause, lacking } = await new Round(days, this.#options, this.#vain).run(signal)
    this.#round = null
    if (!signal.aborted && pause) this.#pause(pause)
    else if (!signal.aborted) this.#wentThrough(slot, lacking)
    this.#plan()
  }

  #wentThrough(slot: number, lacking: ReadonlySet<string>): void {
    const { clock, pointsOfSale } = this.#options
    this.#doneSlot = slot
    this.#asked = false
    this.#firstSince = -Infinity
    this.#failures = 0
    this.#toldToWait = false
    const unread = pointsOfSale.ids().filter((id) => lacking.has(id) || this.#vain.isRefused(id))
    this.#tell({ lastRound: clock.now(), lacking: unread, waiting: false })
    this.roundOver.emit()
  }

  #pause({ kind, said }: Pause): void {
    this.#failures++
    this.#toldToWait = kind === 'slow-down' || kind === 'maintenance'
    this.#rest.take(roundPause(kind, said, this.#failures, this.#random()))
    this.#tell({ ...this.#told, waiting: true })
  }

  /** What it could not do for now is not wanted for now. */
  #waitsNoLonger(): void {
    if (this.#told.waiting) this.#tell({ ...this.#told, waiting: false })
  }

  #tell(told: Told): void {
    this.#told = told
    this.#emit()
  }

  #sayWhen(): void {
    const { looking, nextRound } = this.state
    if (!this.#disposed && (looking !== this.#said.looking || nextRound !== this.#said.nextRound)) this.#emit()
  }

  #emit(): void {
    const { state } = this
    this.#said = state
    this.changed.emit(state)
  }
}
