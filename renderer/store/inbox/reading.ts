import type { InboxProgress } from '#contract/model/inbox.ts'
import type { Result } from '#contract/result.ts'
import { call } from '../../api.ts'
import type { Scoped } from './shown-range.ts'

/** What is read anew from TusFacturasAPP, one listing at a time. */
export class Reading {
  /** Null until something was read. */
  progress: InboxProgress | null = null
  // Another number than that of a page before this one, whose listing may still be told about.
  #listing = Date.now()
  readonly #changed: () => void

  /** @param changed called after each change of the progress */
  constructor(changed: () => void) {
    this.#changed = changed
  }

  isOf(listing: number): boolean {
    return listing === this.#listing
  }

  /** @param opening nobody asked for it: what was read lately is spared */
  async start(range: Scoped, opening: boolean): Promise<Result<null>> {
    const listing = ++this.#listing
    this.progress = { listing, state: 'reading', done: 0, total: 0, seen: 0, failed: [] }
    this.#changed()
    const started = await call('startInbox', { listing, ...range, ...(opening && { opening }) })
    if (!started.ok && this.isOf(listing)) {
      this.progress = null
      this.#changed()
    }
    return started
  }

  cancel(): void {
    void call('cancelInbox', { listing: this.#listing })
  }

  /** Reads the days that failed or were not reached. */
  retry(): void {
    void call('retryInbox', { listing: this.#listing })
  }

  /** @param progress of this listing @returns whether it has just come to its end */
  progressed(progress: InboxProgress): boolean {
    const over = this.progress?.state === 'reading' && progress.state === 'finished'
    this.progress = progress
    this.#changed()
    return over
  }
}
