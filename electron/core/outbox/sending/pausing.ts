import { ok, type Result } from '#contract/result.ts'
import type { Flags } from '../flags.ts'
import type { Guard } from '../guard.ts'
import type { Line } from '../orders/line.ts'
import type { Halt } from './halt.ts'
import type { Persist } from './persist.ts'

interface PausingContext {
  flags: Flags
  halt: Halt
  line: Line
  guard: Guard
  persist: Persist
}

/** A person holds back everything that has not left, or lets it go on. */
export class Pausing {
  readonly #context: PausingContext

  constructor(context: PausingContext) {
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
