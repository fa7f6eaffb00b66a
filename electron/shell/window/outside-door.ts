import { shell } from 'electron'
import type { Clock } from '../../core/lib/clock.ts'
import type { Logger } from '../../core/lib/logger.ts'

/** A person clicks one link and then looks at what came. Milliseconds. */
const pause = 1_000

/** The way of links to the person's browser: one at a time, as a page that was taken over could open a thousand. */
export class OutsideDoor {
  readonly #clock: Clock
  readonly #logger: Logger
  readonly #onRefused: (url: string) => void
  #lastAt = Number.NEGATIVE_INFINITY
  #opening = false
  /** Those that were not let through since the last one that was. */
  #dropped = 0

  /** @param onRefused there is no browser, or it did not take the address */
  constructor(clock: Clock, logger: Logger, onRefused: (url: string) => void) {
    this.#clock = clock
    this.#logger = logger
    this.#onRefused = onRefused
  }

  /** @param url one that may leave; dropped while another is being opened or was just opened */
  open(url: string): void {
    const now = this.#clock.now()
    // A clock that was set back must not keep it shut.
    if (this.#opening || (now >= this.#lastAt && now - this.#lastAt < pause)) {
      if (this.#dropped++ === 0) this.#logger.warn('denied', { what: 'another link at once' })
      return
    }
    this.#lastAt = now
    this.#opening = true
    this.#dropped = 0
    shell
      .openExternal(url)
      .catch((error: Error) => {
        this.#logger.warn('the browser did not open', { reason: error.message })
        this.#onRefused(url)
      })
      .finally(() => (this.#opening = false))
  }
}
