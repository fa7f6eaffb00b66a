import type { Banner, Status } from '#contract/model/snapshot.ts'
import { Signal } from '../../core/lib/signal.ts'

/** A clock that is off by more is told about, and again when it is off by so much more or less. Milliseconds. */
const tolerated = 5 * 60_000

/** What the page has to know of this computer's clock, and what the person has to, whatever becomes of the page that told it. */
export class ClockStatus {
  /** The person has read about it. */
  readonly changed = new Signal<void>()
  readonly #clock: { readonly offset: number }
  /** The offset that the person has read about. */
  #read = 0

  /** @param clock `offset`: milliseconds to add to this computer's clock */
  constructor(clock: { readonly offset: number }) {
    this.#clock = clock
  }

  /** The person has read that the clock is wrong. */
  acknowledge(): void {
    this.#read = this.#clock.offset
    this.changed.emit()
  }

  /** @param banners all others */
  with(banners: Banner[]): Pick<Status, 'banners' | 'clockOffset'> {
    const { offset } = this.#clock
    if (offset === 0) return { banners }
    const isNews = Math.abs(offset) > tolerated && Math.abs(offset - this.#read) > tolerated
    return { clockOffset: offset, banners: isNews ? [...banners, { kind: 'clock', offset }] : banners }
  }
}
