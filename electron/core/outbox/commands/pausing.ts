import { ok, type Result } from '#contract/result.ts'
import type { Ground } from '../ground.ts'

/** A person holds back everything that has not left, or lets it go on. */
export class Pausing {
  readonly #context: Ground

  constructor(context: Ground) {
    this.#context = context
  }

  /** See Outbox.setPaused. */
  set(paused: boolean): Result<null> {
    const { halt, guard, persist } = this.#context
    const before = halt.paused
    halt.pause(paused)
    const stored = guard.answer(() => ok(this.#store()))
    if (!stored.ok && !paused) {
      halt.pause(before)
      return stored
    }
    if (!stored.ok)
      void persist(() => {
        if (halt.paused) this.#store()
      }).catch(() => {})
    halt.changed.emit()
    return ok(null)
  }

  #store(): null {
    const { flags, halt, line } = this.#context
    flags.set('paused', halt.paused ? 'yes' : null)
    if (halt.paused) line.pause()
    else line.resume()
    return null
  }
}
