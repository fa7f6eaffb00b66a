import { longestSnooze, type InboxRow } from '#contract/model/inbox.ts'
import { Alarm } from '../lib/alarm.ts'
import type { Clock } from '../lib/clock.ts'
import { Signal } from '../lib/signal.ts'
import { isDue, snoozeTick } from '../lib/waits.ts'
import type { Guard } from '../outbox/base/guard.ts'
import type { InboxNews, InboxStore } from './store.ts'

interface AwakeningOptions {
  store: Pick<InboxStore, 'changed' | 'snoozedSpan' | 'wake'>
  clock: Clock
  guard: Pick<Guard, 'run'>
}

/** Brings back what a person put off, at its time. What is due is looked for only while something is put off. */
export class Awakening {
  /** These came back. */
  readonly returned = new Signal<InboxRow[]>()
  readonly #options: AwakeningOptions
  readonly #alarm: Alarm
  readonly #end: () => void
  /** When the first of them is due, or sooner, and the last, or later; Infinity and -Infinity: none is put off. */
  #first = Infinity
  #last = -Infinity

  constructor(options: AwakeningOptions) {
    this.#options = options
    this.#alarm = new Alarm(options.clock, () => this.#tick())
    this.#end = options.store.changed.subscribe((news) => this.#heed(news))
  }

  /** Brings back at once what came due while the program was closed. */
  start(): void {
    this.#look()
  }

  dispose(): void {
    this.#alarm.cancel()
    this.#end()
  }

  #heed({ rows }: InboxNews): void {
    const before = this.#first
    for (const { snoozedUntil } of rows) if (snoozedUntil !== null) this.#count(snoozedUntil, snoozedUntil)
    if (this.#first !== before) this.#wait()
  }

  #count(first: number, last: number): void {
    this.#first = Math.min(this.#first, first)
    this.#last = Math.max(this.#last, last)
  }

  /** Soon again, as timers stand still while the computer sleeps and the clock may be set. */
  #wait(): void {
    if (this.#first === Infinity) this.#alarm.cancel()
    else this.#alarm.set(Math.min(Math.max(this.#first - this.#options.clock.now(), 0), snoozeTick))
  }

  #tick(): void {
    const now = this.#options.clock.now()
    if (isDue(this.#first, now, longestSnooze) || isDue(this.#last, now, longestSnooze)) this.#look()
    else this.#wait()
  }

  #look(): void {
    const { store, guard } = this.#options
    guard.run('inbox-snoozed', () => {
      const back = store.wake()
      const span = store.snoozedSpan()
      this.#first = span?.first ?? Infinity
      this.#last = span?.last ?? -Infinity
      this.#wait()
      if (back.length > 0) this.returned.emit(back)
    })
  }
}
