import { useRef, useState } from 'react'
import type { Failure, Result } from '#contract/result.ts'

export interface CommandRun {
  /** True while it runs. */
  busy: boolean
  /** Why the last one was refused; null while it runs and after a success. */
  failure: Failure | null
  clear: () => void
  /**
   * Runs one command at a time: a second press while the first is under way does nothing.
   * @returns the value, or null when it was refused or not run
   */
  run: <T>(command: () => Promise<Result<T>>) => Promise<{ value: T } | null>
}

/** A command of this place on the screen, with its trouble to be shown next to it. */
export function useCommand(): CommandRun {
  const running = useRef(false)
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<Failure | null>(null)
  return {
    busy,
    failure,
    clear: () => setFailure(null),
    run: async (command) => {
      if (running.current) return null
      running.current = true
      setBusy(true)
      setFailure(null)
      const result = await command()
      running.current = false
      setBusy(false)
      if (result.ok) return { value: result.value }
      setFailure(result.error)
      return null
    },
  }
}
