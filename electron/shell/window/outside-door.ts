import { shell } from 'electron'
import type { Clock } from '../../core/lib/clock.ts'
import type { Logger } from '../../core/lib/logger.ts'

/** A person clicks one link and then looks at what came. Milliseconds. */
const pause = 1_000

/**
 * The way of links to the person's browser: one at a time, as a page that was taken over could open a thousand.
 * @param onRefused there is no browser, or it did not take the address
 */
export function outsideDoor(clock: Clock, logger: Logger, onRefused: (url: string) => void) {
  let lastAt = Number.NEGATIVE_INFINITY
  let opening = false
  /** Those that were not let through since the last one that was. */
  let dropped = 0
  return {
    /** @param url one that may leave; dropped while another is being opened or was just opened */
    open(url: string): void {
      const now = clock.now()
      // A clock that was set back must not keep it shut.
      if (opening || (now >= lastAt && now - lastAt < pause)) {
        if (dropped++ === 0) logger.warn('denied', { what: 'another link at once' })
        return
      }
      lastAt = now
      opening = true
      dropped = 0
      shell
        .openExternal(url)
        .catch((error: Error) => {
          logger.warn('the browser did not open', { reason: error.message })
          onRefused(url)
        })
        .finally(() => (opening = false))
    },
  }
}
