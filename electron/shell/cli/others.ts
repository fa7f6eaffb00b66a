import { commandLineTexts as texts } from '#contract/texts/shell.ts'
import type { Clock } from '../../core/lib/clock.ts'
import type { Services } from '../services.ts'
import type { Streams } from './streams.ts'
import { whenOver } from './when-over.ts'

/** How long a command line whose own orders are answered goes on taking what others offer, milliseconds. */
const takesFor = 60_000

/**
 * Orders of other starts that a command line took while it held the data folder. They were told that it works them off, so it
 * does not end before they are answered, or it is clear that there is no answer to be had.
 */
export function workOffOthers(services: Pick<Services, 'outbox' | 'status'>, clock: Clock, streams: Streams) {
  const accepted: Promise<void>[] = []
  /** References that are still worked off. */
  let pending = 0
  return {
    /** The orders are placed. */
    add(pointOfSaleId: string, references: string[]): void {
      const ids = services.outbox.newest(pointOfSaleId, references)
      pending += ids.length
      accepted.push(whenOver(ids, services, clock, null).then(() => void (pending -= ids.length)))
    },

    /**
     * To be called when one's own are answered.
     * @param close from here on what others offer stays theirs: called after some time, so that this ends although they never stop
     */
    async finish(close: () => void): Promise<void> {
      if (pending > 0) streams.complain(texts.finishingOthers(pending))
      const cancel = clock.after(takesFor, close)
      for (let next = accepted.shift(); next; next = accepted.shift()) await next
      cancel()
      close()
    },
  }
}
