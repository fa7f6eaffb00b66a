import { ok, type Result } from '#contract/result.ts'
import type { Ground } from '../ground.ts'

/** A person holds back everything that has not left, or lets it go on. See Outbox.setPaused. */
export function setPaused({ halt, guard, persist, flags, line }: Ground, paused: boolean): Result<null> {
  const store = () => {
    flags.set('paused', halt.paused ? 'yes' : null)
    if (halt.paused) line.pause()
    else line.resume()
  }
  const before = halt.paused
  halt.pause(paused)
  const stored = guard.answer(() => (store(), ok(null)))
  if (!stored.ok && !paused) {
    halt.pause(before)
    return stored
  }
  if (!stored.ok)
    void persist(() => {
      if (halt.paused) store()
    }).catch(() => {})
  halt.changed.emit()
  return ok(null)
}
