import { useEffect, useState } from 'react'
import type { Failure } from '#contract/result.ts'
import { call } from '../../api.ts'
import { useCommand } from '../../store/use-command.ts'
import { announce } from '../../ui/announcer.tsx'

/** How long it is shown that something was copied. Milliseconds. */
const shownFor = 4000

export interface Copying {
  busy: boolean
  /** What was said of what was just copied, to be shown beside it; null: nothing was a moment ago. */
  said: string | null
  /** To be shown as well, which announces it. */
  failure: Failure | null
  /** @param say announced and shown once it is copied */
  copy: (text: string, say: string) => Promise<void>
}

/** Copies a text, and has it seen and heard that it did. */
export function useCopy(): Copying {
  const { run, busy, failure } = useCommand()
  const [said, setSaid] = useState<string | null>(null)
  useEffect(() => {
    if (said === null) return undefined
    const timer = setTimeout(() => setSaid(null), shownFor)
    return () => clearTimeout(timer)
  }, [said])
  return {
    busy,
    said,
    failure,
    copy: async (text, say) => {
      setSaid(null)
      if (!(await run(() => call('copyText', { text })))) return
      setSaid(say)
      announce(say)
    },
  }
}
