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
   * @param onDone called with the value, unless it was refused or not run
   * @returns the value, or null when it was refused or not run
   */
  run: <T>(command: () => Promise<Result<T>>, onDone?: (value: T) => void) => Promise<{ value: T } | null>
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
    run: async (command, onDone) => {
      if (running.current) return null
      running.current = true
      setBusy(true)
      setFailure(null)
      const result = await command()
      running.current = false
      setBusy(false)
      if (!result.ok) {
        setFailure(result.error)
        return null
      }
      onDone?.(result.value)
      return { value: result.value }
    },
  }
}
